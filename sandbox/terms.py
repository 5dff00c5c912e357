"""The sample school's calendar: the terms around a day, so that the demo never opens in an empty year."""

from dataclasses import dataclass
from datetime import date

# From here on a school knows its next year.
_PLANNED = (6, 1)
_NEW_YEAR = (9, 1)
FIRST, SECOND = "第一学期", "第二学期"
_MID_TERM = {FIRST: (11, 10), SECOND: (4, 20)}


@dataclass(frozen=True, slots=True)
class Term:
    """One school term; both days belong to it."""

    year: str
    name: str
    first: date
    last: date


def terms_around(today: date) -> tuple[Term, ...]:
    """Both terms of the school year that holds `today`; towards the summer break and in it next year's, too."""
    month_day = (today.month, today.day)
    if month_day >= _NEW_YEAR:
        return _year(today.year)
    if month_day >= _PLANNED:
        return (*_year(today.year - 1), *_year(today.year))
    return _year(today.year - 1)


def current_term(today: date) -> Term:
    """The term that holds `today`, or the one before it in a break."""
    return [term for term in terms_around(today) if term.first <= today][-1]


def exams_around(today: date) -> tuple[tuple[date, date], ...]:
    """The days of the mid-term exams: nobody is reminded then; far from the end of a month, when the demo reminds."""
    return tuple(
        (date(term.first.year, month, day), date(term.first.year, month, day + 2))
        for term in terms_around(today)
        for month, day in [_MID_TERM[term.name]]
    )


def _year(start: int) -> tuple[Term, Term]:
    name = f"{start}-{start + 1}"
    return (
        Term(name, FIRST, date(start, 9, 1), date(start + 1, 1, 31)),
        Term(name, SECOND, date(start + 1, 2, 16), date(start + 1, 7, 10)),
    )
