"""The picture that parents scan to follow the school: asked of the platform once a day, and given out by ourselves."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

import structlog

from bot.wecom import api
from bot.wecom.edge import Edge
from bot.wecom.errors import WeComError

KEPT = timedelta(days=1).total_seconds()
# Where the platform gave none it is asked again after so long.
ASKED_AGAIN = 60.0
TYPES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}

log = structlog.get_logger()


class SubscribePicture:
    """Call it for the picture and its media type; None where there is none."""

    def __init__(self, edge: Edge | None, clock: Callable[[], float] = monotonic) -> None:
        self._edge, self._clock = edge, clock
        self._known: tuple[bytes, str] | None = None
        self._until = -1.0
        self._asking = asyncio.Lock()

    async def __call__(self) -> tuple[bytes, str] | None:
        async with self._asking:
            if self._edge is not None and self._clock() >= self._until:
                # What was known is better than nothing.
                found = await self._fetch(self._edge)
                self._known, pause = found or self._known, KEPT if found else ASKED_AGAIN
                self._until = self._clock() + pause
        return self._known

    async def _fetch(self, edge: Edge) -> tuple[bytes, str] | None:
        try:
            code = await edge.acall(api.subscribe_qr_code, edge.parents)
            content = await edge.acall(edge.parents.picture, code.middle or code.big or code.thumb)
        except WeComError as error:
            log.warning("no_subscribe_picture", code=error.code, name=error.name)
            return None
        media_type = next((kind for start, kind in TYPES.items() if content.startswith(start)), None)
        return (content, media_type) if media_type else None
