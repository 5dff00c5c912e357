"""The databases of a run: a new SQLite file and a new PostgreSQL database, both gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import text

from bench.school import found_school
from storage.engine import make_engine
from storage.work import Store
from tests.support import databases, postgresql

NAME = "jiedui_bench"


@contextmanager
def sqlite(folder: Path, today: date) -> Iterator[Store]:
    """In this folder, whose disk decides what an fsync costs."""
    with _filled(databases.new_sqlite(folder), today) as store:
        yield store


@contextmanager
def postgres(today: date) -> Iterator[Store]:
    """On the server of the tests: the given one, or one from a wheel that starts on the core of this process."""
    with dropping(NAME), _filled(databases.new_postgresql(NAME), today) as store:
        yield store


def version(store: Store) -> str:
    """The version of the database, such as 18.4."""
    question = "SHOW server_version" if store.engine.dialect.name == "postgresql" else "SELECT sqlite_version()"
    with store.reading() as work:
        return str(work.connection.execute(text(question)).scalar_one())


@contextmanager
def _filled(url: str, today: date) -> Iterator[Store]:
    store = databases.open_store(url)
    try:
        found_school(store, today)
        yield store
    finally:
        store.engine.dispose()


@contextmanager
def dropping(name: str, *, when: bool = True) -> Iterator[None]:
    """The database of that name is gone afterwards, whatever happens."""
    try:
        yield
    finally:
        if when:
            _drop(name)


def _drop(name: str) -> None:
    engine = make_engine(postgresql.ensure_url())
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    engine.dispose()
