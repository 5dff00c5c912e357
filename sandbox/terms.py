"""The sample school's calendar: the terms around a day, so that the demo never opens in an empty year."""

from dataclasses import dataclass
from datetime import date

_SUMMER_BREAK = (7, 11)
_NEW_YEAR = (9, 1)


@dataclass(frozen=True, slots=True)
class Term:
    """One school term; both days belong to it."""

    year: str
    name: str
    first: date
    last: date


def terms_around(today: date) -> tuple[Term, ...]:
    """Both terms of the school year that holds `today`; in the summer break last year's and next year's."""
    month_day = (today.month, today.day)
    if month_day >= _NEW_YEAR:
        return _year(today.year)
    if month_day >= _SUMMER_BREAK:
        return (*_year(today.year - 1), *_year(today.year))
    return _year(today.year - 1)


def current_term(today: date) -> Term:
    """The term that holds `today`, or the one before it in a break."""
    return [term for term in terms_around(today) if term.first <= today][-1]


def _year(start: int) -> tuple[Term, Term]:
    name = f"{start}-{start + 1}"
    return (
        Term(name, "第一学期", date(start, 9, 1), date(start + 1, 1, 31)),
        Term(name, "第二学期", date(start + 1, 2, 16), date(start + 1, 7, 10)),
    )
