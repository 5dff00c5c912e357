"""The engine: SQLite that is safe to share and PostgreSQL, behind the same calls."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

READ_ONLY = "jiedui_read_only"

# Below the 5 s that the platform waits: a batch that cannot get the lock is tried again, not lost.
SQLITE_BUSY_SECONDS = 2.5
POSTGRESQL_OPTIONS = "-c statement_timeout=20000 -c lock_timeout=2500 -c idle_in_transaction_session_timeout=60000"


def make_engine(database_url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`; connects to nothing yet.

    The folder of an SQLite file is made where it is missing.
    """
    url = make_url(database_url)
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


def _sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # isolation_level=None: the driver's own handling commits at every RELEASE of a savepoint.
    connect_args = {"isolation_level": None, "timeout": SQLITE_BUSY_SECONDS, "check_same_thread": False}
    # hide_parameters: an error's text must not repeat what was to be stored.
    engine = create_engine(url, connect_args=connect_args, hide_parameters=True)
    event.listen(engine, "connect", _sqlite_pragmas)
    event.listen(engine, "begin", _sqlite_begin)
    return engine


def _sqlite_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    # A writer takes its lock at once: two that read first and write later would deadlock.
    read_only = connection.get_execution_options().get(READ_ONLY)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _postgresql(url: URL) -> Engine:
    connect_args = {"connect_timeout": 3, "options": POSTGRESQL_OPTIONS, "tcp_user_timeout": 5000}
    return create_engine(url, pool_size=5, max_overflow=5, connect_args=connect_args, hide_parameters=True)
