"""The database of this installation, opened by its settings and made ready for use."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.secret_key import secret_key
from bot.settings import Settings
from language.say import school
from storage.engine import make_engine
from storage.migrate import NotMigrated, migrate, needs_migration
from storage.schools import ensure_default, find_default
from storage.vault import Vault
from storage.work import Store


def open_store(settings: Settings) -> Store:
    """Connects to nothing yet."""
    return Store(make_engine(settings.url), Vault(secret_key(settings)))


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[Store, int]]:
    """The database ready for use and the id of its default school; closed again when the block ends."""
    store = open_store(settings)
    try:
        yield store, prepare(store, settings)
    finally:
        store.engine.dispose()


def prepare(store: Store, settings: Settings) -> int:
    """Makes the database ready: the newest schema, the default corp and school; the id of that school.

    A shared PostgreSQL is migrated by `jiedui migrate` alone, so that old and new processes can
    overlap on purpose; raises NotMigrated until that was done. Raises CannotUnseal and OtherCorp
    where the settings do not belong to these books.
    """
    if settings.embedded:
        migrate(store)
    elif needs_migration(store):
        raise NotMigrated
    return found_default(store, settings)


def found_default(store: Store, settings: Settings) -> int:
    """The id of the default school, made where it is missing; waits for no writer where it is not."""
    with store.reading() as work:
        found = find_default(work, settings.wecom_corp_id)
    if found is not None:
        return found
    with store.writing() as work:
        return ensure_default(work, corp_id=settings.wecom_corp_id, school_name=school.UNNAMED)
