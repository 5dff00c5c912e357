"""The page with the code that parents scan: for whoever asked, from our own address, on a phone and on paper."""

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, update
from starlette.applications import Starlette
from starlette.routing import Route

from console.class_pages import ClassPages
from language.say import ledger as say_ledger
from language.say import reach as say
from storage import downloads
from storage.guardians import GUARDIAN
from storage.people import MEMBER, MEMBER_ROLE, roster_changed
from tests.console.browsing import Browser, Page
from tests.console.kit import Host, World
from tests.support.browser import PHONE, chromium, page_of

TEACHER, LEADER = "SunLi", "ChenJie"
PICTURE = b"the platform's picture"


@pytest.fixture
def picture(host: Host, world: World) -> list[tuple[bytes, str] | None]:
    """What the platform gives; to be changed."""
    gives: list[tuple[bytes, str] | None] = [(PICTURE, "image/png")]

    async def asked() -> tuple[bytes, str] | None:
        return gives[0]

    def with_picture(route: Route) -> Route:
        endpoint = route.endpoint
        closed: Any = next((cell.cell_contents for cell in endpoint.__closure__ or ()), None)
        if not isinstance(getattr(closed, "__self__", None), ClassPages):
            return route
        pages = replace(closed.__self__, picture=asked)
        return Route(route.path, pages.pages.guarded(getattr(pages, closed.__name__)), methods=["GET"])

    routes = [with_picture(one) if isinstance(one, Route) else one for one in host.app.routes]
    host.app = Starlette(routes=routes)
    return gives


def link(world: World, user: str = TEACHER, what: str = "reach::") -> str:
    with world.store.writing() as work:
        token = downloads.offer(work, world.school.id, world.school.members[user], what, world.clock())
    return f"/m/class/{token}"


def opened(world: World, url: str, user: str = TEACHER) -> tuple[Browser, Page]:
    world.signed_in = user
    browser = world.browser()
    return browser, browser.follow(url)


@pytest.mark.usefixtures("picture")
def test_the_code_comes_from_our_own_address_and_nothing_from_elsewhere(world: World) -> None:
    url = link(world)
    browser, page = opened(world, url)
    assert page.status == 200
    assert "七年级1班：请家长扫码关注" in page.text
    assert f'src="{url}/code"' in page.text
    assert page.headers["content-security-policy"].count("img-src 'self'") == 1
    code = browser.get(f"{url}/code")
    assert (code.status, code.headers["content-type"], code.text) == (200, "image/png", PICTURE.decode())
    assert opened(world, url)[1].status == 200  # as often as one likes
    for label in ("帮扶", "困难", "贫困", "留守", "学困", "结对"):
        assert label not in page.text
    for child in ("张三", "李四"):
        assert child not in page.text


def test_where_the_platform_gives_none_the_page_says_so(world: World, picture: list[tuple[bytes, str] | None]) -> None:
    picture[0] = None
    url = link(world)
    browser, page = opened(world, url)
    assert say.NO_CODE in page.text
    assert "<img" not in page.text
    assert browser.get(f"{url}/code").status == 403


@pytest.mark.usefixtures("picture")
@pytest.mark.parametrize("signed_in", ["WangFang", LEADER, "li_jianguo", None])
def test_whoever_else_holds_the_link_sees_nothing(world: World, signed_in: str | None) -> None:
    url = link(world)
    world.signed_in = signed_in
    browser = world.browser()
    page = browser.follow(url)
    assert (page.status, say.REFUSAL in page.text) == (403, True)
    assert browser.get(f"{url}/code").status == 403


@pytest.mark.usefixtures("picture")
def test_links_of_other_kinds_open_nothing_and_this_one_no_ledger(world: World) -> None:
    assert opened(world, link(world, LEADER, "ledger"), LEADER)[1].status == 403
    url = link(world, LEADER).replace("/m/class/", "/m/ledger/")
    page = opened(world, url, LEADER)[1]
    assert (page.status, say_ledger.REFUSAL in page.text) == (403, True)
    assert opened(world, "/m/class/" + "x" * 600)[1].status == 403
    world.clock.forward(minutes=31)
    assert opened(world, url)[1].status == 403


@pytest.mark.usefixtures("picture")
def test_who_lost_the_post_or_left_sees_nothing_more(world: World) -> None:
    url, member = link(world), world.school.members[TEACHER]
    with world.store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE).where(MEMBER_ROLE.c.member_id == member))
        roster_changed(work, world.school.id)
    assert opened(world, url)[1].status == 403
    leader = link(world, LEADER)
    with world.store.writing() as work:
        work.connection.execute(update(MEMBER).values(left_at=world.clock()))
        roster_changed(work, world.school.id)
    assert opened(world, leader, LEADER)[1].status == 403


@pytest.mark.usefixtures("picture")
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_a_leader_sees_the_bars_on_a_phone(world: World) -> None:
    with world.store.writing() as work:
        work.connection.execute(update(GUARDIAN).values(follows=True))
    world.signed_in = LEADER
    with chromium() as browser, page_of(browser, PHONE) as page:
        page.goto(world.base + link(world, LEADER))
        expect(page.get_by_role("heading", level=1)).to_have_text("七年级：请家长扫码关注")
        assert page.title() == say.TITLE
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        expect(page.get_by_text("七年级1班 2/3")).to_be_visible()
        expect(page.get_by_text("七年级2班 0/2")).to_be_visible()
        widths = page.evaluate("[...document.querySelectorAll('.part')].map(one => one.getBoundingClientRect().width)")
        assert widths[0] > 100
        assert widths[1] == 0
        page.emulate_media(media="print")
        expect(page.locator(".chart")).to_be_hidden()
