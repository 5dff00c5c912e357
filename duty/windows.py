"""The windows of a periodic rule: the days in which a mentor owes a child something."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from duty.calendar import ONE_DAY, SchoolCalendar, Span
from duty.policy import Pack, Per, Rule

MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.CALENDAR_YEAR: 12}
GRACE_AFTER_REST_DAYS = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Pairing:
    """One mentor in care of one child, from `start` to `end`, both included; no end: until further notice."""

    mentor_id: int
    student_id: int
    start: date
    end: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the pairing is in force on a day."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last` in which a rule is to be met; days between two terms may lie inside.

    After `makeup_end` it is too late to make up for it. `waived_after` is the pairing's end where that
    cut the window short: from the next day on, what is not done is no longer owed.
    """

    first: date
    last: date
    makeup_end: date
    waived_after: date | None = None

    @property
    def deadline(self) -> date:
        return self.last

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


def windows(rule: Rule, pairing: Pairing, calendar: SchoolCalendar) -> tuple[Window, ...]:
    """Every window of the rule for the pairing in the calendar's school years, in order of time.

    1. Cut the time line into periods.
    2. Keep of each period the days since the pairing and the product began, in term if the rule says so.
    3. Cut off what follows the pairing's end. Fewer days left than the rule asks for: nothing is owed.
    """
    return _windows(rule, max(pairing.start, calendar.live_from or date.min), pairing.end or date.max, calendar)


def pack_windows(pack: Pack, pairing: Pairing, calendar: SchoolCalendar) -> tuple[tuple[Rule, Window], ...]:
    """Every window of every rule of a pack for the pairing, with its rule."""
    start, end = max(pairing.start, calendar.live_from or date.min), pairing.end or date.max
    return _pack_windows(pack, start, end, calendar)


# Most pairings of a school share their days and their rules: whoever asks for one has asked for all.
@lru_cache(maxsize=4096)
def _pack_windows(pack: Pack, start: date, end: date, calendar: SchoolCalendar) -> tuple[tuple[Rule, Window], ...]:
    return tuple((rule, window) for rule in pack.rules for window in _windows(rule, start, end, calendar))


def _windows(rule: Rule, start: date, end: date, calendar: SchoolCalendar) -> tuple[Window, ...]:
    found = []
    for period in _periods(rule.per, calendar):
        endless = _owed_days(period, start, rule, calendar)
        spans = [cut for span in endless if (cut := span.overlap(date.min, end))]
        if not spans or sum(span.days for span in spans) < rule.enough_days:
            continue
        last = spans[-1].last
        found.append(
            Window(
                first=spans[0].first,
                last=last,
                makeup_end=_makeup_end(last, rule, calendar),
                waived_after=end if end < endless[-1].last else None,
            )
        )
    return tuple(found)


def _owed_days(period: Span, start: date, rule: Rule, calendar: SchoolCalendar) -> list[Span]:
    owed = period.overlap(start, date.max)
    if owed is None:
        return []
    if not rule.during_term:
        return [owed]
    return [span for term in calendar.terms if (span := owed.overlap(term.first, term.last))]


def _makeup_end(deadline: date, rule: Rule, calendar: SchoolCalendar) -> date:
    """At least `makeup_days`, and never before school has been open again for some days."""
    reopened = calendar.first_working_day_after(deadline)
    return max(deadline + timedelta(days=rule.makeup_days), reopened + GRACE_AFTER_REST_DAYS)


def _periods(per: Per, calendar: SchoolCalendar) -> Iterator[Span]:
    """The periods that touch the known school years, the vacations between them included."""
    if not calendar.terms:
        return
    if per is Per.TERM:
        yield from (Span(term.first, term.last) for term in calendar.terms)
    elif per is Per.SCHOOL_YEAR:
        yield from calendar.school_years()
    else:
        period = _period_around(calendar.terms[0].first, per)
        while period.first <= calendar.terms[-1].last:
            yield period
            period = _period_around(period.last + ONE_DAY, per)


def _period_around(day: date, per: Per) -> Span:
    if per is Per.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Span(monday, monday + timedelta(days=6))
    if per is Per.HALF_MONTH:
        if day.day <= 15:
            return Span(day.replace(day=1), day.replace(day=15))
        return Span(day.replace(day=16), _last_of_month(day))
    months = MONTHS[per]
    first = day.replace(month=day.month - (day.month - 1) % months, day=1)
    return Span(first, _last_of_month(first.replace(month=first.month + months - 1)))


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
