"""When an alarm that nobody takes over is told again."""

from datetime import UTC, datetime, timedelta

import pytest

from duty.alarm import again_at

AT = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(("rounds", "minutes"), [(1, 5), (2, 5), (3, 15), (4, 15), (100, 15)])
def test_after_five_minutes_after_ten_and_then_every_fifteen(rounds: int, minutes: int) -> None:
    assert again_at(rounds, AT) == AT + timedelta(minutes=minutes)
