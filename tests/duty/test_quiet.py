"""Quiet hours: the usual ones go from 21:00 to 07:30, over midnight; a school may have others."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from duty.quiet import USUAL_DAY, BadHours, DayPlan

ZONE = ZoneInfo("Asia/Shanghai")
TABLE = {
    "20:59": ("2025-11-21T20:59", False, "2025-11-21T20:59"),
    "21:00": ("2025-11-21T21:00", True, "2025-11-22T07:30"),
    "midnight": ("2025-11-22T00:00", True, "2025-11-22T07:30"),
    "07:29": ("2025-11-22T07:29", True, "2025-11-22T07:30"),
    "07:30": ("2025-11-22T07:30", False, "2025-11-22T07:30"),
    "the last night of a year": ("2025-12-31T23:00", True, "2026-01-01T07:30"),
}
# From midnight on, to eight.
LATE = {
    "23:59": ("2025-11-21T23:59", False, "2025-11-21T23:59"),
    "00:00": ("2025-11-22T00:00", True, "2025-11-22T08:00"),
    "07:59": ("2025-11-22T07:59", True, "2025-11-22T08:00"),
    "08:00": ("2025-11-22T08:00", False, "2025-11-22T08:00"),
}


def clock(text: str) -> time:
    return time.fromisoformat(text)


def plan(remind_at: str, quiet_from: str, quiet_until: str) -> DayPlan:
    return DayPlan(clock(remind_at), clock(quiet_from), clock(quiet_until))


@pytest.mark.parametrize(
    ("day", "moment", "quiet", "after"),
    [(USUAL_DAY, *row) for row in TABLE.values()] + [(plan("12:10", "00:00", "08:00"), *row) for row in LATE.values()],
    ids=[*TABLE, *(f"from midnight on, {name}" for name in LATE)],
)
def test_quiet_hours_end_in_the_morning(day: DayPlan, moment: str, quiet: bool, after: str) -> None:
    local = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
    assert day.is_quiet(local) is quiet
    assert day.after_quiet(local) == datetime.fromisoformat(after).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("hours", "wrong"),
    [
        (("12:10", "21:00", "07:30"), None),
        (("12:10", "00:00", "06:00"), None),
        (("12:10", "16:00", "08:00"), None),
        (("08:00", "21:00", "08:00"), None),
        (("20:00", "21:00", "07:30"), None),
        (("12:10", "00:00", "05:59"), BadHours.TOO_SHORT),
        (("12:10", "23:30", "05:00"), BadHours.TOO_SHORT),
        (("12:10", "15:59", "08:00"), BadHours.TOO_LONG),
        (("12:10", "07:30", "07:00"), BadHours.TOO_LONG),
        # By day, beginning after midnight, over before the night is, never at all.
        (("20:00", "08:00", "16:00"), BadHours.NOT_AT_NIGHT),
        (("12:10", "00:30", "07:30"), BadHours.NOT_AT_NIGHT),
        (("12:10", "21:00", "04:59"), BadHours.NOT_AT_NIGHT),
        (("12:10", "21:00", "21:00"), BadHours.NOT_AT_NIGHT),
        # At night, as the night ends, and so shortly before it that there is no time to say anything.
        (("22:00", "21:00", "07:30"), BadHours.REMINDS_IN_QUIET),
        (("07:29", "21:00", "07:30"), BadHours.REMINDS_IN_QUIET),
        (("20:01", "21:00", "07:30"), BadHours.REMINDS_IN_QUIET),
        (("23:30", "00:00", "07:30"), BadHours.REMINDS_IN_QUIET),
    ],
)
def test_hours_that_no_school_can_mean_are_told(hours: tuple[str, str, str], wrong: BadHours | None) -> None:
    assert plan(*hours).wrong() is wrong
