"""A school that stays empty: what only reads and complains need not make a database each time."""

from collections.abc import Iterator

import pytest

from storage.schools import ensure_default
from storage.work import Store
from tests.support import databases


@pytest.fixture(scope="module")
def idle_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = databases.open_store(databases.new_sqlite(tmp_path_factory.mktemp("idle")))
    with opened.writing() as work:
        ensure_default(work, corp_id="wwtest", school_name="Test School")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def idle_school_id(idle_store: Store) -> int:
    with idle_store.reading() as work:
        return ensure_default(work, corp_id="wwtest", school_name="Test School")
