"""The table of what runs when. A job is a step that says whether there may be more of it to do."""

from collections.abc import Callable
from dataclasses import dataclass

from scheduler import alarms, digests, notes, reminders, unanswered, watching
from scheduler.housekeeping import tidy
from scheduler.moment import At
from scheduler.tools import Tools


@dataclass(frozen=True, slots=True)
class Job:
    """Runs every so many seconds. `shared`: one process does it for all that share the database."""

    name: str
    every: int
    step: Callable[[Tools, At], bool]
    shared: bool = True


def remind(tools: Tools, moment: At) -> bool:
    """All of a day's reminders in one step; those that are put down already are not put down again."""
    reminders.remind(tools, moment)
    return False


def alarm(tools: Tools, moment: At) -> bool:
    return tools.alarm is not None and tools.alarm(moment)


def deliver(tools: Tools, moment: At) -> bool:
    return tools.deliver is not None and tools.deliver(moment)


JOBS: tuple[Job, ...] = (
    Job("reminders", 60, remind),
    Job("digests", 60, digests.escalate),
    Job("unanswered", 60, unanswered.tell),
    Job("held_up", 60, notes.tell_of_held_up),
    Job("housekeeping", 3600, tidy),
    Job("watch_lists", 60, watching.list_children),
    # A row says whose round it is.
    Job("alarms_again", 5, alarms.tell_again, shared=False),
    # Leases share the work out. Last, so that a tick sends what its other jobs have put down; and danger on a line
    # of its own, which no slow round of the other holds up.
    Job("alarms", 1, alarm, shared=False),
    Job("delivery", 1, deliver, shared=False),
)
