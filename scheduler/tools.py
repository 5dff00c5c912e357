"""What a job works with."""

from collections.abc import Callable
from dataclasses import dataclass

from scheduler.moment import At
from storage.work import Store, Submit


@dataclass(frozen=True, slots=True)
class Tools:
    """`store` for looking; whatever a job writes goes through `submit`, the one writer of its process.

    `alarm` is one round of delivery of what tells of danger, `deliver` one of all else; each says whether there may
    be more. None where nothing can be sent.
    """

    store: Store
    submit: Submit
    alarm: Callable[[At], bool] | None = None
    deliver: Callable[[At], bool] | None = None
