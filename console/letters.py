"""A parent's page: the notes about one child, an answer, and whether to get any more."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from console.books import Books
from console.forms import clean, read_form
from console.keys import SESSION, WAY_BACK, Journey, Keys
from console.limits import Rate
from console.oauth import Identify, OAuth
from console.pages import Pages, Refused, TooOften
from handlers import parents
from handlers.parents import Answered, Thread
from language.hear.danger import danger
from language.say.pages_parent import MISTAKEN, Said
from storage import links
from storage.links import Link
from storage.vault import Vault
from storage.work import Work

SESSION_COOKIE, JOURNEY_COOKIE = "letter", "letter_journey"
REQUESTS_A_MINUTE, ANSWERS_A_DAY = 60, 20
# The platform's codes are at most 512 bytes, our links far below.
LONGEST_TOKEN = 512
SECONDS = re.compile(r"[0-9]{1,12}")
CLIENT_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")

# What just happened is no longer so when the page is looked at again later.
JUST_NOW = timedelta(minutes=10)

SAID = {
    Answered.SAVED: Said.SAVED,
    Answered.SAVED_FOR_MORNING: Said.FOR_MORNING,
    Answered.REPEATED: Said.REPEATED,
    Answered.DANGER: Said.DANGER,
    Answered.EMPTY: Said.EMPTY,
    Answered.TOO_LONG: Said.TOO_LONG,
}
DONE = frozenset(Said) - MISTAKEN


@dataclass(frozen=True, slots=True)
class Visit:
    """A link that we made and that still runs; `account` is its guardian's on the platform, None without one."""

    token: str
    link: Link
    account: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Admitted:
    """A visit by whom the link is for; `holder` is what proved it."""

    visit: Visit
    holder: str


@dataclass(frozen=True, slots=True)
class Letters:
    """The endpoints. Whoever has an account must be recognised by the platform; without one the link is the key.

    Where the platform cannot recognise anybody (no `oauth`), the pages of guardians with an account stay shut.
    """

    books: Books
    pages: Pages
    keys: Keys
    vault: Vault
    identify: Identify
    oauth: OAuth | None
    zone: ZoneInfo
    now: Callable[[], datetime]
    requests: Rate = field(default_factory=lambda: Rate(REQUESTS_A_MINUTE, timedelta(minutes=1)))
    answers: Rate = field(default_factory=lambda: Rate(ANSWERS_A_DAY, timedelta(days=1)))

    async def show(self, request: Request) -> Response:
        """GET: the page itself, or the way to the platform and back from there."""
        if request.method != "GET":
            raise Refused("method")
        visit = await self._visit(request)
        admitted = self._admitted(visit, request)
        if admitted is None:
            return await self._recognise(visit, request)
        if "code" in request.query_params:
            # The way back again, as by the browser's own button: everything is settled already.
            return self.pages.redirect(self._path(visit))
        return await self._page(admitted, _just_said(request, visit.now))

    async def answer(self, request: Request) -> Response:
        """POST: an answer to the teacher; the same form sent twice is one answer."""
        form = await read_form(request)
        admitted = await self._sent_by_us(form, request)
        visit, client_key = admitted.visit, form.get("client_key", "")
        if not CLIENT_KEY.fullmatch(client_key):
            raise Refused("client key")
        if not self.answers.take(visit.link.guardian_id, visit.now, once=client_key):
            raise TooOften
        text = clean(form.get("text", ""))
        answered = await self.books.write(lambda work: self._answer(work, visit, text, client_key))
        if answered is Answered.GONE:
            raise Refused("gone")
        if answered in (Answered.EMPTY, Answered.TOO_LONG):
            return await self._page(admitted, SAID[answered], text=text, client_key=client_key)
        if answered is Answered.REPEATED and danger(text):
            # Of a double click only the second answer is seen: what to do now must not be lost with the first.
            answered = Answered.DANGER
        return self._back(visit, SAID[answered])

    async def decline(self, request: Request) -> Response:
        """POST: no more notes, please."""
        return await self._change(request, parents.decline, Said.DECLINED)

    async def resume(self, request: Request) -> Response:
        """POST: notes are welcome again."""
        return await self._change(request, parents.resume, Said.RESUMED)

    async def _change(self, request: Request, change: Callable[[Work, int, datetime], bool], said: Said) -> Response:
        form = await read_form(request)
        visit = (await self._sent_by_us(form, request)).visit
        guardian_id = visit.link.guardian_id

        def job(work: Work) -> bool:
            return self._open(work, visit) is not None and change(work, guardian_id, visit.now)

        if not await self.books.write(job):
            raise Refused("gone")
        return self._back(visit, said)

    async def _visit(self, request: Request) -> Visit:
        token, now = request.path_params["token"], self.now()
        if len(token) > LONGEST_TOKEN:
            raise Refused("token")
        if not self.requests.take(token, now):
            raise TooOften
        link = links.read(self.vault, token, now)
        if link is None:
            raise Refused("token")
        account = await self.books.read(lambda work: parents.account_of(work, link.guardian_id))
        return Visit(token, link, account, now)

    def _admitted(self, visit: Visit, request: Request) -> Admitted | None:
        if visit.account is None:
            return Admitted(visit, visit.token)
        cookie = request.cookies.get(SESSION_COOKIE, "")
        return Admitted(visit, cookie) if self.keys.opens(cookie, visit.token, visit.account, visit.now) else None

    async def _sent_by_us(self, form: dict[str, str], request: Request) -> Admitted:
        """Raises Refused unless the form is one that we gave to whom the link is for."""
        admitted = self._admitted(await self._visit(request), request)
        if admitted is None:
            raise Refused("session")
        if not self.keys.is_form_token(form.get("form_token", ""), admitted.holder):
            raise Refused("form token")
        return admitted

    async def _recognise(self, visit: Visit, request: Request) -> Response:
        if self.oauth is None or visit.account is None:
            raise Refused("no way to be recognised")
        if "code" in request.query_params:
            return await self._arrive(visit, visit.account, request)
        journey = self.keys.depart(visit.token, visit.now)
        back = self.pages.place.base_url + f"/p/{visit.token}"
        response = self.pages.redirect(self.oauth.address(back, journey.state))
        self._set_cookie(response, visit, JOURNEY_COOKIE, journey.cookie, WAY_BACK)
        return response

    async def _arrive(self, visit: Visit, account: str, request: Request) -> Response:
        query = request.query_params
        journey = Journey(query.get("state", ""), request.cookies.get(JOURNEY_COOKIE, ""))
        if not self.keys.arrives(visit.token, journey, visit.now):
            raise Refused("state")
        who = await self.identify(query["code"]) if 0 < len(query["code"]) <= LONGEST_TOKEN else None
        if who is None or not self.keys.same_account(who, account):
            raise Refused("somebody else")
        response = self.pages.redirect(self._path(visit))
        session = self.keys.session(visit.token, account, visit.now)
        self._set_cookie(response, visit, SESSION_COOKIE, session, SESSION)
        response.delete_cookie(JOURNEY_COOKIE, path=self._path(visit))
        return response

    async def _page(self, admitted: Admitted, said: Said | None, *, text: str = "", client_key: str = "") -> Response:
        visit = admitted.visit
        thread = await self.books.write(lambda work: self._open(work, visit))
        if thread is None:
            raise Refused("gone")
        return self.pages.page(
            "letter.html",
            422 if client_key else 200,
            thread=thread,
            said=said,
            text=text,
            client_key=client_key or secrets.token_urlsafe(16),
            form_token=self.keys.form_token(admitted.holder),
            path=self._path(visit),
            local=visit.now.astimezone(self.zone),
        )

    def _open(self, work: Work, visit: Visit) -> Thread | None:
        return parents.open_thread(work, visit.link.guardian_id, visit.link.note_id, visit.now)

    def _answer(self, work: Work, visit: Visit, text: str, client_key: str) -> Answered:
        guardian_id, note_id = visit.link.guardian_id, visit.link.note_id
        thread = self._open(work, visit)
        if thread is None or thread.declined:
            # The page of somebody who wants no notes has no form to answer: this one is older, or not ours.
            return Answered.GONE
        return parents.answer(
            work, guardian_id, note_id, text=text, client_key=client_key, at=visit.now, zone=self.zone
        )

    def _back(self, visit: Visit, said: Said) -> Response:
        return self.pages.redirect(f"{self._path(visit)}?said={said}&at={int(visit.now.timestamp())}")

    def _path(self, visit: Visit) -> str:
        return self.pages.place.path(f"/p/{visit.token}")

    def _set_cookie(self, response: Response, visit: Visit, name: str, value: str, lives: timedelta) -> None:
        response.set_cookie(
            name,
            value,
            max_age=int(lives.total_seconds()),
            path=self._path(visit),
            secure=self.pages.place.secure_cookies,
            httponly=True,
            samesite="lax",
        )


def _just_said(request: Request, now: datetime) -> Said | None:
    """What the page's own address says to have happened, as long as that is news."""
    said, at = (request.query_params.get(name, "") for name in ("said", "at"))
    if not SECONDS.fullmatch(at) or abs(now.timestamp() - int(at)) > JUST_NOW.total_seconds():
        return None
    return next((one for one in DONE if one.value == said), None)
