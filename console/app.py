"""The routes of the pages, to be mounted by the composition root."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from console.books import Books
from console.door import SESSION_COOKIE, Door
from console.keys import Keys
from console.ledgers import Ledgers
from console.letters import Letters
from console.oauth import Identify, OAuth
from console.pages import COMMON_HEADERS, STATIC, Pages
from console.passing import Passing
from console.place import Place
from console.recognition import Recognition
from console.service import Service
from language.say import ledger as say_ledger
from storage.vault import Vault
from storage.work import Submit, Work

FILES = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Visitors:
    """How one kind of people is recognised; `oauth` None: not at all."""

    identify: Identify
    oauth: OAuth | None


def routes(
    *,
    reading: Callable[[], AbstractContextManager[Work]],
    submit: Submit,
    parents: Visitors,
    members: Visitors,
    vault: Vault,
    base_url: str,
    zone: ZoneInfo,
    now: Callable[[], datetime],
) -> list[BaseRoute]:
    """Everything under `/p/`, `/m/pass/`, `/m/ledger/` and `/static-console/`.

    Where the platform cannot recognise parents only personal links open their pages; where it cannot recognise
    members the link of a file is a key by itself.
    """
    books, pages, keys = Books(reading, submit), Pages(Place(base_url)), Keys(vault)
    known = Recognition(pages, keys, parents.identify, parents.oauth, "/p", SESSION_COOKIE)
    door = Door(books, known, vault, now)
    letters, service = Letters(books, pages, door, zone), Service(books, pages, door)
    passing = Passing(books, pages, vault, zone, now)
    for_staff = Pages(Place(base_url), title=say_ledger.TITLE, refused=say_ledger.REFUSAL)
    holder = Recognition(for_staff, keys, members.identify, members.oauth, "/m/ledger", "ledger")
    ledgers = Ledgers(books, for_staff, holder, zone, now)
    guarded = pages.guarded
    return [
        Route("/p/{token}", guarded(letters.show), methods=["GET"]),
        Route("/p/{token}/answer", guarded(letters.answer), methods=["POST"]),
        Route("/p/{token}/decline", guarded(letters.decline), methods=["POST"]),
        Route("/p/{token}/resume", guarded(letters.resume), methods=["POST"]),
        Route("/p/{token}/service", guarded(service.enter), methods=["GET"]),
        Route("/m/pass/{token}", guarded(passing.show), methods=["GET"]),
        Route("/m/ledger/{token}", for_staff.guarded(ledgers.show), methods=["GET"]),
        Route("/m/ledger/{token}", for_staff.guarded(ledgers.take), methods=["POST"]),
        # Another method, another path below: the same refusal, so that nothing can be told apart.
        _below("/p", _refusing(pages)),
        _below("/m/pass", _refusing(pages)),
        _below("/m/ledger", _refusing(for_staff)),
        Mount(STATIC, _Files(directory=FILES)),
    ]


def _refusing(pages: Pages) -> ASGIApp:
    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        await pages.refusal()(scope, receive, send)

    return refuse


def _below(path: str, app: ASGIApp) -> Mount:
    mount = Mount(path, app)
    # By itself the expression ends at a line's end: an address with %0a in it would be told apart.
    mount.path_regex = re.compile(f"^{path}/(?P<path>.*)$", re.DOTALL)
    return mount


class _Files(StaticFiles):
    """The pages' own style and script."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update({**COMMON_HEADERS, "Cache-Control": "no-cache"})
        return response
