"""The calendar of a school, from the rows of its terms and days."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from duty.calendar import SchoolCalendar, Term
from storage.circumstances import SchoolDay
from storage.holidays import occasions, public_days


def calendar_from(
    rows: Sequence[Any], live_from: date | None, own: Mapping[SchoolDay, frozenset[date]], *, feasts: bool = False
) -> SchoolCalendar:
    """The calendar of a school: rows of its terms, the day from which it counts, and what it has decided itself.

    `feasts`: with the days that schools keep, by name.
    """
    terms = tuple(Term(row.school_year, row.name, row.first, row.last) for row in rows)
    if not terms:
        return SchoolCalendar((), live_from)
    first, last = min(term.first for term in terms).year, max(term.last for term in terms).year + 1
    days = public_days(first, last)
    return SchoolCalendar(
        terms,
        live_from,
        (days.rest | own[SchoolDay.REST]) - own[SchoolDay.WORK],
        (days.work | own[SchoolDay.WORK]) - own[SchoolDay.REST],
        own[SchoolDay.SILENT],
        occasions(first, last) if feasts else (),
    )
