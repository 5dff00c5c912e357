"""Work: one transaction. The only module that commits."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Table, text
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError

from duty.assess import Outcome, Record
from storage.bulk import insert_rows
from storage.engine import READ_ONLY
from storage.vault import Vault

T = TypeVar("T")


class Submit(Protocol):
    """Runs a short job in a writing transaction of its own and gives back what it returned.

    All writes of a process pass its one writer: a service gives its desk, a single command its store.
    """

    def submit(self, job: "Callable[[Work], T]") -> T:
        """Blocks until the job is committed; raises what the job raised, after which nothing of it is saved."""


class StorageTrouble(Exception):
    """The database, not the message, is in trouble: trying the same again later may succeed."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


# PostgreSQL's classes for: connection, transaction state (as read-only in a failover), rollback (deadlock),
# resources, operator intervention (shutting down), system error; and locks not had in time (55).
TROUBLED_STATES = frozenset({"08", "25", "40", "53", "55", "57", "58"})


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler gets to ask and to save with: a connection in a transaction, and the vault.

    `direct` is the connection for questions that rows which still wait to be written cannot change;
    `connection` writes those first.
    """

    direct: Connection
    vault: Vault
    # Schools by their id; only storage.people touches it.
    copies: dict[int, object] = field(default_factory=dict)
    # What storage.deeds has read ahead, by student; only that module touches it.
    records_ahead: dict[int, list[Record]] = field(default_factory=dict)
    # The same for storage.attempts: who gave which reason.
    reasons_ahead: dict[int, list[tuple[int, Outcome]]] = field(default_factory=dict)
    _later: dict[Table, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def connection(self) -> Connection:
        self.write()
        return self.direct

    def write(self) -> None:
        """Writes what was to be inserted later."""
        for rows, values in self._later.items():
            insert_rows(self.direct, rows, values)
        self._later.clear()

    def insert_later(self, rows: Table, values: list[dict[str, Any]]) -> None:
        """Inserts at the latest when the transaction commits; rows of many messages make one statement."""
        self._later.setdefault(rows, []).extend(values)

    def waiting(self, rows: Table) -> list[dict[str, Any]]:
        """What is still to be inserted into a table."""
        return self._later.get(rows, [])

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is undone if it raises; the transaction around it goes on."""
        with self.connection.begin_nested():
            saved = False
            try:
                yield
                self.write()
                saved = True
            finally:
                # After a success nothing waits; after a failure nothing that waits may be written.
                self._later.clear()
                forget_unsaved(self.copies, saved=saved)

    def wait_for_turn(self, number: int) -> None:
        """Waits until no other process is in a transaction that took this turn; SQLite has one writer anyway."""
        if self.postgresql:
            # A migration may take its time, and so may the wait for somebody else's.
            self.direct.execute(text("SET LOCAL statement_timeout = 0"))
            self.direct.execute(text("SET LOCAL lock_timeout = '120s'"))
            self.direct.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
            self.direct.execute(text("SET LOCAL lock_timeout = DEFAULT"))

    @property
    def postgresql(self) -> bool:
        return self.direct.dialect.name == "postgresql"


@dataclass(frozen=True, slots=True)
class Store:
    """An engine and the vault: begins works."""

    engine: Engine
    vault: Vault
    # What every work of this process keeps of schools.
    copies: dict[int, object] = field(default_factory=dict, compare=False, repr=False)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """One transaction that commits when the block ends, and rolls back when it raises."""
        with self.engine.connect() as connection, connection.begin() as transaction:
            work = Work(connection, self.vault, self.copies)
            with self._copies_of_what_is_saved():
                yield work
                work.write()
                transaction.commit()

    @contextmanager
    def _copies_of_what_is_saved(self) -> Iterator[None]:
        saved = False
        try:
            yield
            saved = True
        finally:
            forget_unsaved(self.copies, saved=saved)

    def submit(self, job: Callable[[Work], T]) -> T:
        with self.writing() as work:
            return job(work)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """One consistent look at the rows; it never waits for a writer and never saves anything."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(**{READ_ONLY: True})
            if self.engine.dialect.name == "postgresql":
                # Else every statement would see what was committed just before it.
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin() as transaction:
                yield Work(connection, self.vault, self.copies)
                transaction.rollback()


def forget_unsaved(copies: dict[int, object], *, saved: bool) -> None:
    """A copy that was made of what was then not saved would look like the next one that is."""
    if not saved:
        copies.clear()


def is_storage_trouble(error: BaseException) -> bool:
    """True where trying the same work again later may succeed."""
    if isinstance(error, StorageTrouble | TimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state[:2] in TROUBLED_STATES or error.connection_invalidated
    # SQLite calls a mistake in a statement operational, too: that one does not go away by waiting.
    mistaken = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return error.connection_invalidated or (isinstance(error, OperationalError) and not mistaken)
