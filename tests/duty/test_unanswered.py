"""When somebody hears that a family's words wait: waking hours, then working days, each after the one before."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from duty.calendar import SchoolCalendar, Term
from duty.quiet import DayPlan
from duty.unanswered import Step, Told, after_waking, days_to_look_at, due, may_say, steps_after

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = SchoolCalendar(
    (
        Term("2025-2026", "1", date(2025, 9, 1), date(2026, 1, 23)),
        Term("2025-2026", "2", date(2026, 2, 27), date(2026, 7, 3)),
    ),
    rest_days=frozenset({date(2025, 11, 26)}),
    silent_days=frozenset({date(2025, 12, 1)}),
)
DAY = DayPlan()


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=ZONE)


def due_at(since: str, told: dict[Step, Told], day: DayPlan = DAY) -> datetime | None:
    return due(at(since), told, day=day, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2025-11-21T13:00", "2025-11-21T17:00"),
        ("2025-11-21T17:00", "2025-11-21T21:00"),
        ("2025-11-21T17:01", "2025-11-22T07:31"),
        ("2025-11-21T20:00", "2025-11-22T10:30"),
        ("2025-11-21T22:00", "2025-11-22T11:30"),
        ("2025-11-22T03:00", "2025-11-22T11:30"),
    ],
)
def test_the_reader_hears_after_four_waking_hours(since: str, expected: str) -> None:
    assert due_at(since, {}) == at(expected)


def test_waking_hours_where_quiet_ones_begin_after_midnight() -> None:
    late = DayPlan(quiet_from=time(0, 0), quiet_until=time(7, 30))
    assert after_waking(at("2025-11-21T22:00"), timedelta(hours=4), late) == at("2025-11-22T09:30")


def test_a_long_patience_may_take_several_nights() -> None:
    assert after_waking(at("2025-11-21T20:00"), timedelta(hours=20), DAY) == at("2025-11-23T13:00")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # Friday: the day after is no working day.
        ({Step.READER: Told(at("2025-11-21T17:00"))}, "2025-11-24T17:00"),
        ({Step.READER: Told(at("2025-11-24T09:00"))}, "2025-11-25T09:00"),
        # A day off in between is none of the two.
        (
            {Step.READER: Told(at("2025-11-24T09:00")), Step.CLASS_TEACHER: Told(at("2025-11-25T09:00"))},
            "2025-11-28T09:00",
        ),
        # Whoever cannot be reached is not waited for.
        ({Step.READER: Told(at("2025-11-24T09:00"), reached=False)}, "2025-11-24T09:00"),
        ({Step.READER: Told(None)}, None),
        ({Step.LEAD: Told(at("2025-11-25T09:00"))}, None),
        ({Step.LEAD: Told(at("2025-11-25T09:00"), reached=False)}, None),
    ],
)
def test_the_next_hears_only_after_the_one_before(told: dict[Step, Told], expected: str | None) -> None:
    assert due_at("2025-11-21T13:00", told) == (at(expected) if expected else None)


def test_over_a_vacation_nobody_hears_and_nobody_is_forgotten() -> None:
    assert due_at("2026-01-22T13:00", {Step.READER: Told(at("2026-01-23T17:00"))}) == at("2026-02-27T17:00")
    first = days_to_look_at(date(2026, 3, 2), CALENDAR)[0]
    assert first < date(2026, 1, 22)


def test_what_comes_next() -> None:
    assert steps_after(()) == tuple(Step)
    assert steps_after((Step.READER,)) == (Step.CLASS_TEACHER, Step.LEAD)
    assert steps_after((Step.READER, Step.LEAD)) == ()


@pytest.mark.parametrize(
    ("local", "may"),
    [
        ("2025-11-24T07:30", True),
        ("2025-11-24T21:00", False),
        ("2025-11-23T12:00", False),
        ("2025-11-26T12:00", False),
        ("2025-12-01T12:00", False),
    ],
)
def test_nobody_is_told_at_night_nor_on_days_off(local: str, may: bool) -> None:
    assert may_say(at(local), DAY, CALENDAR) is may


def test_the_days_to_look_at_are_those_of_speaking() -> None:
    days = days_to_look_at(date(2025, 12, 2), CALENDAR)
    assert len(days) == 14
    assert days == sorted(days)
    assert days[-1] == date(2025, 12, 2)
    assert not {date(2025, 12, 1), date(2025, 11, 30), date(2025, 11, 26)} & set(days)
