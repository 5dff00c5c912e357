"""The door of a parent's page: the link, the count of requests, who comes back from the platform, the session."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from console.books import Books
from console.keys import SESSION, WAY_BACK, Journey, Keys
from console.limits import Rate
from console.oauth import Identify, OAuth
from console.pages import Pages, Refused, TooOften
from handlers import parents
from storage import links
from storage.links import Link
from storage.vault import Vault

SESSION_COOKIE, JOURNEY_COOKIE = "letter", "letter_journey"
REQUESTS_A_MINUTE = 60
# The platform's codes are at most 512 bytes, our links far below.
LONGEST_TOKEN = 512


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

    Where the platform cannot recognise anybody (no `oauth`), or the guardian has no account (any more), the links of
    notices open nothing.
    """

    books: Books
    pages: Pages
    keys: Keys
    vault: Vault
    identify: Identify
    oauth: OAuth | None
    now: Callable[[], datetime]
    requests: Rate = field(default_factory=lambda: Rate(REQUESTS_A_MINUTE, timedelta(minutes=1)))

    async def visit(self, request: Request, *, is_urgent: IsUrgent = never) -> Visit:
        """Raises Refused, and TooOften unless it is urgent, which is asked only where it matters."""
        token, now = request.path_params["token"], self.now()
        link = links.read(self.vault, token, now) if len(token) <= LONGEST_TOKEN else None
        if link is None:
            raise Refused("token")
        if not self.requests.take(token, now) and not await is_urgent():
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
        cookie = request.cookies.get(SESSION_COOKIE, "")
        return Admitted(visit, cookie) if self.keys.opens(cookie, visit.token, visit.account, visit.now) else None

    async def sent_by_us(self, form: dict[str, str], request: Request, *, is_urgent: IsUrgent = never) -> Admitted:
        """Raises Refused unless the form is one that we gave to whom the link is for."""
        admitted = self.admitted(await self.visit(request, is_urgent=is_urgent), request)
        if admitted is None:
            raise Refused("session")
        if not self.keys.is_form_token(form.get("form_token", ""), admitted.holder):
            raise Refused("form token")
        return admitted

    async def recognise(self, visit: Visit, request: Request) -> Response:
        if self.oauth is None or visit.account is None:
            raise Refused("no way to be recognised")
        if "code" in request.query_params:
            return await self._arrive(visit, visit.account, request)
        journey = self.keys.depart(visit.token, visit.now)
        back = self.pages.place.base_url + f"/p/{visit.token}"
        response = self.pages.redirect(self.oauth.address(back, journey.state))
        self._set_cookie(response, visit, name=JOURNEY_COOKIE, value=journey.cookie, lives=WAY_BACK)
        return response

    async def _arrive(self, visit: Visit, account: str, request: Request) -> Response:
        query = request.query_params
        journey = Journey(query.get("state", ""), request.cookies.get(JOURNEY_COOKIE, ""))
        if not self.keys.arrives(visit.token, journey, visit.now):
            raise Refused("state")
        who = await self.identify(query["code"]) if 0 < len(query["code"]) <= LONGEST_TOKEN else None
        if who is None or not self.keys.same_account(who, account):
            raise Refused("somebody else")
        response = self.pages.redirect(self.path(visit))
        session = self.keys.session(visit.token, account, visit.now)
        self._set_cookie(response, visit, name=SESSION_COOKIE, value=session, lives=SESSION)
        response.delete_cookie(JOURNEY_COOKIE, path=self.path(visit))
        return response

    def path(self, visit: Visit) -> str:
        return self.pages.place.path(f"/p/{visit.token}")

    def _set_cookie(self, response: Response, visit: Visit, *, name: str, value: str, lives: timedelta) -> None:
        response.set_cookie(
            name,
            value,
            max_age=int(lives.total_seconds()),
            path=self.path(visit),
            secure=self.pages.place.secure_cookies,
            httponly=True,
            samesite="lax",
        )
