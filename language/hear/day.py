"""A day that was said, or a stretch of days of which one is meant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

# A day named without a year that lies further ahead than this was said of last year.
HALF_YEAR = timedelta(days=183)
_ONE = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was said: `on` is None where no such day exists, or where it was not said which.

    `vague` marks words for a stretch of time that holds today and of which no day can be chosen, `ahead` words that
    speak of the future, `tonight` words for what may as well be still to come. `within`: only a stretch of days
    was said, first to last, none of them behind today; `on` is the one of them that is taken.
    """

    on: date | None
    vague: bool = False
    ahead: bool = False
    tonight: bool = False
    within: tuple[date, date] | None = None

    def is_past(self, today: date) -> bool:
        """Whether who says the day says that it is over."""
        return self.on is not None and self.on < today and not self.vague and not self.tonight


Reading = tuple[int, Day] | None
Reader = Callable[[str, int, date], Reading]
"""Reads a day at a place in a plain text, seen from today: where its words end, and the day."""


def stretch(first: date, last: date, today: date, *, on: date | None = None, tonight: bool = False) -> Day:
    """Some day from `first` to `last`: `on` if it is one of them, else the last on which there was school."""
    if first > today:
        return Day(first, ahead=True)
    last = min(last, today)
    taken = on if on and first <= on <= last else school_day(first, last)
    return Day(taken, tonight=tonight, within=(first, last) if first < last else None)


def school_day(first: date, last: date) -> date:
    """The last day from Monday to Friday in a stretch, or its last day where there is none."""
    friday = last - _ONE * max(0, last.weekday() - _SATURDAY + 1)
    return friday if friday >= first else last


def ago(today: date, days: int) -> date:
    """So many days before today."""
    return today - _ONE * days


def make_day(year: int, month: int, day: int) -> date | None:
    """A date, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_month(today: date, months: int, day: int) -> date | None:
    """The day of a month that lies so many months from this one."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return make_day(year, month + 1, day)


def monday(today: date, weeks: int = 0) -> date:
    """The Monday of the week that lies so many weeks from this one."""
    return today + _ONE * (7 * weeks - today.weekday())


def end_of_month(first: date) -> date:
    """The last day of a month, given by a day of it."""
    return (first.replace(day=28) + _ONE * 4).replace(day=1) - _ONE
