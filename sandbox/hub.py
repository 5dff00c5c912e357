"""Live lines for open pages: who listens to which phone."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Collection

from sandbox.journal import Entry


class Hub:
    """Hands every new entry to the pages that show its phone; used within one event loop."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Queue[Entry | None]]] = defaultdict(set)
        self._closed = False

    def publish(self, entry: Entry) -> None:
        for queue in self._listeners[entry.userid]:
            queue.put_nowait(entry)

    async def listen(self, userids: Collection[str], quiet_seconds: float) -> AsyncIterator[Entry | None]:
        """Entries of these phones as they come; None after each quiet while, so that a dead connection is noticed."""
        queue: asyncio.Queue[Entry | None] = asyncio.Queue()
        for userid in userids:
            self._listeners[userid].add(queue)
        try:
            while not self._closed:
                try:
                    yield await asyncio.wait_for(queue.get(), quiet_seconds)
                except TimeoutError:
                    yield None
        finally:
            for userid in userids:
                self._listeners[userid].discard(queue)

    def close(self) -> None:
        """Let go of all listeners, so that a server that stops need not wait for open pages."""
        self._closed = True
        for queues in self._listeners.values():
            for queue in queues:
                queue.put_nowait(None)
