"""A leader's evening in the sample school: figures, names, an event, and the ledger through the platform's login."""

import re
import time
import urllib.error
import urllib.parse
from collections.abc import Iterator
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from language.say import ledger as say
from tests.support import databases
from tests.support.town import Browser, Town, town

LEADER, OTHER_LEADER = "ChenMing", "XuZhiyuan"
PATIENCE_SECONDS = 20.0


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("leaders")
    url = databases.new_sqlite(folder)
    databases.open_store(url).engine.dispose()
    with town(url, folder) as one:
        one.bot.start()
        one.bot.wait_until_ready()
        yield one
        one.bot.kill()


class Downloading(Browser):
    """The same browser, for an answer that is no page."""

    def fetch(self, url: str, fields: dict[str, str]) -> bytes:
        with self._opener.open(url, urllib.parse.urlencode(fields).encode(), timeout=30) as response:
            return bytes(response.read())


def refused(browser: Browser, url: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        browser.open(url)
    with answer.value as page:
        assert page.code == 403
        assert say.REFUSAL in page.read().decode()


def test_figures_and_names_are_of_the_own_grade(place: Town) -> None:
    figures = place.say(LEADER, "进度").splitlines()
    assert re.fullmatch(r"陈老师，七年级 \d+ 位结对的孩子，到今天为止：", figures[0])
    assert any(re.fullmatch(r"· 这个月谈心：\d+ 位里(都齐了|齐了 \d+ 位).*", line) for line in figures)
    assert "您自己结对的：" in figures
    named = place.say(LEADER, "谁还没家访")
    assert named.startswith("七年级：")
    assert re.search(r"· \w+老师：七年级\d班 \w+", named)
    assert "八年级" not in named
    assert place.say(LEADER, "八年级进度") == "八年级里没有您看的孩子，所以没有数。您看的是七年级。"
    assert place.say(LEADER, "谁还没结对").startswith("七年级：\n· ")
    assert "年级组长、德育主任来看" in place.say("WangFang", "七年级谁还没谈")


def test_what_happened_is_noted_and_taken_back(place: Town) -> None:
    assert place.say("WangFang", "张三住院了").startswith("记下了：张三住院，今天")
    assert "住院" in place.say("WangFang", "查 张三")
    assert place.say("WangFang", "张三昨天住院了").startswith("张三住院的事已经记过了")
    assert place.say("WangFang", "撤销").startswith("撤销了：张三住院")
    assert "住院" not in place.say("WangFang", "查 张三")


def test_a_card_to_tap_follows_the_list(place: Town) -> None:
    assert "还等您的有" in place.say("WangFang", "待办")
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not (cards := [one["card"] for one in place.phone("WangFang") if one.get("card")]):
        assert time.monotonic() < give_up_at
        time.sleep(0.2)
    assert "等您" in cards[-1]["title"]


def test_the_ledger_opens_for_who_asked_and_once(place: Town) -> None:
    told = place.say(LEADER, "台账")
    link = re.search(r"https?://\S+", told)
    assert link, told
    refused(Browser(place, OTHER_LEADER), link[0])
    mine = Downloading(place, LEADER)
    address, page = mine.open(link[0])
    assert "七年级的结对台账" in page
    token = re.search(r'name="form_token" value="([^"]+)"', page)
    assert token
    book = CalamineWorkbook.from_filelike(BytesIO(mine.fetch(address, {"form_token": token[1]})))
    assert book.sheet_names == ["结对", "谈心", "家访", "送温暖", "辅导", "联系家长", "免除与原因"]
    rows = book.get_sheet_by_name("结对").to_python()[1:]
    assert sum(str(row[3]).startswith("七年级") for row in rows) >= 10
    refused(mine, link[0])
