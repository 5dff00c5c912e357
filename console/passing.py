"""The teacher's pages with links for guardians whom the platform does not reach: of one note, and of all families."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from console.books import Books
from console.door import REQUESTS_A_MINUTE
from console.limits import Rate
from console.pages import Pages, Refused, TooOften
from console.recognition import LONGEST_TOKEN, Recognition
from handlers import passing_on
from handlers.passing_on import ToPassOn
from language.say import families as say
from language.say import pages_parent
from storage import links
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Shown:
    """A link as its page shows it: what it is, as an address and as a code."""

    label: str
    until: datetime
    teacher: str
    declined: bool
    known: bool
    url: str
    code: Markup


@dataclass(frozen=True, slots=True)
class Passing:
    """The endpoint of one note. Its own link is the key: it was given to the writer in the chat. It changes nothing, so
    a chat's preview may look at it, too."""

    books: Books
    pages: Pages
    vault: Vault
    zone: ZoneInfo
    now: Callable[[], datetime]
    requests: Rate = field(default_factory=lambda: Rate(REQUESTS_A_MINUTE, timedelta(minutes=1)))

    async def show(self, request: Request) -> Response:
        token, now = request.path_params["token"], self.now()
        if request.method != "GET" or len(token) > LONGEST_TOKEN:
            raise Refused("token")
        if not self.requests.take(token, now):
            raise TooOften
        link = links.read_pass(self.vault, token, now)
        if link is None:
            raise Refused("token")
        passed = await self.books.read(
            lambda work: passing_on.to_pass_on(work, link.member_id, link.note_id, now, self.zone)
        )
        if passed is None:
            raise Refused("gone")
        until = passed.until.astimezone(self.zone)
        caution = pages_parent.pass_caution(passed.label, until)
        if passed.standing:
            caution = f"{pages_parent.pass_alone(passed.label)}{say.standing_caution(passed.label, until)}"
        shown = _shown(self.pages, passed, self.zone)
        return self.pages.page("pass.html", passed=shown, families=say, caution=caution)


@dataclass(frozen=True, slots=True)
class Families:
    """The endpoint of all families of a teacher. Where the platform can recognise members it must be the one who asked;
    else the link alone is the key, for half an hour."""

    books: Books
    pages: Pages
    recognition: Recognition
    vault: Vault
    zone: ZoneInfo
    now: Callable[[], datetime]
    requests: Rate = field(default_factory=lambda: Rate(REQUESTS_A_MINUTE, timedelta(minutes=1)))

    async def show(self, request: Request) -> Response:
        token, now = request.path_params["token"], self.now()
        if request.method != "GET" or len(token) > LONGEST_TOKEN:
            raise Refused("token")
        if not self.requests.take(token, now):
            raise TooOften
        member_id = links.read_families(self.vault, token, now)
        if member_id is None:
            raise Refused("token")
        teacher = await self.books.read(lambda work: passing_on.teacher_of(work, member_id, now, self.zone))
        if teacher is None:
            raise Refused("gone")
        if self.recognition.oauth is not None:
            user_id = teacher.member.user_id
            if self.recognition.session(request, token, user_id, now) is None:
                return await self.recognition.recognise(request, token, user_id, now)
            if "code" in request.query_params:
                return self.pages.redirect(self.recognition.path(token))
        found = await self.books.read(lambda work: passing_on.families_of(work, member_id, now, self.zone))
        shown = [_shown(self.pages, one, self.zone) for one in found]
        return self.pages.page("families.html", families=say, shown=shown)


def _shown(pages: Pages, one: ToPassOn, zone: ZoneInfo) -> Shown:
    url = pages.place.base_url + f"/p/{one.token}"
    code = Markup(segno.make_qr(url).svg_inline(border=0, omitsize=True))
    return Shown(one.label, one.until.astimezone(zone), one.teacher, one.declined, one.known, url, code)
