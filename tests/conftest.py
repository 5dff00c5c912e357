"""Fixtures of all tests: both databases, and the count of what ran on which."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.schools import ensure_default
from storage.work import Store
from tests.support import databases, postgresql
from tests.support.platform import CORP_ID

NO_DATABASE = "no database"

# The same cases in every run: what turns red was turned by the change. `--hypothesis-profile default` looks for others.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    # No test reads the settings of an installation that happens to live in this checkout.
    os.environ["JIEDUI_ENV_FILE"] = ""
    # A parallel run shares one server: its workers inherit the address from the controlling process.
    if getattr(config.option, "numprocesses", None):
        postgresql.ensure_url()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is allowed the most time begins first: no worker ends up waiting for it."""
    items.sort(key=_allowed_seconds, reverse=True)


def pytest_collection_finish() -> None:
    # What stays until the end need not be looked through again and again: with so many tests that takes minutes.
    gc.collect()
    gc.freeze()


def _allowed_seconds(item: pytest.Item) -> float:
    marker = item.get_closest_marker("timeout")
    return float(marker.args[0]) if marker else 0


@pytest.fixture(scope="session")
def _postgresql_store() -> Iterator[Store]:
    store = databases.open_store(databases.new_postgresql(databases.worker_database()))
    databases.stop_flushing(store.engine)
    yield store
    store.engine.dispose()


@pytest.fixture(scope="session")
def _migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database file, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    databases.open_store(databases.new_sqlite(folder)).engine.dispose()
    return folder


@pytest.fixture(params=databases.KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty, migrated database; every test that takes it runs on each kind."""
    if database_kind == "sqlite":
        opened = databases.copy_of(request.getfixturevalue("_migrated_sqlite"), tmp_path)
        yield opened
        opened.engine.dispose()
        return
    opened = request.getfixturevalue("_postgresql_store")
    databases.empty(opened.engine)
    opened.copies.clear()
    yield opened


@pytest.fixture
def school_id(store: Store) -> int:
    """The default school of the default corp, with nobody in it yet."""
    with store.writing() as work:
        return ensure_default(work, corp_id=CORP_ID, school_name="Test School")


def pytest_runtest_setup(item: pytest.Item) -> None:
    parameters = getattr(item, "callspec", None)
    kind = parameters.params.get("database_kind", NO_DATABASE) if parameters else NO_DATABASE
    item.user_properties.append(("database", kind))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many tests ran on which database; the reports come from the workers, too."""
    ran: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            ran[dict(report.user_properties).get("database", NO_DATABASE)] += report.when == "call"
    labels = {"sqlite": "SQLite", "postgresql": "PostgreSQL", NO_DATABASE: "no database"}
    said = ", ".join(f"{ran[kind]} on {label}" for kind, label in labels.items())
    terminalreporter.write_line(f"Tests that ran: {said}.")
