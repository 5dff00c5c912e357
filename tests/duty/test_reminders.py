"""On which days what is said: tables of dates worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.assess import Record
from duty.calendar import SchoolCalendar, Term
from duty.kinds import Kind
from duty.policy import FOUR_ONES, Pack, Per, Rule
from duty.reminders import (
    DISTANCES,
    DutyKey,
    Standing,
    begun,
    days_to_say,
    put_off_until,
    reminder_days,
    speaks_before,
    to_say,
)
from duty.windows import Pairing, Window, windows
from tests.support.assessing import assess_current, pack_windows

AUTUMN = Term("2026-2027", "1", date(2026, 9, 1), date(2027, 1, 22))
SPRING = Term("2026-2027", "2", date(2027, 3, 1), date(2027, 7, 2))
REST = frozenset({*(date(2026, 10, day) for day in range(1, 8)), date(2027, 1, 1)})
WORK = frozenset({date(2026, 9, 20), date(2026, 10, 10)})
EXAMS = frozenset({*(date(2026, 11, day) for day in range(23, 28)), date(2026, 12, 2)})
YEAR = SchoolCalendar((AUTUMN, SPRING), rest_days=REST, work_days=WORK)


def window_ending(rule: Rule, last: str, start: str = "2026-09-01", calendar: SchoolCalendar = YEAR) -> Window:
    found = windows(rule, Pairing(1, 2, date.fromisoformat(start)), calendar)
    return next(window for window in found if window.last == date.fromisoformat(last))


@pytest.mark.parametrize(
    ("per", "deadline", "days"),
    [
        (Per.WEEK, "2026-09-13", ["2026-09-11"]),
        (Per.WEEK, "2026-10-04", ["2026-09-30"]),
        # A Saturday that is worked stays a reminder day.
        (Per.WEEK, "2026-10-11", ["2026-10-10"]),
        (Per.HALF_MONTH, "2026-09-30", ["2026-09-25", "2026-10-08"]),
        (Per.HALF_MONTH, "2026-10-15", ["2026-10-12", "2026-10-16"]),
        # A Sunday that is worked, too.
        (Per.MONTH, "2026-09-30", ["2026-09-23", "2026-09-29", "2026-10-08"]),
        (Per.MONTH, "2026-10-31", ["2026-10-23", "2026-10-30", "2026-11-02"]),
        (Per.MONTH, "2026-11-30", ["2026-11-23", "2026-11-27", "2026-12-02"]),
        (Per.MONTH, "2026-12-31", ["2026-12-24", "2026-12-30", "2027-01-04"]),
        (Per.MONTH, "2027-01-22", ["2027-01-15", "2027-01-21", "2027-03-01"]),
        (Per.QUARTER, "2026-09-30", ["2026-09-16", "2026-09-25", "2026-10-08"]),
        (Per.TERM, "2027-01-22", ["2026-12-08", "2026-12-31", "2027-01-15", "2027-03-01"]),
        (Per.TERM, "2027-07-02", ["2027-05-18", "2027-06-11", "2027-06-25", "2027-07-05"]),
        (Per.SCHOOL_YEAR, "2027-07-02", ["2027-05-18", "2027-06-11", "2027-06-25", "2027-07-05"]),
        (Per.CALENDAR_YEAR, "2027-07-02", ["2027-05-18", "2027-06-11", "2027-06-25", "2027-07-05"]),
    ],
)
def test_reminder_days_move_off_rest_days(per: Per, deadline: str, days: list[str]) -> None:
    rule = Rule(Kind.TALK, per, during_term=True)
    window = window_ending(rule, deadline)
    assert [day.isoformat() for day in reminder_days(rule, window, YEAR)] == days


@pytest.mark.parametrize(
    ("per", "deadline", "days"),
    [
        # From Monday the 23rd to Friday the 27th nobody is reminded, nor on 2 December.
        (Per.MONTH, "2026-11-30", ["2026-11-20", "2026-12-03"]),
        (Per.WEEK, "2026-11-29", []),
        (Per.WEEK, "2026-11-22", ["2026-11-20"]),
        (Per.HALF_MONTH, "2026-11-30", ["2026-11-20", "2026-12-01"]),
    ],
)
def test_reminder_days_move_off_exam_weeks(per: Per, deadline: str, days: list[str]) -> None:
    exams = replace(YEAR, silent_days=EXAMS)
    rule = Rule(Kind.TALK, per)
    found = reminder_days(rule, window_ending(rule, deadline, calendar=exams), exams)
    assert [day.isoformat() for day in found] == days


def test_an_exam_week_changes_no_deadline_and_no_makeup_end() -> None:
    rule = Rule(Kind.TALK, Per.MONTH)
    exams = replace(YEAR, silent_days=EXAMS)
    assert window_ending(rule, "2026-11-30", calendar=exams) == window_ending(rule, "2026-11-30")


@pytest.mark.parametrize(
    ("today", "wanted", "until"),
    [
        ("2026-11-18", None, "2026-11-30"),
        ("2026-11-19", None, "2026-11-30"),
        ("2026-11-19", "2026-11-24", "2026-11-30"),
        ("2026-11-20", "2026-12-02", "2026-12-03"),
        ("2026-11-17", None, "2026-11-20"),
    ],
)
def test_nothing_is_put_off_into_an_exam_week(today: str, wanted: str | None, until: str) -> None:
    exams = replace(YEAR, silent_days=EXAMS)
    window = window_ending(Rule(Kind.TALK, Per.MONTH, during_term=True), "2026-11-30", calendar=exams)
    day = put_off_until(window, date.fromisoformat(wanted) if wanted else None, date.fromisoformat(today), exams)
    assert day == date.fromisoformat(until)


def test_what_was_put_off_to_a_day_that_became_silent_is_said_after_it() -> None:
    """The exams were entered after the mentor had put it off to their Wednesday."""
    exams, until = replace(YEAR, silent_days=EXAMS), date(2026, 11, 25)
    monday = standings("2026-11-30", *TALKED)
    found = to_say(monday, today=date(2026, 11, 30), calendar=exams, said=[], snoozed={NOVEMBER: until})
    assert [(wish.standing.key, wish.days) for wish in found] == [(NOVEMBER, (date(2026, 11, 30),))]


def test_what_falls_together_is_one_day() -> None:
    holiday = frozenset(date(2026, 11, day) for day in range(17, 31))
    calendar = SchoolCalendar((AUTUMN, SPRING), rest_days=holiday)
    window = window_ending(Rule(Kind.TALK, Per.MONTH), "2026-11-30", calendar=calendar)
    assert reminder_days(Rule(Kind.TALK, Per.MONTH), window, calendar) == (date(2026, 11, 16), date(2026, 12, 2))


def test_a_day_before_the_window_is_no_reminder_day() -> None:
    late = window_ending(Rule(Kind.HOME_VISIT, Per.TERM, during_term=True), "2027-01-22", start="2026-12-20")
    assert reminder_days(Rule(Kind.HOME_VISIT, Per.TERM), late, YEAR)[0] == date(2026, 12, 31)
    resting = window_ending(Rule(Kind.TALK, Per.WEEK, min_days=3), "2026-10-04", start="2026-10-02")
    assert reminder_days(Rule(Kind.TALK, Per.WEEK), resting, YEAR) == ()


def test_live_from_cuts_off_the_reminder_days_before_it() -> None:
    calendar = SchoolCalendar((AUTUMN, SPRING), live_from=date(2027, 1, 10), rest_days=REST)
    window = window_ending(Rule(Kind.TALK, Per.MONTH, during_term=True), "2027-01-22", calendar=calendar)
    assert reminder_days(Rule(Kind.TALK, Per.MONTH), window, calendar)[0] == date(2027, 1, 15)
    term = Rule(Kind.HOME_VISIT, Per.TERM, during_term=True, min_days=5)
    window = window_ending(term, "2027-01-22", calendar=calendar)
    assert reminder_days(term, window, calendar) == (date(2027, 1, 15), date(2027, 3, 1))


@pytest.mark.parametrize(
    ("today", "days"),
    [
        ("2026-11-23", ["2026-11-19", "2026-11-20", "2026-11-23"]),
        ("2026-10-08", ["2026-09-29", "2026-09-30", "2026-10-08"]),
        ("2026-10-12", ["2026-10-09", "2026-10-10", "2026-10-12"]),
        ("2027-03-01", ["2027-01-21", "2027-01-22", "2027-03-01"]),
    ],
)
def test_a_message_may_speak_of_its_own_day_and_two_working_days_before(today: str, days: list[str]) -> None:
    assert sorted(day.isoformat() for day in days_to_say(date.fromisoformat(today), YEAR)) == days


def standings(today: str, *records: Record, pack: Pack = FOUR_ONES, child: int = 2) -> list[Standing]:
    on = date.fromisoformat(today)
    pairing = Pairing(1, child, date(2026, 9, 1))
    return [Standing(1, child, item) for item in assess_current(pack, pairing, records, on=on, about=on, calendar=YEAR)]


def spoken(
    today: str,
    *records: Record,
    said: frozenset[tuple[DutyKey, date]] = frozenset(),
    snoozed: dict[DutyKey, date] | None = None,
) -> list[tuple[str, str, list[str]]]:
    wishes = to_say(
        standings(today, *records),
        today=date.fromisoformat(today),
        calendar=YEAR,
        said=said,
        snoozed=snoozed or {},
    )
    return [
        (
            wish.standing.key.kind.value,
            wish.standing.key.window_last.isoformat(),
            [day.isoformat() for day in wish.days],
        )
        for wish in wishes
    ]


def done(kind: Kind, day: str, counts_for: str | None = None) -> Record:
    happened = date.fromisoformat(day)
    return Record(kind, happened, date.fromisoformat(counts_for or day), happened)


TALKED = [done(Kind.TALK, f"2026-{month:02}-05") for month in (9, 10)]
NOVEMBER = DutyKey(1, 2, Kind.TALK, date(2026, 11, 30))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-19", []),
        ("2026-11-20", []),
        ("2026-11-23", [("talk", "2026-11-30", ["2026-11-23"])]),
        # The bot was away: what is at most two working days old is said ...
        ("2026-11-25", [("talk", "2026-11-30", ["2026-11-23"])]),
        # ... and what is older is dropped.
        ("2026-11-26", []),
        ("2026-11-27", [("talk", "2026-11-30", ["2026-11-27"])]),
        # Overdue, and still spoken of for the day before the deadline; the current truth, once.
        ("2026-12-01", [("talk", "2026-11-30", ["2026-11-27"])]),
        ("2026-12-02", [("talk", "2026-11-30", ["2026-12-02"])]),
        ("2026-12-04", [("talk", "2026-11-30", ["2026-12-02"])]),
        ("2026-12-07", []),
        # The home visit of the term begins to be spoken of while the month is far from over.
        ("2026-12-08", [("home_visit", "2027-01-22", ["2026-12-08"])]),
    ],
)
def test_what_is_said_on_which_day(today: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert spoken(today, *TALKED) == expected


def test_all_that_is_due_or_overdue_goes_along_and_overdue_comes_first() -> None:
    first_of_march = spoken("2027-03-01", *TALKED, *(done(Kind.TALK, day) for day in ("2026-11-05", "2026-12-05")))
    assert first_of_march == [
        ("home_visit", "2027-01-22", ["2027-03-01"]),
        ("talk", "2027-01-22", ["2027-01-21", "2027-03-01"]),
    ]
    today = spoken("2026-12-31", *TALKED, done(Kind.TALK, "2026-11-05"))
    assert today == [("talk", "2026-12-31", ["2026-12-30"]), ("home_visit", "2027-01-22", ["2026-12-31"])]
    marked = frozenset({(DutyKey(1, 2, Kind.TALK, date(2026, 12, 31)), date(2026, 12, 30))})
    assert spoken("2026-12-31", *TALKED, done(Kind.TALK, "2026-11-05"), said=marked)[0] == ("talk", "2026-12-31", [])


def test_what_was_said_is_not_said_again_and_what_is_done_never() -> None:
    assert spoken("2026-11-23", *TALKED, said=frozenset({(NOVEMBER, date(2026, 11, 23))})) == []
    assert spoken("2026-11-23", *TALKED, done(Kind.TALK, "2026-11-20")) == []


@pytest.mark.parametrize(
    ("today", "days"),
    [
        ("2026-11-23", None),
        ("2026-11-25", None),
        ("2026-11-26", ["2026-11-26"]),
        ("2026-11-27", ["2026-11-26", "2026-11-27"]),
        ("2026-11-30", ["2026-11-26", "2026-11-27"]),
    ],
)
def test_what_was_put_off_is_left_out_until_its_day_which_is_a_reminder_day(today: str, days: list[str] | None) -> None:
    found = spoken(today, *TALKED, snoozed={NOVEMBER: date(2026, 11, 26)})
    assert found == ([("talk", "2026-11-30", days)] if days else [])


@pytest.mark.parametrize(
    ("deadline", "today", "wanted", "until"),
    [
        # Three working days, still in time where that is possible.
        ("2026-11-30", "2026-11-23", None, "2026-11-26"),
        ("2026-11-30", "2026-11-27", None, "2026-11-30"),
        ("2026-11-30", "2026-11-30", None, "2026-12-03"),
        ("2026-09-30", "2026-09-29", None, "2026-09-30"),
        ("2026-09-30", "2026-09-30", None, "2026-10-10"),
        # A wanted rest day moves on, and nothing outlives the makeup end.
        ("2026-11-30", "2026-11-23", "2026-11-28", "2026-11-30"),
        ("2026-11-30", "2026-11-23", "2026-12-04", "2026-12-04"),
        ("2026-11-30", "2026-11-23", "2026-12-25", "2026-12-07"),
        ("2026-10-31", "2026-11-02", "2026-12-25", "2026-11-06"),
        ("2026-10-31", "2026-11-06", None, None),
        ("2026-10-31", "2026-11-06", "2026-11-09", None),
        ("2027-01-22", "2027-01-21", "2027-02-10", "2027-03-01"),
        ("2027-01-22", "2027-01-22", None, "2027-03-03"),
    ],
)
def test_until_when_a_reminder_can_be_put_off(deadline: str, today: str, wanted: str | None, until: str | None) -> None:
    window = window_ending(Rule(Kind.TALK, Per.MONTH, during_term=True), deadline)
    day = put_off_until(window, date.fromisoformat(wanted) if wanted else None, date.fromisoformat(today), YEAR)
    assert (day and day.isoformat()) == until


@pytest.mark.parametrize(
    ("today", "kinds"),
    [
        ("2026-11-20", []),
        ("2026-11-23", ["talk"]),
        ("2026-12-08", ["home_visit"]),
        ("2026-12-24", ["home_visit", "talk"]),
    ],
)
def test_it_is_time_to_speak_of_what_is_due_or_was_reminded_of(today: str, kinds: list[str]) -> None:
    met = [*TALKED, done(Kind.TALK, "2026-11-05")] if today > "2026-12" else TALKED
    on = date.fromisoformat(today)
    assert sorted(one.key.kind.value for one in standings(today, *met) if begun(one.assessment, on, YEAR)) == kinds


@pytest.mark.parametrize(
    ("until", "kinds"),
    [
        ("2026-11-23", []),
        ("2026-11-24", ["talk"]),
        ("2026-12-31", ["home_visit", "talk"]),
    ],
)
def test_what_is_spoken_of_before_a_day_has_a_reminder_day_until_then(until: str, kinds: list[str]) -> None:
    today, before = date(2026, 11, 20), date.fromisoformat(until)
    found = standings(today.isoformat(), *TALKED)
    assert sorted({one.key.kind.value for one in found if speaks_before(one.assessment, before, today, YEAR)}) == kinds


@settings(max_examples=60, deadline=None)
@given(st.permutations([date(2026, 11, 16) + timedelta(days=day) for day in range(24)]), st.data())
def test_in_whatever_order_the_days_come_nothing_is_said_twice(order: list[date], data: st.DataObject) -> None:
    ticks = data.draw(st.lists(st.sampled_from(order), min_size=1, max_size=40))
    said: set[tuple[DutyKey, date]] = set()
    for today in ticks:
        if not YEAR.is_working_day(today):
            continue
        wishes = to_say(standings(today.isoformat(), *TALKED), today=today, calendar=YEAR, said=said, snoozed={})
        new = [(wish.standing.key, day) for wish in wishes for day in wish.days]
        assert said.isdisjoint(new)
        assert len(new) == len(set(new))
        assert all(0 <= (today - day).days <= 6 for _, day in new)
        said.update(new)


@pytest.mark.parametrize("per", [per for per in Per if per is not Per.ONCE])
def test_every_period_has_its_distances_and_every_reminder_day_is_worked_and_in_the_window_or_its_makeup(
    per: Per,
) -> None:
    assert DISTANCES[per].before
    pack = Pack("one", (Rule(Kind.TALK, per, during_term=True),))
    for rule, window in pack_windows(pack, Pairing(1, 2, date(2026, 9, 1)), YEAR):
        for day in reminder_days(rule, window, YEAR):
            assert YEAR.is_working_day(day)
            assert window.first <= day <= window.makeup_end
