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
from console.enclosures import Enclosures
from console.keys import Keys
from console.ledgers import Ledgers
from console.letters import Letters
from console.oauth import Identify, OAuth
from console.pages import COMMON_HEADERS, STATIC, Endpoint, Pages
from console.passing import Families, Passing
from console.place import Place
from console.recognition import Recognition
from language.say import families as say_families
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
    """Everything under `/p/`, `/m/pass/`, `/m/families/`, `/m/ledger/` and `/static-console/`.

    Where the platform cannot recognise parents only personal links open their pages; where it cannot recognise
    members the links of a file and of all families are keys by themselves.
    """
    books, pages, keys = Books(reading, submit), Pages(Place(base_url)), Keys(vault)
    known = Recognition(pages, keys, parents.identify, parents.oauth, "/p", SESSION_COOKIE)
    door = Door(books, known, vault, now)
    letters, enclosures = Letters(books, pages, door, zone), Enclosures(books, door)
    passing = Passing(books, pages, vault, zone, now)
    for_staff, for_teachers = (
        Pages(Place(base_url), title=said.TITLE, refused=said.REFUSAL) for said in (say_ledger, say_families)
    )
    holder = Recognition(for_staff, keys, members.identify, members.oauth, "/m/ledger", "ledger")
    ledgers = Ledgers(books, for_staff, holder, zone, now)
    teacher = Recognition(for_teachers, keys, members.identify, members.oauth, "/m/families", "families")
    families = Families(books, for_teachers, teacher, vault, zone, now)
    return [
        *_of_letters(letters, enclosures, pages.guarded),
        Route("/m/pass/{token}", pages.guarded(passing.show), methods=["GET"]),
        Route("/m/ledger/{token}", for_staff.guarded(ledgers.show), methods=["GET"]),
        Route("/m/ledger/{token}", for_staff.guarded(ledgers.take), methods=["POST"]),
        Route("/m/families/{token}", for_teachers.guarded(families.show), methods=["GET"]),
        # Another method, another path below: the same refusal, so that nothing can be told apart.
        _below("/p", _refusing(pages)),
        _below("/m/pass", _refusing(pages)),
        _below("/m/ledger", _refusing(for_staff)),
        _below("/m/families", _refusing(for_teachers)),
        Mount(STATIC, _Files(directory=FILES)),
    ]


def _of_letters(letters: Letters, enclosures: Enclosures, guarded: Callable[[Endpoint], Endpoint]) -> list[BaseRoute]:
    return [
        Route("/p/{token}", guarded(letters.show), methods=["GET"]),
        Route("/p/{token}/answer", guarded(letters.answer), methods=["POST"]),
        Route("/p/{token}/decline", guarded(letters.decline), methods=["POST"]),
        Route("/p/{token}/resume", guarded(letters.resume), methods=["POST"]),
        Route("/p/{token}/agree", guarded(letters.agree), methods=["POST"]),
        Route("/p/{token}/refuse", guarded(letters.refuse), methods=["POST"]),
        Route("/p/{token}/withdraw", guarded(letters.withdraw), methods=["POST"]),
        Route("/p/{token}/file/{attachment}", guarded(enclosures.show), methods=["GET"]),
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
