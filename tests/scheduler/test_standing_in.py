"""A word about standing in is checked before it goes, and who cannot be told is told of."""

import pytest

from duty.commands import EndLeave
from duty.messages import Text, VoteCard
from scheduler.sender import Reason, Refused
from storage import stand_in_mail
from storage.outbox import Purpose
from storage.stand_in_mail import StandIn, Word
from storage.work import Store
from tests.handlers.teacher import Teacher
from tests.handlers.test_absences import heard, leave
from tests.scheduler.leading import Days
from tests.scheduler.test_digests import snooze
from tests.scheduler.ticks import LI_SI, ZHANG_SAN, ZHOU, at

TODAY = "2025-12-02"


@pytest.fixture
def days(store: Store, school_id: int) -> Days:
    """Wang goes on leave at nine, and asks Li to stand in."""
    found = Days.of(store, school_id)
    Teacher(store, found.school, "WangFang").told(leave("12-02", "12-05", "欧阳娜"), TODAY, "09:00")
    return found


def states(days: Days) -> list[str]:
    return [row.state for row in days.rows(Purpose.STAND_IN)]


def options(days: Days) -> list[str]:
    return [text.rpartition("|")[2] for _, text in heard(days)]


def test_at_night_it_waits_for_the_morning(days: Days) -> None:
    days.deliver(TODAY, "22:00")
    assert states(days) == ["waiting"]
    days.deliver("2025-12-03", "07:30")
    assert states(days) == ["sent"]


def test_what_is_done_put_off_or_over_by_then_is_left_out(days: Days) -> None:
    days.talked("LiNa", ZHANG_SAN, "2025-12-02")
    snooze(days, LI_SI, "2025-12-04")
    days.deliver(TODAY, "09:05")
    [line] = options(days)
    assert "李四" not in line
    assert "周一诺" in line


def test_where_nothing_is_due_it_comes_as_words(days: Days) -> None:
    for student in (ZHANG_SAN, LI_SI, ZHOU):
        days.talked("WangFang", student, "2025-11-28")
    days.deliver(TODAY, "09:05")
    [(_, text)] = heard(days)
    assert text.startswith("欧阳老师，今天到12月5日（周五）请您替王老师照看张三、李四、周一诺。")


def test_what_is_over_is_not_asked_for_any_more(days: Days) -> None:
    days.deliver("2025-12-08", "09:05")
    assert states(days) == ["dropped"]


def test_of_somebody_who_is_gone_nothing_is_said(days: Days) -> None:
    mentor, child, nobody = days.school.members["WangFang"], days.school.students[ZHOU], 999
    about = StandIn(mentor, nobody, (child,), at(TODAY).today, at("2025-12-05").today)
    with days.store.writing() as work:
        stand_in_mail.put(work, days.school.id, Word.OVER, about, Text("x"), to="Gone", cause=1, at=at(TODAY).at)
    days.deliver(TODAY, "12:30")
    assert states(days) == ["sent", "dropped"]


def test_whom_the_platform_does_not_reach_is_named_to_those_who_can_mend_it(days: Days) -> None:
    days.platform.answer = lambda account: Refused(Reason.UNREACHABLE, 81013) if account == "LiNa" else None
    days.deliver(TODAY, "09:05")
    days.deliver(TODAY, "09:20")
    assert [text for text in days.platform.reached if text.startswith("欧阳娜老师没收到提醒")]


def test_of_a_leave_that_was_told_anew_the_first_day_speaks_once_and_as_it_is(days: Days) -> None:
    wang = Teacher(days.store, days.school, "WangFang")
    wang.told(EndLeave(), TODAY, "09:01")
    wang.told(leave("12-03", "12-10", "欧阳娜"), TODAY, "09:02")
    wang.told(EndLeave(), TODAY, "09:03")
    wang.told(leave("12-03", "12-05", "欧阳娜"), TODAY, "09:04")
    days.deliver(TODAY, "09:05")
    before = len(heard(days))
    days.deliver("2025-12-03", "12:20")
    [(account, text)] = heard(days)[before:]
    assert account == "LiNa"
    assert "到12月5日请您替王老师搭把手" in text


def test_what_the_day_s_reminder_says_needs_no_word_of_its_own(days: Days) -> None:
    wang = Teacher(days.store, days.school, "WangFang")
    wang.told(EndLeave(), TODAY, "09:01")
    wang.told(leave("12-03", "12-05", "欧阳娜"), TODAY, "09:02")
    days.deliver(TODAY, "09:05")
    before = len(heard(days))
    days.tick("2025-12-03")
    days.deliver("2025-12-03", "12:20")
    assert heard(days)[before:] == []
    [(account, card)] = [(user, one) for user, day, one in days.sent(Purpose.REMINDER) if day == "2025-12-03"]
    assert account == "LiNa"
    assert isinstance(card, VoteCard)
    assert all(option.text.endswith("（代王老师）") for option in card.options)
