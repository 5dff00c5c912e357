"""Escalation: which duties that stayed empty a leader hears of, and when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from duty.assess import STILL_EMPTY
from duty.calendar import SchoolCalendar
from duty.reminders import DutyKey, Standing


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


def step_day(before: date, step: Step, calendar: SchoolCalendar) -> date:
    """From which working day on the leaders of a step hear of what was said to the one before them on a day."""
    day = before
    for _ in range(WORKING_DAYS[step]):
        day = calendar.first_working_day_after(day)
    return day


def to_escalate(
    standings: Iterable[Standing],
    *,
    today: date,
    calendar: SchoolCalendar,
    told: Mapping[DutyKey, date],
    unheard: Collection[DutyKey],
    snoozed: Mapping[DutyKey, date],
    said: Mapping[tuple[DutyKey, Step], date],
) -> tuple[Escalated, ...]:
    """What leaders hear of today: each duty and step once, the lower step first.

    `told`: when somebody was told that the window is empty, after its deadline. `unheard`: duties whose mentor is on
    leave while nobody stands in, so that there is nobody to tell; of those the first leader hears at once. `said`:
    on which day leaders heard of what. What was put off to a later day waits for it; a nudge never comes here.
    """
    found = []
    for standing in standings:
        key, item = standing.key, standing.assessment
        if item.state not in STILL_EMPTY or item.rule.nudge or today < snoozed.get(key, today):
            continue
        first = said.get((key, Step.GRADE_LEAD))
        step, before = (Step.COORDINATOR, first) if first else (Step.GRADE_LEAD, told.get(key))
        if (key, step) in said:
            continue
        ripe = before is not None and step_day(before, step, calendar) <= today
        if ripe or (key in unheard and step is Step.GRADE_LEAD):
            found.append(Escalated(standing, step))
    return tuple(found)
