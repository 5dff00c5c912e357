"""The table of what runs when. A job is a step that says whether there may be more of it to do."""

from collections.abc import Callable
from dataclasses import dataclass

from scheduler import reminders
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
    reminders.remind(tools.submit, tools.store, moment)
    return False


def deliver(tools: Tools, moment: At) -> bool:
    return tools.deliver is not None and tools.deliver(moment)


JOBS: tuple[Job, ...] = (
    Job("reminders", 60, remind),
    Job("housekeeping", 3600, tidy),
    # Leases share the work out. Last, so that a tick sends what its other jobs have put down.
    Job("delivery", 1, deliver, shared=False),
)
