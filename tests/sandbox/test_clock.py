"""Journeys in time: where each ends, what the bot can read of it, and what ages on the way."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sandbox.clock import Destination, TravelClock, landing
from tests.sandbox.conftest import START, Clock, Opener, World

ZONE = ZoneInfo("Asia/Shanghai")


def unix(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp()


@pytest.mark.parametrize(
    ("start", "destination", "end"),
    [
        ("2026-11-21T20:15:00", "next_hour", "2026-11-21T21:15:00"),
        ("2026-11-21T20:15:00", "next_day", "2026-11-22T12:10:00"),
        ("2026-11-21T00:00:01", "next_day", "2026-11-22T12:10:00"),
        ("2026-12-31T23:59:59", "next_day", "2027-01-01T12:10:00"),
        ("2026-11-21T20:15:00", "three_days", "2026-11-25T12:10:00"),
        ("2026-11-27T12:10:00", "three_days", "2026-12-02T12:10:00"),
        ("2026-11-21T20:15:00", "month_end", "2026-11-27T12:10:00"),
        ("2026-11-27T12:09:49", "month_end", "2026-11-27T12:10:00"),
        ("2026-11-27T12:10:00", "month_end", "2026-12-30T12:10:00"),
        ("2026-11-30T08:00:00", "month_end", "2026-12-30T12:10:00"),
        ("2027-01-31T08:00:00", "month_end", "2027-02-25T12:10:00"),
        ("2026-12-31T08:00:00", "month_end", "2027-01-28T12:10:00"),
        ("2026-11-21T20:15:00", "now", "2026-11-21T20:15:00"),
    ],
)
def test_each_journey_ends_a_little_before_the_schools_reminders(start: str, destination: str, end: str) -> None:
    assert landing(Destination(destination), unix(start)) == unix(end)


def test_time_moves_ahead_only_and_the_way_home_is_the_real_time(opener: Opener, tmp_path: Path) -> None:
    file = tmp_path / "shared" / "offset"
    with opener(clock_file=file) as world:
        assert world.ok("/api/clock") == {"now": START, "offset": 0.0, "can_travel": True}
        assert world.ok("/api/clock", {"advance": 90})["now"] == START + 90
        answer = world.ok("/api/clock", {"to": "next_hour"})
        assert (answer["now"], answer["offset"]) == (START + 3690, 3690.0)
        assert float(file.read_text()) == 3690.0
        assert world.ok("/api/clock", {"to": "now"})["offset"] == 0.0
        assert [path.name for path in file.parent.iterdir()] == ["offset"]


def test_a_restart_stays_where_time_was(opener: Opener, tmp_path: Path) -> None:
    for offset in (86_400.0, 2 * 86_400.0):
        with opener(clock_file=tmp_path / "offset") as world:
            assert world.ok("/api/clock", {"advance": 86_400})["offset"] == offset


def test_what_ages_and_what_is_pushed_goes_by_the_moved_clock(opener: Opener, tmp_path: Path) -> None:
    with opener(clock_file=tmp_path / "offset") as world:
        token = world.token()
        world.ok("/api/clock", {"advance": 7200})
        assert world.ok(f"/cgi-bin/agent/get?access_token={token}")["errcode"] == 42001
        entry = world.ok("/api/chats/WangFang", {"text": "现在"})["entries"][0]
        assert entry["at"] == START + 7200
        assert world.bot.heard[-1].tags["CreateTime"] == world.bot.heard[-1].timestamp == str(int(START + 7200))


@pytest.mark.parametrize(
    "body", [{}, {"to": "yesterday"}, {"advance": 0}, {"advance": -5}, {"advance": "x"}, {"advance": 10**9}]
)
def test_a_wrong_journey_is_refused(opener: Opener, tmp_path: Path, body: dict[str, object]) -> None:
    with opener(clock_file=tmp_path / "offset") as world:
        assert world.call("/api/clock", body)[0] == 400
        assert world.ok("/api/clock")["offset"] == 0.0


def test_a_spoilt_file_is_the_real_time(tmp_path: Path) -> None:
    file = tmp_path / "offset"
    file.write_text("soon")
    assert TravelClock(file, Clock())() == START


def test_without_a_file_time_stands_by_the_real_clock(still_world: World) -> None:
    assert still_world.ok("/api/clock")["can_travel"] is False
    status, answer = still_world.call("/api/clock", {"to": "next_day"})
    assert (status, answer["error"]) == (409, "这里的时间不能调")
    with pytest.raises(ValueError, match="does not travel"):
        TravelClock(None, Clock()).advance(1)
