"""The door of a parent's page: the link, the count of requests, who comes back from the platform, the session."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from console.books import Books
from console.limits import Rate
from console.pages import Refused, TooOften
from console.recognition import LONGEST_TOKEN, Recognition
from handlers import parents
from storage import links
from storage.links import Link
from storage.vault import Vault

SESSION_COOKIE, JOURNEY_COOKIE = "letter", "letter_journey"
REQUESTS_A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Visit:
    """A link that we made and that still runs; `account` is whom the platform must recognise, None where personal."""

    token: str
    link: Link
    account: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Admitted:
    """A visit by whom the link is for; `holder` is what proved it."""

    visit: Visit
    holder: str


IsUrgent = Callable[[], Awaitable[bool]]


async def never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Door:
    """Behind the link of a notice comes only whom the platform recognises; a personal link is a key by itself.

    Where the platform cannot recognise anybody, or the guardian has no account (any more), the links of notices open
    nothing.
    """

    books: Books
    recognition: Recognition
    vault: Vault
    now: Callable[[], datetime]
    requests: Rate = field(default_factory=lambda: Rate(REQUESTS_A_MINUTE, timedelta(minutes=1)))

    async def visit(self, request: Request, *, is_urgent: IsUrgent = never, count: Rate | None = None) -> Visit:
        """Raises Refused, and TooOften unless it is urgent, which is asked only where it matters.

        `count` instead of the usual one: a page of pictures asks for many things at once.
        """
        token, now = request.path_params["token"], self.now()
        link = links.read(self.vault, token, now) if len(token) <= LONGEST_TOKEN else None
        if link is None:
            raise Refused("token")
        if not (count or self.requests).take(token, now) and not await is_urgent():
            raise TooOften
        if link.personal:
            return Visit(token, link, None, now)
        account = await self.books.read(lambda work: parents.account_of(work, link.guardian_id))
        if account is None:
            raise Refused("no account")
        return Visit(token, link, account, now)

    def admitted(self, visit: Visit, request: Request) -> Admitted | None:
        if visit.account is None:
            return Admitted(visit, visit.token)
        session = self.recognition.session(request, visit.token, visit.account, visit.now)
        return Admitted(visit, session) if session else None

    async def sent_by_us(self, form: dict[str, str], request: Request, *, is_urgent: IsUrgent = never) -> Admitted:
        """Raises Refused unless the form is one that we gave to whom the link is for."""
        admitted = self.admitted(await self.visit(request, is_urgent=is_urgent), request)
        if admitted is None:
            raise Refused("session")
        if not self.recognition.keys.is_form_token(form.get("form_token", ""), admitted.holder):
            raise Refused("form token")
        return admitted

    async def recognise(self, visit: Visit, request: Request) -> Response:
        if visit.account is None:
            raise Refused("no way to be recognised")
        return await self.recognition.recognise(request, visit.token, visit.account, visit.now)

    def path(self, visit: Visit) -> str:
        return self.recognition.path(visit.token)
