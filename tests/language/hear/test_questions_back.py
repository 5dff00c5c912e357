"""Sentences that could be read in two ways: the bot asks before anything is recorded."""

from datetime import date

import pytest

from duty.commands import MakeUp, RecordDeed, ShowStudent
from duty.hearing import Confirm, NotUnderstood, Unclear, WhichKind, WhichStudent
from duty.kinds import Kind
from duty.policy import Per
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids


@pytest.mark.parametrize(
    ("text", "names", "note"),
    [
        ("谈心 许知远，下周再聊", ("许知远",), "下周再聊"),
        ("谈心 许知远 妈妈不在家", ("许知远",), "妈妈不在家"),
        ("许知远差点没谈成，后来谈成了", ("许知远",), ""),
        ("本周已谈心 许知远", ("许知远",), ""),
        ("11月谈心 许知远", ("许知远",), ""),
        ("今天谈心的是许知远", ("许知远",), "谈心的是许知远"),
        ("昨天没谈，今天和许知远聊聊", ("许知远",), "聊聊"),
        ("和许知远聊聊", ("许知远",), ""),
        ("许知远和蓝小雨聊天", ("许知远", "蓝小雨"), ""),
        ("许知远找蓝小雨谈心", ("许知远", "蓝小雨"), ""),
        ("谈心 许知远 想转学", ("许知远",), "想转学"),
        ("许知远谈心 蓝小雨", ("许知远", "蓝小雨"), ""),
        ("已谈心 许知远和蓝小雨打架的事", ("许知远", "蓝小雨"), "打架的事"),
        ("已谈心 许知远 蓝小雨情绪低落", ("许知远",), "蓝小雨情绪低落"),
        ("许知远谈心时间定了", ("许知远",), "时间定了"),
        ("和许知远谈心好难", ("许知远",), "好难"),
        ("已谈心 许知远 今天去家里没人", ("许知远",), "今天去家里没人"),
        ("已谈心 许知远 不，是蓝小雨", ("许知远",), "不，是蓝小雨"),
        ("已谈心 许知远 班主任谈的", ("许知远",), "班主任谈的"),
        ("谈心 许知远 班主任在", ("许知远",), "班主任在"),
        ("谈心 许知远说他累", ("许知远",), "说他累"),
    ],
)
def test_what_can_be_read_in_two_ways_is_confirmed_first(text: str, names: tuple[str, ...], note: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, Confirm)
    assert heard.command == RecordDeed(Kind.TALK, ids(*names), TODAY, note)


@pytest.mark.parametrize(
    ("text", "kind", "note"),
    [
        ("许知远去补课了", Kind.HELP, ""),
        ("许知远家访了我", Kind.HOME_VISIT, "我"),
        ("许知远送了我一封信", Kind.WARMTH, "我一封信"),
        ("许知远打了电话", Kind.CONTACT, ""),
        ("许知远给妈妈打了电话", Kind.CONTACT, ""),
        ("许知远妈妈电话", Kind.CONTACT, ""),
        ("许知远妈妈电话 13800001111", Kind.CONTACT, "13800001111"),
        ("许知远的家访照片发了", Kind.HOME_VISIT, "照片发了"),
    ],
)
def test_what_may_be_the_child_s_own_way_is_confirmed_first(text: str, kind: Kind, note: str) -> None:
    assert by_steps(text, TODAY, CARE) == Confirm(RecordDeed(kind, ids("许知远"), TODAY, note))


def test_a_stranger_who_may_have_done_it_is_confirmed_first() -> None:
    heard = by_steps("赵六和许知远谈心了", TODAY, CARE)
    assert heard == Confirm(RecordDeed(Kind.TALK, ids("许知远"), TODAY, unresolved=("赵六",)))


def test_two_children_of_one_name_are_asked_for_before_anything_is_recorded() -> None:
    twins = care_for("张伟", "李雷", "张伟", "李小雨", "王小雨")
    assert by_steps("已谈心 张伟：很好", TODAY, twins) == WhichStudent(
        RecordDeed(Kind.TALK, (), TODAY, "很好"), ((1, 3),)
    )
    assert by_steps("昨天家访 李雷、张伟、小雨", TODAY, twins) == WhichStudent(
        RecordDeed(Kind.HOME_VISIT, (2,), TODAY.replace(day=19)), ((1, 3), (4, 5))
    )
    assert by_steps("已谈心 李小雨", TODAY, twins) == RecordDeed(Kind.TALK, (4,), TODAY)
    assert by_steps("查 张伟", TODAY, twins) == WhichStudent(ShowStudent(0), ((1, 3),))
    assert by_steps("张伟", TODAY, twins) == NotUnderstood(Unclear.NO_KIND)
    assert by_steps("没谈李雷，今天和张伟谈了", TODAY, twins) == WhichStudent(
        RecordDeed(Kind.TALK, (), TODAY), ((1, 3),)
    )


@pytest.mark.parametrize("text", ["都谈了", "全班都谈了", "大家都谈过了"])
def test_who_speaks_of_many_children_at_once_is_asked(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, Confirm)
    assert isinstance(heard.command, RecordDeed)
    assert heard.command.student_ids == tuple(CARE.spoken)


def test_who_speaks_of_all_but_one_of_many_is_asked() -> None:
    heard = by_steps("除了许知远都谈了", TODAY, CARE)
    assert isinstance(heard, Confirm)
    assert isinstance(heard.command, RecordDeed)
    assert heard.command.student_ids == tuple(child for child in CARE.spoken if child not in ids("许知远"))


def test_who_says_first_what_was_not_done_and_then_makes_up_for_a_month_is_asked_which_child() -> None:
    twins = care_for("张伟", "李雷", "张伟")
    made_up = RecordDeed(Kind.TALK, (), TODAY, makes_up=MakeUp(TODAY, Per.MONTH, 1))
    for text in ("没谈李雷，今天补上个月和张伟的谈心", "还没谈李雷，补上个月的谈心 张伟"):
        assert by_steps(text, TODAY, twins) == WhichStudent(made_up, ((1, 3),), doubt=True)


@pytest.mark.parametrize("note", ["班主任在", "打算下周再聊", "爸爸没空管他"])
def test_a_doubtful_note_behind_a_name_that_fits_nobody_is_confirmed_first(note: str) -> None:
    record = RecordDeed(Kind.TALK, ids("许知远"), TODAY, note, unresolved=("赵六",))
    assert by_steps(f"谈心 许知远、赵六，{note}", TODAY, CARE) == Confirm(record)


@pytest.mark.parametrize("text", ["许知远 已完成", "已完成 许知远", "昨天已完成 许知远"])
def test_what_was_done_without_a_word_for_the_kind_asks_for_it(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, WhichKind)
    assert (heard.then.student_ids, heard.kinds) == (ids("许知远"), tuple(Kind))
    assert heard.then.happened_on == (date(2026, 11, 19) if "昨天" in text else TODAY)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("明天已完成 许知远", Unclear.FUTURE_DAY),
        ("许知远 2月30日已完成", Unclear.BAD_DAY),
    ],
)
def test_what_was_done_on_an_impossible_day_asks_for_the_day_first(text: str, why: Unclear) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(why, ("许知远",))
