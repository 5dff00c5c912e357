"""`jiedui demo` in a real browser: a teacher types on the phone and is answered; a restart keeps everything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import DESK, PHONE, chromium, page_of
from tests.support.demo import demo
from tests.support.platform import fetch


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def address(data_dir: Path) -> Iterator[str]:
    with demo(data_dir) as started:
        yield started


def say(page: Page, text: str) -> None:
    box = page.get_by_test_id("chat-input")
    box.fill(text)
    box.press("Enter")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_teacher_types_and_is_answered(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with page_of(browser, size) as page:
        page.goto(address)
        log = page.get_by_test_id("chat-log")
        expect(log.get_by_text("王老师好", exact=False).first).to_be_visible()
        say(page, "已谈心 张三")
        expect(log.locator("[data-from=bot] .bubble").last).to_contain_text("记好了：张三，谈心，今天")
        say(page, "撤销")
        expect(log.locator("[data-from=bot] .bubble").last).to_contain_text("撤销了：张三，谈心，今天")
        too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not too_wide


def test_somebody_else_can_be_chosen_and_asked_back(browser: Browser, address: str) -> None:
    with page_of(browser, DESK) as page:
        page.goto(address)
        page.get_by_test_id("person-chooser").get_by_text("刘洋").first.click()
        log = page.get_by_test_id("chat-log")
        expect(log.get_by_text("刘老师好", exact=False).first).to_be_visible()
        say(page, "已谈心 张伟")
        expect(log.locator("[data-from=bot] .bubble").last).to_contain_text("您这儿有 2 位张伟")
        say(page, "2")
        expect(log.locator("[data-from=bot] .bubble").last).to_contain_text("记好了：张伟")


def test_a_stranger_is_told_nobody_s_name(browser: Browser, address: str) -> None:
    with page_of(browser, PHONE) as page:
        page.goto(f"{address}?as=FangKe")
        say(page, "已谈心 张三")
        answer = page.get_by_test_id("chat-log").locator("[data-from=bot] .bubble").last
        expect(answer).to_contain_text("我还不认识您这个账号")


def test_what_is_typed_is_shown_as_text_whatever_it_is(browser: Browser, address: str) -> None:
    with page_of(browser, PHONE) as page:
        page.goto(address)
        say(page, "已谈心 张三：<img src=x onerror=alert(1)> ]]>")
        log = page.get_by_test_id("chat-log")
        expect(log.locator("[data-from=me] .bubble").last).to_have_text("已谈心 张三：<img src=x onerror=alert(1)> ]]>")
        expect(log.locator("[data-from=bot] .bubble").last).to_contain_text("记好了：张三")
        say(page, "查 张三")
        expect(log.locator("[data-from=bot] .bubble").last).to_contain_text("谈心：<img src=x onerror=alert(1)> ]]>")
        expect(log.locator("img")).to_have_count(0)


def test_a_restart_keeps_the_chat_and_the_books(browser: Browser, tmp_path: Path) -> None:
    with demo(tmp_path) as address, page_of(browser, PHONE) as page:
        page.goto(address)
        say(page, "已谈心 张三：换座位以后开朗多了")
        log = page.get_by_test_id("chat-log")
        expect(log.locator("[data-from=bot] .bubble").last).to_contain_text("记好了：张三，谈心")
    with demo(tmp_path) as address, page_of(browser, PHONE) as page:
        page.goto(address)
        log = page.get_by_test_id("chat-log")
        expect(log.get_by_text("已谈心 张三：换座位以后开朗多了")).to_be_visible()
        say(page, "查 张三")
        expect(log.locator("[data-from=bot] .bubble").last).to_contain_text("谈心：换座位以后开朗多了")


def test_the_demo_leaves_a_real_school_around_it_alone(tmp_path: Path) -> None:
    real = tmp_path / "real.db"
    env_file = tmp_path / "real.env"
    env_file.write_text(f"JIEDUI_DATABASE_URL=sqlite:///{real}\nJIEDUI_WECOM_CORP_ID=wwrealschool\n")
    with demo(
        tmp_path / "data", JIEDUI_ENV_FILE=str(env_file), JIEDUI_SECRET_KEY="the key of a real school"
    ) as address:
        assert fetch(f"{address}healthz").status == 200
    assert not real.exists()
