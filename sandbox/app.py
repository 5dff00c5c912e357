"""The sandbox as one ASGI app: the platform's API, the chat page and its HTTP, on one journal and one clock."""

import contextlib
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.api import Api
from sandbox.chats import Chats
from sandbox.hub import Hub
from sandbox.journal import Journal
from sandbox.phones import Phones
from sandbox.pusher import Pusher
from sandbox.settings import RetryMode, SandboxSettings

__all__ = ["RetryMode", "SandboxSettings", "create_app"]

_STATIC = Path(__file__).parent / "static"
_PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}


def create_app(settings: SandboxSettings, clock: Callable[[], float] = time.time) -> Starlette:
    """Build the app; `clock` tells unix seconds and moves everything that ages.

    The HTTP session to the bot opens and closes with the app's lifespan, so run it under a server that has one.
    `app.state.hub.close()` lets go of open pages.
    """
    journal, hub = Journal(settings.data_dir), Hub()
    pusher = Pusher(settings, clock)
    phones = Phones(journal, hub, pusher, clock)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pusher:
            yield
        journal.close()

    app = Starlette(
        routes=[
            Route("/", _page, methods=["GET"]),
            Route("/healthz", _health, methods=["GET"]),
            Mount("/static", StaticFiles(directory=_STATIC)),
            *Api(settings, clock, phones).routes(),
            *Chats(settings, journal=journal, hub=hub, pusher=pusher, phones=phones).routes(),
        ],
        exception_handlers={HTTPException: _refusal},
        lifespan=lifespan,
    )
    app.state.hub = hub
    return app


async def _page(_: Request) -> Response:
    return FileResponse(_STATIC / "index.html", headers=_PAGE_HEADERS)


async def _health(_: Request) -> Response:
    return JSONResponse({"ok": True})


async def _refusal(_: Request, error: Exception) -> Response:
    """A refusal as JSON with one Chinese sentence."""
    if not isinstance(error, HTTPException):
        raise error
    return JSONResponse({"error": error.detail}, status_code=error.status_code, headers=error.headers)
