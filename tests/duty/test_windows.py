"""In which days something is owed: tables of dates worked out by hand."""

from datetime import date

import pytest

from duty.calendar import SchoolCalendar, Span, Term
from duty.circumstances import Event
from duty.kinds import Kind
from duty.policy import BIRTHDAY, Once, Pack, Per, Policy, Rule, Trigger
from duty.windows import Care, Opening, Pairing, windows, windows_of

AUTUMN = Term("2026-2027", "1", date(2026, 9, 1), date(2027, 1, 22))
SPRING = Term("2026-2027", "2", date(2027, 3, 1), date(2027, 7, 2))
NEXT_AUTUMN = Term("2027-2028", "1", date(2027, 9, 1), date(2028, 1, 14))
NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))
YEAR = SchoolCalendar(
    (AUTUMN, SPRING), rest_days=NATIONAL_DAY, work_days=frozenset({date(2026, 9, 20), date(2026, 10, 10)})
)
MONTHLY = Rule(Kind.TALK, Per.MONTH, during_term=True)

Days = tuple[str, str]


def dates(
    rule: Rule,
    start: str = "2026-09-01",
    end: str | None = None,
    calendar: SchoolCalendar = YEAR,
) -> list[Days]:
    pairing = Pairing(1, 2, date.fromisoformat(start), date.fromisoformat(end) if end else None)
    return [(window.first.isoformat(), window.last.isoformat()) for window in windows(rule, pairing, calendar)]


def test_months_of_a_school_year_without_the_vacation_and_the_two_days_of_july() -> None:
    assert dates(MONTHLY) == [
        ("2026-09-01", "2026-09-30"),
        ("2026-10-01", "2026-10-31"),
        ("2026-11-01", "2026-11-30"),
        ("2026-12-01", "2026-12-31"),
        ("2027-01-01", "2027-01-22"),
        ("2027-03-01", "2027-03-31"),
        ("2027-04-01", "2027-04-30"),
        ("2027-05-01", "2027-05-31"),
        ("2027-06-01", "2027-06-30"),
    ]


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("2025-01-01", ("2026-09-01", "2026-09-30")),
        ("2026-09-21", ("2026-09-21", "2026-09-30")),
        ("2026-09-22", ("2026-10-01", "2026-10-31")),
        ("2027-01-13", ("2027-01-13", "2027-01-22")),
        ("2027-01-14", ("2027-03-01", "2027-03-31")),
    ],
)
def test_a_month_is_owed_if_ten_days_are_left_of_it_when_the_pairing_begins(start: str, first: Days) -> None:
    assert dates(MONTHLY, start)[0] == first


@pytest.mark.parametrize(
    ("live_from", "first"),
    [
        (date(2026, 8, 1), ("2026-09-01", "2026-09-30")),
        (date(2026, 10, 22), ("2026-10-22", "2026-10-31")),
        (date(2026, 10, 23), ("2026-11-01", "2026-11-30")),
    ],
)
def test_nothing_is_owed_before_the_school_began_to_use_the_product(live_from: date, first: Days) -> None:
    assert dates(MONTHLY, calendar=SchoolCalendar(YEAR.terms, live_from))[0] == first


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("2026-10-09", ("2026-09-01", "2026-09-30")),
        ("2026-10-10", ("2026-10-01", "2026-10-10")),
        ("2027-01-21", ("2027-01-01", "2027-01-21")),
        ("2027-02-10", ("2027-01-01", "2027-01-22")),
    ],
)
def test_nothing_is_owed_after_the_pairing_has_ended(end: str, last: Days) -> None:
    assert dates(MONTHLY, end=end)[-1] == last


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-10-10", "2026-10-09"), ("2026-01-01", "2026-08-31"), ("2027-07-03", None)],
)
def test_a_pairing_outside_the_known_terms_or_backwards_owes_nothing(start: str, end: str | None) -> None:
    assert dates(MONTHLY, start, end) == []


@pytest.mark.parametrize(
    ("spring_begins", "expected"),
    [(22, [("2027-02-01", "2027-02-28")]), (24, [("2027-02-01", "2027-02-28")]), (25, [])],
)
def test_a_month_with_a_vacation_inside_counts_only_its_days_of_term(spring_begins: int, expected: list[Days]) -> None:
    """1–5 February are five days of term; five more are needed, and with the 24th there are exactly five."""
    calendar = SchoolCalendar(
        (
            Term("2026-2027", "1", date(2027, 2, 1), date(2027, 2, 5)),
            Term("2026-2027", "2", date(2027, 2, spring_begins), date(2027, 2, 28)),
        )
    )
    assert dates(MONTHLY, calendar=calendar) == expected


@pytest.mark.parametrize(
    ("rule", "start", "end", "expected"),
    [
        (
            Rule(Kind.TALK, Per.WEEK, during_term=True),
            "2027-01-08",
            None,
            [("2027-01-08", "2027-01-10"), ("2027-01-11", "2027-01-17"), ("2027-01-18", "2027-01-22")],
        ),
        (
            Rule(Kind.TALK, Per.HALF_MONTH, during_term=True),
            "2026-12-11",
            "2027-01-31",
            [("2026-12-16", "2026-12-31"), ("2027-01-01", "2027-01-15"), ("2027-01-16", "2027-01-22")],
        ),
        (
            Rule(Kind.TALK, Per.QUARTER, during_term=True),
            "2026-09-01",
            None,
            [
                ("2026-09-01", "2026-09-30"),
                ("2026-10-01", "2026-12-31"),
                ("2027-01-01", "2027-03-31"),
                ("2027-04-01", "2027-06-30"),
            ],
        ),
        (
            Rule(Kind.HOME_VISIT, Per.TERM, during_term=True),
            "2026-12-24",
            None,
            [("2026-12-24", "2027-01-22"), ("2027-03-01", "2027-07-02")],
        ),
        (Rule(Kind.HOME_VISIT, Per.TERM), "2026-12-25", None, [("2027-03-01", "2027-07-02")]),
        (
            Rule(Kind.WARMTH, Per.SCHOOL_YEAR, during_term=True),
            "2027-02-01",
            None,
            [("2027-03-01", "2027-07-02")],
        ),
        (Rule(Kind.WARMTH, Per.SCHOOL_YEAR), "2027-02-01", None, [("2027-02-01", "2027-07-02")]),
        (Rule(Kind.WARMTH, Per.SCHOOL_YEAR, during_term=True), "2027-05-04", None, [("2027-05-04", "2027-07-02")]),
        (Rule(Kind.WARMTH, Per.SCHOOL_YEAR, during_term=True), "2027-05-05", None, []),
        (
            Rule(Kind.WARMTH, Per.CALENDAR_YEAR, during_term=True),
            "2026-09-01",
            None,
            [("2026-09-01", "2026-12-31"), ("2027-01-01", "2027-07-02")],
        ),
    ],
)
def test_every_kind_of_period(rule: Rule, start: str, end: str | None, expected: list[Days]) -> None:
    shown = [days for days in dates(rule, start, end) if rule.per is not Per.WEEK or days[0] < "2027-02-01"]
    assert shown == expected


def test_half_months_know_leap_years() -> None:
    calendar = SchoolCalendar((Term("2027-2028", "2", date(2028, 2, 16), date(2028, 3, 15)),))
    assert dates(Rule(Kind.TALK, Per.HALF_MONTH), calendar=calendar) == [
        ("2028-02-16", "2028-02-29"),
        ("2028-03-01", "2028-03-15"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 9, 15), date(2026, 9, 30), [("2026-09-01", "2026-09-15"), ("2026-09-16", "2026-09-30")]),
        (date(2026, 9, 16), date(2026, 9, 30), [("2026-09-16", "2026-09-30")]),
        (date(2026, 9, 16), date(2026, 10, 1), [("2026-09-16", "2026-09-30"), ("2026-10-01", "2026-10-15")]),
    ],
)
def test_a_period_is_known_if_a_single_day_of_it_is_in_a_school_year(
    first: date, last: date, expected: list[Days]
) -> None:
    calendar = SchoolCalendar((Term("2026-2027", "1", first, last),))
    assert dates(Rule(Kind.CONTACT, Per.HALF_MONTH), "2026-01-01", calendar=calendar) == expected


def test_a_rule_that_also_holds_in_vacations_is_owed_between_the_known_years_and_not_beyond_them() -> None:
    calendar = SchoolCalendar((SPRING, NEXT_AUTUMN))
    months = dates(Rule(Kind.CONTACT, Per.MONTH), "2020-01-01", calendar=calendar)
    assert months[0] == ("2027-03-01", "2027-03-31")
    assert ("2027-08-01", "2027-08-31") in months
    assert months[-1] == ("2028-01-01", "2028-01-31")


def test_without_terms_nothing_is_known_and_nothing_owed() -> None:
    assert dates(Rule(Kind.CONTACT, Per.MONTH), calendar=SchoolCalendar(())) == []


def test_a_period_without_a_single_day_owes_nothing_even_if_none_is_asked_for() -> None:
    assert ("2027-02-01", "2027-02-28") not in dates(Rule(Kind.TALK, Per.MONTH, during_term=True, min_days=0))
    assert dates(Rule(Kind.TALK, Per.MONTH, during_term=True, min_days=0))[-1] == ("2027-07-01", "2027-07-02")


@pytest.mark.parametrize(
    ("last", "makeup_days", "expected"),
    [
        ("2026-09-30", 7, "2026-10-10"),
        ("2026-09-30", 10, "2026-10-10"),
        ("2026-09-30", 11, "2026-10-11"),
        ("2026-10-31", 7, "2026-11-07"),
        ("2026-10-31", 0, "2026-11-04"),
        ("2026-12-31", 0, "2027-01-03"),
        ("2027-01-22", 7, "2027-03-03"),
        ("2027-01-22", 60, "2027-03-23"),
        ("2027-06-30", 7, "2027-07-07"),
    ],
)
def test_until_when_it_may_be_made_up(last: str, makeup_days: int, expected: str) -> None:
    """The later of so many days after the deadline, and two days after the first working day after it."""
    rule = Rule(Kind.TALK, Per.MONTH, during_term=True, makeup_days=makeup_days)
    found = {window.deadline: window.makeup_end for window in windows(rule, Pairing(1, 2, date(2026, 9, 1)), YEAR)}
    assert found[date.fromisoformat(last)] == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("end", "waived_after"),
    [
        ("2026-10-30", date(2026, 10, 30)),
        ("2026-10-31", None),
        ("2027-01-21", date(2027, 1, 21)),
        ("2027-01-22", None),
        ("2027-01-25", None),
        (None, None),
    ],
)
def test_a_window_that_the_pairings_end_cut_short_is_waived_after_it(
    end: str | None, waived_after: date | None
) -> None:
    pairing = Pairing(1, 2, date(2026, 9, 1), date.fromisoformat(end) if end else None)
    *earlier, last = windows(MONTHLY, pairing, YEAR)
    assert last.waived_after == waived_after
    assert {window.waived_after for window in earlier} == {None}


def test_both_borders_belong_to_a_window() -> None:
    window, *_ = windows(MONTHLY, Pairing(1, 2, date(2026, 9, 5)), YEAR)
    covered = [window.covers(date(2026, 9, day)) for day in (4, 5, 30)]
    assert covered == [False, True, True]
    assert not window.covers(date(2026, 10, 1))


OCTOBER = date(2026, 10, 1)
FEASTS = SchoolCalendar((AUTUMN, SPRING), occasions=(("mid_autumn", (OCTOBER,)), ("national_day", (OCTOBER,))))
ILL_ON = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("once", "openings"),
    [
        (Once(Trigger.PAIRING_START, 14), [Opening(Trigger.PAIRING_START, date(2026, 9, 10))]),
        (
            Once(Trigger.TERM_START, 14),
            [Opening(Trigger.TERM_START, date(2027, 3, 1))],
        ),
        (Once(Trigger.TERM_END, 14), [Opening(Trigger.TERM_END), Opening(Trigger.TERM_END)]),
        # Two things on one day open one window, which names both.
        (Once(Trigger.EVENT, 7), [Opening(Trigger.EVENT, ILL_ON, ("illness", "hospital"))]),
        (Once(Trigger.EVENT, 7, names=frozenset({"hospital"})), [Opening(Trigger.EVENT, ILL_ON, ("hospital",))]),
        (
            Once(Trigger.OCCASION, 3, 3, frozenset({"mid_autumn", "national_day", BIRTHDAY})),
            [
                Opening(Trigger.OCCASION, OCTOBER, ("mid_autumn", "national_day")),
                Opening(Trigger.OCCASION, date(2026, 11, 25), (BIRTHDAY,)),
            ],
        ),
    ],
)
def test_a_one_off_window_knows_what_opened_it(once: Once, openings: list[Opening]) -> None:
    care = Care(
        (Span(date(2026, 9, 10), date.max),),
        events=(Event("illness", ILL_ON), Event("hospital", ILL_ON)),
        birthday=date(2014, 11, 25),
    )
    policy = Policy.of(Pack("one", (Rule(Kind.WARMTH, Per.ONCE, once=once),)))
    assert [window.opening for _, window in windows_of(policy, care, FEASTS)] == openings


def test_what_the_calendar_opened_names_no_trigger() -> None:
    assert {window.opening for window in windows(MONTHLY, Pairing(1, 2, OCTOBER), YEAR)} == {None}
