"""Deeds that make up for an earlier period: what is heard as one, and what only has 补 in it."""

from datetime import date

import pytest

from duty.commands import MakeUp, RecordDeed
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from duty.policy import Per
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids

ZHI = ids("许知远")
EMPTY = MakeUp(TODAY)
LAST_MONTH = MakeUp(TODAY, Per.MONTH, 1)
TALK, VISIT = Kind.TALK, Kind.HOME_VISIT


@pytest.mark.parametrize(
    "text",
    [
        *(
            "补上个月谈心 许知远",
            "补上个月谈心许知远",
            "补上个月的谈心 许知远",
            "补上月谈心 许知远",
            "补 上个月 谈心 许知远",
        ),
        *(
            "补10月 谈心 许知远",
            "补10月谈心许知远",
            "补10月份的谈心 许知远",
            "补十月谈心 许知远",
            "补10月，谈心，许知远",
        ),
        *("补记上个月谈心 许知远", "补录10月谈心 许知远", "补上上个月的谈心 许知远", "补一下上个月的谈心 许知远"),
        *("补登记上个月谈心 许知远", "帮我补上个月谈心 许知远", "请补记许知远上个月谈心", "補上個月談心 許知遠"),
        *(
            "许知远 补上个月谈心",
            "许知远补10月谈心",
            "补许知远上个月谈心",
            "给许知远补了上个月的谈心",
            "和许知远补上个月谈心",
        ),
        *(
            "许知远上个月的谈心补上了",
            "许知远10月谈心补了",
            "上个月的谈心今天补了 许知远",
            "许知远上个月的谈心，今天补上了",
        ),
        *("已谈心 许知远，补上个月的", "已谈心 许知远 补10月的", "已谈心许知远，补10月", "已谈心 许知远（补上个月）"),
        *(
            "谈心 许知远，算上个月的",
            "已谈心 许知远 算10月的",
            "已谈心 许知远，这次算上个月的吧",
            "已谈心 许知远，记在10月",
        ),
        *(
            "和许知远聊了聊，算是补上个月的",
            "许知远谈过了，补上个月的",
            "已谈心 许知远\n补上个月的",
            "补2026年10月谈心 许知远",
        ),
    ],
)
def test_last_month_is_made_up_for(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(TALK, ZHI, TODAY, makes_up=LAST_MONTH)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "补 谈心 许知远",
            "补谈心 许知远",
            "补谈心许知远",
            "补记 谈心 许知远",
            "补录 谈心 许知远",
            "补上 谈心 许知远",
        ),
        *("补一次谈心 许知远", "补上次谈心 许知远", "补之前的谈心 许知远", "补空着的谈心 许知远", "补欠的谈心 许知远"),
        *("已谈心 许知远，补的", "已谈心 许知远 补上次的", "许知远谈心补上了", "许知远的谈心补了", "补记：谈心 许知远"),
    ],
)
def test_without_a_period_it_is_whichever_is_empty(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(TALK, ZHI, TODAY, makes_up=EMPTY)


@pytest.mark.parametrize(
    ("text", "kind", "per", "ago"),
    [
        ("补上学期家访 许知远", VISIT, Per.TERM, 1),
        ("补上个学期的家访 许知远", VISIT, Per.TERM, 1),
        ("已家访 许知远，补上学期的", VISIT, Per.TERM, 1),
        ("补这学期家访 许知远", VISIT, Per.TERM, 0),
        ("补上学年送温暖 许知远", Kind.WARMTH, Per.SCHOOL_YEAR, 1),
        ("补本学年送温暖 许知远", Kind.WARMTH, Per.SCHOOL_YEAR, 0),
        ("补9月辅导 许知远", Kind.HELP, Per.MONTH, 2),
        ("补上个月帮扶辅导 许知远", Kind.HELP, Per.MONTH, 1),
        ("补上个月联系家长 许知远", Kind.CONTACT, Per.MONTH, 1),
        ("补上个月补课 许知远", Kind.HELP, Per.MONTH, 1),
        ("补这个月谈心 许知远", TALK, Per.MONTH, 0),
        ("补11月谈心 许知远", TALK, Per.MONTH, 0),
        ("已谈心 许知远，补上上个月的", TALK, Per.MONTH, 1),
        ("已谈心 许知远，算上上个月的", TALK, Per.MONTH, 2),
        ("补去年12月谈心 许知远", TALK, Per.MONTH, 11),
        ("补25年12月谈心 许知远", TALK, Per.MONTH, 11),
        ("补2026年3月谈心 许知远", TALK, Per.MONTH, 8),
        ("补12月谈心 许知远", TALK, Per.MONTH, -1),
    ],
)
def test_each_period_that_can_be_said(text: str, kind: Kind, per: Per, ago: int) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(kind, ZHI, TODAY, makes_up=MakeUp(TODAY, per, ago))


@pytest.mark.parametrize(("month", "ago"), [("12月", 1), ("11月", 2), ("9月", 4), ("1月", 0), ("2月", -1), ("7月", -6)])
def test_in_january_a_late_month_is_last_year_s(month: str, ago: int) -> None:
    january = date(2027, 1, 5)
    meant = MakeUp(january, Per.MONTH, ago)
    assert by_steps(f"补{month}谈心 许知远", january, CARE) == RecordDeed(TALK, ZHI, january, makes_up=meant)


def test_the_day_on_which_it_happened_may_be_said_as_well() -> None:
    yesterday = date(2026, 11, 19)
    for text in ("昨天补上个月谈心 许知远", "昨天已谈心 许知远，补上个月的", "许知远上个月的谈心昨天补了"):
        assert by_steps(text, TODAY, CARE) == RecordDeed(TALK, ZHI, yesterday, makes_up=LAST_MONTH)
    assert by_steps("11月18日补10月谈心 许知远", TODAY, CARE) == RecordDeed(
        TALK, ZHI, date(2026, 11, 18), makes_up=LAST_MONTH
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("补记 昨天谈心 许知远", date(2026, 11, 19)),
        ("补昨天谈心 许知远", date(2026, 11, 19)),
        ("补11月5日谈心 许知远", date(2026, 11, 5)),
        ("补10月28日谈心 许知远", date(2026, 10, 28)),
        ("补录上周三谈心 许知远", date(2026, 11, 11)),
        ("补11月18日谈心 许知远", date(2026, 11, 18)),
    ],
)
def test_what_is_entered_late_for_a_day_counts_for_that_day(text: str, day: date) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(TALK, ZHI, day)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("补上周谈心 许知远", date(2026, 11, 9), date(2026, 11, 15)),
        ("上个月谈心 许知远", date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_what_is_entered_late_for_a_stretch_of_days_counts_for_one_inside(text: str, first: date, last: date) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.student_ids, heard.makes_up, heard.within) == (ZHI, None, (first, last))
    assert first <= heard.happened_on <= last


def test_several_children_notes_and_strangers() -> None:
    both = ids("许知远", "蓝小雨")
    for text in ("补上个月谈心 许知远、蓝小雨", "许知远、蓝小雨 补上个月谈心", "已谈心 许知远和蓝小雨，补上个月的"):
        assert by_steps(text, TODAY, CARE) == RecordDeed(TALK, both, TODAY, makes_up=LAST_MONTH)
    noted = RecordDeed(TALK, ZHI, TODAY, "聊了期中考", makes_up=LAST_MONTH)
    for text in (
        "补上个月谈心 许知远：聊了期中考",
        "已谈心 许知远，补上个月的，聊了期中考",
        "补10月谈心许知远，聊了期中考",
    ):
        assert by_steps(text, TODAY, CARE) == noted
    strange = RecordDeed(TALK, ZHI, TODAY, unresolved=("王五",), makes_up=LAST_MONTH)
    assert by_steps("补上个月谈心 许知远、王五", TODAY, CARE) == strange
    assert by_steps("补上个月谈心 王五", TODAY, CARE) == NotUnderstood(Unclear.UNKNOWN_STUDENT, ("王五",))


def test_namesakes_and_an_only_child() -> None:
    twins = care_for("张伟", "李雷", "张伟")
    asked = WhichStudent(RecordDeed(TALK, (2,), TODAY, makes_up=LAST_MONTH), ((1, 3),))
    assert by_steps("补上个月谈心 李雷、张伟", TODAY, twins) == asked
    assert by_steps("补上个月谈心", TODAY, care_for("石大勇")) == RecordDeed(TALK, (1,), TODAY, makes_up=LAST_MONTH)


@pytest.mark.parametrize(
    ("text", "note", "makes_up"),
    [
        ("已谈心 许知远：聊得不错，补上个月的", "聊得不错，补上个月的", LAST_MONTH),
        ("已谈心 许知远：聊得不错。算10月的。", "聊得不错。算10月的。", LAST_MONTH),
    ],
)
def test_at_the_end_of_a_note_it_is_asked_for(text: str, note: str, makes_up: MakeUp) -> None:
    assert by_steps(text, TODAY, CARE) == Confirm(RecordDeed(TALK, ZHI, TODAY, note, makes_up=makes_up))


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("已谈心 许知远 补考没过", "补考没过"),
        ("已谈心 许知远 补作业的事", "补作业的事"),
        ("已谈心 许知远，他答应补上个月作业", "他答应补上个月作业"),
        ("已谈心 许知远：要补上个月的作业", "要补上个月的作业"),
        ("已谈心 许知远：补交了作业", "补交了作业"),
        ("已谈心 许知远：算术不好", "算术不好"),
        ("已谈心 许知远，不算上个月的", "不算上个月的"),
    ],
)
def test_a_note_with_the_same_characters_is_a_note(text: str, note: str) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(TALK, ZHI, TODAY, note)


@pytest.mark.parametrize("text", ["已补课 许知远", "给许知远补了课", "许知远补过课了", "补习 许知远"])
def test_lessons_are_no_making_up(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.makes_up) == (Kind.HELP, None)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("补", NotUnderstood(Unclear.MAKE_UP)),
        ("补一下", NotUnderstood(Unclear.MAKE_UP)),
        ("补上个月的", NotUnderstood(Unclear.MAKE_UP)),
        ("补谈心", NotUnderstood(Unclear.MAKE_UP)),
        ("补上个月谈心", NotUnderstood(Unclear.MAKE_UP)),
        ("补上个月 许知远", NotUnderstood(Unclear.MAKE_UP, ("许知远",))),
        ("补9月、10月谈心 许知远", NotUnderstood(Unclear.MAKE_UP, ("许知远",))),
        ("还没补上个月谈心 许知远", NotUnderstood(Unclear.NOT_DONE, ("许知远",))),
        ("明天补上个月谈心 许知远", NotUnderstood(Unclear.NOT_DONE, ("许知远",))),
        ("许知远上个月谈心没补上", NotUnderstood(Unclear.NOT_DONE, ("许知远",))),
        ("打算补上个月谈心 许知远", NotUnderstood(Unclear.NOT_DONE, ("许知远",))),
        ("要不要补上个月谈心 许知远？", NotUnderstood(Unclear.QUESTION)),
        (
            "补13月谈心 许知远",
            NotUnderstood(Unclear.BAD_DAY, ("许知远",), RecordDeed(TALK, ZHI, TODAY, "补13月谈心 许知远")),
        ),
    ],
)
def test_what_is_not_certain_records_nothing(text: str, heard: Heard) -> None:
    assert by_steps(text, TODAY, CARE) == heard


@pytest.mark.parametrize("text", ["补上个月谈心家访 许知远", "补上个月谈心、家访 许知远"])
def test_two_kinds_of_one_period_are_not_recorded_without_a_question(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), (Confirm, NotUnderstood))
