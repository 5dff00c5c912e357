"""Answers to our questions: by number, by name, by class, by day; all, none, let it be; and what is no answer."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.commands import (
    Correct,
    CouldNot,
    NameDeputy,
    RecordDeed,
    RecordSeveral,
    ShowStudent,
    Undo,
)
from duty.hearing import Confirm, Unclear, WhichDay, WhichDeputy, WhichGuardian, WhichKind, WhichStudent
from duty.kinds import Kind
from duty.people import Child
from duty.relaying import Relay, ReplyToParent
from duty.repeats import Repeat, SameDeed
from language.hear import Care
from language.hear.answering import Answered, Knows, Left, Question, StillOpen, answer_to, is_only_an_answer

TODAY = date(2026, 11, 20)
CHILDREN = (
    Child(1, "20260001", "张伟", "三年级", "三（2）班"),
    Child(2, "20260002", "张伟", "五年级", "1班"),
    Child(3, "20260003", "李静怡", "七年级", "七（1）班"),
    Child(4, "20260004", "许静怡", "七年级", "七（2）班"),
    Child(5, "20260005", "沈嘉怡", "初一", "实验班"),
    Child(6, "20260006", "王小明", "七年级", "七（3）班"),
)
KNOWS = Knows(Care.of(CHILDREN), {child.id: child for child in CHILDREN}, TODAY)
DEED = RecordDeed(Kind.TALK, (), TODAY, "聊了期中")
TWO = WhichStudent(DEED, ((1, 2),))
TWINS = WhichStudent(DEED, ((3, 4),))
NEAR = WhichStudent(DEED, ((5,),), similar="沈佳仪")
OPEN = StillOpen()


def answered(question: Question, text: str) -> Answered | None:
    return answer_to(question, text, KNOWS)


def done_for(*ids: int) -> RecordDeed:
    return replace(DEED, student_ids=ids)


@pytest.mark.parametrize(
    ("question", "text", "meant"),
    [
        (TWO, "2", done_for(2)),
        (TWO, "２", done_for(2)),
        (TWO, "选2。", done_for(2)),
        (TWO, "第二个", done_for(2)),
        (TWO, "第二位吧", done_for(2)),
        (TWO, "后面那个", done_for(2)),
        (TWO, "前一个", done_for(1)),
        (TWO, "三2班的", done_for(1)),
        (TWO, "三年级二班那个", done_for(1)),
        (TWO, "五年级的", done_for(2)),
        (TWO, "1班的张伟", done_for(2)),
        (TWO, "2班的", done_for(1)),
        (TWO, "尾号0002", done_for(2)),
        (TWO, "都是", done_for(1, 2)),
        (TWO, "两个都是", done_for(1, 2)),
        (TWO, "1和2", done_for(1, 2)),
        (TWO, "1、2都是", done_for(1, 2)),
        (TWO, "都不是", Left(none=True)),
        (TWO, "不是", Left(none=True)),
        (TWO, "算了", Left()),
        (TWO, "不记了吧", Left()),
        (TWO, "3", OPEN),
        (TWO, "1和5", OPEN),
        (TWO, "张伟", OPEN),
        (TWO, "是的", OPEN),
        (TWO, "四班的", None),
        (TWO, "已谈心 王小明", None),
        (TWO, "王小明", None),
        (TWO, "待办", None),
        (TWO, "", None),
        (TWO, "。。。", None),
        (TWO, "2" * 400, None),
        (TWINS, "李静怡", done_for(3)),
        (TWINS, "是许静怡", done_for(4)),
        (TWINS, "许静宜", done_for(4)),
        (TWINS, "静怡", OPEN),
        (TWINS, "七（1）班的", done_for(3)),
        (TWINS, "七年级的", OPEN),
        (TWINS, "初一2班的", done_for(4)),
        (NEAR, "1", done_for(5)),
        (NEAR, "是的", done_for(5)),
        (NEAR, "对，就是她", done_for(5)),
        (NEAR, "嗯", done_for(5)),
        (NEAR, "不是，算了", Left()),
        (NEAR, "是的，算了", None),
        (NEAR, "沈嘉怡", done_for(5)),
        (NEAR, "实验班的", done_for(5)),
        (NEAR, "2", Left(none=True)),
        (NEAR, "不是", Left(none=True)),
        (NEAR, "王小明", done_for(6)),
        (NEAR, "是王小明同学", done_for(6)),
        (NEAR, "静怡", None),
        (WhichStudent(ShowStudent(0), ((1, 2),)), "1", ShowStudent(1)),
        (WhichStudent(ShowStudent(0), ((1, 2),)), "都是", OPEN),
        (WhichStudent(ShowStudent(0), ((1, 2),)), "1和2", OPEN),
        (WhichStudent(Relay(0, None, "好"), ((1, 2),)), "2", Relay(2, None, "好")),
        (WhichStudent(CouldNot(()), ((1, 2),)), "都是", CouldNot((1, 2))),
        (WhichStudent(Correct(), ((1, 2),)), "2", Correct((2,))),
        (WhichStudent(Correct((6,)), ((1, 2),), places=(1,)), "2", Correct((6,), of=(2,))),
    ],
)
def test_which_child_is_answered_in_many_ways(question: WhichStudent, text: str, meant: Answered | None) -> None:
    assert answered(question, text) == meant


def test_one_question_after_the_other_and_a_doubt_last() -> None:
    first = answered(WhichStudent(DEED, ((1, 2), (3, 4)), doubt=True), "2")
    assert first == WhichStudent(done_for(2), ((3, 4),), doubt=True)
    assert isinstance(first, WhichStudent)
    assert answered(first, "李静怡") == Confirm(done_for(2, 3))
    assert answered(replace(first, doubt=False), "1") == done_for(2, 3)


def test_of_several_deeds_each_gets_its_own_child() -> None:
    visit = RecordDeed(Kind.HOME_VISIT, (6,), TODAY)
    several = WhichStudent(RecordSeveral((DEED, visit)), ((1, 2), (3, 4)), places=(1, 0))
    first = answered(several, "2")
    assert isinstance(first, WhichStudent)
    assert answered(first, "1") == RecordSeveral((done_for(3), replace(visit, student_ids=(6, 2))))


DAYS = WhichDay(replace(DEED, student_ids=(6,)), (date(2026, 11, 18), date(2026, 11, 11)))
ANY_DAY = WhichDay(replace(DEED, student_ids=(6,)), (), Unclear.BAD_DAY)
ONE_DAY = replace(DAYS, days=DAYS.days[:1])


def on(day: int, month: int = 11) -> RecordDeed:
    return replace(DAYS.then, happened_on=date(2026, month, day))


@pytest.mark.parametrize(
    ("question", "text", "meant"),
    [
        (DAYS, "1", on(18)),
        (DAYS, "第二个", on(11)),
        (DAYS, "昨天", on(19)),
        (DAYS, "是周三", on(18)),
        (DAYS, "应该是11月18日吧", on(18)),
        (DAYS, "11月18", on(18)),
        (DAYS, "10月8号", on(8, 10)),
        (DAYS, "3", OPEN),
        (DAYS, "明天", StillOpen(Unclear.FUTURE_DAY)),
        (DAYS, "11月28日", StillOpen(Unclear.FUTURE_DAY)),
        (DAYS, "11月31日", StillOpen(Unclear.BAD_DAY)),
        (DAYS, "是的", OPEN),
        (DAYS, "都是", OPEN),
        (DAYS, "都不是", Left(none=True)),
        (DAYS, "算了", Left()),
        (DAYS, "昨天家访王小明", None),
        (ONE_DAY, "对", on(18)),
        (ANY_DAY, "18", on(18)),
        (ANY_DAY, "45", StillOpen(Unclear.BAD_DAY)),
        (ANY_DAY, "今天", on(20)),
        (ANY_DAY, "你好", None),
    ],
)
def test_the_day_is_a_number_or_a_day(question: WhichDay, text: str, meant: Answered | None) -> None:
    assert answered(question, text) == meant


def test_a_day_that_was_said_is_no_longer_one_of_a_stretch() -> None:
    vague = replace(DAYS, then=replace(DAYS.then, within=(date(2026, 11, 9), date(2026, 11, 15))))
    assert answered(vague, "昨天") == on(19)


def test_a_stretch_of_days_is_told_with_the_day_that_was_taken() -> None:
    deed = answered(DAYS, "上周")
    assert isinstance(deed, RecordDeed)
    assert deed.within == (date(2026, 11, 9), date(2026, 11, 15))
    assert deed.within[0] <= deed.happened_on <= deed.within[1]


KINDS = WhichKind(replace(DEED, student_ids=(6,)), (Kind.TALK, Kind.HOME_VISIT))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2", Kind.HOME_VISIT),
        ("家访", Kind.HOME_VISIT),
        ("是家访", Kind.HOME_VISIT),
        ("谈心了", Kind.TALK),
        ("打电话", Kind.CONTACT),
        ("3", OPEN),
        ("是的", OPEN),
        ("都不是", Left(none=True)),
        ("算了", Left()),
        ("家访张伟", None),
        ("待办", None),
    ],
)
def test_the_deed_is_a_number_or_a_word(text: str, meant: Kind | Left | StillOpen | None) -> None:
    expected = replace(KINDS.then, kind=meant) if isinstance(meant, Kind) else meant
    assert answered(KINDS, text) == expected


@pytest.mark.parametrize("text", ["1", "是", "对的", "嗯嗯", "好的", "记上", "好，记上", "确认", "对对对", "OK", "要"])
def test_yes_in_many_words(text: str) -> None:
    assert answered(Confirm(DEED), text) == DEED


@pytest.mark.parametrize("text", ["2", "不是", "不用", "别记", "不对", "算了", "不记了", "先不记", "no", "不是的"])
def test_no_in_many_words(text: str) -> None:
    assert answered(Confirm(DEED), text) == Left()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("撤吧", Undo(7)),
        ("也撤掉", Undo(7)),
        ("1", Undo(7)),
        ("留着", Left()),
        ("2", Left()),
        ("3", OPEN),
        ("撤销", None),
    ],
)
def test_what_an_undo_was_asked_about(text: str, meant: Answered | None) -> None:
    """A bare 「撤销」 once more may be impatience, and takes nothing older back."""
    assert answered(Confirm(Undo(7)), text) == meant


@pytest.mark.parametrize("text", ["昨天家访 王小明", "不是昨天，是今天", "谢谢", "撤吧"])
def test_what_says_more_is_no_answer(text: str) -> None:
    assert answered(Confirm(DEED), text) is None


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("1", False),
        ("同一次", False),
        ("是同一次", False),
        ("一样的", False),
        ("发重了", False),
        ("2", True),
        ("又一次", True),
        ("又聊了一回", True),
        ("又聊了", True),
        ("再一次", True),
        ("不是同一次", True),
        ("又去了一趟", True),
        ("两次", True),
    ],
)
def test_the_same_or_another(text: str, *, another: bool) -> None:
    assert answered(SameDeed((DEED,)), text) == Repeat((DEED,), another)


@pytest.mark.parametrize(
    ("text", "meant"), [("是的", OPEN), ("不是", OPEN), ("3", OPEN), ("算了", Left()), ("待办", None)]
)
def test_what_fits_both_halves_of_a_question_chooses_neither(text: str, meant: Answered | None) -> None:
    assert answered(SameDeed((DEED,)), text) == meant


@pytest.mark.parametrize(
    ("ids", "text", "meant"),
    [
        ((7, 8), "2", ReplyToParent("好的", 8)),
        ((7, 8), "3", OPEN),
        ((7, 8), "是的", OPEN),
        ((7,), "是的", ReplyToParent("好的", 7)),
        ((7, 8), "都不是", Left(none=True)),
        ((7, 8), "好的，谢谢", None),
    ],
)
def test_a_guardian_is_answered_by_number(ids: tuple[int, ...], text: str, meant: Answered | None) -> None:
    assert answered(WhichGuardian(ReplyToParent("好的"), ids), text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2", NameDeputy("孙老师", 8)),
        ("孙丽", NameDeputy("孙老师", 7)),
        ("第一位", NameDeputy("孙老师", 7)),
        ("孙新", OPEN),
        ("4", OPEN),
        ("是的", OPEN),
        ("都不是", Left(none=True)),
        ("算了", Left()),
        ("待办", None),
    ],
)
def test_a_colleague_is_answered_by_number_or_by_a_name_of_its_own(text: str, meant: Answered | None) -> None:
    asked = WhichDeputy(NameDeputy("孙老师"), (7, 8, 9), ("孙丽", "孙新", "孙新"))
    assert answered(asked, text) == meant


@pytest.mark.parametrize(
    ("text", "only"),
    [("算了", True), ("都不是", True), ("两个都是。", True), ("", False), ("算了一下账", False), ("好的", False)],
)
def test_some_words_say_nothing_unless_something_was_asked(text: str, only: bool) -> None:
    assert is_only_an_answer(text) is only


ALL = (TWO, TWINS, NEAR, DAYS, ANY_DAY, KINDS, Confirm(DEED), Confirm(Undo(7)), SameDeed((DEED,)))


@given(st.sampled_from(ALL), st.text())
@settings(max_examples=300, deadline=None)
def test_no_answer_breaks_a_question(question: Question, text: str) -> None:
    answered(question, text)
