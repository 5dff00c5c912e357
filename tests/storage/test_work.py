"""A work is one transaction: all of it or nothing, and nobody sees half."""

import pytest
from sqlalchemy import func, select

from storage.schools import CORP, ensure_default
from storage.work import Store


def corps(store: Store) -> int:
    with store.reading() as work:
        return work.connection.execute(select(func.count()).select_from(CORP)).scalar_one()


def test_nobody_sees_a_work_before_it_commits(store: Store) -> None:
    with store.writing() as work:
        with work.savepoint():
            ensure_default(work, corp_id="wwa", school_name="A")
        # A driver that commits at the end of a savepoint would show the row here.
        assert corps(store) == 0
    assert corps(store) == 1


def test_a_work_that_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(KeyError), store.writing() as work:
        ensure_default(work, corp_id="wwa", school_name="A")
        raise KeyError
    assert corps(store) == 0


def test_a_savepoint_that_raises_takes_only_its_own_part_back(store: Store) -> None:
    with store.writing() as work:
        ensure_default(work, corp_id="wwa", school_name="A")
        with pytest.raises(KeyError), work.savepoint():
            work.connection.execute(CORP.insert().values(corp_id="wwb", is_default=False))
            raise KeyError
    assert corps(store) == 1


def test_reading_saves_nothing(store: Store) -> None:
    with store.reading() as work:
        ensure_default(work, corp_id="wwa", school_name="A")
    assert corps(store) == 0


def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    with store.writing() as work:
        ensure_default(work, corp_id="wwa", school_name="A")
        with store.reading() as other:
            assert other.connection.execute(select(func.count()).select_from(CORP)).scalar_one() == 0
