"""The history of the schema leads from an empty database to exactly the tables that the program expects."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from storage.engine import SQLITE_BUSY_SECONDS, make_engine
from storage.migrate import config, migrate, needs_migration
from storage.rows import METADATA
from storage.vault import Vault
from storage.work import Store
from tests.support import databases


def test_from_empty_to_the_models(store: Store) -> None:
    with store.reading() as work:
        context = MigrationContext.configure(work.connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_new_database_needs_migration_until_it_had_it(database_kind: str, tmp_path: Path) -> None:
    with new_store(database_kind, tmp_path) as store:
        assert needs_migration(store)
        migrate(store)
        assert not needs_migration(store)


def test_migrating_again_changes_nothing(store: Store) -> None:
    before = inspect(store.engine).get_table_names()
    migrate(store)
    assert inspect(store.engine).get_table_names() == before


def test_processes_that_start_together_migrate_once(database_kind: str, tmp_path: Path) -> None:
    with new_store(database_kind, tmp_path) as store:
        others = [
            Store(make_engine(store.engine.url.render_as_string(hide_password=False)), store.vault) for _ in range(3)
        ]
        failures: list[BaseException] = []

        def start(one: Store) -> None:
            try:
                migrate(one)
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=start, args=(one,)) for one in others]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for one in others:
            one.engine.dispose()
        assert failures == []
        assert not needs_migration(store)


def test_the_history_has_one_end(store: Store) -> None:
    with store.writing() as work:
        command.check(config(work.connection))


@contextmanager
def new_store(kind: str, folder: Path) -> Iterator[Store]:
    """An empty database without any table."""
    name = f"{databases.worker_database()}_new"
    url = databases.new_sqlite(folder) if kind == "sqlite" else databases.new_postgresql(name)
    store = Store(make_engine(url), Vault(databases.SECRET))
    yield store
    store.engine.dispose()


def test_who_waits_for_a_long_migration_of_another_waits_longer_than_a_message(tmp_path: Path) -> None:
    with new_store("sqlite", tmp_path) as store:
        first = sqlite3.connect(str(store.engine.url.database), isolation_level=None, check_same_thread=False)
        first.execute("BEGIN IMMEDIATE")
        release = threading.Timer(SQLITE_BUSY_SECONDS + 0.5, first.rollback)
        release.start()
        migrate(store)
        release.join()
        first.close()
        assert not needs_migration(store)
