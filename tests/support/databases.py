"""Empty, migrated databases of both kinds, quickly, one after the other."""

import os
from pathlib import Path

from sqlalchemy import Engine, make_url, text

from storage.engine import make_engine
from storage.migrate import migrate
from storage.rows import METADATA
from storage.vault import Vault
from storage.work import Store
from tests.support import postgresql

SECRET = "a secret key for the tests"
KINDS = ("sqlite", "postgresql")


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


def empty(engine: Engine) -> None:
    """Takes every row out; far quicker than making the tables anew."""
    names = ", ".join(f'"{table.name}"' for table in METADATA.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
