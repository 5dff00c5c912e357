"""A world of families on each kind of database."""

from collections.abc import Iterator

import pytest

from storage.work import Store
from tests.console.kit import World, open_world


@pytest.fixture
def world(store: Store, school_id: int) -> Iterator[World]:
    with open_world(store, school_id) as opened:
        yield opened
