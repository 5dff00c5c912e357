"""How windows stand on a day: tables of dates worked out by hand."""

from datetime import date

import pytest

from duty.assess import Assessment, Record, State, assess, still_wished
from duty.calendar import SchoolCalendar, Term
from duty.kinds import Kind
from duty.policy import FOUR_ONES, Per, Rule
from duty.windows import Pairing, Window, windows
from tests.support.assessing import assess_pairing

AUTUMN = Term("2026-2027", "1", date(2026, 9, 1), date(2027, 1, 22))
SPRING = Term("2026-2027", "2", date(2027, 3, 1), date(2027, 7, 2))
CALENDAR = SchoolCalendar(
    (AUTUMN, SPRING),
    rest_days=frozenset(date(2026, 10, day) for day in range(1, 8)),
    work_days=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
)
MONTHLY = Rule(Kind.TALK, Per.MONTH, during_term=True)
TWICE = Rule(Kind.TALK, Per.MONTH, times=2, during_term=True)
PAIRING = Pairing(1, 2, date(2026, 9, 1))


def day(text: str) -> date:
    """A day of the school year 2026-2027, told as MM-DD."""
    return date.fromisoformat(f"{2026 if text >= '08' else 2027}-{text}")


def talk(
    happened: str, *, counts: str = "", entered: str = "", kind: Kind = Kind.TALK, revoked: bool = False
) -> Record:
    return Record(kind, day(happened), day(counts or happened), day(entered or happened), revoked)


def september(rule: Rule, *records: Record, on: str) -> Assessment:
    return assess(rule, windows(rule, PAIRING, CALENDAR)[0], records, day(on))


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("08-31", State.FUTURE),
        ("09-01", State.OPEN),
        ("09-22", State.OPEN),
        ("09-23", State.DUE),
        ("09-30", State.DUE),
        ("10-01", State.OVERDUE),
        ("10-10", State.OVERDUE),
        ("10-11", State.MISSED),
    ],
)
def test_a_talk_that_nobody_had_in_september(on: str, state: State) -> None:
    assert september(MONTHLY, on=on).state is state


def test_the_rule_says_how_many_days_before_the_deadline_it_becomes_due() -> None:
    assert september(Rule(Kind.TALK, Per.MONTH, remind_days=0), on="09-29").state is State.OPEN
    assert september(Rule(Kind.TALK, Per.MONTH, remind_days=0), on="09-30").state is State.DUE


@pytest.mark.parametrize(
    ("record", "on", "state", "count"),
    [
        (talk("09-10"), "09-10", State.DONE, 1),
        (talk("09-10"), "12-31", State.DONE, 1),
        (talk("09-10"), "09-09", State.OPEN, 0),
        (talk("09-01"), "08-31", State.FUTURE, 0),
        (talk("08-31", counts="09-01"), "08-31", State.FUTURE, 1),
        (talk("09-30"), "10-01", State.DONE, 1),
        (talk("10-01"), "10-01", State.OVERDUE, 0),
        (talk("08-31"), "09-15", State.OPEN, 0),
        (talk("09-30", entered="10-20"), "10-19", State.MISSED, 0),
        (talk("09-30", entered="10-20"), "10-20", State.DONE, 1),
        (talk("10-03", counts="09-15"), "10-02", State.OVERDUE, 0),
        (talk("10-03", counts="09-15"), "10-03", State.LATE, 1),
        (talk("11-03", counts="09-30"), "11-02", State.MISSED, 0),
        (talk("11-03", counts="09-30"), "11-03", State.LATE, 1),
        (talk("09-12", counts="10-15"), "09-12", State.OPEN, 0),
        (talk("09-10", revoked=True), "09-23", State.DUE, 0),
        (talk("09-10", kind=Kind.HOME_VISIT), "09-23", State.DUE, 0),
    ],
)
def test_one_record_and_the_talk_of_september(record: Record, on: str, state: State, count: int) -> None:
    assessment = september(MONTHLY, record, on=on)
    assert (assessment.state, assessment.count) == (state, count)


@pytest.mark.parametrize(
    ("records", "state"),
    [
        ([talk("09-10")], State.OVERDUE),
        ([talk("09-10"), talk("09-10")], State.DONE),
        ([talk("09-10"), talk("10-02", counts="09-30")], State.LATE),
        ([talk("10-02", counts="09-01"), talk("09-30"), talk("09-10")], State.DONE),
        ([talk("09-10"), talk("09-11", revoked=True)], State.OVERDUE),
        ([talk("09-10"), talk("09-11", entered="10-06")], State.OVERDUE),
    ],
)
def test_two_talks_a_month_are_done_when_the_second_earliest_was_in_time(records: list[Record], state: State) -> None:
    assert september(TWICE, *records, on="10-05").state is state


@pytest.mark.parametrize(
    ("end", "records", "on", "state"),
    [
        ("10-15", [], "10-07", State.OPEN),
        ("10-15", [], "10-15", State.DUE),
        ("10-15", [], "10-16", State.WAIVED),
        ("10-15", [], "12-31", State.WAIVED),
        ("10-15", [talk("10-12")], "10-16", State.DONE),
        ("10-15", [talk("10-20", counts="10-12")], "10-19", State.WAIVED),
        ("10-15", [talk("10-20", counts="10-12")], "10-20", State.LATE),
        ("10-15", [talk("10-20")], "10-20", State.WAIVED),
        ("10-31", [], "11-01", State.OVERDUE),
        ("10-31", [], "11-08", State.MISSED),
    ],
)
def test_what_the_end_of_a_pairing_cut_short_is_waived(end: str, records: list[Record], on: str, state: State) -> None:
    pairing = Pairing(1, 2, date(2026, 9, 1), day(end))
    october = windows(MONTHLY, pairing, CALENDAR)[1]
    assert assess(MONTHLY, october, records, day(on)).state is state


def test_what_was_overdue_before_the_pairing_ended_stays_overdue() -> None:
    pairing = Pairing(1, 2, date(2026, 9, 1), day("10-05"))
    (september_window,) = windows(MONTHLY, pairing, CALENDAR)
    assert assess(MONTHLY, september_window, [], day("10-06")).state is State.OVERDUE


def test_a_home_visit_in_the_winter_vacation_counts_for_the_term_only_if_made_up() -> None:
    rule = Rule(Kind.HOME_VISIT, Per.TERM, during_term=True)
    autumn, spring = windows(rule, PAIRING, CALENDAR)
    visit = talk("02-10", kind=Kind.HOME_VISIT)
    made_up = talk("02-10", counts="01-22", kind=Kind.HOME_VISIT)
    assert assess(rule, autumn, [visit], day("03-03")).state is State.OVERDUE
    assert assess(rule, autumn, [visit], day("03-04")).state is State.MISSED
    assert assess(rule, autumn, [made_up], day("02-10")).state is State.LATE
    assert assess(rule, spring, [visit, made_up], day("03-01")).count == 0


def test_a_deed_in_the_vacation_inside_a_school_year_counts_for_the_year() -> None:
    rule = Rule(Kind.WARMTH, Per.SCHOOL_YEAR, during_term=True)
    (year,) = windows(rule, PAIRING, CALENDAR)
    assert assess(rule, year, [talk("02-10", kind=Kind.WARMTH)], day("02-10")).state is State.DONE


def test_an_assessment_says_what_was_asked_and_in_which_days() -> None:
    assert september(TWICE, talk("09-10"), on="09-11") == Assessment(
        kind=Kind.TALK,
        per=Per.MONTH,
        window=Window(day("09-01"), day("09-30"), makeup_end=day("10-10")),
        times=2,
        count=1,
        state=State.OPEN,
        rule=TWICE,
    )


def test_all_windows_of_the_four_ones_come_by_deadline_and_then_by_kind() -> None:
    assessments = assess_pairing(FOUR_ONES, PAIRING, [talk("09-10")], on=day("10-05"), calendar=CALENDAR)
    assert [(a.window.deadline, a.kind.value, a.state.value) for a in assessments] == [
        (day("09-30"), "talk", "done"),
        (day("10-31"), "talk", "open"),
        (day("11-30"), "talk", "future"),
        (day("12-31"), "talk", "future"),
        (day("01-22"), "home_visit", "open"),
        (day("01-22"), "talk", "future"),
        (day("03-31"), "talk", "future"),
        (day("04-30"), "talk", "future"),
        (day("05-31"), "talk", "future"),
        (day("06-30"), "talk", "future"),
        (day("07-02"), "home_visit", "future"),
        (day("07-02"), "warmth", "open"),
    ]


@pytest.mark.parametrize(
    ("on", "records", "expected"),
    [
        (
            "10-05",
            [],
            [("overdue", "talk", "09-30"), ("open", "talk", "10-31"), ("open", "home_visit", "01-22")],
        ),
        ("10-28", [], [("due", "talk", "10-31"), ("open", "home_visit", "01-22")]),
        ("10-28", [talk("10-27")], [("open", "home_visit", "01-22")]),
        (
            "01-05",
            [],
            [("overdue", "talk", "12-31"), ("open", "home_visit", "01-22"), ("open", "talk", "01-22")],
        ),
        ("01-20", [talk("01-04")], [("due", "home_visit", "01-22")]),
    ],
)
def test_what_is_still_wished_comes_most_urgent_first(
    on: str, records: list[Record], expected: list[tuple[str, str, str]]
) -> None:
    wished = still_wished(assess_pairing(FOUR_ONES, PAIRING, records, on=day(on), calendar=CALENDAR))
    told = [(wish.state.value, wish.kind.value, f"{wish.window.deadline:%m-%d}") for wish in wished]
    assert told == [*expected, ("open", "warmth", "07-02")]
