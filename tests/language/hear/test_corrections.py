"""Corrections of what was recorded: what they change, of which deed, and what is no correction."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.commands import Correct, Undo
from duty.hearing import Confirm, NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from language.hear.corrections import Read, correction
from language.hear.normalise import normalise
from language.hear.tokens import tokenise
from tests.language.hear.classroom import TODAY, care_for

NAMES = ("许知远", "蓝小雨", "陆一鸣", "张伟", "张伟", "沈嘉怡", "江山", "万里阳", "杜鹏程", "周四喜")
CARE = care_for(*NAMES)
XU, LAN, LU, SHEN = 1, 2, 3, 6
YESTERDAY, WEDNESDAY, TUESDAY = date(2026, 11, 19), date(2026, 11, 18), date(2026, 11, 17)


def read(text: str) -> Read | None:
    plain = normalise(text)
    return correction(plain, tokenise(plain, CARE, TODAY), CARE, TODAY)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("改成蓝小雨", Correct((LAN,))),
        ("改成 蓝小雨 吧", Correct((LAN,))),
        ("应该是蓝小雨", Correct((LAN,))),
        ("不对，是蓝小雨", Correct((LAN,))),
        ("写错人了，应该是沈嘉怡", Correct((SHEN,))),
        ("名字记错了，是蓝小雨", Correct((LAN,))),
        ("刚才打错字了，是蓝小雨不是蓝小鱼儿", Correct((LAN,))),
        ("不好意思，学生改为蓝小雨", Correct((LAN,))),
        ("应该是许知远和蓝小雨", Correct((XU, LAN))),
        ("改成沈佳怡", Correct((SHEN,))),
        ("不是许知远，是沈佳怡", Correct((SHEN,), of=(XU,))),
    ],
)
def test_another_child(text: str, meant: Correct) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "是蓝小雨不是许知远",
        "不是许知远是蓝小雨",
        "不是许知远，而是蓝小雨",
        "把许知远改成蓝小雨",
        "许知远那条改成蓝小雨",
        "把蓝小雨写成许知远了",
        "记成许知远了，应该是蓝小雨",
    ],
)
def test_one_child_for_another(text: str) -> None:
    assert read(text) == Correct((LAN,), of=(XU,))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("日期是周三", WEDNESDAY),
        ("时间应该是周三", WEDNESDAY),
        ("日期改成11月18号", WEDNESDAY),
        ("把日期改成11月18日", WEDNESDAY),
        ("刚才那条时间不对，是周二", TUESDAY),
        ("刚才的日期改一下，是周二", TUESDAY),
        ("不是今天是昨天", YESTERDAY),
        ("不是今天，是昨天的事", YESTERDAY),
        ("不是，是昨天", YESTERDAY),
        ("是昨天", YESTERDAY),
        ("不对不对，是昨天", YESTERDAY),
        ("改成昨天", YESTERDAY),
        ("不是周三是周二", TUESDAY),
    ],
)
def test_another_day(text: str, day: date) -> None:
    assert read(text) == Correct(happened_on=day)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("不是家访是电话", Kind.CONTACT),
        ("不是谈心，是家访", Kind.HOME_VISIT),
        ("改为家访", Kind.HOME_VISIT),
        ("应该是辅导", Kind.HELP),
        ("刚才说错了，是家访不是谈心", Kind.HOME_VISIT),
    ],
)
def test_another_kind(text: str, kind: Kind) -> None:
    assert read(text) == Correct(kind=kind)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("许知远那条改成昨天", Correct(happened_on=YESTERDAY, of=(XU,))),
        ("许知远那条日期改成昨天", Correct(happened_on=YESTERDAY, of=(XU,))),
        ("改一下，许知远是昨天谈的", Correct(happened_on=YESTERDAY, of=(XU,))),
        ("第2条改成蓝小雨", Correct((LAN,), number=2)),
        ("第一条日期改成昨天", Correct(happened_on=YESTERDAY, number=1)),
        ("改成昨天家访蓝小雨", Correct((LAN,), Kind.HOME_VISIT, YESTERDAY)),
    ],
)
def test_of_which_deed(text: str, meant: Correct) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("补充：他说想爸爸了😢", Correct(add="他说想爸爸了😢")),
        ("补充一下，他爸爸下月回来", Correct(add="他爸爸下月回来")),
        ("再补一句：数学进步了", Correct(add="数学进步了")),
        ("备注：奶奶在", Correct(add="奶奶在")),
        ("许知远补充：改成下午来", Correct(add="改成下午来", of=(XU,))),
        ("给许知远那条补充：撤销处分了", Correct(add="撤销处分了", of=(XU,))),
        ("补充：" + "很" * 400, Correct(add="很" * 400)),
    ],
)
def test_words_are_added_as_they_were_typed(text: str, meant: Correct) -> None:
    assert read(text) == meant


def test_of_two_children_of_one_name_it_is_asked() -> None:
    assert read("改成张伟") == WhichStudent(Correct(), ((4, 5),), places=(0,))
    assert read("张伟那条改成昨天") == WhichStudent(Correct(happened_on=YESTERDAY), ((4, 5),), places=(1,))
    assert read("张伟补充：想家") == WhichStudent(Correct(add="想家"), ((4, 5),), places=(1,))


def test_a_name_that_is_merely_similar_is_asked_about() -> None:
    assert read("改成沈嘉宜然") is None or isinstance(read("改成沈嘉宜然"), WhichStudent | NotUnderstood)
    similar = read("改成陆一明明")
    assert isinstance(similar, WhichStudent | Correct | NotUnderstood)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("改成赵六", Unclear.UNKNOWN_STUDENT),
        ("应该是赵六", Unclear.UNKNOWN_STUDENT),
        ("日期是明天", Unclear.FUTURE_DAY),
        ("日期是11月30日", Unclear.FUTURE_DAY),
        ("日期改成上周", Unclear.BAD_DAY),
        ("日期改成最近", Unclear.BAD_DAY),
        ("名字写错了", Unclear.CORRECTION),
        ("日期错了", Unclear.CORRECTION),
        ("是蓝小雨", Unclear.CORRECTION),
        ("搞错人了", Unclear.CORRECTION),
        ("改成谈心家访", Unclear.CORRECTION),
        ("更正一下刚才的事", Unclear.CORRECTION),
        ("撤销王小二", Unclear.CORRECTION),
    ],
)
def test_what_is_wrong_and_not_what_is_right(text: str, why: Unclear) -> None:
    heard = read(text)
    assert isinstance(heard, NotUnderstood)
    assert heard.why is why


@pytest.mark.parametrize(
    "text",
    [
        "已谈心 许知远",
        "今天找的是万里阳不是杜鹏程谈的话",
        "许知远没谈成",
        "补充：昨天家访蓝小雨",
        "补充：",
        "补充",
        "谈心 许知远，他做错了题",
        "已谈心 许知远：不是故意的，是误会",
        "辅导许知远 改错题",
        "昨天不是谈心",
        "许知远不是今天来的",
        "不是我谈的",
        "许知远的谈心取消了",
        "待办",
        "改成" + "蓝小雨" * 200,
    ],
)
def test_what_is_no_correction(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *(
            (text, Undo())
            for text in ("撤销", "撤销吧", "请撤销一下", "记错了", "刚记的那条撤掉", "把上一条删了", "取消")
        ),
        *((text, Undo()) for text in ("全部撤销", "都撤销", "撤销所有", "撤销刚才那条", "那条不算了", "帮我撤回")),
        *(
            (text, Undo(number=2))
            for text in ("撤销 2", "撤销第2条", "撤销第二条", "第2条撤销", "把第二条删掉", "第二条不算了")
        ),
        # So many are no number of one: all that the last message recorded.
        *((text, Undo()) for text in ("撤销两条", "撤销这两条", "撤销最后两条")),
        *((text, Undo(student_ids=(XU,))) for text in ("撤销许知远", "撤销 许知远", "许知远撤销", "把许知远那条删掉")),
        *((text, Undo(student_ids=(XU,))) for text in ("许知远那条撤掉", "删掉许知远的记录", "许知远的记录删了")),
        ("撤销许知远和蓝小雨", Undo(student_ids=(XU, LAN))),
        ("撤销家访", Undo(kind=Kind.HOME_VISIT)),
        ("把许知远的家访删掉", Undo(student_ids=(XU,), kind=Kind.HOME_VISIT)),
        ("撤销许知远的谈心", Undo(student_ids=(XU,), kind=Kind.TALK)),
        ("撤销张伟", Confirm(Undo(student_ids=(4, 5)))),
        ("撤销昨天的家访", Confirm(Undo(kind=Kind.HOME_VISIT))),
        ("取消谈心", Confirm(Undo(kind=Kind.TALK))),
        ("许知远取消", Confirm(Undo(student_ids=(XU,)))),
        ("撤回给许知远妈妈的话", Confirm(Undo())),
    ],
)
def test_taking_back(text: str, meant: Undo | Confirm) -> None:
    assert read(text) == meant


WORDS = (
    "改成",
    "不是",
    "是",
    "应该是",
    "许知远",
    "蓝小雨",
    "张伟",
    "昨天",
    "明天",
    "家访",
    "谈心",
    "撤销",
    "第2条",
    "，",
    "补充：",
    "赵六",
    "了",
)


@given(st.lists(st.sampled_from(WORDS), max_size=8).map("".join) | st.text())
@settings(max_examples=300, deadline=None)
def test_no_words_break_it_and_no_child_is_made_up(text: str) -> None:
    heard = read(text)
    if isinstance(heard, Correct | Undo):
        children = (*heard.student_ids, *(heard.of if isinstance(heard, Correct) else ()))
        assert all(NAMES[child - 1] in text for child in children)


@pytest.mark.parametrize(
    ("text", "undo"),
    [
        ("把许知远刚才那条抹掉", Undo(student_ids=(XU,))),
        ("许知远这条先撤下来，核实了再记", Undo(student_ids=(XU,))),
        ("许知远那条撤一下，今天没家访", Undo(student_ids=(XU,), kind=Kind.HOME_VISIT)),
        ("许知远的家访记录作废", Undo(student_ids=(XU,), kind=Kind.HOME_VISIT)),
        ("多了一条许知远", Undo(student_ids=(XU,))),
        ("我反悔了，刚才那条不要记", Undo()),
        ("前一条作废", Undo()),
        ("把今天的都清掉，我重来", Undo()),
        ("唉这条记岔了，恢复原样", Undo()),
        ("刚才的家访其实没进门，不算，撤掉", Undo(kind=Kind.HOME_VISIT)),
        ("刚才说送了牛奶，其实还没送，撤掉", Undo(kind=Kind.WARMTH)),
    ],
)
def test_taken_back_with_the_reason_why(text: str, undo: Undo) -> None:
    assert read(text) == undo


@pytest.mark.parametrize("text", ["许知远昨天的那条不作数", "昨天记的许知远谈心有误，请撤回"])
def test_what_is_taken_back_of_an_earlier_day_is_asked_about(text: str) -> None:
    assert isinstance(read(text), Confirm)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("别记许知远，记蓝小雨", Correct((LAN,), of=(XU,))),
        ("不要记许知远，改记蓝小雨", Correct((LAN,), of=(XU,))),
        ("不是许知远，蓝小雨才对", Correct((LAN,), of=(XU,))),
        ("许知远→蓝小雨 改名", Correct((LAN,), of=(XU,))),
        ("sorry，名字打错，蓝小雨", Correct((LAN,))),
        ("应该记在昨天", Correct(happened_on=YESTERDAY)),
        ("不是今天，是昨天谈的", Correct(happened_on=YESTERDAY)),
        ("许知远的不是今天，是昨天", Correct(happened_on=YESTERDAY, of=(XU,))),
        ("许知远是昨天谈的，刚才默认成今天了，改一下", Correct(happened_on=YESTERDAY, of=(XU,))),
        ("刚才许知远写成家访，其实是跟他外公打电话，改过来", Correct(kind=Kind.CONTACT, of=(XU,))),
    ],
)
def test_what_is_right_in_more_turns(text: str, meant: Correct) -> None:
    assert read(text) == meant
