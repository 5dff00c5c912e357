"""A way to the platform for one command, closed again when it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.settings import Settings
from bot.wecom.edge import Edge, make_edge
from storage import findings
from storage.shared import open_shared
from storage.work import Store


@contextmanager
def calling(store: Store, given: Settings, at: datetime) -> Iterator[Edge]:
    """To be asked for only where the settings suffice for calls."""

    def not_trusted(ip: str) -> None:
        store.submit(lambda work: findings.note(work, findings.NOT_TRUSTED_IP, ip, at))

    shared = open_shared(given.redis_url.get_secret_value())
    edge = make_edge(given, shared, store.vault, on_not_trusted=not_trusted)
    if edge is None:
        raise ValueError("no keys to call with")
    edge.start()
    try:
        yield edge
    finally:
        edge.stop()
        shared.close()
