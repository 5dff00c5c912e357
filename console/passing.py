"""The teacher's page with the personal link for a guardian whom the platform does not reach."""

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
from console.recognition import LONGEST_TOKEN
from handlers import parents
from language.say import pages_parent
from storage import links
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Passing:
    """The endpoint. Its own link is the key: it was given to the writer in the chat. It changes nothing, so a chat's
    preview may look at it, too."""

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
        passed = await self.books.read(lambda work: parents.to_pass_on(work, link.member_id, link.note_id, now))
        if passed is None:
            raise Refused("gone")
        key = links.make(self.vault, passed.guardian_id, link.note_id, passed.until, personal=True)
        url = self.pages.place.base_url + f"/p/{key}"
        return self.pages.page(
            "pass.html",
            label=passed.label,
            what=pages_parent.pass_what(passed.label, declined=passed.declined),
            url=url,
            code=Markup(segno.make_qr(url).svg_inline(border=0, omitsize=True)),
            caution=pages_parent.pass_caution(passed.label, passed.until.astimezone(self.zone)),
        )
