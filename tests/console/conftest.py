"""A world of families on each kind of database; servers are opened once."""

from collections.abc import Iterator

import pytest

from storage.work import Store
from tests.console.kit import Host, World, hosting, show_world


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    with hosting() as opened:
        yield opened


@pytest.fixture
def world(host: Host, store: Store, school_id: int) -> World:
    return show_world(host, store, school_id)
