"""What a job works with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from scheduler.moment import At
from storage.work import Store, Submit


@dataclass(frozen=True, slots=True)
class Look:
    """When a school was gone through for a day's reminders, and which version of its roster was found."""

    day: date
    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Tools:
    """`store` for looking; whatever a job writes goes through `submit`, the one writer of its process.

    `alarm` is one round of delivery of what tells of danger, `deliver` one of all else; each says whether there may
    be more. None where nothing can be sent. `looks`, by school, only save work: a process that has none goes through
    every school.
    """

    store: Store
    submit: Submit
    alarm: Callable[[At], bool] | None = None
    deliver: Callable[[At], bool] | None = None
    looks: dict[int, Look] = field(default_factory=dict)
