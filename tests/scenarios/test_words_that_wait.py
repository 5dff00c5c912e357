"""A mother's words that nobody answers, on phones: a card, a gentle word, a colleague, the lead; a tap ends it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import PHONE, chromium
from tests.support.phones import FRIDAY, SECONDS_FOR_NEWS, Phone, school_day, table, too_wide

LI_SI_MOTHER, ZHANG_SAN_MOTHER = "parent:9007199254740900021", "parent:9007199254740900011"
MONDAY, TUESDAY, THURSDAY = (
    FRIDAY.replace(day=23, hour=9),
    FRIDAY.replace(day=24, hour=12, minute=30),
    FRIDAY.replace(day=26, hour=14),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with school_day(tmp_path_factory.mktemp("waiting")) as started:
        yield started


def switch(page: Page) -> None:
    page.get_by_test_id("switch-person").click()


def go(page: Page, address: str, when: datetime) -> None:
    now = page.request.get(f"{address}api/clock").json()["now"]
    answer = page.request.post(f"{address}api/clock", data={"advance": int(when.timestamp() - now) + 1})
    assert answer.ok, answer.text()


def card(phone: Phone, title: str) -> Locator:
    found = phone.cards.filter(has_text=title)
    expect(found.last).to_be_visible(timeout=SECONDS_FOR_NEWS * 1000)
    return found.last


def exchange(browser: Browser, address: str, parent: str, label: str, words: str) -> None:
    """A note goes, and words come back under which there is something to tap."""
    with table(browser, address, PHONE, "WangFang", parent) as page:
        phone = Phone(page)
        phone.ask(f"转告 {label} 他今天讲题讲得很清楚", f"给{label}")
        phone.ask("确认", "这就发出")
        switch(page)
        phone.see(f"{label}好：他今天讲题讲得很清楚")
        letter = phone.open_link()
        letter.get_by_role("textbox").fill(words)
        letter.get_by_role("button", name="发给老师").click()
        expect(letter.get_by_role("status")).to_have_text("发出去了，老师会看到。")
        phone.close_sheet()
        switch(page)
        came = card(phone, f"{label}给您回话了")
        expect(came).to_contain_text(words)
        expect(came.get_by_role("button")).to_have_text(["电话回了", "不用回", "记联系家长"])
        assert too_wide(page) == []


@pytest.mark.timeout(200)
def test_words_wait_until_a_person_answers(browser: Browser, address: str) -> None:
    exchange(browser, address, ZHANG_SAN_MOTHER, "张三妈妈", "他的作业写完了吗？")
    exchange(browser, address, LI_SI_MOTHER, "李四妈妈", "周五我能来学校吗？")
    with table(browser, address, PHONE, "WangFang", "LiuYang") as page:
        phone = Phone(page)
        phone.ask("回复 张三妈妈 写完了，写得很好", "给张三妈妈")
        phone.ask("确认", "这就发出")

        go(page, address, MONDAY)
        waits = card(phone, "李四妈妈的话还等着您")
        expect(waits).to_contain_text("周五我能来学校吗？")
        expect(phone.cards.filter(has_text="张三妈妈的话还等着您")).to_have_count(0)
        waits.get_by_role("button", name="记联系家长").click()
        expect(waits).to_contain_text("记好了：李四，联系家长，11月20日（周五）")
        expect(waits.get_by_role("button")).to_have_text(["电话回了", "不用回"])
        assert too_wide(page) == []

        go(page, address, TUESDAY)
        switch(page)
        helps = card(phone, "李四（七年级1班）妈妈在等一句回话")
        expect(helps).to_contain_text("已经跟王老师说过")
        expect(helps).not_to_contain_text("周五我能来")
        assert too_wide(page) == []

    with table(browser, address, PHONE, "ChenMing") as page:
        phone = Phone(page)
        go(page, address, THURSDAY)
        leads = card(phone, "李四（七年级1班）妈妈在等一句回话")
        expect(leads).to_contain_text("已经跟王老师、刘老师说过")
        leads.get_by_role("button", name="电话回了").click()
        # The exchange has been recorded: nobody asks whether the call counts, too.
        expect(card(phone, "李四妈妈：电话回过了").get_by_test_id("card-done")).to_have_text("好了")
        assert too_wide(page) == []
