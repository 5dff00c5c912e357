"""没能做到 on a phone: the card asks which and why, goes on with the rest, and asks of a single thing only why."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.support.browser import PHONE, chromium
from tests.support.phones import FRIDAY, SECONDS_FOR_NEWS, Phone, school_day, table, too_wide, travel

MONTH_ENDS = FRIDAY.replace(day=27)
BEFORE_TERM_ENDS = FRIDAY.replace(month=12, day=17)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with school_day(tmp_path_factory.mktemp("asking")) as started:
        yield started


def choose_from_menu(card: Locator, key: str) -> None:
    card.get_by_test_id("card-menu").click()
    card.get_by_test_id(f"card-menu-{key}").click()


def test_of_several_things_it_asks_which_and_why(browser: Browser, address: str) -> None:
    with table(browser, address, PHONE, "WangFang") as page:
        phone = Phone(page)
        travel(page, address, MONTH_ENDS)
        card = phone.cards.last
        expect(card).to_contain_text("等您聊聊", timeout=SECONDS_FOR_NEWS * 1000)
        choose_from_menu(card, "could_not")
        expect(card).to_contain_text("没办成也没关系")
        assert too_wide(page) == []
        # Where nothing is chosen the first line goes, and nothing is kept.
        card.get_by_test_id("card-submit").click()
        expect(card).to_contain_text("还没选全，所以什么都没记")
        card.get_by_test_id("card-select-which").select_option("李四")
        card.get_by_test_id("card-select-why").select_option("孩子不在")
        card.get_by_test_id("card-submit").click()
        expect(card).to_contain_text("今天没和李四聊成，不算谈心，原因我记下了：孩子不在。")
        expect(card.locator(".card-select")).to_have_count(0)
        expect(card.locator(".card-option")).to_have_text(["张三"])
        assert too_wide(page) == []
        card.locator(".card-option", has_text="张三").click()
        card.get_by_test_id("card-submit").click()
        expect(card.get_by_test_id("card-done")).to_have_text("已记好")
        page.reload()
        expect(phone.cards.last.get_by_test_id("card-done")).to_have_text("已记好")


def test_of_a_single_thing_it_asks_only_why_and_a_slip_goes_back(browser: Browser, address: str) -> None:
    with table(browser, address, PHONE, "SunLi") as page:
        phone = Phone(page)
        travel(page, address, BEFORE_TERM_ENDS)
        card = phone.cards.last
        expect(card).to_contain_text("许敬一的家访等您", timeout=SECONDS_FOR_NEWS * 1000)
        card.get_by_role("button", name="没能做到").click()
        expect(card).to_contain_text("许敬一的家访没办成，怎么了？")
        choose_from_menu(card, "back")
        expect(card.get_by_test_id("card-button-done")).to_be_visible()
        card.get_by_role("button", name="没能做到").click()
        assert too_wide(page) == []
        card.get_by_role("button", name="不在家").click()
        expect(card.get_by_test_id("card-done")).to_have_text("已记下")
        expect(card).to_contain_text("今天没去成许敬一家，不算家访，原因我记下了：不在家。")
