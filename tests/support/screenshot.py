"""Makes the README's picture anew: `python -m tests.support.screenshot docs/chat.png`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.support.browser import PHONE, chromium, page_of
from tests.support.demo import demo

SAID = ("已谈心 张三：换了座位，开朗多了", "待办")


def main(path: Path) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        demo(Path(folder)) as address,
        chromium() as browser,
        page_of(browser, PHONE) as page,
    ):
        page.goto(address)
        expect(_answers(page)).to_have_count(1)  # the greeting
        for text in SAID:
            _say(page, text)
        page.screenshot(path=path)


def _say(page: Page, text: str) -> None:
    before = _answers(page).count()
    box = page.get_by_test_id("chat-input")
    box.fill(text)
    box.press("Enter")
    expect(_answers(page)).to_have_count(before + 1)


def _answers(page: Page) -> Locator:
    return page.get_by_test_id("chat-log").locator("[data-from=bot] .bubble")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
