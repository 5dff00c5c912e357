"""A small school with families, the pages on a port, and a pretend authorisation page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select, update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from console.app import Visitors, routes
from console.oauth import OAuth
from storage import findings, links
from storage.family_pages import FAMILY_PAGE
from storage.guardians import GUARDIAN
from storage.notes import NOTE, TEXT
from storage.roster import marks
from storage.rows import METADATA
from storage.work import Store, Work
from tests.console.browsing import Browser, Page
from tests.support import small_school
from tests.support.platform import AGENT_ID, CORP_ID
from tests.support.service import serving

T = TypeVar("T")

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime.fromtimestamp(small_school.NOON, UTC)
WRITTEN = NOON - timedelta(hours=2)

# Who, of whom, as what, with which account. Zhou's grandmother has none, so her link is a personal one; Li and Zhang
# have one mother.
FAMILIES = (
    ("li_mother", "20250102", "刘秀英", "母亲", "Liu_XiuYing"),
    ("li_father", "20250102", "李建国", "父亲", "li_jianguo"),
    ("zhang_mother", "20250101", "刘秀英", "母亲", "liu_xiuying"),
    ("zhou_grandmother", "20250103", "陈桂花", "奶奶", None),
)
WORDS = {
    "li_mother": "李四今天主动给同桌讲题，讲得很清楚。",
    "li_father": "李四今天上课很专心。",
    "zhang_mother": "张三的字越写越好看了。",
    "zhou_grandmother": "周一诺今天在食堂帮了大忙。",
}


@dataclass
class Clock:
    """Only a test moves it."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class World:
    """The pages at `base`; whoever asks the platform to be recognised is `signed_in`."""

    store: Store
    school: small_school.SmallSchool
    guardians: dict[str, int]
    notes: dict[str, int]
    clock: Clock
    base: str
    trouble: Exception | None = None  # of the database
    signed_in: str | None = None
    codes: dict[str, str | None] = field(default_factory=dict)
    before: dict[str, list[Any]] = field(default_factory=dict)

    def browser(self) -> Browser:
        return Browser(self.base)

    def token(self, who: str, *, about: str | None = None, personal: bool | None = None) -> str:
        """As the guardian gets it: inside a notice where there is an account, else by hand."""
        note, by_hand = self.notes[about or who], self.account(who) is None if personal is None else personal
        until = (WRITTEN if by_hand else self.clock()) + links.LIVES
        return links.make(self.store.vault, self.guardians[who], note, until, personal=by_hand)

    def url(self, who: str, *, personal: bool | None = None) -> str:
        return f"/p/{self.token(who, personal=personal)}"

    def account(self, who: str) -> str | None:
        return next(account for name, _, _, _, account in FAMILIES if name == who)

    def admitted(self, who: str) -> tuple[Browser, str, Page]:
        """A browser that this guardian opened the own page with, its path, and the page."""
        self.signed_in = self.account(who)
        browser, url = self.browser(), self.url(who)
        page = browser.follow(url)
        assert page.status == 200, page.text
        return browser, url, page

    def code_for(self, account: str | None) -> str:
        code = f"code{len(self.codes)}"
        self.codes[code] = account
        return code

    @contextmanager
    def reading(self) -> Iterator[Work]:
        if self.trouble:
            raise self.trouble
        with self.store.reading() as work:
            yield work

    def submit(self, job: Callable[[Work], T]) -> T:
        if self.trouble:
            raise self.trouble
        return self.store.submit(job)

    async def identify(self, code: str) -> str | None:
        """Like the platform's, a code is good once."""
        return self.codes.pop(code, None)

    def rows(self) -> dict[str, list[Any]]:
        with self.store.reading() as work:
            return {one.name: sorted(map(repr, work.connection.execute(select(one)))) for one in METADATA.sorted_tables}

    def watch(self) -> None:
        """From now on nothing may change."""
        self.before = self.rows()

    def change_guardian(self, who: str, **values: object) -> None:
        with self.store.writing() as work:
            work.connection.execute(update(GUARDIAN).where(GUARDIAN.c.id == self.guardians[who]).values(**values))

    def change_account(self, who: str, account: str | None) -> None:
        """As an import of the roster does it."""
        _, _, name, relation, _ = next(family for family in FAMILIES if family[0] == who)
        details = {"name": name, "relation": relation, **({"platform_account": account} if account else {})}
        self.change_guardian(
            who,
            sealed_details=self.store.vault.seal_json(details, "guardian.details"),
            platform_mark=marks.parent_account(self.store.vault, account) if account else None,
        )

    def change_note(self, who: str, **values: object) -> None:
        with self.store.writing() as work:
            work.connection.execute(update(NOTE).where(NOTE.c.id == self.notes[who]).values(**values))

    def forget(self, who: str) -> None:
        """As if the guardian had never been in the roster."""
        with self.store.writing() as work:
            for rows in (NOTE, FAMILY_PAGE):
                work.connection.execute(delete(rows).where(rows.c.guardian_id == self.guardians[who]))
            work.connection.execute(delete(GUARDIAN).where(GUARDIAN.c.id == self.guardians[who]))

    def answers(self) -> list[str]:
        """What guardians wrote, oldest first."""
        asked = select(NOTE.c.sealed_text).where(NOTE.c.from_guardian).order_by(NOTE.c.id)
        with self.store.reading() as work:
            return [work.vault.open(sealed, TEXT) for sealed in work.connection.execute(asked).scalars()]


@dataclass
class Host:
    """A server at `base` that shows one world after the other."""

    base: str = ""
    app: Starlette = field(default_factory=Starlette)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self.app(scope, receive, send)


@contextmanager
def hosting() -> Iterator[Host]:
    host = Host()
    with serving(host) as host.base:
        yield host


def show_world(host: Host, store: Store, school_id: int, *, with_oauth: bool = True) -> World:
    """A new world on the server, instead of the one before."""
    school = small_school.fill(store, school_id)
    guardians = {who: _guardian(store, school, who) for who in WORDS}
    notes = {who: _note(store, school, who, guardians[who]) for who in WORDS}
    with store.writing() as work:
        findings.note(work, findings.SERVICE_LINK, f"{host.base}/kf/kfc1?enc_scene=E", Clock()())
    world = World(store, school, guardians, notes, Clock(), host.base)
    host.app = _app(world, OAuth(host.base, CORP_ID, AGENT_ID) if with_oauth else None)
    return world


def _app(world: World, oauth: OAuth | None) -> Starlette:
    async def authorize(request: Request) -> Response:
        asked = request.query_params
        assert (asked["appid"], asked["scope"]) == (CORP_ID, "snsapi_base")
        back = urlencode({"code": world.code_for(world.signed_in), "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}")

    pages = routes(
        reading=world.reading,
        submit=world,
        parents=Visitors(world.identify, oauth),
        members=Visitors(world.identify, oauth),
        vault=world.store.vault,
        base_url=world.base,
        zone=ZONE,
        now=world.clock,
    )
    return Starlette(routes=[Route("/connect/oauth2/authorize", authorize), *pages])


def _guardian(store: Store, school: small_school.SmallSchool, who: str) -> int:
    _, number, name, relation, account = next(family for family in FAMILIES if family[0] == who)
    details = {"name": name, "relation": relation, **({"platform_account": account} if account else {})}
    with store.writing() as work:
        values = {
            "school_id": school.id,
            "student_id": school.students[number],
            "identity_mark": marks.guardian(work.vault, name, relation),
            "platform_mark": marks.parent_account(work.vault, account) if account else None,
            "no_contact": False,
            "sealed_details": work.vault.seal_json(details, "guardian.details"),
        }
        return int(work.connection.execute(insert(GUARDIAN).values(**values).returning(GUARDIAN.c.id)).scalar_one())


def _note(store: Store, school: small_school.SmallSchool, who: str, guardian_id: int) -> int:
    number = next(family[1] for family in FAMILIES if family[0] == who)
    with store.writing() as work:
        values = {
            "school_id": school.id,
            "member_id": school.members["WangFang"],
            "student_id": school.students[number],
            "guardian_id": guardian_id,
            "from_guardian": False,
            "state": "sent",
            "written_at": WRITTEN,
            "sealed_text": work.vault.seal(WORDS[who], TEXT),
        }
        return int(work.connection.execute(insert(NOTE).values(**values).returning(NOTE.c.id)).scalar_one())
