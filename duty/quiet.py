"""Quiet hours and the hour of reminders: when a school does not want to hear from us, and when it does."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A school's day, in its own clock time: reminders come at `remind_at`, quiet hours go over midnight."""

    remind_at: time = time(12, 10)
    quiet_from: time = time(21, 0)
    quiet_until: time = time(7, 30)

    def is_quiet(self, local: datetime) -> bool:
        """`local` is in the school's zone."""
        clock = local.time()
        return clock >= self.quiet_from or clock < self.quiet_until

    def after_quiet(self, local: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours that it lies in."""
        if not self.is_quiet(local):
            return local
        day = local.date() + timedelta(days=1) if local.time() >= self.quiet_from else local.date()
        return datetime.combine(day, self.quiet_until, local.tzinfo)


USUAL_DAY = DayPlan()
