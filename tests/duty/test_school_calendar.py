"""Terms, vacations and working days of a school's calendar."""

from datetime import date

import pytest

from duty.calendar import (
    CalendarError,
    Pause,
    SchoolCalendar,
    SchoolYearsInterleave,
    Span,
    Term,
    TermEndsBeforeItBegins,
    TermsOverlap,
)

AUTUMN = Term("2026-2027", "1", date(2026, 9, 1), date(2027, 1, 22))
SPRING = Term("2026-2027", "2", date(2027, 3, 1), date(2027, 7, 2))
NEXT_AUTUMN = Term("2027-2028", "1", date(2027, 9, 1), date(2028, 1, 14))
NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))
CALENDAR = SchoolCalendar(
    terms=(AUTUMN, SPRING, NEXT_AUTUMN),
    rest_days=NATIONAL_DAY,
    work_days=frozenset({date(2026, 9, 20), date(2026, 10, 10), date(2027, 2, 20)}),
)


def test_terms_are_kept_in_order_of_time_however_they_were_given() -> None:
    assert SchoolCalendar((NEXT_AUTUMN, AUTUMN, SPRING)).terms == (AUTUMN, SPRING, NEXT_AUTUMN)


def test_a_school_year_runs_from_its_first_term_to_its_last() -> None:
    assert list(CALENDAR.school_years()) == [
        Span(date(2026, 9, 1), date(2027, 7, 2)),
        Span(date(2027, 9, 1), date(2028, 1, 14)),
    ]


@pytest.mark.parametrize(
    ("terms", "error", "sentence", "blamed"),
    [
        (
            (Term("a", "1", date(2026, 9, 2), date(2026, 9, 1)),),
            TermEndsBeforeItBegins,
            "A term ends before it begins.",
            (Term("a", "1", date(2026, 9, 2), date(2026, 9, 1)),),
        ),
        (
            (Term("a", "2", date(2027, 1, 22), date(2027, 7, 2)), AUTUMN),
            TermsOverlap,
            "Two terms share a day.",
            (AUTUMN, Term("a", "2", date(2027, 1, 22), date(2027, 7, 2))),
        ),
        (
            (AUTUMN, Term("other", "1", date(2027, 2, 1), date(2027, 2, 27)), SPRING),
            SchoolYearsInterleave,
            "A school year begins before another has had all its terms.",
            (Term("other", "1", date(2027, 2, 1), date(2027, 2, 27)), SPRING),
        ),
    ],
)
def test_terms_that_make_no_calendar_are_refused_by_name(
    terms: tuple[Term, ...], error: type[CalendarError], sentence: str, blamed: tuple[Term, ...]
) -> None:
    with pytest.raises(error) as refusal:
        SchoolCalendar(terms)
    assert str(refusal.value) == sentence
    assert refusal.value.terms == blamed


def test_a_term_of_one_day_and_terms_without_a_gap_are_fine() -> None:
    one_day = Term("2026-2027", "0", date(2026, 8, 31), date(2026, 8, 31))
    assert SchoolCalendar((one_day, AUTUMN)).terms == (one_day, AUTUMN)


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2026, 9, 1), True, "first day of term, a Tuesday"),
        (date(2026, 9, 5), False, "Saturday"),
        (date(2026, 9, 6), False, "Sunday"),
        (date(2026, 9, 20), True, "a Sunday worked for the National Day"),
        (date(2026, 10, 1), False, "National Day, a Thursday"),
        (date(2026, 10, 8), True, "the day after the holiday"),
        (date(2026, 10, 10), True, "a Saturday worked for the National Day"),
        (date(2027, 1, 22), True, "last day of term, a Friday"),
        (date(2027, 1, 25), False, "a Monday in the winter vacation"),
        (date(2027, 2, 20), False, "offices make up for a holiday, the school is closed"),
        (date(2027, 2, 26), False, "the Friday before the spring term"),
        (date(2027, 3, 1), True, "first day of the spring term"),
        (date(2027, 8, 2), False, "a Monday in the summer between two school years"),
        (date(2026, 8, 31), True, "a Monday before the first known term"),
        (date(2026, 8, 30), False, "a Sunday before the first known term"),
        (date(2028, 1, 17), True, "a Monday after the last known term"),
    ],
)
def test_working_days_of_a_school(day: date, works: bool, why: str) -> None:
    assert CALENDAR.is_working_day(day) is works, why


def test_a_day_that_is_given_as_both_rest_and_work_is_worked() -> None:
    day = date(2026, 9, 3)
    assert SchoolCalendar((AUTUMN,), rest_days=frozenset({day}), work_days=frozenset({day})).is_working_day(day)


def test_without_terms_only_weekends_and_exceptions_rest() -> None:
    calendar = SchoolCalendar((), rest_days=NATIONAL_DAY)
    assert calendar.first_working_day_after(date(2026, 9, 30)) == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 1), date(2026, 9, 2)),
        (date(2026, 9, 4), date(2026, 9, 7)),
        (date(2026, 9, 19), date(2026, 9, 20)),
        (date(2026, 9, 30), date(2026, 10, 8)),
        (date(2027, 1, 22), date(2027, 3, 1)),
        (date(2027, 2, 10), date(2027, 3, 1)),
        (date(2027, 7, 2), date(2027, 9, 1)),
        (date(2028, 1, 14), date(2028, 1, 17)),
    ],
)
def test_the_first_working_day_after_a_day(day: date, expected: date) -> None:
    assert CALENDAR.first_working_day_after(day) == expected


EXAMS = frozenset(date(2026, 11, day) for day in range(9, 15))


@pytest.mark.parametrize(
    ("day", "works", "reminds", "why"),
    [
        (date(2026, 11, 6), True, True, "the Friday before the exams"),
        (date(2026, 11, 9), True, False, "the first day of the exams"),
        (date(2026, 11, 13), True, False, "a Friday of exams"),
        (date(2026, 11, 14), False, False, "a Saturday of exams"),
        (date(2026, 11, 15), False, False, "the Sunday after them"),
        (date(2026, 11, 16), True, True, "the Monday after them"),
        (date(2027, 1, 25), False, False, "a Monday in the winter vacation"),
    ],
)
def test_on_a_silent_day_a_school_works_and_is_not_reminded(day: date, works: bool, reminds: bool, why: str) -> None:
    calendar = SchoolCalendar((AUTUMN, SPRING), silent_days=EXAMS | {date(2027, 1, 25)})
    assert calendar.is_working_day(day) is works, why
    assert calendar.is_reminding_day(day) is reminds, why


@pytest.mark.parametrize(
    ("day", "pause"),
    [
        (date(2026, 8, 31), Pause(None, date(2026, 9, 1))),
        (date(2026, 9, 1), None),
        (date(2027, 1, 22), None),
        (date(2027, 1, 23), Pause(date(2027, 1, 22), date(2027, 3, 1))),
        (date(2027, 2, 28), Pause(date(2027, 1, 22), date(2027, 3, 1))),
        (date(2027, 3, 1), None),
        (date(2027, 8, 1), Pause(date(2027, 7, 2), date(2027, 9, 1))),
        (date(2028, 1, 15), Pause(date(2028, 1, 14), None)),
    ],
)
def test_what_lies_around_a_day_outside_all_terms(day: date, pause: Pause | None) -> None:
    assert CALENDAR.pause(day) == pause


def test_without_terms_nobody_knows_when_school_is() -> None:
    assert SchoolCalendar(()).pause(date(2026, 9, 1)) == Pause(None, None)


def test_a_vacation_that_ends_on_a_sunday_leads_to_the_monday() -> None:
    sunday_start = Term("2026-2027", "2", date(2027, 2, 28), date(2027, 7, 2))
    calendar = SchoolCalendar((AUTUMN, sunday_start))
    assert calendar.first_working_day_after(date(2027, 1, 22)) == date(2027, 3, 1)
