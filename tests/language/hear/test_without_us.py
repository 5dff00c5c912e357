"""What was done without the sender, with the child's friends, or at a stranger's home is no deed of theirs."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import TODAY, by_steps, care_for
from tests.language.hear.deeds_heard import recorded

CARE = care_for("张三", "李四", "格桑梅朵", "次仁", "阿依古丽·吐尔逊", "杨康健")


@pytest.mark.parametrize(
    "text",
    [
        "张三妈妈是班主任打电话联系的",
        "张三爸爸是校长亲自打电话通知的",
        "张三的舅舅昨天上门去看的他，我没到场",
        "张三家的家访做了，我没参与",
        "张三的数学是补了，不是我补的",
        "张三妈妈跟他舅舅通的电话，把事说开了，我是后来听说的",
        "张三的几何题是李四给他讲明白的，这个不算我的",
        "张三自个儿在我办公室做的卷子，我没讲",
        "张三一个人在我办公室做了套卷子",
        "张三在教室独自背的单词",
        "跟张三的几个好朋友聊了聊他的情况",
        "跟张三的同学谈了谈他",
        "和张三同宿舍的两个孩子聊了聊",
        "学校统一发的棉衣，张三领了一件",
    ],
)
def test_what_was_done_without_us_or_without_the_child_is_not_recorded(text: str) -> None:
    assert not recorded(hear(text, TODAY, CARE))
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed | RecordSeveral)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("张三妈妈是我亲自打电话联系的", Kind.CONTACT),
        ("是他妈妈打电话来的，说张三感冒了", Kind.CONTACT),
        ("是我和校长一起去张三家家访的", Kind.HOME_VISIT),
        ("在我办公室给张三讲了套卷子", Kind.HELP),
        ("张三在我办公室补的数学", Kind.HELP),
        ("跟张三和他朋友聊了聊", Kind.TALK),
        ("张三这个妹子今天又跟她谈了一次话", Kind.TALK),
        ("看到张三的朋友圈，找他谈了心", Kind.TALK),
        ("张三跟我学了一上午的英语", Kind.HELP),
        ("张三的政治大题我帮着理了一遍提纲，背书的窍门也教给他了", Kind.HELP),
        ("张三的数学讲了，方法也传给他了", Kind.HELP),
        ("张三语文补弱，讲了阅读题", Kind.HELP),
        ("张三今天参加了我的英语小灶", Kind.HELP),
        ("跟张三摆了几句", Kind.TALK),
        ("和张三喧了一会儿", Kind.TALK),
        ("张三阿娘那儿，我拨过去了，说了他的情况", Kind.CONTACT),
        ("张三伯娘来接他，我跟她摆了几句", Kind.CONTACT),
        ("上周三是我跟张三谈的心，一直没顾上写", Kind.TALK),
        ("教了张三写请假条", Kind.HELP),
    ],
)
def test_what_was_done_by_us_is_one_deed(text: str, kind: Kind) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids) == (kind, (1,))


@pytest.mark.parametrize(
    "text",
    [
        "已谈心 格桑 曲珍",
        "格桑 曲珍 已谈心",
        "和阿依古丽 买买提谈了心",
        "扎西次仁家访了，离学校八十公里",
        "和杨康谈完了，这小子嘴硬",
    ],
)
def test_a_whole_name_that_is_partly_one_in_care_is_asked_about(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), WhichStudent)


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("格桑 张三 已谈心", (3, 1)),
        ("格桑 情绪不错 已谈心", (3,)),
        ("格桑梅朵 昨天谈了", (3,)),
        ("扎西、次仁昨天谈了", (4,)),
        ("和次仁谈了", (4,)),
    ],
)
def test_a_name_beside_other_words_is_the_child_s(text: str, children: tuple[int, ...]) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard.student_ids == children


@pytest.mark.parametrize(
    "text", ["去了趟王小明家，他爸在", "到边巴仓决家走了一趟", "昨天去刘芳芳家坐了坐", "探咗黄秀英屋企"]
)
def test_the_home_of_a_stranger_is_asked_about(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert heard.why is Unclear.UNKNOWN_STUDENT


@pytest.mark.parametrize("text", ["去了趟超市", "去了趟人家家", "王小明家没去", "去王小明家"])
def test_where_nobody_s_home_was_visited_nobody_is_asked_about(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert not (isinstance(heard, NotUnderstood) and heard.why is Unclear.UNKNOWN_STUDENT)
