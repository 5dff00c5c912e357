"""What is told of talks with parents: with whom, where, by whom, and when only a second try reached them."""

import pytest

from duty.commands import CouldNot, RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, NotUnderstood
from duty.kinds import Kind
from duty.relaying import Relay, ReplyToParent
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids


def heard_as(text: str) -> tuple[Kind, tuple[int, ...]]:
    """The one deed that is recorded."""
    heard = by_steps(text, TODAY, CARE)
    deed = heard.deeds[0] if isinstance(heard, RecordSeveral) and len(heard.deeds) == 1 else heard
    assert isinstance(deed, RecordDeed), heard
    return deed.kind, deed.student_ids


def nothing_recorded(heard: Heard) -> bool:
    return not isinstance(heard, RecordDeed | RecordSeveral)


@pytest.mark.parametrize(
    "text",
    [
        "许知远妈妈今天来学校给他送药，我和她聊了聊他的作业",
        "许知远爸爸来接孩子，在门卫那儿跟他谈了十来分钟",
        "昨天许知远奶奶来给孩子送饭，我跟老人家说了说她最近的表现",
        "许知远妈妈过来取材料，顺便跟她沟通了孩子上课走神",
        "许知远爸爸来校，谈了半个小时",
        "许知远妈妈中午到教室门口找我，说了说他挑食",
        "放学门口遇到许知远外婆，拉着说了一阵孩子的情况",
        "把许知远妈妈请到学校来谈了谈她上课睡觉的问题",
        "许知远爸爸电话里表示周末会来一趟",
        "电话里许知远他爸说今年过年不回来",
        "昨晚和许知远爸爸视频，讲了期末的情况",
        "在企业微信里跟许知远妈妈说了考试情况",
        "钉钉上跟许知远妈妈沟通了请假返校",
        "给许知远妈妈打第一遍没接，第二遍接了，聊了孩子挑食",
        "打许知远爸爸电话没人接，他中午打回来了，聊了作业",
        "联系许知远家长，先是占线，后来接通了",
        "在群里艾特许知远妈妈不理，后来打电话才联系上",
        "许知远他姐姐打电话来了，聊了聊他",
        "已经回复许知远家长了，说了住宿费",
    ],
)
def test_a_talk_with_a_parent_is_contact_work(text: str) -> None:
    assert heard_as(text) == (Kind.CONTACT, ids("许知远"))


@pytest.mark.parametrize(
    "text",
    [
        "许知远妈妈来接他，我跟他聊了聊",
        "许知远爸爸在外打工，我跟许知远谈了谈",
        "许知远爷爷没来，我跟他谈了心",
    ],
)
def test_a_talk_with_the_child_beside_a_parent_is_a_talk(text: str) -> None:
    assert heard_as(text) == (Kind.TALK, ids("许知远"))


@pytest.mark.parametrize(
    "text",
    [
        "许知远妈妈打电话给数学老师了",
        "许知远跟他妈妈打电话哭了一场",
        "打算晚上跟许知远妈妈视频一下",
        "许知远妈妈要是来学校就跟她谈谈",
        "放学碰见许知远的妈妈，打了个招呼",
        "许知远妈妈来给他送了药",
        "给许知远爸爸打了三个电话都没接",
        "拨了许知远妈三次，都是嘟嘟声",
        "家访许知远：无人在家",
        "家访许知远：没人在家",
        "许知远去蓝小雨家玩了",
        "许知远去她奶奶家了",
        "晚点再回许知远爸爸",
        "还没回许知远妈妈的消息",
        "许知远的家访没去成",
    ],
)
def test_what_others_did_was_planned_or_came_to_nothing_is_no_record(text: str) -> None:
    assert nothing_recorded(by_steps(text, TODAY, CARE))


@pytest.mark.parametrize(
    "text",
    [
        "许知远家到了，已经聊完出来了",
        "许知远家今天我去了，她妈妈和外公都在",
        "周二晚上七点在许知远家，和她父母谈到九点",
        "今天跟村主任去了许知远家，了解低保情况",
        "今天的家访任务完成，许知远家",
        "上门看望了许知远，她脚扭了在家养伤",
        "许知远住外婆家，我昨天去他外婆家看了他",
        "放学顺路送许知远回家，顺便做了家访",
        "许知远家今天去了，大人不在，陪他做了会儿饭",
    ],
)
def test_a_talk_at_home_is_a_visit(text: str) -> None:
    assert heard_as(text) == (Kind.HOME_VISIT, ids("许知远"))


def test_both_homes_that_were_named_before_are_visited() -> None:
    assert heard_as("许知远和蓝小雨住一个院子，今天两家都去了") == (Kind.HOME_VISIT, ids("许知远", "蓝小雨"))


def test_a_number_that_was_tried_before_is_no_failure_when_it_answered() -> None:
    heard = by_steps("联系许知远家长，先是占线，后来接通了", TODAY, CARE)
    assert isinstance(heard, RecordDeed)


def test_a_call_that_stays_unanswered_keeps_its_reason() -> None:
    assert by_steps("给许知远妈妈打了三个电话都没接", TODAY, CARE) == CouldNot(ids("许知远"), Kind.CONTACT, "都没接")


def test_words_of_one_s_own_child_do_not_end_the_note() -> None:
    heard = by_steps("许知远谈过了，明天准备再给他妈妈打个电话", TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert "再给他妈妈打个电话" in heard.note


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("帮我问一下许知远妈妈，孩子今天怎么没来", "孩子今天怎么没来"),
        ("帮我问许知远爸爸什么时候有空来学校", "什么时候有空来学校"),
        ("请许知远家长明早带户口本来学校", "明早带户口本来学校"),
        ("麻烦许知远妈妈给孩子多带件毛衣", "给孩子多带件毛衣"),
        ("提醒许知远爸爸接孩子别迟到", "接孩子别迟到"),
        ("让许知远爸爸有空给我回电话", "有空给我回电话"),
        ("告诉许知远的妈妈孩子的眼镜修好了", "孩子的眼镜修好了"),
        ("跟许知远妈妈说孩子今天午饭吃了两碗", "孩子今天午饭吃了两碗"),
        ("给许知远妈妈写句话：孩子作文登校报了", "孩子作文登校报了"),
        ("跟许知远奶奶传个信：助学金到账了", "助学金到账了"),
        ("代我向许知远妈妈问好，孩子进步很大", "问好，孩子进步很大"),
        ("替我谢谢许知远奶奶，腌菜真好吃", "谢谢许知远奶奶，腌菜真好吃"),
    ],
)
def test_what_is_to_be_said_or_asked_at_home_is_a_note(text: str, words: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, Relay), heard
    assert (heard.student_id, heard.text) == (ids("许知远")[0], words)


@pytest.mark.parametrize(
    "text",
    [
        "跟许知远妈妈说了一声，周五早放学",
        "跟许知远妈妈说好了，周日送她返校",
        "跟许知远妈妈说作业的事，她说会管",
        "和许知远爸爸说清楚了手机的规定",
        "叫许知远妈妈来学校谈了谈",
        "请许知远家长来校面谈",
        "问许知远妈妈的电话",
    ],
)
def test_what_was_said_is_no_note(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), Relay)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("刚才许知远妈妈问的，帮我回：春游不收费", "春游不收费"),
        ("许知远妈妈问校车几点，帮我回她：五点半", "五点半"),
        ("许知远妈妈的消息帮我回一下：明天可以来", "明天可以来"),
        ("回复许知远妈妈的留言：周四家访可以的", "周四家访可以的"),
        ("回许知远爸爸的话：孩子已经退烧", "孩子已经退烧"),
        ("回复许知远奶奶那条：药我会提醒她吃", "药我会提醒她吃"),
    ],
)
def test_an_answer_names_what_it_answers(text: str, words: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, ReplyToParent), heard
    assert (heard.student_id, heard.text) == (ids("许知远")[0], words)


@pytest.mark.parametrize("text", ["帮我回：收到，谢谢理解", "就回她说收到，谢谢理解", "你回他：收到，谢谢理解"])
def test_an_answer_to_who_wrote_last(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ReplyToParent("收到，谢谢理解")


@pytest.mark.parametrize("text", ["回：收到", "许知远妈妈问的事我回了", "许知远妈妈发来消息，没看懂"])
def test_what_is_no_answer(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood | Confirm | RecordDeed), heard


@pytest.mark.parametrize(
    "text",
    [
        "许知远妈妈在校门口等我，说了会儿话，主要是担心孩子成绩",
        "请许知远妈妈来学校坐了坐，谈她逃课的事",
        "和许知远妈妈约在校门口见了面，把情况都说了",
        "中午联系许知远家长确认了他请假的事",
    ],
)
def test_whoever_was_asked_to_come_came_where_it_is_told_what_was_said(text: str) -> None:
    assert heard_as(text) == (Kind.CONTACT, ids("许知远"))


@pytest.mark.parametrize(
    "text",
    [
        "请许知远妈妈来学校坐坐",
        "约了许知远妈妈明天来谈",
        "等许知远下课，下了课就谈",
        "联系许知远妈妈三次，一次都没通",
        "去许知远家的路断了，半路折回",
        "许知远家门锁着，问了邻居说进城了",
        "许知远的家长太忙，约了几次都没约上",
    ],
)
def test_who_was_only_asked_to_come_or_not_reached_was_not_spoken_with(text: str) -> None:
    assert nothing_recorded(by_steps(text, TODAY, CARE))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("家访许知远，她不在家，和外婆谈的", ("许知远",)),
        ("今天走了许知远家，山路滑", ("许知远",)),
        ("今天跑了两家：许知远、蓝小雨", ("许知远", "蓝小雨")),
    ],
)
def test_a_visit_where_only_others_were_in_or_that_is_only_told_as_a_way(text: str, names: tuple[str, ...]) -> None:
    assert heard_as(text) == (Kind.HOME_VISIT, ids(*names))


@pytest.mark.parametrize("text", ["跟她回复说我周末不在", "给他回个信：我周末不在", "回复刚才那位家长：我周末不在"])
def test_an_answer_to_nobody_who_is_named(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ReplyToParent("我周末不在")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("把这话带给许知远妈妈：孩子进步很大", "孩子进步很大"),
        ("捎信给许知远家，助学金批下来了", "助学金批下来了"),
        ("问许知远妈妈一声，周末能不能来接", "周末能不能来接"),
        ("给许知远妈妈发：回去让他再做两题", "回去让他再做两题"),
    ],
)
def test_further_ways_to_send_a_note(text: str, words: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, Relay), heard
    assert (heard.student_id, heard.text) == (ids("许知远")[0], words)
