"""The pictures and files of a guardian's page, behind the door of that page, and never anything that a browser runs."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from console.books import Books
from console.door import Door
from console.forms import clean
from console.limits import Rate
from console.pages import COMMON_HEADERS, Refused
from handlers import parents
from handlers.enclosed import DOWNLOAD, Content
from language.say import files as say

FILES_A_MINUTE = 240
NUMBER = re.compile(r"[1-9][0-9]{0,14}")
# What a name must not hold to be one name on every system.
SEPARATING = re.compile(r'[/\\:*?"<>|\n]+')
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Enclosures:
    """The endpoint. It recognises nobody anew: whoever is shown the page is let in already."""

    books: Books
    door: Door
    requests: Rate = field(default_factory=lambda: Rate(FILES_A_MINUTE, timedelta(minutes=1)))

    async def show(self, request: Request) -> Response:
        if request.method != "GET":
            raise Refused("method")
        visit = await self.door.visit(request, count=self.requests)
        wanted = request.path_params["attachment"]
        if self.door.admitted(visit, request) is None or not NUMBER.fullmatch(wanted):
            raise Refused("session")
        content = await self.books.read(lambda work: parents.enclosed_content(work, visit.link, int(wanted)))
        if content is None:
            raise Refused("gone")
        return _response(content)


def _response(content: Content) -> Response:
    headers = {
        **COMMON_HEADERS,
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if content.content_type == DOWNLOAD:
        name = file_name(say.named(content.enclosed.kind, content.enclosed.name))
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content.found, media_type=content.content_type, headers=headers)


def file_name(name: str) -> str:
    """A name that stays in its folder and hides nothing; the end of a long one tells what it is."""
    plain = SEPARATING.sub("_", clean(name)).strip(". ")
    return plain[-LONGEST_NAME:] or say.named("", "")
