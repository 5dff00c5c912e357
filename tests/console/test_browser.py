"""The pages in a real browser: on a phone, inside the demo's chat page, without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.console.kit import WORDS, World
from tests.console.test_passing import pass_url
from tests.support.browser import PHONE, chromium, page_of
from tests.support.service import serving

SMALLEST_TOUCH = 44


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """One is enough: a browser sees no difference."""
    return str(request.param)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@contextmanager
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_parent_reads_answers_and_declines_without_scripts(world: World, browser: Browser) -> None:
    world.signed_in = "liu_xiuying"
    with without_scripts(browser) as page:
        page.goto(world.base + world.url("li_mother"))
        expect(page.get_by_role("heading")).to_have_text("李四妈妈，您好")
        _say(page, "谢谢老师，\n他回家也说了。")
        expect(page.get_by_role("status")).to_have_text("发出去了，老师会看到。")
        page.get_by_text("先不收", exact=True).click()
        page.get_by_role("button", name="确定先不收").click()
        expect(page.get_by_role("textbox")).to_have_count(0)
        page.get_by_role("button", name="重新接收").click()
        expect(page.get_by_role("textbox")).to_be_visible()
    assert world.answers() == ["谢谢老师，\n他回家也说了。"]


def test_the_page_works_inside_the_chat_page_on_another_port(world: World, browser: Browser) -> None:
    world.signed_in = "liu_xiuying"
    url = world.base + world.url("li_mother")

    async def chat_page(_: Request) -> Response:
        return HTMLResponse(f'<!doctype html><title>chat</title><iframe src="{url}" width=340 height=700></iframe>')

    with serving(Starlette(routes=[Route("/", chat_page)])) as outside, page_of(browser, PHONE) as page:
        page.goto(outside)
        letter = page.frame_locator("iframe")
        expect(letter.get_by_text(WORDS["li_mother"])).to_be_visible()
        _say(letter, "收到")
        expect(letter.get_by_role("status")).to_have_text("发出去了，老师会看到。")
    assert world.answers() == ["收到"]


def test_the_page_fits_an_old_phone_and_a_thumb(world: World, browser: Browser) -> None:
    world.signed_in = "liu_xiuying"
    with page_of(browser, PHONE) as page:
        page.goto(world.base + world.url("li_mother"))
        _say(page, "这是一个没有空格的很长的词" * 3 + "x" * 200)
        page.get_by_text("先不收", exact=True).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        touched = [*page.get_by_role("button").all(), page.locator("summary"), page.get_by_role("textbox")]
        boxes = [one.bounding_box() for one in touched]
        assert len(boxes) == 4
        assert all(box and box["height"] >= SMALLEST_TOUCH for box in boxes)


def test_a_teacher_copies_the_link(world: World, browser: Browser) -> None:
    world.change_note("li_mother", state="failed")
    with page_of(browser, PHONE) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(world.base + pass_url(world, "li_mother"))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        page.get_by_role("button", name="复制链接").click()
        expect(page.get_by_role("button", name="复制好了")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.get_by_role("textbox", name="链接").input_value()
        assert copied.startswith(f"{world.base}/p/")


def test_the_link_can_be_copied_by_hand_without_scripts(world: World, browser: Browser) -> None:
    world.change_note("li_mother", state="failed")
    with without_scripts(browser) as page:
        page.goto(world.base + pass_url(world, "li_mother"))
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_role("textbox", name="链接")).to_be_visible()


def _say(where: Page | FrameLocator, text: str) -> None:
    where.get_by_role("textbox").fill(text)
    where.get_by_role("button", name="发给老师").click()
