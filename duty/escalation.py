"""Escalation: which duties that stayed empty a leader hears of, and when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from duty.assess import STILL_EMPTY, State
from duty.calendar import SchoolCalendar
from duty.policy import Reason
from duty.reminders import DutyKey, Standing

# So long after its makeup end nobody is asked about a window any more.
LONGEST_MISSED = timedelta(days=30)


class Step(IntEnum):
    """Whose digest it is: of the lead of the grade, then of whoever coordinates the school's care."""

    GRADE_LEAD = 1
    COORDINATOR = 2


# Working days after the mentor was told of the empty window, and after the first leader was.
WORKING_DAYS: Mapping[Step, int] = {Step.GRADE_LEAD: 3, Step.COORDINATOR: 5}


@dataclass(frozen=True, slots=True)
class Escalated:
    """A duty that is still empty, and the step whose leaders hear of it now."""

    standing: Standing
    step: Step


class Why(StrEnum):
    """What is in the way of a duty."""

    ON_LEAVE = "on_leave"
    TRIED = "tried"
    PUT_OFF = "put_off"
    NO_WORD = "no_word"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a duty is empty, as far as anybody has said.

    `day`: the last day of the leave, or that to which it was put off. `reason` and `words` are those of the newest
    try, None and "" where none were given.
    """

    why: Why
    day: date | None = None
    reason: Reason | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What was said of duties before, and to whom it cannot be said.

    `told`: when somebody was told that the window is empty, after its deadline. `unheard`: duties whose mentor is on
    leave while nobody stands in, so that there is nobody to tell. `snoozed`: until when they were put off. `said`: on
    which day leaders heard of what.
    """

    told: Mapping[DutyKey, date]
    unheard: Collection[DutyKey]
    snoozed: Mapping[DutyKey, date]
    said: Mapping[tuple[DutyKey, Step], date]


def can_be_made_up(standing: Standing) -> bool:
    """Whether a duty stayed empty, and it is not too late to help with it."""
    return standing.assessment.state is State.OVERDUE and not standing.assessment.rule.nudge


def step_day(before: date, step: Step, calendar: SchoolCalendar) -> date:
    """From which working day on the leaders of a step hear of what was said to the one before them on a day."""
    day = before
    for _ in range(WORKING_DAYS[step]):
        day = calendar.first_working_day_after(day)
    return day


def to_escalate(
    standings: Iterable[Standing], known: Known, *, today: date, calendar: SchoolCalendar
) -> tuple[Escalated, ...]:
    """What leaders hear of today: each duty and step once, the lower step first, then by deadline."""
    found: dict[DutyKey, Escalated] = {}
    for standing in standings:
        step = next_step(standing.key, known, today, calendar)
        if step and is_to_be_said(standing, step, known, today):
            found.setdefault(standing.key, Escalated(standing, step))
    return tuple(sorted(found.values(), key=lambda one: (one.step, one.standing.key.window_last)))


def next_step(key: DutyKey, known: Known, today: date, calendar: SchoolCalendar) -> Step | None:
    """The step whose day has come for a duty, however it stands.

    Nobody hears of what its mentor was not told of first; where nobody can be told, the first leader hears at once.
    """
    first, told = known.said.get((key, Step.GRADE_LEAD)), known.told.get(key)
    if (key, Step.COORDINATOR) in known.said:
        return None
    if key not in known.unheard and (told is None or today < step_day(told, Step.GRADE_LEAD, calendar)):
        return None
    if first is None:
        return Step.GRADE_LEAD
    return Step.COORDINATOR if step_day(first, Step.COORDINATOR, calendar) <= today else None


def is_to_be_said(standing: Standing, step: Step, known: Known, today: date) -> bool:
    """Whether a leader may hear of a duty at all: it is owed, empty, not put off, and not too long ago.

    The day to which it was put off is its mentor's still. Where nobody can be told, it is enough that it is due.
    """
    key, item = standing.key, standing.assessment
    if item.rule.nudge or today <= known.snoozed.get(key, date.min):
        return False
    if item.state is State.DUE:
        return step is Step.GRADE_LEAD and key in known.unheard
    return item.state in STILL_EMPTY and today <= item.window.makeup_end + LONGEST_MISSED
