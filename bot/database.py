"""The database of this installation, opened by its settings and made ready for use."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.secret_key import secret_key
from bot.settings import Settings
from language.say import school
from storage.engine import make_engine
from storage.migrate import NotMigrated, migrate, needs_migration
from storage.schools import ensure_default
from storage.vault import Vault
from storage.work import Store


def open_store(settings: Settings) -> Store:
    """Connects to nothing yet."""
    return Store(make_engine(settings.url), Vault(secret_key(settings)))


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """The database ready for use, and closed again when the block ends."""
    store = open_store(settings)
    try:
        prepare(store, settings)
        yield store
    finally:
        store.engine.dispose()


def prepare(store: Store, settings: Settings) -> None:
    """Makes the database ready: the newest schema, the default corp and school.

    A shared PostgreSQL is migrated by `jiedui migrate` alone, so that old and new processes can
    overlap on purpose; raises NotMigrated until that was done.
    """
    if settings.embedded:
        migrate(store)
    elif needs_migration(store):
        raise NotMigrated
    found_default(store, settings)


def found_default(store: Store, settings: Settings) -> int:
    """The id of the default school, made where it is missing."""
    with store.writing() as work:
        return ensure_default(work, corp_id=settings.wecom_corp_id, school_name=school.UNNAMED)
