"""Sentences that record: who, what, when, and the note in the sender's own words."""

from datetime import date

import pytest

from duty.commands import RecordDeed
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids

YESTERDAY = date(2026, 11, 19)
TALK, VISIT, WARMTH, HELP, CONTACT = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("已谈心 许知远", TALK),
        ("已谈心许知远", TALK),
        ("已 谈心 许知远", TALK),
        ("谈心 许知远", TALK),
        ("许知远谈心了", TALK),
        ("许知远谈过心了", TALK),
        ("许知远谈了话", TALK),
        ("许知远已谈话", TALK),
        ("许知远聊过了", TALK),
        ("许知远谈完了", TALK),
        ("跟许知远聊了聊", TALK),
        ("和许知远谈了谈", TALK),
        ("我和许知远聊了会儿天", TALK),
        ("找许知远谈了次话", TALK),
        ("刚刚跟许知远同学聊了一会儿", TALK),
        ("许知远这孩子已经谈过心了", TALK),
        ("与许知远交流过", TALK),
        ("知远谈好了", TALK),
        ("@许知远 谈心了", TALK),
        ("#谈心 许知远", TALK),
        ("【已谈心】许知远", TALK),
        ("许知远（已谈心）", TALK),
        ("已谈心：许知远", TALK),
        ("许知远：已谈心", TALK),
        ("已谈心,许知远", TALK),
        ("已谈心\n许知远", TALK),
        ("已谈心\r\n许知远\r\n", TALK),
        ("下午3点和许知远谈心了", TALK),
        ("第2次谈心 许知远", TALK),
        ("谈了半小时 许知远", TALK),
        ("已家访 许知远", VISIT),
        ("许知远家访了", VISIT),
        ("许知远的家访做了", VISIT),
        ("去许知远家家访了", VISIT),
        ("刚从许知远家里回来，家访完了", VISIT),
        ("家访许知远完毕", VISIT),
        ("已上门 许知远家", VISIT),
        ("许知远家已走访", VISIT),
        ("12号楼305 许知远家 已家访", VISIT),
        ("去许知远家家访，聊了聊", VISIT),
        ("送温暖 许知远", WARMTH),
        ("已慰问许知远", WARMTH),
        ("给许知远送了温暖", WARMTH),
        ("已帮扶 许知远", HELP),
        ("辅导了许知远", HELP),
        ("给许知远补了课", HELP),
        ("许知远已补课", HELP),
        ("已电话 许知远妈妈", CONTACT),
        ("许知远爸爸已电话", CONTACT),
        ("许知远妈妈打了电话", CONTACT),
        ("我给许知远送了温暖", WARMTH),
        ("许知远的妈妈已打电话", CONTACT),
        ("给许知远妈妈打了电话", CONTACT),
        ("跟许知远的外婆通了电话", CONTACT),
        ("已联系家长 许知远", CONTACT),
        ("联系许知远家长了", CONTACT),
        ("许知远奶奶打电话来了", CONTACT),
        ("许知远妈妈打电话过来了", CONTACT),
        ("1.许知远谈心", TALK),
        ("2、谈心许知远", TALK),
        ("和许知远家长沟通过了", CONTACT),
        ("已谈心 许知远妈妈", CONTACT),
        ("和许知远他妈聊了聊", CONTACT),
        ("打电话和许知远妈妈聊了聊", CONTACT),
    ],
)
def test_a_deed_for_one_child_today_is_recorded_in_any_word_order(text: str, kind: Kind) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids, heard.happened_on) == (kind, ids("许知远"), TODAY)
    assert heard.unresolved == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("已谈心 许知远、蓝小雨", ("许知远", "蓝小雨")),
        ("已谈心 许知远 蓝小雨", ("许知远", "蓝小雨")),
        ("已谈心 许知远,蓝小雨，陆一鸣", ("许知远", "蓝小雨", "陆一鸣")),
        ("已谈心 许知远和蓝小雨", ("许知远", "蓝小雨")),
        ("已谈心 许知远跟蓝小雨", ("许知远", "蓝小雨")),
        ("已谈心 许知远 与 蓝小雨", ("许知远", "蓝小雨")),
        ("已谈心 许知远及蓝小雨", ("许知远", "蓝小雨")),
        ("已谈心 许知远以及蓝小雨、陆一鸣", ("许知远", "蓝小雨", "陆一鸣")),
        ("已谈心 许知远/蓝小雨", ("许知远", "蓝小雨")),
        ("已谈心 许知远同学、蓝小雨同学", ("许知远", "蓝小雨")),
        ("已谈心许知远蓝小雨", ("许知远", "蓝小雨")),
        ("许知远蓝小雨都谈了", ("许知远", "蓝小雨")),
        ("已谈心【许知远】【蓝小雨】", ("许知远", "蓝小雨")),
        ("已谈心（许知远）（蓝小雨）", ("许知远", "蓝小雨")),
        ("已谈心许知远+蓝小雨", ("许知远", "蓝小雨")),
        ("许知远、蓝小雨两个都聊过了", ("许知远", "蓝小雨")),
        ("我跟许知远和蓝小雨分别谈了话", ("许知远", "蓝小雨")),
        ("小雨一鸣谈了", ("蓝小雨", "陆一鸣")),
        ("蓝小雨、许知远已谈心", ("蓝小雨", "许知远")),
        ("已谈心 许知远\n蓝小雨\n陆一鸣", ("许知远", "蓝小雨", "陆一鸣")),
        ("已谈心 许知远\n已谈心 蓝小雨", ("许知远", "蓝小雨")),
        ("许知远谈了，蓝小雨也谈了", ("许知远", "蓝小雨")),
        ("已谈心 许知远、许知远", ("许知远",)),
        ("已谈心 许知远、知远", ("许知远",)),
    ],
)
def test_several_children_are_recorded_in_the_order_said_without_repeats(text: str, names: tuple[str, ...]) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(TALK, ids(*names), TODAY)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("已谈心 许知远：他说没写作业", "他说没写作业"),
        ("已谈心 许知远: 期中考差了,有点难过", "期中考差了,有点难过"),
        ("已谈心 许知远。和同桌闹了别扭", "和同桌闹了别扭"),
        ("已谈心 许知远，心情好多了", "心情好多了"),
        ("已谈心 许知远 心情好多了", "心情好多了"),
        ("已谈心 许知远；明天再聊", "明天再聊"),
        ("已谈心 许知远\n蓝小雨说他很用功", "蓝小雨说他很用功"),
        ("已谈心 许知远：和蓝小雨一起家访过", "和蓝小雨一起家访过"),
        ("已谈心 许知远：撤销", "撤销"),
        ("已谈心 许知远：2", "2"),
        ("已谈心 许知远：為什麼不來？", "為什麼不來？"),
        ("已谈心 许知远：👍🏽 真棒！", "👍🏽 真棒！"),
        ("已谈心 许知远 👍", "👍"),
        ("已谈心 许知远：  Ｏｋ，ＡＢＣ  ", "Ｏｋ，ＡＢＣ"),
        ("已谈心 许知远：第一行\n第二行", "第一行\n第二行"),
        ("已谈心 许知远，想转学", "想转学"),
        ("已谈心 许知远 没问题", "没问题"),
        ("已谈心 许知远 他最近不爱说话", "他最近不爱说话"),
        ("已谈心 许知远，打算下周再聊", "打算下周再聊"),
        ("已谈心 许知远 今天状态不错", "今天状态不错"),
        ("已谈心 许知远 许知远很开心", "许知远很开心"),
        ("已谈心 许知远 88元书费已交", "88元书费已交"),
        ("已谈心 许知远 考了3.5分", "考了3.5分"),
        ("和许知远谈了半小时", "半小时"),
        ("和许知远谈心了说他喜欢画画", "说他喜欢画画"),
        ("许知远谈过了情绪很稳定", "情绪很稳定"),
        ("已谈心 许知远 在操场", "在操场"),
        ("已谈心 许知远（在操场）", "（在操场）"),
        ("已谈心 许知远和同桌打架了", "和同桌打架了"),
        ("已谈心 许知远 谢谢", "谢谢"),
        ("谈心许知远，提醒他早睡", "提醒他早睡"),
        ("已谈心 许知远 辛苦了", "辛苦了"),
        ("和许知远聊了蓝小雨的事", "蓝小雨的事"),
        ("已谈心 许知远 昨天没睡好", "昨天没睡好"),
        ("已谈心许知远昨天发烧", "昨天发烧"),
        ("和许知远聊了不写作业的事", "不写作业的事"),
        ("已谈心 许知远很乖", "很乖"),
        ("已谈心 许知远爸妈离婚了", "爸妈离婚了"),
        ("许知远已谈心，请记录", "请记录"),
        ("好的，已谈心 许知远", ""),
        ("已谈心 许知远！", ""),
        ("已谈心 许知远。。。", ""),
        ("已谈心 许知远了哈", ""),
        ("许知远聊过了，陆一鸣还没轮到", "陆一鸣还没轮到"),
    ],
)
def test_what_follows_the_command_is_the_note_as_typed(text: str, note: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.note, heard.happened_on) == (TALK, note, TODAY)
    assert len(heard.student_ids) == 1


@pytest.mark.parametrize(
    ("text", "kind", "note"),
    [
        ("家访了许知远，住在城东，奶奶陪读", VISIT, "住在城东，奶奶陪读"),
        ("家访 许知远 爸妈都在", VISIT, "爸妈都在"),
        ("给许知远送了一床棉被", WARMTH, "一床棉被"),
        ("给许知远送去了两本书，36元", WARMTH, "两本书，36元"),
        ("送温暖 许知远：棉鞋一双", WARMTH, "棉鞋一双"),
        ("慰问许知远 米一袋", WARMTH, "米一袋"),
        ("慰问 许知远 白糖", WARMTH, "白糖"),
        ("已辅导 许知远 数学", HELP, "数学"),
        ("辅导许知远数学", HELP, "数学"),
        ("辅导了许知远几何证明", HELP, "几何证明"),
        ("已帮扶 许知远 文言文 半小时", HELP, "文言文 半小时"),
        ("已电话 许知远妈妈，说了迟到的事", CONTACT, "说了迟到的事"),
        ("已电话 许知远 妈妈接的", CONTACT, "妈妈接的"),
    ],
)
def test_the_topic_and_the_gift_stay_in_the_note(text: str, kind: Kind, note: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard == RecordDeed(kind, ids("许知远"), TODAY, note, topic=heard.topic)
    assert heard.topic in note


@pytest.mark.parametrize(
    ("text", "happened_on", "note"),
    [
        ("昨天已谈心 许知远", YESTERDAY, ""),
        ("昨天和许知远、蓝小雨谈心，许知远心情不错", YESTERDAY, "许知远心情不错"),
        ("许知远昨天谈过了", YESTERDAY, ""),
        ("已谈心 许知远 昨天", YESTERDAY, ""),
        ("谈心许知远昨天", YESTERDAY, ""),
        ("已谈心许知远昨天下午", YESTERDAY, "下午"),
        ("和许知远聊了，昨天下午聊的", YESTERDAY, ""),
        ("昨天（11月19日）谈心 许知远", YESTERDAY, ""),
        ("谈心 许知远 11月5日 情绪很好", date(2026, 11, 5), "情绪很好"),
        ("11.5 谈心 许知远", date(2026, 11, 5), ""),
        ("周四和周四喜谈了", date(2026, 11, 19), ""),
        ("上周三谈心 周四喜", date(2026, 11, 11), ""),
    ],
)
def test_the_day_is_read_wherever_it_stands_in_the_command(text: str, happened_on: date, note: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.happened_on, heard.note) == (happened_on, note)


@pytest.mark.parametrize(
    ("text", "names", "unresolved"),
    [
        ("已谈心 许知远、赵六", ("许知远",), ("赵六",)),
        ("已谈心 许知远 赵六", ("许知远",), ("赵六",)),
        ("已谈心 许知远，赵六", ("许知远",), ("赵六",)),
        ("已谈心 许知远\n赵六", ("许知远",), ("赵六",)),
        ("已谈心 许知远和赵六", ("许知远",), ("赵六",)),
        ("已谈心 许知远、小红", ("许知远",), ("小红",)),
        ("已谈心 赵六、许知远", ("许知远",), ("赵六",)),
        ("已谈心 赵六 许知远", ("许知远",), ("赵六",)),
        ("和许知远、赵六谈心了", ("许知远",), ("赵六",)),
        ("已谈心 许知远、赵六、欧阳小川、蓝小雨", ("许知远", "蓝小雨"), ("赵六", "欧阳小川")),
        ("已谈心 许知远、赵六、赵六", ("许知远",), ("赵六",)),
        ("已谈心 许知远、萨拉·艾山", ("许知远",), ("萨拉·艾山",)),
        ("已谈心 许知远、周一诺", ("许知远",), ("周一诺",)),
    ],
)
def test_names_that_fit_nobody_are_told_back_beside_the_record(
    text: str, names: tuple[str, ...], unresolved: tuple[str, ...]
) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(TALK, ids(*names), TODAY, unresolved=unresolved)


@pytest.mark.parametrize(
    ("text", "kind", "within"),
    [
        ("上周已谈心 许知远", TALK, (9, 15)),
        ("上周三已谈心 许知远", TALK, None),
        ("前几天和许知远谈了", TALK, (13, 18)),
        ("11月5日到7日谈心 许知远", TALK, (5, 7)),
        ("月初家访许知远", VISIT, (1, 10)),
        ("上周家访了许知远，奶奶在", VISIT, (9, 15)),
    ],
)
def test_of_a_stretch_of_days_one_inside_is_taken_and_the_stretch_is_told(
    text: str, kind: Kind, within: tuple[int, int] | None
) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids) == (kind, ids("许知远"))
    assert heard.within == (within and (date(2026, 11, within[0]), date(2026, 11, within[1])))
    assert heard.within is None or heard.within[0] <= heard.happened_on <= heard.within[1]


@pytest.mark.parametrize("text", ["已谈心", "聊好了", "刚谈完", "和他聊过了", "和孩子谈心了", "今天谈过话了"])
def test_without_a_name_the_only_child_in_care_is_meant(text: str) -> None:
    assert by_steps(text, TODAY, care_for("石大勇")) == RecordDeed(TALK, (1,), TODAY)


def test_with_one_child_in_care_a_note_without_a_name_is_about_that_child() -> None:
    heard = by_steps("谈心了：最近上课很认真", TODAY, care_for("石大勇"))
    assert heard == RecordDeed(TALK, (1,), TODAY, "最近上课很认真")


def test_a_child_whose_name_is_a_weekday_is_meant_where_the_roster_says_so() -> None:
    assert by_steps("周三谈心了", TODAY, care_for("周三", "周四喜")) == RecordDeed(TALK, (1,), TODAY)
