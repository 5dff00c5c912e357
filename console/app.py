"""The routes of the pages, to be mounted by the composition root."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from console.books import Books
from console.door import Door
from console.keys import Keys
from console.letters import Letters
from console.oauth import Identify, OAuth
from console.pages import COMMON_HEADERS, STATIC, Pages
from console.passing import Passing
from console.place import Place
from storage.vault import Vault
from storage.work import Submit, Work

FILES = Path(__file__).parent / "static"


def routes(
    *,
    reading: Callable[[], AbstractContextManager[Work]],
    submit: Submit,
    identify: Identify,
    oauth: OAuth | None,
    vault: Vault,
    base_url: str,
    zone: ZoneInfo,
    now: Callable[[], datetime],
) -> list[BaseRoute]:
    """Everything under `/p/`, `/m/pass/` and `/static-console/`.

    `oauth` None: the platform cannot recognise parents, and only personal links open their pages.
    """
    books, pages = Books(reading, submit), Pages(Place(base_url))
    door = Door(books, pages, Keys(vault), vault, identify=identify, oauth=oauth, now=now)
    letters, passing = Letters(books, pages, door, zone), Passing(books, pages, vault, zone, now)
    guarded = pages.guarded
    return [
        Route("/p/{token}", guarded(letters.show), methods=["GET"]),
        Route("/p/{token}/answer", guarded(letters.answer), methods=["POST"]),
        Route("/p/{token}/decline", guarded(letters.decline), methods=["POST"]),
        Route("/p/{token}/resume", guarded(letters.resume), methods=["POST"]),
        Route("/m/pass/{token}", guarded(passing.show), methods=["GET"]),
        # Another method, another path below: the same refusal, so that nothing can be told apart.
        _below("/p", _refusing(pages)),
        _below("/m/pass", _refusing(pages)),
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
