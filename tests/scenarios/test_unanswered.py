"""Two minutes of the demo: a month that is answered by a tap, one that is not, and a deputy whom a tap names."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import PHONE, chromium
from tests.support.phones import SECONDS_FOR_NEWS, Phone, school_day, table, too_wide

WAITING = SECONDS_FOR_NEWS * 1000
CHILDREN = ["张三", "李四", "周一诺", "何子墨", "古丽米热·艾力", "林小满"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with school_day(tmp_path_factory.mktemp("unanswered")) as started:
        yield started


def go(page: Page, destination: str) -> None:
    page.get_by_test_id(f"clock-{destination}").click()


def newest_card(phone: Phone, *words: str) -> Locator:
    card = phone.cards.last
    for part in words:
        expect(card).to_contain_text(part, timeout=WAITING)
    return card


@pytest.mark.timeout(200)
def test_from_a_card_that_is_tapped_to_a_deputy_who_is_named_by_a_tap(browser: Browser, address: str) -> None:
    with table(browser, address, PHONE, "WangFang", "ChenMing") as page:
        phone = Phone(page)
        go(page, "month_end")
        card = newest_card(phone, "张三、李四等您聊聊")
        for option in card.locator(".card-option").all():
            option.click()
        card.get_by_test_id("card-submit").click()
        expect(card.get_by_test_id("card-done")).to_have_text("已记好")

        go(page, "month_end")
        card = newest_card(phone, "等 6 个孩子等您聊聊")
        assert too_wide(page) == []
        go(page, "three_days")
        card = newest_card(phone, "上个月谈心还空着，办了就算补上", "我就请陈组长搭把手，是帮忙，不是告状")
        expect(card.locator(".card-option")).to_have_text(CHILDREN)

        go(page, "three_days")
        page.get_by_test_id("switch-person").click()
        card = newest_card(phone, "陈组长，只需您定一件事", "王老师的张三、李四", "请谁搭把手代一次？")
        assert too_wide(page) == []
        card.get_by_role("button", name="刘洋（班主任）").click()
        expect(card.get_by_test_id("card-done")).to_have_text("已定")
        expect(card).to_contain_text("由刘老师替王老师搭把手，两位老师我都去说一声")
        page.get_by_test_id("switch-person").click()
        phone.see("这次请刘老师搭把手，您先忙")

    with table(browser, address, PHONE, "LiuYang") as page:
        phone = Phone(page)
        card = newest_card(phone, "刘老师，请您替王老师")
        card.locator(".card-option", has_text="林小满").click()
        card.get_by_test_id("card-submit").click()
        expect(card.get_by_test_id("card-done")).to_have_text("已记好")
        phone.ask("查 林小满", "谈心")
