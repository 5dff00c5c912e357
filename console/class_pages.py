"""The page of a class: the code that parents scan to follow, three steps, and how many families can be reached."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from console.books import Books
from console.door import REQUESTS_A_MINUTE
from console.limits import Rate
from console.pages import COMMON_HEADERS, Pages, Refused, TooOften
from console.recognition import LONGEST_TOKEN, Recognition
from handlers import reaching
from handlers.context import Moment
from language.say import reach as say
from storage import downloads
from storage.downloads import Download

Picture = Callable[[], Awaitable[tuple[bytes, str] | None]]
"""The platform's picture and its media type; None where it gives none."""
WIDTH = 300  # of the bars of the chart, in its own units


@dataclass(frozen=True, slots=True)
class _Bar:
    """One class of the chart."""

    called: str
    reached: int
    count: int
    width: int


@dataclass(frozen=True, slots=True)
class ClassPages:
    """The endpoints. Nothing is used up by a look; whoever is no longer to see a class sees nothing of it."""

    books: Books
    pages: Pages
    recognition: Recognition
    picture: Picture | None
    zone: ZoneInfo
    now: Callable[[], datetime]
    requests: Rate = field(default_factory=lambda: Rate(REQUESTS_A_MINUTE, timedelta(minutes=1)))

    async def show(self, request: Request) -> Response:
        """GET: the page, or the way to the platform and back from there."""
        token = request.path_params["token"]
        visit = await self._visit(request, token)
        if isinstance(visit, Response):
            return visit
        path = self.recognition.path(token)
        if "code" in request.query_params:
            return self.pages.redirect(path)
        moment = Moment(self.now(), self.zone, 0)
        sheet = await self.books.read(lambda work: reaching.sheet_of(work, visit, moment))
        if sheet is None:
            raise Refused("gone")
        bars = [
            _Bar(one.called, one.reached, one.count, round(WIDTH * one.reached / one.count)) for one in sheet.classes
        ]
        code = f"{path}/code" if await self._picture() else ""
        heading = say.heading(sheet.called)
        return self.pages.page("class.html", reach=say, heading=heading, bars=bars, code=code, width=WIDTH)

    async def code(self, request: Request) -> Response:
        """GET: the picture, from our own address: the page asks no foreign host for anything."""
        visit = await self._visit(request, request.path_params["token"])
        found = await self._picture()
        if isinstance(visit, Response) or found is None:
            raise Refused("no picture")
        content, media_type = found
        headers = {**COMMON_HEADERS, "Cache-Control": "private, max-age=3600"}
        return Response(content, media_type=media_type, headers=headers)

    async def _picture(self) -> tuple[bytes, str] | None:
        return await self.picture() if self.picture is not None else None

    async def _visit(self, request: Request, token: str) -> Download | Response:
        now = self.now()
        if not 0 < len(token) <= LONGEST_TOKEN:
            raise Refused("token")
        if not self.requests.take(token, now):
            raise TooOften
        download = await self.books.read(lambda work: downloads.find(work, token, now))
        if download is None or not download.what.startswith(f"{reaching.WHAT}:"):
            raise Refused("token")
        if self.recognition.oauth is None or self.recognition.session(request, token, download.user_id, now):
            return download
        return await self.recognition.recognise(request, token, download.user_id, now)
