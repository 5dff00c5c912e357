"""An alarm on two phones side by side: the teacher writes of it, the counsellor takes it over, both see it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import DESK, chromium
from tests.support.phones import SECONDS_FOR_NEWS, Phone, school_day, table


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with school_day(tmp_path_factory.mktemp("alarm")) as started:
        yield started


def test_one_tap_takes_it_over_and_only_there_the_words_are_read(browser: Browser, address: str) -> None:
    with table(browser, address, DESK, "WangFang", "ZhouJing") as page:
        teacher, counsellor = Phone(page.get_by_test_id("phone-1")), Phone(page.get_by_test_id("phone-2"))
        teacher.ask("张三说他不想活了", "正在通知", "还没有人接手", "110 或 120")
        card = counsellor.cards.last
        expect(card).to_contain_text("紧急：孩子可能想伤害自己", timeout=SECONDS_FOR_NEWS * 1000)
        expect(card).to_contain_text("张三")
        expect(card).not_to_contain_text("不想活")
        card.get_by_test_id("card-button-alarm_take").click()
        expect(card).to_contain_text("您接手了")
        counsellor.see("保密", "「张三说他不想活了」")
        expect(counsellor.arrived.last.get_by_test_id("secret")).to_be_visible()
        teacher.see("心理周老师", "接手了您说的紧急情况")
        card.get_by_test_id("card-button-alarm_handled").click()
        expect(card.get_by_test_id("card-done")).to_have_text("心理周老师处理过了")
        counsellor.ask("已处理 和家长一起去了医院", "做了什么也记下了")
        teacher.see("心理周老师处理过了")
