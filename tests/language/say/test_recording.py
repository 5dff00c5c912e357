"""What is said of a recorded deed: entered late, on a day that was guessed, done by somebody else; and several."""

from dataclasses import replace
from datetime import date

import pytest

from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.people import Child
from language.say import recording
from language.say.recording import Done

TODAY = date(2026, 11, 20)
ZHANG = Child(1, "2026001", "张三", "七年级", "1班")
LI = Child(2, "2026002", "李四", "七年级", "1班")
DEED = RecordDeed(Kind.TALK, (1,), TODAY)


def said(deed: RecordDeed) -> list[str]:
    return recording.recorded(deed, [ZHANG], [], TODAY).splitlines()


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (20, "记好了：张三，谈心，今天（11月20日）。"),
        (19, "记好了：张三，谈心，昨天（11月19日）。"),
        (17, "记好了：张三，谈心，11月17日（周二）。"),
        (16, "记好了：张三，谈心，11月16日（周一），补录。"),
    ],
)
def test_a_late_entry_says_its_day_and_behind_three_days_that_it_is_late(day: int, first: str) -> None:
    assert said(replace(DEED, happened_on=date(2026, 11, day)))[0] == first


@pytest.mark.parametrize(("taken", "instead"), [(11, "11月9日"), (9, "11月15日")])
def test_of_a_stretch_the_day_that_was_taken_is_said_and_how_to_say_another(taken: int, instead: str) -> None:
    within = (date(2026, 11, 9), date(2026, 11, 15))
    lines = said(replace(DEED, happened_on=date(2026, 11, taken), within=within))
    assert lines[1].startswith(f"没说是哪天，先记在11月{taken}日（周")
    assert lines[1].endswith(f"不对就回「日期是{instead}」。")


def test_who_did_it_is_told_back_and_that_the_words_were_kept() -> None:
    deed = replace(DEED, kind=Kind.HELP, done_by="学习帮手小周", topic="数学")
    assert said(deed)[0] == "记好了：张三，帮扶辅导，今天（11月20日），学习帮手小周做的、您代记，说的也记下了。"


def test_with_several_children_one_of_them_can_be_taken_back() -> None:
    assert recording.undo_hint([ZHANG, LI]) == "记错了回「撤销」；只撤一位回「撤销 李四」。"
    assert recording.undo_hint([ZHANG]) == "记错了回「撤销」。"


def test_two_lines_leave_room_for_what_is_still_wished() -> None:
    two = recording.several(["甲", "乙"], [], ["家访这学期还有一次", "", "别的"], [])
    assert two.splitlines()[-2] == "家访这学期还有一次；别的。"
    assert "家访" not in recording.several(["甲", "乙", "丙"], [], ["家访这学期还有一次"], [])


def test_very_many_are_told_by_their_number() -> None:
    many = [Done(Kind.TALK, [ZHANG], date(2026, 11, day)) for day in range(1, 7)]
    assert recording.all_of(many, TODAY).endswith("11月4日（周三）；等 6 条")
