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
from console.class_pages import ClassPages, Picture
from console.door import SESSION_COOKIE, Door
from console.keys import Keys
from console.ledgers import Ledgers
from console.letters import Letters
from console.oauth import Identify, OAuth
from console.pages import COMMON_HEADERS, STATIC, Pages
from console.passing import Passing
from console.place import Place
from console.recognition import Recognition
from language.say import ledger as say_ledger
from language.say import reach as say_reach
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
    picture: Picture | None = None,
) -> list[BaseRoute]:
    """Everything under `/p/`, `/m/pass/`, `/m/ledger/`, `/m/class/` and `/static-console/`.

    Where the platform cannot recognise parents only personal links open their pages; where it cannot recognise
    members the link of a file is a key by itself.
    """
    books, pages, keys = Books(reading, submit), Pages(Place(base_url)), Keys(vault)
    known = Recognition(pages, keys, parents.identify, parents.oauth, "/p", SESSION_COOKIE)
    letters = Letters(books, pages, Door(books, known, vault, now), zone)
    passing = Passing(books, pages, vault, zone, now)
    for_staff = Pages(Place(base_url), title=say_ledger.TITLE, refused=say_ledger.REFUSAL)
    holder = Recognition(for_staff, keys, members.identify, members.oauth, "/m/ledger", "ledger")
    for_classes = Pages(Place(base_url), title=say_reach.TITLE, refused=say_reach.REFUSAL)
    looker = Recognition(for_classes, keys, members.identify, members.oauth, "/m/class", "class")
    guarded = pages.guarded
    return [
        Route("/p/{token}", guarded(letters.show), methods=["GET"]),
        Route("/p/{token}/answer", guarded(letters.answer), methods=["POST"]),
        Route("/p/{token}/decline", guarded(letters.decline), methods=["POST"]),
        Route("/p/{token}/resume", guarded(letters.resume), methods=["POST"]),
        Route("/m/pass/{token}", guarded(passing.show), methods=["GET"]),
        *_of_ledgers(Ledgers(books, for_staff, holder, zone, now)),
        *_of_classes(ClassPages(books, for_classes, looker, picture, zone, now)),
        # Another method, another path below: the same refusal, so that nothing can be told apart.
        _below("/p", _refusing(pages)),
        _below("/m/pass", _refusing(pages)),
        Mount(STATIC, _Files(directory=FILES)),
    ]


def _of_ledgers(ledgers: Ledgers) -> list[BaseRoute]:
    guarded = ledgers.pages.guarded
    return [
        Route("/m/ledger/{token}", guarded(ledgers.show), methods=["GET"]),
        Route("/m/ledger/{token}", guarded(ledgers.take), methods=["POST"]),
        _below("/m/ledger", _refusing(ledgers.pages)),
    ]


def _of_classes(classes: ClassPages) -> list[BaseRoute]:
    guarded = classes.pages.guarded
    return [
        Route("/m/class/{token}", guarded(classes.show), methods=["GET"]),
        Route("/m/class/{token}/code", guarded(classes.code), methods=["GET"]),
        _below("/m/class", _refusing(classes.pages)),
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
