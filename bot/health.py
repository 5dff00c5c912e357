"""Is it alive, is it ready: what a supervisor or a load balancer asks."""

from dataclasses import dataclass

import anyio.to_thread
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.desk import Desk
from storage.migrate import needs_migration
from storage.work import Store


async def healthz(_request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


@dataclass(frozen=True, slots=True)
class Readiness:
    """What must be ready before messages can be taken."""

    store: Store
    desk: Desk

    async def readyz(self, _request: Request) -> Response:
        """200 with the database, its schema and the desk ready, else 503 and which of them is not."""
        database, schema = await anyio.to_thread.run_sync(self._look)
        parts = {"database": database, "migrations": schema, "desk": self.desk.alive}
        return JSONResponse(parts, status_code=200 if all(parts.values()) else 503)

    def _look(self) -> tuple[bool, bool]:
        try:
            return True, not needs_migration(self.store)
        except SQLAlchemyError:
            return False, False
