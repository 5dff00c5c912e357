"""Empty, migrated databases of both kinds, quickly, one after the other."""

import os
import shutil
from pathlib import Path

from sqlalchemy import Engine, event, make_url, text

from storage.engine import make_engine
from storage.migrate import migrate
from storage.rows import METADATA
from storage.vault import Vault
from storage.work import Store
from tests.support import postgresql

SECRET = "a secret key for the tests"
KINDS = ("sqlite", "postgresql")

SMALL_BYTES = 256 * 1024
LARGEST_TABLE = text("SELECT max(pg_relation_size(relid)) FROM pg_stat_user_tables")
COUNT_FROM_ONE = text(
    "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
    " FROM pg_sequences WHERE last_value IS NOT NULL"
)


def new_sqlite(folder: Path) -> str:
    return f"sqlite:///{folder}/jiedui.db"


def new_postgresql(name: str) -> str:
    """The URL of a database of that name on the tests' server, made where it is missing and always empty."""
    server = make_url(postgresql.ensure_url())
    engine = make_engine(server.render_as_string(hide_password=False))
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)


def worker_database() -> str:
    """A database of its own for every process of a parallel run."""
    return f"jiedui_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def open_store(url: str) -> Store:
    store = Store(make_engine(url), Vault(SECRET))
    migrate(store)
    return store


def copy_of(migrated: Path, folder: Path) -> Store:
    """The store of another folder's database; far quicker than migrating a new one."""
    shutil.copytree(migrated, folder, dirs_exist_ok=True)
    store = Store(make_engine(new_sqlite(folder)), Vault(SECRET))
    stop_flushing(store.engine)
    return store


def stop_flushing(engine: Engine) -> None:
    """Commits without waiting for the disk, which only a power cut would show: a killed process loses nothing by it.

    On SQLite only what this engine commits, on PostgreSQL what anybody commits to that database from now on.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _entry: connection.execute("PRAGMA synchronous=OFF"))
        return
    with engine.begin() as connection:
        connection.execute(text(f'ALTER DATABASE "{engine.url.database}" SET synchronous_commit = off'))
    engine.dispose()


def empty(engine: Engine) -> None:
    """Takes every row out and counts from one again; far quicker than making the tables anew.

    TRUNCATE makes a file for every table, so it is kept for tables in which there was much.
    """
    tables = [f'"{table.name}"' for table in reversed(METADATA.sorted_tables)]
    with engine.begin() as connection:
        if connection.execute(LARGEST_TABLE).scalar_one() > SMALL_BYTES:
            connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
            return
        connection.exec_driver_sql("; ".join(f"DELETE FROM {table}" for table in tables))
        connection.execute(COUNT_FROM_ONE)
