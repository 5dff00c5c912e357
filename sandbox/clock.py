"""The sandbox's clock: the real one, moved ahead by an offset in a file that the bot can read, too."""

import os
import time
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

_SCHOOL_ZONE = ZoneInfo("Asia/Shanghai")
# The hour at which a school's reminders go out, so that a journey ends by seeing them come.
_LANDING = {"hour": 12, "minute": 10, "second": 0, "microsecond": 0}


class Destination(StrEnum):
    """Where a journey in time can go; `THREE_DAYS` leaves out weekends, `NOW` is the way home."""

    NEXT_HOUR = "next_hour"
    NEXT_DAY = "next_day"
    THREE_DAYS = "three_days"
    MONTH_END = "month_end"
    NOW = "now"


class TravelClock:
    """Tells unix seconds: what `base` tells plus the offset in `file`; without a file it cannot be moved."""

    def __init__(self, file: Path | None, base: Callable[[], float] = time.time) -> None:
        self._file = file
        self._base = base

    def __call__(self) -> float:
        return self._base() + self.offset

    @property
    def can_travel(self) -> bool:
        return self._file is not None

    @property
    def offset(self) -> float:
        """Seconds ahead of the real time, as the file says now; 0 where it is missing or holds no number."""
        if self._file is not None:
            with suppress(OSError, ValueError):
                return float(self._file.read_text(encoding="ascii"))
        return 0.0

    def advance(self, seconds: float) -> None:
        self._write(self.offset + seconds)

    def travel(self, destination: Destination) -> None:
        """Go to a place ahead, or home."""
        if destination is Destination.NOW:
            self._write(0.0)
        else:
            now = self()
            self.advance(landing(destination, now) - now)

    def _write(self, offset: float) -> None:
        if self._file is None:
            raise ValueError("a clock without a file does not travel")
        # The bot may read at any moment: it finds the old number or the new one, never half of one.
        self._file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._file.with_name(self._file.name + ".new")
        unfinished.write_text(f"{offset:.3f}", encoding="ascii")
        os.replace(unfinished, self._file)


def landing(destination: Destination, now: float) -> float:
    """Where a journey from `now` ends, in unix seconds; always ahead of `now`."""
    here = datetime.fromtimestamp(now, _SCHOOL_ZONE)
    match destination:
        case Destination.NEXT_HOUR:
            return now + 3600
        case Destination.NEXT_DAY:
            return _noon(here + timedelta(days=1)).timestamp()
        case Destination.THREE_DAYS:
            return _noon(_third_weekday_after(here)).timestamp()
        case Destination.MONTH_END:
            this_month = _last_but_one_working_day(here)
            next_month = _last_but_one_working_day(here.replace(day=1) + timedelta(days=31))
            return (this_month if this_month > here else next_month).timestamp()
        case Destination.NOW:
            return now


def _noon(day: datetime) -> datetime:
    return day.replace(**_LANDING)  # type: ignore[arg-type]


def _third_weekday_after(here: datetime) -> datetime:
    # Three days on which a school works: on the third of them a leader hears what its teachers did not answer.
    days = (here + timedelta(days=ahead) for ahead in range(1, 8))
    return [day for day in days if day.weekday() < 5][2]


def _last_but_one_working_day(month: datetime) -> datetime:
    """The landing on the second Monday-to-Friday from the end of `month`'s month."""
    last = monthrange(month.year, month.month)[1]
    days = (month.replace(day=day) for day in range(last, 0, -1))
    working = (day for day in days if day.weekday() < 5)
    next(working)
    return _noon(next(working))
