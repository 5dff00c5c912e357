"""The school's calendar: terms, school years, vacations and working days."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import attrgetter

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included; never empty."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def overlap(self, first: date, last: date) -> "Span | None":
        """The days shared with another span, which may be given backwards and is then empty."""
        start, end = max(self.first, first), min(self.last, last)
        return Span(start, end) if start <= end else None


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a school year, such as 2026-2027 and its first; both days belong to it."""

    school_year: str
    name: str
    first: date
    last: date


class CalendarError(ValueError):
    """The terms do not make a school calendar."""

    def __init__(self, *terms: Term) -> None:
        super().__init__(self.__doc__)
        self.terms = terms


class TermEndsBeforeItBegins(CalendarError):
    """A term ends before it begins."""


class TermsOverlap(CalendarError):
    """Two terms share a day."""


class SchoolYearsInterleave(CalendarError):
    """A school year begins before another has had all its terms."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days outside all terms: the last day of school before them and the first after; None where nobody knows one."""

    last: date | None
    first: date | None


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Everything about days that a school agrees on; terms may be given in any order.

    `live_from` is the day before which nothing is owed. `rest_days` and `work_days` are the
    exceptions to Monday–Friday: public holidays, and the days worked to make up for them (调休). On `silent_days`
    (exam weeks) nobody is reminded of anything. `occasions` are named days, by name.
    Raises CalendarError if terms are backwards, overlap, or mix two school years.
    """

    terms: tuple[Term, ...]
    live_from: date | None = None
    rest_days: frozenset[date] = frozenset()
    work_days: frozenset[date] = frozenset()
    silent_days: frozenset[date] = frozenset()
    occasions: tuple[tuple[str, tuple[date, ...]], ...] = ()
    _hash: int = field(init=False, repr=False, compare=False)

    def __hash__(self) -> int:
        """Made once: windows are looked up by the thousand."""
        return self._hash

    def __post_init__(self) -> None:
        self._check()
        days = (self.live_from, self.rest_days, self.work_days, self.silent_days, self.occasions)
        object.__setattr__(self, "_hash", hash((self.terms, *days)))

    def _check(self) -> None:
        for term in self.terms:
            if term.last < term.first:
                raise TermEndsBeforeItBegins(term)
        object.__setattr__(self, "terms", tuple(sorted(self.terms, key=attrgetter("first"))))
        complete: set[str] = set()
        for earlier, later in pairwise(self.terms):
            if later.first <= earlier.last:
                raise TermsOverlap(earlier, later)
            if later.school_year != earlier.school_year:
                complete.add(earlier.school_year)
            if later.school_year in complete:
                raise SchoolYearsInterleave(earlier, later)

    def school_years(self) -> Iterator[Span]:
        """Each school year from the first day of its first term to the last day of its last."""
        for _, group in groupby(self.terms, key=attrgetter("school_year")):
            terms = tuple(group)
            yield Span(terms[0].first, terms[-1].last)

    def vacation_ends(self, day: date) -> date | None:
        """The first day of the next term if the day lies between two known terms.

        Before the first and after the last known term nobody has said when school begins again, so
        these days are no vacation: else the first working day after the last term would never come.
        """
        following = bisect_right(self.terms, day, key=attrgetter("first"))
        if following in (0, len(self.terms)) or day <= self.terms[following - 1].last:
            return None
        return self.terms[following].first

    def pause(self, day: date) -> Pause | None:
        """What lies around a day outside all terms; None for a day of a term."""
        following = bisect_right(self.terms, day, key=attrgetter("first"))
        last = self.terms[following - 1].last if following else None
        if last is not None and day <= last:
            return None
        return Pause(last, self.terms[following].first if following < len(self.terms) else None)

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and days of 调休, but no rest day and no vacation.

        A day of 调休 beats a rest day; a vacation beats both, since public offices make up for
        their holidays in days on which a school is closed.
        """
        if self.vacation_ends(day):
            return False
        return day in self.work_days or (day.weekday() < SATURDAY and day not in self.rest_days)

    def is_reminding_day(self, day: date) -> bool:
        """A working day on which the school wants to be reminded."""
        return day not in self.silent_days and self.is_working_day(day)

    def first_working_day_after(self, day: date) -> date:
        day += ONE_DAY
        while not self.is_working_day(day):
            day = self.vacation_ends(day) or day + ONE_DAY
        return day
