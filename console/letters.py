"""A parent's page: the notes about one child, an answer, and whether to get any more."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from console.books import Books
from console.door import Admitted, Door, Visit
from console.forms import clean, read_form
from console.limits import Rate
from console.pages import Pages, Refused, TooOften
from duty.danger import Grade
from duty.ways import Way
from handlers import consents, parents
from handlers.home_words import Answered
from handlers.parents import Thread
from language.hear.risk import risk
from language.say import consent as say_consent
from language.say import files as say_files
from language.say.pages_parent import MISTAKEN, Said
from storage.work import Work

ANSWERS_A_DAY = 20
# Words of danger are let through where the other counts are full: a cry for help, but not a flood.
CRIES_A_DAY = 60
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
class Letters:
    """The endpoints, behind the door."""

    books: Books
    pages: Pages
    door: Door
    zone: ZoneInfo
    answers: Rate = field(default_factory=lambda: Rate(ANSWERS_A_DAY, timedelta(days=1)))
    cries: Rate = field(default_factory=lambda: Rate(CRIES_A_DAY, timedelta(days=1)))

    async def show(self, request: Request) -> Response:
        """GET: the page itself, or the way to the platform and back from there."""
        if request.method != "GET":
            raise Refused("method")
        visit = await self.door.visit(request)
        admitted = self.door.admitted(visit, request)
        if admitted is None:
            return await self.door.recognise(visit, request)
        if "code" in request.query_params:
            # The way back again, as by the browser's own button: everything is settled already.
            return self.pages.redirect(self.door.path(visit))
        return await self._page(admitted, _just_said(request, visit.now))

    async def answer(self, request: Request) -> Response:
        """POST: an answer to the teacher; the same form sent twice is one answer."""
        form = await read_form(request)
        text = clean(form.get("text", ""))

        async def is_urgent() -> bool:
            # In a thread, and only for who holds a link of ours: a long text takes its time.
            return (await anyio.to_thread.run_sync(risk, text)).grade is Grade.URGENT

        admitted = await self.door.sent_by_us(form, request, is_urgent=is_urgent)
        urgent = await is_urgent()
        visit, client_key = admitted.visit, form.get("client_key", "")
        if not CLIENT_KEY.fullmatch(client_key):
            raise Refused("client key")
        if not self._may_answer(visit, f"{client_key}:{hash(text)}", urgent=urgent):
            raise TooOften
        answered = await self.books.write(lambda work: self._answer(work, visit, text, client_key, urgent=urgent))
        if answered is Answered.GONE:
            raise Refused("gone")
        if answered in (Answered.EMPTY, Answered.TOO_LONG):
            return await self._page(admitted, SAID[answered], text=text, client_key=client_key)
        if answered is Answered.REPEATED and urgent:
            # Of a double click only the second answer is seen: what to do now must not be lost with the first.
            answered = Answered.DANGER
        return self._back(visit, SAID[answered])

    async def decline(self, request: Request) -> Response:
        """POST: no more notes, please."""
        return await self._change(request, parents.decline, Said.DECLINED)

    async def resume(self, request: Request) -> Response:
        """POST: notes are welcome again."""
        return await self._change(request, parents.resume, Said.RESUMED)

    async def agree(self, request: Request) -> Response:
        """POST: notes may come, where the school asks first."""
        return await self._change(request, _agree, Said.AGREED)

    async def refuse(self, request: Request) -> Response:
        """POST: not now."""
        return await self._change(request, _withdraw, Said.NOT_NOW)

    async def withdraw(self, request: Request) -> Response:
        """POST: no more."""
        return await self._change(request, _withdraw, Said.WITHDRAWN)

    async def _change(self, request: Request, change: Callable[[Work, int, datetime], bool], said: Said) -> Response:
        form = await read_form(request)
        visit = (await self.door.sent_by_us(form, request)).visit
        guardian_id = visit.link.guardian_id

        def job(work: Work) -> bool:
            return self._open(work, visit) is not None and change(work, guardian_id, visit.now)

        if not await self.books.write(job):
            raise Refused("gone")
        return self._back(visit, said)

    async def _page(self, admitted: Admitted, said: Said | None, *, text: str = "", client_key: str = "") -> Response:
        visit = admitted.visit
        thread = await self.books.write(lambda work: self._open(work, visit))
        if thread is None:
            raise Refused("gone")
        return self.pages.page(
            "letter.html",
            422 if client_key else 200,
            thread=thread,
            consent=say_consent,
            files=say_files,
            said=said,
            text=text,
            client_key=client_key or secrets.token_urlsafe(16),
            form_token=self.door.recognition.keys.form_token(admitted.holder),
            path=self.door.path(visit),
            local=visit.now.astimezone(self.zone),
        )

    def _open(self, work: Work, visit: Visit) -> Thread | None:
        return parents.open_page(work, visit.link, visit.now)

    def _may_answer(self, visit: Visit, once: str, *, urgent: bool) -> bool:
        counts = (self.answers, self.cries) if urgent else (self.answers,)
        return any(count.take(visit.link.guardian_id, visit.now, once=once) for count in counts)

    def _answer(self, work: Work, visit: Visit, text: str, client_key: str, *, urgent: bool) -> Answered:
        thread = self._open(work, visit)
        if thread is None or ((thread.declined or thread.asks_consent) and not urgent):
            # The page of somebody who wants no notes has no form to answer: this one is older, or not ours. But
            # that stops what is sent to them, not a cry for help.
            return Answered.GONE
        return parents.answer(work, visit.link, text=text, client_key=client_key, at=visit.now, zone=self.zone)

    def _back(self, visit: Visit, said: Said) -> Response:
        return self.pages.redirect(f"{self.door.path(visit)}?said={said}&at={int(visit.now.timestamp())}")


def _agree(work: Work, guardian_id: int, at: datetime) -> bool:
    return consents.agree(work, guardian_id, at, Way.PAGE)


def _withdraw(work: Work, guardian_id: int, at: datetime) -> bool:
    return consents.withdraw(work, guardian_id, at, Way.PAGE)


def _just_said(request: Request, now: datetime) -> Said | None:
    """What the page's own address says to have happened, as long as that is news."""
    said, at = (request.query_params.get(name, "") for name in ("said", "at"))
    if not SECONDS.fullmatch(at) or abs(now.timestamp() - int(at)) > JUST_NOW.total_seconds():
        return None
    return next((one for one in DONE if one.value == said), None)
