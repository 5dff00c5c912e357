"""Quiet hours and the hour of reminders: when a school does not want to hear from us, and when it does."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

# Until when everybody sleeps; how long quiet hours last; how long before them reminders come at the latest.
DEEP_NIGHT = time(5, 0)
SHORTEST, LONGEST = timedelta(hours=6), timedelta(hours=16)
ROOM = timedelta(hours=1)
DAY = timedelta(days=1)


class BadHours(StrEnum):
    """Why a school's day cannot be as it says."""

    NOT_AT_NIGHT = "not_at_night"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    REMINDS_IN_QUIET = "reminds_in_quiet"


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A school's day, in its own clock time: reminders come at `remind_at`; quiet hours begin at or before midnight
    and end in the morning.
    """

    remind_at: time = time(12, 10)
    quiet_from: time = time(21, 0)
    quiet_until: time = time(7, 30)

    def is_quiet(self, local: datetime) -> bool:
        """`local` is in the school's zone."""
        return self._is_quiet(local.time())

    def _is_quiet(self, clock: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def after_quiet(self, local: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours that it lies in."""
        return self.next_morning(local) if self.is_quiet(local) else local

    def next_morning(self, local: datetime) -> datetime:
        """The end of the quiet hours that `local` lies in, or else of those that come next."""
        day = local.date() if local.time() < self.quiet_until else local.date() + DAY
        return datetime.combine(day, self.quiet_until, local.tzinfo)

    def wrong(self) -> BadHours | None:
        """What makes these hours no day that a school can mean."""
        length = (_since_midnight(self.quiet_until) - _since_midnight(self.quiet_from)) % DAY
        if not self._is_quiet(time.min) or self.quiet_until < DEEP_NIGHT:
            return BadHours.NOT_AT_NIGHT
        if length < SHORTEST:
            return BadHours.TOO_SHORT
        if length > LONGEST:
            return BadHours.TOO_LONG
        until_quiet = (_since_midnight(self.quiet_from) - _since_midnight(self.remind_at)) % DAY
        return BadHours.REMINDS_IN_QUIET if self._is_quiet(self.remind_at) or until_quiet < ROOM else None


USUAL_DAY = DayPlan()


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)
