"""Unanswered: when somebody hears that a family's words still wait for a person, and how their waiting ends."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from duty.calendar import ONE_DAY, SchoolCalendar
from duty.quiet import DayPlan

# So long a reader may take without a word from us, in hours at which people are awake.
PATIENCE = timedelta(hours=4)
# What reached a family so long before it wrote back is the same exchange.
EXCHANGE = timedelta(days=14)
# So many days of speaking back we look; a vacation makes nobody forgotten.
LOOKED_BACK = 14


class Step(IntEnum):
    """Who hears that words wait: their reader, then the child's class teacher, then who leads the grade."""

    READER = 1
    CLASS_TEACHER = 2
    LEAD = 3


# Working days after the word of a step before anybody further hears.
WORKING_DAYS: Mapping[Step, int] = {Step.READER: 1, Step.CLASS_TEACHER: 2}


class Closed(StrEnum):
    """Why words wait no more although nobody wrote back."""

    PHONE = "phone"
    NO_NEED = "no_need"
    COURTESY = "courtesy"


class AnswerTap(StrEnum):
    """The buttons under a family's words. `CONTACT`: the exchange is a deed; `CALLED`: the call is; `NEITHER`."""

    PHONED = "phoned"
    NO_NEED = "no_need"
    CONTACT = "contact"
    CALLED = "called"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Told:
    """A word of ours: when it was settled, in the school's zone, None while it is on its way; whether it arrived."""

    at: datetime | None
    reached: bool = True


def due(since: datetime, told: Mapping[Step, Told], *, day: DayPlan, calendar: SchoolCalendar) -> datetime | None:
    """From when on the next one hears of words that their reader has had `since`, all in the school's zone.

    Nobody hears before the one before really did; whoever cannot be reached is not waited for. None while a word is on
    its way, and where the last one has heard.
    """
    last = max(told, default=None)
    if last is None:
        return after_waking(since, PATIENCE, day)
    at = told[last].at
    if at is None or last not in WORKING_DAYS:
        return None
    return _working_days_after(at, WORKING_DAYS[last], calendar) if told[last].reached else at


def steps_after(told: Collection[Step]) -> tuple[Step, ...]:
    """The steps still to come; of these the first for whom there is anybody."""
    last = max(told, default=0)
    return tuple(step for step in Step if step > last)


def may_say(local: datetime, day: DayPlan, calendar: SchoolCalendar) -> bool:
    """Whether the school is spoken to at all: awake, on a day for it."""
    return not day.is_quiet(local) and calendar.is_reminding_day(local.date())


def days_to_look_at(today: date, calendar: SchoolCalendar) -> list[date]:
    """The last days on which something may have been said, the earliest first: what was written before is let be."""
    found: list[date] = []
    day = today
    while len(found) < LOOKED_BACK:
        if calendar.is_reminding_day(day):
            found.append(day)
        day -= ONE_DAY
    return found[::-1]


def after_waking(start: datetime, span: timedelta, day: DayPlan) -> datetime:
    """When so much time has gone by outside of the quiet hours."""
    at, left = day.after_quiet(start), span
    while (night := _next_night(at, day)) - at < left:
        left -= night - at
        at = day.after_quiet(night)
    return at + left


def _next_night(at: datetime, day: DayPlan) -> datetime:
    tonight = datetime.combine(at.date(), day.quiet_from, at.tzinfo)
    return tonight if tonight > at else tonight + ONE_DAY


def _working_days_after(at: datetime, count: int, calendar: SchoolCalendar) -> datetime:
    """The same clock time so many working days later."""
    day = at.date()
    for _ in range(count):
        day = calendar.first_working_day_after(day)
    return datetime.combine(day, at.time(), at.tzinfo)
