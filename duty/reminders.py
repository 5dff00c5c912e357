"""When a mentor is reminded of what, and until when it can be put off."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from duty.assess import STILL_WISHED, Assessment, State
from duty.calendar import ONE_DAY, SchoolCalendar
from duty.kinds import Kind
from duty.policy import Per
from duty.windows import Window

WORKING_DAYS_BACK = 2
USUAL_DELAY = 3
PRESSING = (State.DUE, State.OVERDUE)


class Tap(StrEnum):
    """What can be tapped on a reminder's card; the values come back from the platform."""

    DONE = "done"
    LATER = "later"
    COULD_NOT = "could_not"


@dataclass(frozen=True, slots=True)
class Distances:
    """How many days before and after a deadline are reminder days."""

    before: tuple[int, ...]
    after: tuple[int, ...]


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
    }
)


@dataclass(frozen=True, slots=True)
class DutyKey:
    """One window of a mentor's duty for a child, by what stays the same when the roster is imported again."""

    student_id: int
    kind: Kind
    window_last: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How one window of one child stands with its mentor."""

    student_id: int
    assessment: Assessment

    @property
    def key(self) -> DutyKey:
        return DutyKey(self.student_id, self.assessment.kind, self.assessment.window.last)


@dataclass(frozen=True, slots=True)
class Wish:
    """A line of a mentor's message; `days` are the reminder days that are said with it, () where it only goes along."""

    standing: Standing
    days: tuple[date, ...]


@lru_cache(maxsize=4096)
def reminder_days(per: Per, window: Window, calendar: SchoolCalendar) -> tuple[date, ...]:
    """The working days on which a window is spoken of, in order, each once.

    A day before the deadline that is no working day moves to the nearest earlier one, a day after it to the nearest
    later one; what then lies before the window or after its makeup end falls away.
    """
    distances = DISTANCES[per]
    before = (_latest(window.first, window.last - timedelta(days=days), calendar) for days in distances.before)
    after = (_from(window.last + timedelta(days=days), calendar) for days in distances.after)
    found = {day for day in (*before, *after) if day is not None and day <= window.makeup_end}
    return tuple(sorted(found))


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
) -> tuple[Wish, ...]:
    """What the message of a working day says to one mentor, most urgent first; () where there is nothing new to say.

    All that is due or overdue goes along with what has a reminder day. Whatever was put off to a later day stays
    out, and the day to which it was put off is a reminder day of its own. `said` are the reminder days that are past
    saying, by duty.
    """
    recent = days_to_say(today, calendar)
    wishes: dict[DutyKey, Wish] = {}
    for standing in standings:
        key, item = standing.key, standing.assessment
        until = snoozed.get(key)
        if item.state not in STILL_WISHED or (until is not None and today < until):
            continue
        own = {*reminder_days(item.per, item.window, calendar), *([until] if until else [])}
        days = tuple(sorted(day for day in own & recent if (key, day) not in said))
        if days or item.state in PRESSING:
            wishes.setdefault(key, Wish(standing, days))
    if not any(wish.days for wish in wishes.values()):
        return ()
    return tuple(sorted(wishes.values(), key=_urgency))


def may_speak(windows: Iterable[tuple[Per, Window]], today: date, calendar: SchoolCalendar) -> bool:
    """Whether any of these windows has a reminder day of which a message of today may speak."""
    recent = days_to_say(today, calendar)
    return any(not recent.isdisjoint(reminder_days(per, window, calendar)) for per, window in windows)


def begun(assessment: Assessment, today: date, calendar: SchoolCalendar) -> bool:
    """Whether it is time to speak of this wish: it is due or overdue, or its first reminder day has come."""
    if assessment.state in PRESSING:
        return True
    days = reminder_days(assessment.per, assessment.window, calendar)
    return assessment.state is State.OPEN and bool(days) and days[0] <= today


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
    return min(day, in_time or last, last)


def _urgency(wish: Wish) -> tuple[int, date, Kind, date]:
    item = wish.standing.assessment
    return STILL_WISHED.index(item.state), item.window.deadline, item.kind, item.window.first


def _from(day: date, calendar: SchoolCalendar) -> date:
    """The day itself or the nearest later working day."""
    return calendar.first_working_day_after(day - ONE_DAY)


def _latest(first: date, last: date, calendar: SchoolCalendar) -> date | None:
    """The latest working day from `first` to `last`."""
    day = last
    while day >= first:
        if calendar.is_working_day(day):
            return day
        day -= ONE_DAY
    return None


def _last_working_day_before(day: date, calendar: SchoolCalendar) -> date:
    day -= ONE_DAY
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    return day
