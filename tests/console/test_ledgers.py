"""The page of a leader's file: one button, one file, once, for whoever asked for it and nobody else."""

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote, urlencode, urlsplit

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook
from sqlalchemy import delete, select, update

from language.say import ledger as say
from storage import downloads
from storage.audit import AUDIT
from storage.downloads import DOWNLOAD
from storage.people import MEMBER_ROLE, roster_changed
from storage.work import Store
from tests.console.browsing import FORM, Browser, Page
from tests.console.kit import Host, World, show_world
from tests.support.browser import PHONE, chromium, page_of

LEADER = "ChenJie"


@dataclass(frozen=True)
class Fetched:
    """The answer to the button."""

    status: int
    headers: dict[str, str]
    content: bytes


def link(world: World, user: str = LEADER) -> str:
    with world.store.writing() as work:
        return "/m/ledger/" + downloads.offer(
            work, world.school.id, world.school.members[user], "ledger", world.clock()
        )


def opened(world: World, url: str, user: str = LEADER) -> tuple[Browser, Page]:
    world.signed_in = user
    browser = world.browser()
    page = browser.follow(url)
    assert page.status == 200, page.text
    return browser, page


def fetch(browser: Browser, url: str, form: dict[str, str]) -> Fetched:
    """As `Browser.post`, for an answer that is no text."""
    here = urlsplit(browser.base)
    line = http.client.HTTPConnection(here.hostname or "", here.port, timeout=20)
    kept = {name: value for (under, name), value in browser.cookies.items() if url.startswith(under)}
    cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())} if kept else {}
    line.request("POST", url, urlencode(form), {"Content-Type": FORM, **cookie})
    answer = line.getresponse()
    content = answer.read()
    line.close()
    return Fetched(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)


def form_of(page: Page) -> dict[str, str]:
    return {"form_token": page.hidden("form_token")}


def assert_refused(status: int, text: str) -> None:
    assert status == 403
    assert say.REFUSAL in text


def test_the_button_gives_the_file_once(world: World) -> None:
    url = link(world)
    browser, page = opened(world, url)
    assert "七年级的结对台账" in page.text
    assert page.headers["cache-control"] == "no-store"
    file = fetch(browser, url, form_of(page))
    assert (file.status, file.headers["cache-control"]) == (200, "no-store")
    assert file.headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote('结对台账-2025-11-21.xlsx')}"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert CalamineWorkbook.from_filelike(BytesIO(file.content)).sheet_names[0] == "结对"
    again = fetch(browser, url, form_of(page))
    assert_refused(again.status, again.content.decode())
    assert_refused(*_plain(browser.follow(url)))
    with world.store.reading() as work:
        noted = work.connection.execute(select(AUDIT.c.actor, AUDIT.c.action)).all()
    assert noted == [(LEADER, "ledger_taken")]


def test_looking_uses_nothing_up(world: World) -> None:
    """A chat's preview looks before anybody does."""
    url = link(world)
    world.watch()
    for _ in range(3):
        assert world.browser().get(url).status == 303
        opened(world, url)
    assert world.rows() == world.before


def test_it_is_as_the_member_may_see_it_when_the_button_is_pressed(world: World) -> None:
    url = link(world)
    browser, page = opened(world, url)
    with world.store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE))
        roster_changed(work, world.school.id)
    refused = fetch(browser, url, form_of(page))
    assert_refused(refused.status, refused.content.decode())


# --- the attack table


def guessed(world: World) -> Iterator[str]:
    yield from ("/m/ledger/", "/m/ledger/x", f"/m/ledger/{'a' * 43}", f"/m/ledger/{'a' * 600}", "/m/ledger/a/b")
    good = link(world)
    yield from (good[:-1], good + "=", f"/m/ledger/{good.rsplit('/')[-1].swapcase()}", f"{good}/x")


def expired(world: World) -> Iterator[str]:
    url = link(world)
    opened(world, url)
    world.clock.at += downloads.LIVES
    yield url


def used(world: World) -> Iterator[str]:
    url = link(world)
    with world.store.writing() as work:
        work.connection.execute(update(DOWNLOAD).values(used_at=world.clock()))
    yield url


def of_a_parent(world: World) -> Iterator[str]:
    yield f"/m/ledger/{world.token('li_mother')}"
    yield f"/m/ledger/{world.token('zhou_grandmother', personal=True)}"


@pytest.mark.parametrize("urls", [guessed, expired, used, of_a_parent])
@pytest.mark.parametrize("signed_in", [LEADER, None])
def test_what_opens_nothing_is_refused_alike(
    world: World, urls: Callable[[World], Iterator[str]], signed_in: str | None
) -> None:
    good = link(world)
    browser, page = opened(world, good)
    tried = list(urls(world))
    world.signed_in = signed_in
    world.watch()
    for url in tried:
        assert_refused(*_plain(browser.follow(url)))
        refused = fetch(browser, url, form_of(page))
        assert_refused(refused.status, refused.content.decode())
    assert world.rows() == world.before


@pytest.mark.parametrize("signed_in", ["WangFang", "ChenJi", "ChenJie ", "liu_xiuying", None])
def test_a_member_whose_it_is_not_sees_and_gets_nothing(world: World, signed_in: str | None) -> None:
    url = link(world)
    _, page = opened(world, url)
    world.signed_in = signed_in
    world.watch()
    thief = world.browser()
    assert_refused(*_plain(thief.follow(url)))
    refused = fetch(thief, url, form_of(page))
    assert_refused(refused.status, refused.content.decode())
    assert world.rows() == world.before
    # In whatever case the platform writes the account.
    opened(world, url, "chenjie")


def test_a_session_or_form_of_another_link_is_none_of_this_one(world: World) -> None:
    mine, other = link(world), link(world)
    browser, page = opened(world, other)
    _, right = opened(world, mine)
    cookies = {(mine, name): value for (_, name), value in browser.cookies.items()}
    stranger = Browser(world.base, cookies)
    world.signed_in = None
    assert_refused(*_plain(stranger.follow(mine)))
    for form in (form_of(page), form_of(right), {}):
        refused = fetch(stranger, mine, form)
        assert_refused(refused.status, refused.content.decode())
    mine_again, _ = opened(world, mine)
    assert fetch(mine_again, mine, form_of(page)).status == 403


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(world: World, method: str) -> None:
    url = link(world)
    browser, _ = opened(world, url)
    assert browser.ask(method, url).status == 403


def test_a_page_that_is_asked_for_too_often_waits(world: World) -> None:
    url = link(world)
    browser, _ = opened(world, url)
    statuses = {browser.get(url).status for _ in range(70)}
    assert statuses == {200, 429}


def test_the_way_back_again_leads_to_the_page(world: World) -> None:
    url = link(world)
    browser, _ = opened(world, url)
    page = browser.get(f"{url}?code=x&state=y")
    assert (page.status, page.location) == (303, url)


def test_trouble_in_between_costs_nobody_the_link(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    url = link(world)
    browser, page = opened(world, url)
    with monkeypatch.context() as patched:
        patched.setattr("handlers.ledger.workbook", None)
        assert fetch(browser, url, form_of(page)).status == 500
    assert fetch(browser, url, form_of(page)).status == 200


def test_of_two_who_press_at_once_one_gets_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    url = link(world)
    browser, page = opened(world, url)
    monkeypatch.setattr("handlers.ledger.downloads.use", lambda *_: False)
    refused = fetch(browser, url, form_of(page))
    assert_refused(refused.status, refused.content.decode())


def test_where_the_platform_recognises_nobody_the_link_alone_is_the_key(
    host: Host, store: Store, school_id: int
) -> None:
    world = show_world(host, store, school_id, with_oauth=False)
    url = link(world)
    browser = world.browser()
    page = browser.get(url)
    assert page.status == 200
    assert fetch(browser, url, {"form_token": "x"}).status == 403
    assert fetch(browser, url, form_of(page)).status == 200
    assert fetch(browser, url, form_of(page)).status == 403


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_the_page_fits_a_phone_and_the_button_downloads(world: World) -> None:
    world.signed_in = LEADER
    with chromium() as browser, page_of(browser, PHONE) as page:
        page.goto(world.base + link(world))
        expect(page.get_by_role("heading")).to_have_text("七年级的结对台账")
        assert page.title() == say.TITLE
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        button = page.get_by_role("button", name=say.TAKE)
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        with page.expect_download() as download:
            button.click()
        assert download.value.suggested_filename == "结对台账-2025-11-21.xlsx"


def _plain(page: Page) -> tuple[int, str]:
    return page.status, page.text
