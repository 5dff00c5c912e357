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
from console.enclosures import Enclosures
from console.keys import Keys
from console.ledgers import Ledgers
from console.letters import Letters
from console.oauth import Identify, OAuth
from console.pages import COMMON_HEADERS, STATIC, Pages
from console.passing import Families, Passing
from console.place import Place
from console.recognition import Recognition
from console.service import Service
from language.say import families as say_families
from language.say import ledger as say_ledger
from language.say import pages_parent
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
    """Everything under `/p/`, `/m/pass/`, `/m/families/`, `/m/ledger/`, `/m/class/` and `/static-console/`.

    Where the platform cannot recognise parents only personal links open their pages; where it cannot recognise
    members the links of a file and of all families are keys by themselves.
    """
    books, keys = Books(reading, submit), Keys(vault)

    def told(title: str = pages_parent.TITLE, refused: str = pages_parent.REFUSAL) -> Pages:
        return Pages(Place(base_url), title=title, refused=refused)

    def member(pages: Pages, path: str, cookie: str) -> Recognition:
        return Recognition(pages, keys, members.identify, members.oauth, path, cookie)

    pages = told()
    known = Recognition(pages, keys, parents.identify, parents.oauth, "/p", SESSION_COOKIE)
    for_staff = told(say_ledger.TITLE, say_ledger.REFUSAL)
    for_classes = told(say_reach.TITLE, say_reach.REFUSAL)
    for_teachers = told(say_families.TITLE, say_families.REFUSAL)
    return [
        *_of_letters(books, pages, Door(books, known, vault, now), zone),
        *_of_passing(Passing(books, pages, vault, zone, now)),
        *_of_ledgers(Ledgers(books, for_staff, member(for_staff, "/m/ledger", "ledger"), zone, now)),
        *_of_families(Families(books, for_teachers, member(for_teachers, "/m/families", "families"), vault, zone, now)),
        *_of_classes(ClassPages(books, for_classes, member(for_classes, "/m/class", "class"), picture, zone, now)),
        Mount(STATIC, _Files(directory=FILES)),
    ]


# Another method, another path below: the same refusal, so that nothing can be told apart.


def _of_letters(books: Books, pages: Pages, door: Door, zone: ZoneInfo) -> list[BaseRoute]:
    letters, enclosures, service = (
        Letters(books, pages, door, zone),
        Enclosures(books, door),
        Service(books, pages, door),
    )
    guarded = pages.guarded
    forms = {
        "answer": letters.answer,
        "decline": letters.decline,
        "resume": letters.resume,
        "agree": letters.agree,
        "refuse": letters.refuse,
        "withdraw": letters.withdraw,
    }
    return [
        Route("/p/{token}", guarded(letters.show), methods=["GET"]),
        *(Route(f"/p/{{token}}/{name}", guarded(taken), methods=["POST"]) for name, taken in forms.items()),
        Route("/p/{token}/service", guarded(service.enter), methods=["GET"]),
        Route("/p/{token}/file/{attachment}", guarded(enclosures.show), methods=["GET"]),
        _below("/p", _refusing(pages)),
    ]


def _of_passing(passing: Passing) -> list[BaseRoute]:
    pages = passing.pages
    return [
        Route("/m/pass/{token}", pages.guarded(passing.show), methods=["GET"]),
        _below("/m/pass", _refusing(pages)),
    ]


def _of_families(families: Families) -> list[BaseRoute]:
    return [
        Route("/m/families/{token}", families.pages.guarded(families.show), methods=["GET"]),
        _below("/m/families", _refusing(families.pages)),
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
