"""The clock, and the file by which a demo sets it forward."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import now, use_clock_file

SLACK = timedelta(seconds=30)


@pytest.fixture
def clock_file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "clock"
    use_clock_file(path)
    yield path
    use_clock_file(None)


def _ahead(seconds: float) -> bool:
    """Whether the clock is ahead of the real time by `seconds`."""
    return abs(now() - datetime.now(UTC) - timedelta(seconds=seconds)) < SLACK


def test_the_clock_is_the_real_one() -> None:
    assert _ahead(0)
    assert now().tzinfo is UTC


def test_a_file_that_is_not_there_changes_nothing(clock_file: Path) -> None:
    assert _ahead(0)


def test_the_clock_follows_the_file(clock_file: Path) -> None:
    for text, seconds in (("86400", 86_400), ("259200.5\n", 259_200), ("-3600", -3600), ("0", 0)):
        clock_file.write_text(text)
        os.utime(clock_file, ns=(1, seconds + 10_000))
        assert _ahead(seconds), text
    clock_file.write_text("86400")
    assert _ahead(86_400)
    clock_file.unlink()
    assert _ahead(0)


def test_a_file_put_in_its_place_is_seen_whatever_its_time(clock_file: Path, tmp_path: Path) -> None:
    clock_file.write_text("86400")
    os.utime(clock_file, ns=(1, 1))
    assert _ahead(86_400)
    other = tmp_path / "other"
    other.write_text("72000")
    os.utime(other, ns=(1, 1))
    other.replace(clock_file)
    assert _ahead(72_000)


@pytest.mark.parametrize("broken", ["", "tomorrow", "nan", "inf", "1e300", "86400 x", "八"])
def test_a_broken_file_leaves_the_last_good_time(clock_file: Path, broken: str) -> None:
    clock_file.write_text("86400")
    assert _ahead(86_400)
    clock_file.write_text(broken, encoding="utf-8")
    assert _ahead(86_400)


def test_a_folder_in_its_place_changes_nothing(clock_file: Path) -> None:
    clock_file.mkdir()
    assert _ahead(0)
