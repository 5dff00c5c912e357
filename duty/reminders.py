"""When a mentor is reminded of what, and until when it can be put off."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from duty.assess import STILL_WISHED, Assessment, State
from duty.calendar import ONE_DAY, SchoolCalendar, Span
from duty.kinds import Kind
from duty.policy import Distances, Per, Rule, Trigger
from duty.windows import Window

WORKING_DAYS_BACK = 2
USUAL_DELAY = 3
PRESSING = (State.DUE, State.OVERDUE)
NO_LEAVES: Mapping[int, Span] = MappingProxyType({})


class Tap(StrEnum):
    """What can be tapped on a reminder's card; the values come back from the platform."""

    DONE = "done"
    LATER = "later"
    COULD_NOT = "could_not"
    WHY = "why"
    INSTEAD = "instead"
    BACK = "back"


class Asked(StrEnum):
    """What a card asks of a deed that could not be; the values come back from the platform."""

    WHICH = "which"
    WHY = "why"


_LONG = Distances((45, 21, 7), (3,))
DISTANCES: Mapping[Per, Distances] = MappingProxyType(
    {
        Per.WEEK: Distances((1,), ()),
        Per.HALF_MONTH: Distances((3,), (1,)),
        Per.MONTH: Distances((7, 1), (2,)),
        Per.QUARTER: Distances((14, 3), (3,)),
        Per.TERM: _LONG,
        Per.SCHOOL_YEAR: _LONG,
        Per.CALENDAR_YEAR: _LONG,
        Per.ONCE: Distances((1,), (2,)),
    }
)


@dataclass(frozen=True, slots=True)
class DutyKey:
    """One window of a mentor's duty for a child, by what stays the same when the roster is imported again."""

    mentor_id: int
    student_id: int
    kind: Kind
    window_last: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How one window of one child stands with its mentor, whoever does it in the mentor's stead."""

    mentor_id: int
    student_id: int
    assessment: Assessment

    @property
    def key(self) -> DutyKey:
        return DutyKey(self.mentor_id, self.student_id, self.assessment.kind, self.assessment.window.last)


@dataclass(frozen=True, slots=True)
class Wish:
    """A line of a mentor's message; `days` are the reminder days that are said with it, () where it only goes along."""

    standing: Standing
    days: tuple[date, ...]


@lru_cache(maxsize=8192)
def reminder_days(rule: Rule, window: Window, calendar: SchoolCalendar) -> tuple[date, ...]:
    """The days on which a window is spoken of, in order, each once.

    A day before the deadline on which the school is not reminded moves to the nearest earlier one, a day after it to
    the nearest later one; what then lies before the window or after its makeup end falls away. What a trigger opened
    is spoken of when it opens, too; of a nudge nothing is said afterwards.
    """
    distances = rule.distances or (_LONG if _is_of_term(rule) else DISTANCES[rule.per])
    before = (_latest(window.first, window.last - timedelta(days=days), calendar) for days in distances.before)
    after = (_from(window.last + timedelta(days=days), calendar) for days in distances.after if not rule.nudge)
    opens = _from(window.first, calendar) if rule.once and not _is_of_term(rule) else None
    found = {day for day in (*before, *after, opens) if day is not None and day <= window.makeup_end}
    return tuple(sorted(found))


def is_spoken_of_after(rule: Rule, window: Window, calendar: SchoolCalendar) -> bool:
    """Whether anything is said of a window after its deadline, to its mentor and then to leaders."""
    return any(day > window.last for day in reminder_days(rule, window, calendar))


def _is_of_term(rule: Rule) -> bool:
    return rule.once is not None and rule.once.trigger is Trigger.TERM_END


def days_to_say(today: date, calendar: SchoolCalendar) -> frozenset[date]:
    """The reminder days of which a message of the working day `today` may still speak: its own and two before it."""
    days = [today]
    while len(days) <= WORKING_DAYS_BACK:
        days.append(_last_working_day_before(days[-1], calendar))
    return frozenset(days)


def to_say(
    standings: Iterable[Standing],
    *,
    today: date,
    calendar: SchoolCalendar,
    said: Collection[tuple[DutyKey, date]],
    snoozed: Mapping[DutyKey, date],
    leaves: Mapping[int, Span] = NO_LEAVES,
) -> tuple[Wish, ...]:
    """What the message of a working day says to one mentor, most urgent first; () where there is nothing new to say.

    All that is due or overdue goes along with what has a reminder day. Whatever was put off to a later day stays
    out, and the day to which it was put off is a reminder day of its own; so is the first day back from the mentor's
    leave (`leaves`) for what was said to be empty meanwhile, to somebody else. `said` are the reminder days that are
    past saying, by duty.
    """
    recent = days_to_say(today, calendar)
    wishes: dict[DutyKey, Wish] = {}
    for standing in standings:
        key, item = standing.key, standing.assessment
        until = snoozed.get(key)
        if not _is_said(item) or (until is not None and today < until):
            continue
        usual, back = reminder_days(item.rule, item.window, calendar), _back(item, leaves.get(key.mentor_id), calendar)
        own = {*usual, *back, *([_from(until, calendar)] if until else [])}
        days = tuple(sorted(day for day in recent & own if (key, day) not in said))
        if days or (item.state in PRESSING and not item.rule.nudge):
            wishes.setdefault(key, Wish(standing, days))
    if not any(wish.days for wish in wishes.values()):
        return ()
    return tuple(sorted(wishes.values(), key=urgency))


def _back(item: Assessment, leave: Span | None, calendar: SchoolCalendar) -> tuple[date | None, ...]:
    """The day on which somebody who is back from a leave hears what the words after a deadline were about."""
    days = reminder_days(item.rule, item.window, calendar) if leave else ()
    if leave and any(item.window.last < day and leave.first <= day <= leave.last for day in days):
        return (_from(leave.last + ONE_DAY, calendar),)
    return ()


def look_ahead(
    standings: Iterable[Standing], wishes: Iterable[Wish], *, today: date, calendar: SchoolCalendar
) -> tuple[Standing, ...]:
    """On the first day of a week: what is not said today and has a reminder day in the rest of the week."""
    first = today - timedelta(days=today.weekday())
    if any(calendar.is_reminding_day(first + timedelta(days=back)) for back in range(today.weekday())):
        return ()
    said = {wish.standing.key for wish in wishes}
    week = {today + timedelta(days=ahead) for ahead in range(1, 7 - today.weekday())}
    return tuple(
        standing
        for standing in standings
        if standing.key not in said
        and standing.assessment.state is State.OPEN
        and not week.isdisjoint(reminder_days(standing.assessment.rule, standing.assessment.window, calendar))
    )


def _is_said(item: Assessment) -> bool:
    return item.state in STILL_WISHED and not (item.rule.nudge and item.state is State.OVERDUE)


def next_look(windows: Iterable[tuple[Rule, Window]], today: date, calendar: SchoolCalendar) -> date:
    """The first day after `today` on which any of these windows may be spoken of; `date.max` where none comes."""
    days = (day for rule, window in windows for day in reminder_days(rule, window, calendar) if day > today)
    return min(days, default=date.max)


def begun(assessment: Assessment, today: date, calendar: SchoolCalendar) -> bool:
    """Whether it is time to speak of this wish: it is due or overdue, or its first reminder day has come."""
    if assessment.state in PRESSING:
        return True
    days = reminder_days(assessment.rule, assessment.window, calendar)
    return assessment.state is State.OPEN and bool(days) and days[0] <= today


def speaks_before(assessment: Assessment, until: date, today: date, calendar: SchoolCalendar) -> bool:
    """Whether a reminder of this wish would come after today and before `until`."""
    days = reminder_days(assessment.rule, assessment.window, calendar)
    return _is_said(assessment) and any(today < day < until for day in days)


def put_off_until(window: Window, wanted: date | None, today: date, calendar: SchoolCalendar) -> date | None:
    """The working day after `today` to which a reminder of the window can be put off; None where none is left.

    It is the wanted day or the next working day after it, never later than the makeup end. Without a wanted day it is
    the third working day from now, and still in time where that is possible.
    """
    last = _latest(today + ONE_DAY, window.makeup_end, calendar)
    if last is None:
        return None
    if wanted is not None:
        return min(max(_from(wanted, calendar), _from(today + ONE_DAY, calendar)), last)
    day = today
    for _ in range(USUAL_DELAY):
        day = calendar.first_working_day_after(day)
    in_time = _latest(today + ONE_DAY, window.deadline, calendar)
    return min(_from(day, calendar), in_time or last, last)


def urgency(wish: Wish) -> tuple[int, date, Kind, date]:
    """In which order wishes are said."""
    item = wish.standing.assessment
    return STILL_WISHED.index(item.state), item.window.deadline, item.kind, item.window.first


def _from(day: date, calendar: SchoolCalendar) -> date:
    """The day itself or the nearest later day on which the school is reminded."""
    while not calendar.is_reminding_day(day):
        day = calendar.vacation_ends(day) or day + ONE_DAY
    return day


def _latest(first: date, last: date, calendar: SchoolCalendar) -> date | None:
    """The latest day from `first` to `last` on which the school is reminded."""
    day = last
    while day >= first:
        if calendar.is_reminding_day(day):
            return day
        day -= ONE_DAY
    return None


def _last_working_day_before(day: date, calendar: SchoolCalendar) -> date:
    day -= ONE_DAY
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    return day
