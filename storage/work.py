"""Work: one transaction. The only module that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError

from storage.engine import READ_ONLY
from storage.vault import Vault


class StorageTrouble(Exception):
    """The database, not the message, is in trouble: trying the same again later may succeed."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


# Gone, locked, shutting down, deadlock, no free connection.
TROUBLE = (StorageTrouble, OperationalError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler gets to ask and to save with: a connection in a transaction, and the vault."""

    connection: Connection
    vault: Vault

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is undone if it raises; the transaction around it goes on."""
        with self.connection.begin_nested():
            yield

    @property
    def postgresql(self) -> bool:
        return self.connection.dialect.name == "postgresql"


@dataclass(frozen=True, slots=True)
class Store:
    """An engine and the vault: begins works."""

    engine: Engine
    vault: Vault

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """One transaction that commits when the block ends, and rolls back when it raises."""
        with self.engine.connect() as connection, connection.begin() as transaction:
            yield Work(connection, self.vault)
            transaction.commit()

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """One consistent look at the rows; it never waits for a writer and never saves anything."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(**{READ_ONLY: True})
            with connection.begin() as transaction:
                yield Work(connection, self.vault)
                transaction.rollback()


def is_storage_trouble(error: BaseException) -> bool:
    """True where trying the same work again later may succeed."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, TROUBLE)
