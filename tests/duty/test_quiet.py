"""Quiet hours: from 21:00 to 07:30, over midnight."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from duty.quiet import USUAL_DAY

ZONE = ZoneInfo("Asia/Shanghai")
TABLE = {
    "20:59": ("2025-11-21T20:59", False, "2025-11-21T20:59"),
    "21:00": ("2025-11-21T21:00", True, "2025-11-22T07:30"),
    "midnight": ("2025-11-22T00:00", True, "2025-11-22T07:30"),
    "07:29": ("2025-11-22T07:29", True, "2025-11-22T07:30"),
    "07:30": ("2025-11-22T07:30", False, "2025-11-22T07:30"),
    "the last night of a year": ("2025-12-31T23:00", True, "2026-01-01T07:30"),
}


@pytest.mark.parametrize(("moment", "quiet", "after"), TABLE.values(), ids=TABLE.keys())
def test_quiet_hours_end_in_the_morning(moment: str, quiet: bool, after: str) -> None:
    local = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
    assert USUAL_DAY.is_quiet(local) is quiet
    assert USUAL_DAY.after_quiet(local) == datetime.fromisoformat(after).replace(tzinfo=ZONE)
