"""From a parent's page into the school's 微信客服: an invitation for that very guardian, and the way there."""

from dataclasses import dataclass, field
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from console.books import Books
from console.door import Door
from console.limits import Rate
from console.pages import Pages, Refused, TooOften
from handlers import parents
from storage.work import Work

INVITATIONS_A_DAY = 10


@dataclass(frozen=True, slots=True)
class Service:
    """The endpoint, behind the same door as the page."""

    books: Books
    pages: Pages
    door: Door
    invitations: Rate = field(default_factory=lambda: Rate(INVITATIONS_A_DAY, timedelta(days=1)))

    async def enter(self, request: Request) -> Response:
        """GET: a link and no form, since it leads away from us."""
        if request.method != "GET":
            raise Refused("method")
        visit = await self.door.visit(request)
        if self.door.admitted(visit, request) is None:
            return await self.door.recognise(visit, request)
        link = visit.link
        if not self.invitations.take(link.guardian_id, visit.now):
            raise TooOften

        def invite(work: Work) -> str | None:
            seen = parents.open_thread(work, link.guardian_id, link.note_id, visit.now, personal=link.personal)
            return parents.invite_to_service(work, link.guardian_id, visit.now) if seen else None

        address = await self.books.write(invite)
        if address is None:
            raise Refused("gone")
        return self.pages.redirect(address)
