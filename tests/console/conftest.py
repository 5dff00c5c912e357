"""A world of families on each kind of database; databases and servers are opened once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.engine import make_engine
from storage.vault import Vault
from storage.work import Store
from tests.console.kit import Host, World, hosting, show_world
from tests.support import databases


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database file, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    databases.open_store(databases.new_sqlite(folder)).engine.dispose()
    return folder


@pytest.fixture
def store(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """As everywhere, but a copy of an empty database is quicker than a new one."""
    if database_kind == "postgresql":
        store: Store = request.getfixturevalue("_postgresql_store")
        databases.empty(store.engine)
        yield store
        return
    shutil.copytree(request.getfixturevalue("_migrated"), tmp_path, dirs_exist_ok=True)
    store = Store(make_engine(databases.new_sqlite(tmp_path)), Vault(databases.SECRET))
    yield store
    store.engine.dispose()


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    with hosting() as opened:
        yield opened


@pytest.fixture
def world(host: Host, store: Store, school_id: int) -> World:
    return show_world(host, store, school_id)
