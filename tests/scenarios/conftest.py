"""Fixtures of the stories: a small school, and a bot that runs for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from storage.work import Store
from tests.support import small_school
from tests.support.platform import Platform
from tests.support.service import running, settings_for
from tests.support.small_school import SmallSchool


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    """The small school of `tests.support.small_school`."""
    return small_school.fill(store, school_id)


@pytest.fixture
def settings(store: Store, tmp_path: Path) -> Settings:
    """Settings of a bot on the test's database."""
    return settings_for(store.engine.url.render_as_string(hide_password=False), tmp_path / "data")


@pytest.fixture
def platform(settings: Settings, school: SmallSchool) -> Iterator[Platform]:
    """A running bot of the small school, as the platform sees it.

    Its messages carry times of a year ago. What runs by today's clock would find all of it long overdue.
    """
    with running(settings, only_web=True) as address:
        yield Platform(f"{address}/wecom/callback")
