"""The sandbox as one ASGI app: the platform's API, the chat page and its HTTP, on one journal and one clock."""

import contextlib
import sqlite3
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
from sandbox.api_media import MediaApi
from sandbox.api_members import MembersApi
from sandbox.api_messages import MessagesApi
from sandbox.api_school import SchoolApi
from sandbox.bench import Bench
from sandbox.chats import Chats
from sandbox.clock import TravelClock
from sandbox.database import open_database
from sandbox.directory_bench import DirectoryBench
from sandbox.facts import Facts, Followers, Staff
from sandbox.faults import Faults
from sandbox.hub import Hub
from sandbox.journal import Journal
from sandbox.kf.account import open_account
from sandbox.kf.api import KfApi
from sandbox.kf.chats import KfChats
from sandbox.kf.customers import Customers
from sandbox.kf.news import Bell
from sandbox.media import MediaStore
from sandbox.menus import Menus
from sandbox.notices import Notices
from sandbox.oauth import Logins
from sandbox.outbox import Outbox
from sandbox.people import People
from sandbox.phones import Phones
from sandbox.pusher import Pusher
from sandbox.sending import Sending
from sandbox.settings import RetryMode, SandboxSettings
from sandbox.staff_bench import StaffBench
from sandbox.subscribe_code import code_routes
from sandbox.taps import Taps
from sandbox.touch import Touch

__all__ = ["RetryMode", "SandboxSettings", "create_app"]

_STATIC = Path(__file__).parent / "static"
_PAGE_HEADERS = {
    # The product's own pages open inside a phone, wherever they are served.
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-src 'self' http: https:; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}


def create_app(settings: SandboxSettings, clock: Callable[[], float] = time.time) -> Starlette:
    """Build the app; `clock` tells unix seconds and moves, with the offset of `settings.clock_file`, all that ages.

    The HTTP session to the bot opens and closes with the app's lifespan, so run it under a server that has one.
    `app.state.hub.close()` lets go of open pages.
    """
    database, hub = open_database(settings.data_dir), Hub()
    now = TravelClock(settings.clock_file, clock)
    pusher = Pusher(settings, now)
    bell = Bell(pusher)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pusher:
            yield
            await bell.close()
        database.close()

    app = Starlette(
        routes=[
            Route("/", _page, methods=["GET"]),
            Route("/healthz", _health, methods=["GET"]),
            Mount("/static", StaticFiles(directory=_STATIC)),
            *_routes(settings, now, database=database, hub=hub, pusher=pusher, bell=bell),
        ],
        exception_handlers={HTTPException: _refusal},
        lifespan=lifespan,
    )
    app.state.hub = hub
    return app


def _routes(
    settings: SandboxSettings,
    clock: TravelClock,
    *,
    database: sqlite3.Connection,
    hub: Hub,
    pusher: Pusher,
    bell: Bell,
) -> list[Route]:
    """The platform's API and the chat page's HTTP, on the same phones."""
    journal, outbox, facts = Journal(database), Outbox(database), Facts(database)
    followers, staff = Followers(settings.directory, facts), Staff(settings.members, settings.parties, facts)
    customers = Customers(followers)
    media = MediaStore(database, settings.data_dir / "media", clock)
    phones = Phones(journal, hub, pusher, clock)
    logins = Logins(settings, staff, followers, customers, clock=clock)
    menus, faults, files = Menus(facts), Faults(clock), MediaApi(media)
    people = People(settings, staff, followers, customers)
    chats = Chats(people, journal=journal, hub=hub, pusher=pusher, phones=phones, media=media)
    taps = Taps(journal, outbox, phones, clock)
    touch = Touch(people, agent_id=settings.agent_id, journal=journal, phones=phones, taps=taps, menus=menus)
    account = open_account(
        settings, clock, database=database, customers=customers, media=media, phones=phones, bell=bell
    )
    messages = _messages(settings, clock, followers, staff, outbox=outbox, media=media, journal=journal, phones=phones)
    groups = (messages, MembersApi(settings, staff), SchoolApi(followers, logins), menus, files, KfApi(account))
    return [
        *Api(settings, clock, faults).routes(row for group in groups for row in group.rows()),
        *people.routes(),
        *files.routes(),
        *KfChats(account, journal).routes(),
        *chats.routes(),
        *touch.routes(),
        *_for_experiments(clock, followers, staff, phones=phones, journal=journal),
        *faults.routes(),
        *logins.routes(),
    ]


def _for_experiments(
    clock: TravelClock, followers: Followers, staff: Staff, *, phones: Phones, journal: Journal
) -> list[Route]:
    return [
        *Bench(clock, followers, phones, journal).routes(),
        *DirectoryBench(followers, phones).routes(),
        *StaffBench(staff, phones).routes(),
        *code_routes(),
    ]


def _messages(
    settings: SandboxSettings,
    clock: TravelClock,
    followers: Followers,
    staff: Staff,
    *,
    outbox: Outbox,
    media: MediaStore,
    journal: Journal,
    phones: Phones,
) -> MessagesApi:
    return MessagesApi(
        sending=Sending(staff, clock, outbox, media),
        notices=Notices(followers, clock, media, silent_non_followers=settings.silent_non_followers),
        outbox=outbox,
        journal=journal,
        phones=phones,
        clock=clock,
    )


async def _page(_: Request) -> Response:
    return FileResponse(_STATIC / "index.html", headers=_PAGE_HEADERS)


async def _health(_: Request) -> Response:
    return JSONResponse({"ok": True})


async def _refusal(_: Request, error: Exception) -> Response:
    """A refusal as JSON with one Chinese sentence."""
    if not isinstance(error, HTTPException):
        raise error
    return JSONResponse({"error": error.detail}, status_code=error.status_code, headers=error.headers)
