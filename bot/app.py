"""The composition root of the web service: real clock, database and desk meet here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from bot.background import Background
from bot.callback import Callback, is_callback_path
from bot.clock import now, use_clock_file
from bot.corps import Corps, default_corp
from bot.database import open_store, prepare
from bot.desk import Desk
from bot.domain_check import DomainCheck
from bot.health import Readiness, healthz
from bot.recognising import RecogniseMember, RecogniseParent
from bot.settings import Settings
from bot.subscribe_picture import SubscribePicture
from bot.wecom.edge import Edge
from console import app as pages
from console.app import Visitors
from console.oauth import OAuth
from handlers.conversation import Conversation
from storage import findings
from storage.work import Store

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


def create_app(settings: Settings, *, patience: float = PATIENCE_SECONDS, only_web: bool = False) -> Front:
    """The service; connects to nothing before it starts. Raises BadCallbackSettings for impossible keys.

    `patience`: for how many seconds a message is held while nothing can be stored. `only_web`: nothing is
    reminded of or delivered, since another process (`jiedui worker`) does it.
    """
    use_clock_file(settings.clock_file)
    corp = default_corp(settings)
    store = open_store(settings)
    desk = Desk(
        store,
        Conversation(settings.zone, settings.base_url),
        patience=patience,
        prepare=lambda: prepare(store, settings),
    )
    background = Background(settings, store, desk, works=not only_web)
    callback = Callback(
        Corps(corp, store),
        desk,
        now,
        patience,
        on_check=lambda: background.remember(findings.CALLBACK_SEEN, "url check"),
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        desk.start()
        background.start()
        yield
        await asyncio.to_thread(background.stop)
        await asyncio.to_thread(desk.stop)
        store.engine.dispose()

    routes = _routes(settings, store, desk, background.edge)
    return Front(callback, FastAPI(lifespan=lifespan, routes=routes, openapi_url=None))


def _routes(settings: Settings, store: Store, desk: Desk, edge: Edge | None) -> list[BaseRoute]:
    return [
        Route("/WW_verify_{code}.txt", DomainCheck(settings.data_dir / "verify").file, methods=["GET"]),
        Route("/healthz", healthz, methods=["GET"]),
        Route("/readyz", Readiness(store, desk).readyz, methods=["GET"]),
        *pages.routes(
            reading=store.reading,
            submit=desk,
            # Parents are recognised in the name of their own app, or else the teachers'.
            parents=Visitors(RecogniseParent(edge), _oauth(settings, settings.wecom_parent_agent_id)),
            members=Visitors(RecogniseMember(edge), _oauth(settings, None)),
            vault=store.vault,
            base_url=settings.base_url,
            zone=settings.zone,
            now=now,
            picture=SubscribePicture(edge),
        ),
    ]


def _oauth(settings: Settings, own: int | None) -> OAuth | None:
    """The app in whose name people are recognised: their own, or else the teachers'."""
    agent_id = own or settings.wecom_agent_id
    if agent_id is None or not settings.can_call or not settings.base_url:
        return None
    return OAuth(settings.wecom_oauth_base, settings.wecom_corp_id, agent_id)
