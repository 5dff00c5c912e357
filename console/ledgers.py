"""A leader's page: one button, one file, once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from console.books import Books
from console.door import REQUESTS_A_MINUTE
from console.forms import read_form
from console.limits import Rate
from console.pages import COMMON_HEADERS, Pages, Refused, TooOften
from console.recognition import LONGEST_TOKEN, Recognition
from handlers import ledger
from handlers.ledger import Book
from language.say import ledger as say
from storage import downloads
from storage.downloads import Download
from storage.work import Work

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class _Visit:
    """A link that still works, by whom it is for; `holder` is what proved it."""

    token: str
    download: Download
    holder: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The endpoints. A look uses nothing up, so a chat's preview may look, too; the button does.

    Where the platform can recognise members it must be the one who asked; else the link alone is the key.
    """

    books: Books
    pages: Pages
    recognition: Recognition
    zone: ZoneInfo
    now: Callable[[], datetime]
    requests: Rate = field(default_factory=lambda: Rate(REQUESTS_A_MINUTE, timedelta(minutes=1)))

    async def show(self, request: Request) -> Response:
        """GET: the page with the button, or the way to the platform and back from there."""
        if request.method != "GET":
            raise Refused("method")
        visit = await self._visit(request)
        if isinstance(visit, Response):
            return visit
        path = self.recognition.path(visit.token)
        if "code" in request.query_params:
            return self.pages.redirect(path)
        heading = await self.books.read(lambda work: ledger.heading_of(work, visit.download))
        if heading is None:
            raise Refused("gone")
        form_token = self.recognition.keys.form_token(visit.holder)
        return self.pages.page("ledger.html", ledger=say, heading=heading, form_token=form_token, path=path)

    async def take(self, request: Request) -> Response:
        """POST: the file. The link is used up once it is made: trouble before that costs nobody the link."""
        form = await read_form(request)
        visit = await self._visit(request)
        if isinstance(visit, Response):
            raise Refused("session")
        if not self.recognition.keys.is_form_token(form.get("form_token", ""), visit.holder):
            raise Refused("form token")
        book = await self.books.read(lambda work: ledger.book_of(work, visit.download, visit.now, self.zone))
        if book is None:
            raise Refused("gone")

        def job(work: Work) -> bool:
            return ledger.take(work, visit.download, visit.now)

        if not await self.books.write(job):
            raise Refused("used")
        return _file(book)

    async def _visit(self, request: Request) -> _Visit | Response:
        token, now = request.path_params["token"], self.now()
        if not 0 < len(token) <= LONGEST_TOKEN:
            raise Refused("token")
        if not self.requests.take(token, now):
            raise TooOften
        download = await self.books.read(lambda work: downloads.find(work, token, now))
        if download is None:
            raise Refused("token")
        if self.recognition.oauth is None:
            return _Visit(token, download, token, now)
        session = self.recognition.session(request, token, download.user_id, now)
        if session is None:
            return await self.recognition.recognise(request, token, download.user_id, now)
        return _Visit(token, download, session, now)


def _file(book: Book) -> Response:
    headers = {
        **COMMON_HEADERS,
        "Cache-Control": "no-store",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(book.name)}",
    }
    return Response(book.content, media_type=XLSX, headers=headers)
