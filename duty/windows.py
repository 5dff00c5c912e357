"""The windows of a rule: the days in which somebody owes something."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from duty.calendar import ONE_DAY, SchoolCalendar, Span
from duty.circumstances import Event, merged, without
from duty.policy import BIRTHDAY, Once, Per, Policy, Rule, Trigger

MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.CALENDAR_YEAR: 12}
GRACE_AFTER_REST_DAYS = timedelta(days=2)

_Named = tuple[date, tuple[str, ...]]
"""A trigger's day, and the names of what fell on it."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """One mentor in care of one child, from `start` to `end`, both included; no end: until further notice.

    `level` is how closely the school looks after the child, "" where nobody said.
    """

    mentor_id: int
    student_id: int
    start: date
    end: date | None = None
    level: str = ""

    def holds(self, on: date) -> bool:
        """Whether the pairing is in force on a day."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Opening:
    """What opened a window: the trigger, its day, and the kinds of event or the occasions that fell on it."""

    trigger: Trigger
    day: date | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last` in which a rule is to be met; days between two terms may lie inside.

    After `makeup_end` it is too late to make up for it. `waived_after` is the pairing's end where that
    cut the window short: from the next day on, what is not done is no longer owed. `opening` is what opened it, None
    where the calendar did.
    """

    first: date
    last: date
    makeup_end: date
    waived_after: date | None = None
    opening: Opening | None = None

    @property
    def deadline(self) -> date:
        return self.last

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Care:
    """The days of somebody's care, and what belongs to them: all that decides which windows there are.

    `spans` in order and apart; the last one ends with `date.max` where no end is known. `exempt` are the days on
    which nothing is owed. Most pairings of a school are alike in this: whoever asks for one has asked for all.
    """

    spans: tuple[Span, ...]
    level: str = ""
    exempt: tuple[Span, ...] = ()
    events: tuple[Event, ...] = ()
    birthday: date | None = None

    @property
    def end(self) -> date:
        return self.spans[-1].last if self.spans else date.min


@dataclass(frozen=True, slots=True)
class _Period:
    """A stretch of days as the rule cuts it; of a trigger's `day` the whole window counts or nothing."""

    span: Span
    opening: Opening | None = None

    @property
    def day(self) -> date | None:
        return self.opening.day if self.opening else None


@lru_cache(maxsize=8192)
def windows_of(policy: Policy, care: Care, calendar: SchoolCalendar) -> tuple[tuple[Rule, Window], ...]:
    """Every window of every rule of a policy in the calendar's school years, with its rule.

    A window belongs to the version in force on its first day (of a trigger: on its day); a later version does not
    owe again what an earlier one owes.
    """
    versions = policy.versions
    found: list[tuple[Rule, Window]] = []
    owed: set[tuple[object, Span]] = set()
    for place, version in enumerate(versions):
        last = versions[place + 1].first - ONE_DAY if place + 1 < len(versions) else date.max
        new = [
            (rule, period, window)
            for rule in version.pack.rules
            if not rule.levels or care.level in rule.levels
            for period, window in _windows(rule, care, calendar, Span(version.first, last))
            if (rule.identity, period.span) not in owed
        ]
        owed |= {(rule.identity, period.span) for rule, period, _ in new}
        found += [(rule, window) for rule, _, window in new]
    return tuple(found)


def windows(rule: Rule, pairing: Pairing, calendar: SchoolCalendar) -> tuple[Window, ...]:
    """Every window of one rule that never changed, of a pairing of which nothing special is known, in order of time."""
    always = Span(date.min, date.max)
    return tuple(window for _, window in _windows(rule, care_of(pairing), calendar, always))


def _windows(rule: Rule, care: Care, calendar: SchoolCalendar, reigns: Span) -> Iterator[tuple[_Period, Window]]:
    """1. Cut the time line into periods, or find the triggers.
    2. Keep the days of care since the product began while the rule runs, in term if the rule says so.
    3. Cut off what follows the end of care. Fewer days left than the rule asks for: nothing is owed.
    """
    first = max(rule.first, reigns.first, calendar.live_from or date.min)
    for period in _periods(rule, care, calendar):
        cared_for = _days_of_care(care, period)
        endless = _owed_days(period, cared_for, rule, care, calendar=calendar, runs=Span(first, rule.last))
        spans = [cut for span in endless if (cut := span.overlap(date.min, care.end))]
        if not spans or sum(span.days for span in spans) < rule.enough_days:
            continue
        if (period.day or spans[0].first) > reigns.last:
            continue
        last = spans[-1].last
        yield (
            period,
            Window(
                first=spans[0].first,
                last=last,
                makeup_end=_makeup_end(last, rule, calendar),
                waived_after=care.end if care.end < endless[-1].last else None,
                opening=period.opening,
            ),
        )


def _days_of_care(care: Care, period: _Period) -> list[Span]:
    """The period without the days before care began or between two times of care; as if it never ended."""
    if not care.spans:
        return []
    endless = [*care.spans[:-1], Span(care.spans[-1].first, date.max)]
    return [cut for span in endless if (cut := period.span.overlap(span.first, span.last))]


def _owed_days(
    period: _Period, cared_for: list[Span], rule: Rule, care: Care, *, calendar: SchoolCalendar, runs: Span
) -> list[Span]:
    if runs.last < runs.first:
        return []
    spans = [cut for span in cared_for if (cut := span.overlap(runs.first, runs.last))]
    if rule.once:
        seen = period.day is None or (
            runs.first <= period.day <= runs.last and any(one.first <= period.day <= one.last for one in care.spans)
        )
        return spans if seen else []
    if rule.during_term:
        spans = [cut for term in calendar.terms for span in spans if (cut := span.overlap(term.first, term.last))]
    return without(spans, care.exempt)


def _makeup_end(deadline: date, rule: Rule, calendar: SchoolCalendar) -> date:
    """At least `makeup_days`, and never before school has been open again for some days."""
    reopened = calendar.first_working_day_after(deadline)
    return max(deadline + timedelta(days=rule.makeup_days), reopened + GRACE_AFTER_REST_DAYS)


def _periods(rule: Rule, care: Care, calendar: SchoolCalendar) -> Iterable[_Period]:
    """The periods that touch the known school years, the vacations between them included; or the triggers' days."""
    if not calendar.terms:
        return ()
    if rule.once:
        return _triggered(rule.once, care, calendar)
    return (_Period(span) for span in _cut(rule.per, calendar))


def _cut(per: Per, calendar: SchoolCalendar) -> Iterator[Span]:
    if per is Per.TERM:
        yield from (Span(term.first, term.last) for term in calendar.terms)
    elif per is Per.SCHOOL_YEAR:
        yield from calendar.school_years()
    else:
        period = _period_around(calendar.terms[0].first, per)
        while period.first <= calendar.terms[-1].last:
            yield period
            period = _period_around(period.last + ONE_DAY, per)


def _triggered(once: Once, care: Care, calendar: SchoolCalendar) -> Iterator[_Period]:
    if once.trigger is Trigger.TERM_END:
        for term in calendar.terms:
            last = term.last - timedelta(days=once.days)
            if term.first <= last:
                yield _Period(Span(term.first, last), Opening(once.trigger))
    elif once.trigger is Trigger.OCCASION:
        before, behind = timedelta(days=once.days), timedelta(days=once.behind)
        for day, names in _occasions(once, care, calendar):
            yield _Period(Span(day - before, day + behind), Opening(once.trigger, day, names))
    else:
        length = timedelta(days=once.days)
        for day, names in _trigger_days(once, care, calendar):
            yield _Period(Span(day, day + length), Opening(once.trigger, day, names))


def _trigger_days(once: Once, care: Care, calendar: SchoolCalendar) -> Iterable[_Named]:
    if once.trigger is Trigger.PAIRING_START:
        return ((span.first, ()) for span in care.spans)
    if once.trigger is Trigger.TERM_START:
        return ((term.first, ()) for term in calendar.terms)
    return _by_day((one.on, one.kind) for one in care.events if not once.names or one.kind in once.names)


def _occasions(once: Once, care: Care, calendar: SchoolCalendar) -> Iterable[_Named]:
    """The days of the named occasions inside the school years."""
    days = [(day, name) for name, of_name in calendar.occasions if name in once.names for day in of_name]
    if BIRTHDAY in once.names and care.birthday:
        first, last = calendar.terms[0].first.year, calendar.terms[-1].last.year
        days += [(birthday_in(care.birthday, year), BIRTHDAY) for year in range(first, last + 1)]
    years = tuple(calendar.school_years())
    return _by_day((day, name) for day, name in days if any(year.first <= day <= year.last for year in years))


def _by_day(days: Iterable[tuple[date, str]]) -> list[_Named]:
    """Each day once, in order, with the names that fall on it."""
    found: dict[date, dict[str, None]] = {}
    for day, name in days:
        found.setdefault(day, {})[name] = None
    return [(day, tuple(found[day])) for day in sorted(found)]


def birthday_in(born: date, year: int) -> date:
    """The birthday of a year; who was born on 29 February has it on the 28th in other years."""
    return born.replace(year=year, day=min(born.day, monthrange(year, born.month)[1]))


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


def care_of(pairing: Pairing) -> Care:
    """The care of a pairing to which nothing special is known."""
    return Care((Span(pairing.start, pairing.end or date.max),), pairing.level)


def joined(pairings: Iterable[Pairing], exempt: tuple[Span, ...]) -> Care:
    """The care of somebody with several pairings: the days on which there is any."""
    return Care(merged(Span(one.start, one.end or date.max) for one in pairings), exempt=exempt)
