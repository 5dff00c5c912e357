"""Bringing a database to the newest schema, once, however many processes start together."""

import sqlite3
import time
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from storage.work import StorageTrouble, Store

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as every process of this product takes the same one.
MIGRATING = 0x6A696564
# So often a process waits for the one that migrates, and so many seconds between: two minutes and more.
TURNS, PAUSE = 240, 0.5


class NotMigrated(StorageTrouble):
    """The database does not have the newest schema yet: run `jiedui migrate`."""


def migrate(store: Store) -> None:
    """Upgrades to the newest schema in one transaction; a second process waits and finds nothing to do."""
    for turns_left in reversed(range(TURNS)):
        try:
            _upgrade(store)
        except OperationalError as error:
            # SQLite waits for another's transaction only as long as a message may, and for a new file not at all.
            if not turns_left or getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(PAUSE)
        else:
            return


def _upgrade(store: Store) -> None:
    if not needs_migration(store):
        return
    with store.writing() as work:
        work.wait_for_turn(MIGRATING)
        command.upgrade(config(work.connection), "head")


def needs_migration(store: Store) -> bool:
    with store.reading() as work:
        return _current(work.connection) != newest()


@cache
def newest() -> str | None:
    """The revision that this program expects."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def config(connection: Connection) -> Config:
    """Alembic's configuration for one connection; there is no ini file to keep in step."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["connection"] = connection
    return made


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
