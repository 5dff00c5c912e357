"""A work is one transaction: all of it or nothing, and nobody sees half."""

import pytest
from sqlalchemy import Connection, func, select

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


class TestInsertLater:
    """Rows that may wait: seen by whoever asks through `connection`, and written at the latest by the commit."""

    def row(self, corp_id: str) -> list[dict[str, object]]:
        return [{"corp_id": corp_id, "is_default": False}]

    def count(self, connection: Connection) -> int:
        return connection.execute(select(func.count()).select_from(CORP)).scalar_one()

    def test_what_waits_is_written_before_anybody_asks(self, store: Store) -> None:
        with store.writing() as work:
            work.insert_later(CORP, self.row("wwa"))
            assert (self.count(work.direct), len(work.waiting(CORP))) == (0, 1)
            assert (self.count(work.connection), len(work.waiting(CORP))) == (1, 0)

    def test_the_commit_writes_what_still_waits(self, store: Store) -> None:
        with store.writing() as work:
            work.insert_later(CORP, self.row("wwa"))
            work.insert_later(CORP, self.row("wwb"))
        assert corps(store) == 2

    def test_what_waited_in_a_savepoint_that_raised_is_gone_and_what_waited_before_is_not(self, store: Store) -> None:
        with store.writing() as work:
            work.insert_later(CORP, self.row("wwa"))
            with pytest.raises(KeyError), work.savepoint():
                work.insert_later(CORP, self.row("wwb"))
                raise KeyError
            with work.savepoint():
                work.insert_later(CORP, self.row("wwc"))
        with store.reading() as work:
            assert sorted(work.connection.execute(select(CORP.c.corp_id)).scalars()) == ["wwa", "wwc"]

    def test_a_work_that_raises_writes_nothing_that_waited(self, store: Store) -> None:
        with pytest.raises(KeyError), store.writing() as work:
            work.insert_later(CORP, self.row("wwa"))
            raise KeyError
        assert corps(store) == 0
