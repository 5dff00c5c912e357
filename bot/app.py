"""The composition root of the web service: real clock, database and desk meet here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from bot.callback import Callback, is_callback_path
from bot.clock import now
from bot.corps import Corps, default_corp
from bot.database import open_store, prepare
from bot.desk import Desk
from bot.domain_check import DomainCheck
from bot.health import Readiness, healthz
from bot.settings import Settings
from handlers.conversation import Conversation

# Past the platform's 5 seconds it has hung up, and repeats under either of its two rules.
PATIENCE_SECONDS = 7.0


@dataclass(frozen=True, slots=True)
class Front:
    """The first thing that sees a request: the callback does not pay for the layers that pages need."""

    callback: Callback
    rest: FastAPI

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_callback = scope["type"] == "http" and is_callback_path(scope["path"])
        await (self.callback if is_callback else self.rest)(scope, receive, send)


def create_app(settings: Settings, *, patience: float = PATIENCE_SECONDS) -> Front:
    """The service; connects to nothing before it starts. Raises BadCallbackSettings for impossible keys.

    `patience`: for how many seconds a message is held while nothing can be stored.
    """
    corp = default_corp(settings)
    store = open_store(settings)
    desk = Desk(
        store,
        Conversation(settings.zone),
        patience=patience,
        prepare=lambda: prepare(store, settings),
    )
    callback = Callback(Corps(corp, store), desk, now, patience)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        desk.start()
        yield
        await asyncio.to_thread(desk.stop)
        store.engine.dispose()

    routes: list[BaseRoute] = [
        Route("/WW_verify_{code}.txt", DomainCheck(settings.data_dir / "verify").file, methods=["GET"]),
        Route("/healthz", healthz, methods=["GET"]),
        Route("/readyz", Readiness(store, desk).readyz, methods=["GET"]),
    ]
    return Front(callback, FastAPI(lifespan=lifespan, routes=routes, openapi_url=None))
