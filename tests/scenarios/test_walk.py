"""The walk through `jiedui demo` on a phone: say it, be reminded, write home, and read what comes back."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Page, expect

from tests.support.browser import PHONE, chromium
from tests.support.phones import FRIDAY, SECONDS_FOR_NEWS, Phone, school_day, table, too_wide, travel
from tests.support.process import ROOT

LI_SI_MOTHER = "parent:9007199254740900021"
ZHOU_YINUO_MOTHER = "parent:9007199254740900031"
# When a visit that is owed once a term is first spoken of.
BEFORE_TERM_ENDS = FRIDAY.replace(month=12, day=17)


@dataclass(frozen=True)
class Demo:
    """A running demo: its chat page's address and the folder of its books."""

    address: str
    folder: Path

    def records(self) -> list[dict[str, Any]]:
        """What `jiedui records --json` shows with the demo's own keys."""
        keys = json.loads((self.folder / "demo.json").read_text(encoding="utf-8"))
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("JIEDUI_", "COV_"))}
        shown = subprocess.run(
            [sys.executable, "-m", "bot", "records", "--json"],
            env={**clean, **keys, "JIEDUI_ENV_FILE": "", "JIEDUI_DATA_DIR": str(self.folder)},
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        found: list[dict[str, Any]] = json.loads(shown.stdout)
        return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("walk")
    with school_day(folder) as address:
        yield Demo(address, folder / "demo")


def switch(page: Page) -> None:
    """Take the other person's phone in hand."""
    title = page.get_by_test_id("phone-title")
    before = title.inner_text()
    page.get_by_test_id("switch-person").click()
    expect(title).not_to_have_text(before)


def test_a_teacher_says_one_sentence_and_is_done(browser: Browser, demo: Demo) -> None:
    with table(browser, demo.address, PHONE, "WangFang") as page:
        phone = Phone(page)
        phone.see("王老师好")
        # The bot has only just started, as for everybody who has typed `make demo`.
        expect(page.get_by_test_id("menu-todo")).to_be_visible(timeout=SECONDS_FOR_NEWS * 1000)
        phone.ask("已谈心 张三", "记好了：张三，谈心，今天")


def test_at_the_month_s_end_a_card_comes_by_itself_and_a_tick_records_once(browser: Browser, demo: Demo) -> None:
    before = demo.records()
    with table(browser, demo.address, PHONE, "WangFang") as page:
        phone = Phone(page)
        page.get_by_test_id("clock-month_end").click()
        card = phone.cards.last
        expect(card).to_contain_text("等您聊聊", timeout=SECONDS_FOR_NEWS * 1000)
        card.locator(".card-option", has_text="李四").click()
        card.get_by_test_id("card-submit").dblclick()
        expect(card.get_by_test_id("card-done")).to_have_text("已记好")
        expect(card).to_contain_text("记好了：李四，谈心，今天（11月27日）")
        assert too_wide(page) == []
        page.reload()
        expect(phone.cards.last.get_by_test_id("card-done")).to_have_text("已记好")
        assert tap_again(page, demo).status == 409
        phone.ask("查 李四", "27日 谈心")
    (deed,) = [one for one in demo.records() if one not in before]
    assert (deed["mentor"], deed["student_no"], deed["kind"]) == ("WangFang", "070102", "talk")
    assert (deed["happened_on"], deed["revoked"], deed["note"]) == ("2026-11-27", False, "")


def tap_again(page: Page, demo: Demo) -> APIResponse:
    """The tap of a phone that has not seen yet that the card is done."""
    chat = f"{demo.address}api/chats/WangFang"
    entry = page.request.get(chat).json()["entries"][-1]
    return page.request.post(
        f"{chat}/tap", data={"entry": entry["id"], "key": entry["card"]["submit"]["key"], "options": ["1"]}
    )


def test_a_note_reaches_a_mother_and_her_answer_comes_back(browser: Browser, demo: Demo) -> None:
    with table(browser, demo.address, PHONE, "WangFang", LI_SI_MOTHER) as page:
        phone = Phone(page)
        phone.ask("转告 李四妈妈 今天他主动给同桌讲题，讲得很清楚", "给李四妈妈，30 秒后发出", "讲得很清楚", "先不收")
        phone.ask("确认", "给李四妈妈的话这就发出")
        switch(page)
        phone.see("李四妈妈好：今天他主动给同桌讲题，讲得很清楚", "王老师")
        letter = phone.open_link()
        expect(letter.get_by_role("heading", level=1)).to_have_text("李四妈妈，您好")
        expect(letter.get_by_text("今天他主动给同桌讲题，讲得很清楚")).to_be_visible()
        letter.get_by_role("textbox").fill("谢谢老师，他回家也说了。")
        letter.get_by_role("button", name="发给老师").click()
        expect(letter.get_by_role("status")).to_have_text("发出去了，老师会看到。")
        assert too_wide(page) == []
        phone.close_sheet()
        switch(page)
        phone.see("李四妈妈给您回话了", "谢谢老师，他回家也说了。")
        phone.ask("回复 您放心，我每周和他聊一次", "给李四妈妈，30 秒后发出")
        phone.ask("确认", "给李四妈妈的话这就发出")
        switch(page)
        phone.see("李四妈妈好：您放心，我每周和他聊一次")


def test_a_mother_who_wants_no_more_is_left_alone_and_the_teacher_is_told(browser: Browser, demo: Demo) -> None:
    with table(browser, demo.address, PHONE, "WangFang", ZHOU_YINUO_MOTHER) as page:
        phone = Phone(page)
        phone.ask("转告 周一诺妈妈 她今天值日很认真", "给周一诺妈妈")
        phone.ask("确认", "这就发出")
        switch(page)
        phone.see("周一诺妈妈好")
        letter = phone.open_link()
        letter.get_by_text("先不收", exact=True).click()
        letter.get_by_role("button", name="确定先不收").click()
        expect(letter.get_by_role("status")).to_have_text("好的，先不给您发了。")
        assert too_wide(page) == []
        phone.close_sheet()
        switch(page)
        phone.ask("转告 周一诺妈妈 明天开家长会", "周一诺妈妈说过先不收便条，所以没有发", "打个电话")
        switch(page)
        expect(phone.arrived).to_have_count(1)


def test_the_menu_answers(browser: Browser, demo: Demo) -> None:
    with table(browser, demo.address, PHONE, "LiuYang") as page:
        phone = Phone(page)
        phone.press("todo", "刘老师，还等您的有", "家访")
        phone.press("record", "发一句就记好了")
        page.get_by_test_id("menu-3").click()
        assert too_wide(page) == []
        phone.press("relay", "30 秒后发给她")


def test_words_of_danger_bring_help_at_once(browser: Browser, demo: Demo) -> None:
    with table(browser, demo.address, PHONE, "WangFang", "ZhouJing") as page:
        phone = Phone(page)
        phone.ask("张三说他不想活了", "谢谢您马上说出来", "周老师", "0000-6660000", "120")
        page.get_by_test_id("switch-person").click()
        phone.see("紧急：孩子可能想伤害自己", "王芳老师", "张三（七年级1班）")
        expect(phone.arrived.last).not_to_contain_text("不想活")


def test_a_visit_that_must_wait_is_put_off_by_a_button(browser: Browser, demo: Demo) -> None:
    with table(browser, demo.address, PHONE, "SunLi") as page:
        phone = Phone(page)
        travel(page, demo.address, BEFORE_TERM_ENDS)
        card = phone.cards.last
        expect(card).to_contain_text("许敬一的家访等您", timeout=SECONDS_FOR_NEWS * 1000)
        expect(card.get_by_role("button")).to_have_text(["已家访", "推迟", "没能做到"])
        card.get_by_role("button", name="推迟").click()
        expect(card.get_by_test_id("card-done")).to_have_text("已推迟")
        expect(card).to_contain_text("好的，许敬一的家访，12月22日（周二）再提醒您。")
