"""The directory changes while school goes on: a parent joins and can be written to, and the code is on the page."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sandbox.directory import directory as sample
from tests.bot.directory_kit import post
from tests.support.browser import PHONE, chromium
from tests.support.phones import Phone, school_day, table

CHILD = next(one for one in sample().students if one.name == "李四")


@pytest.mark.timeout(200)
def test_a_new_parent_can_be_written_to_and_one_who_left_cannot(tmp_path: Path) -> None:
    with school_day(tmp_path) as address, chromium() as browser:
        base = address.rstrip("/")
        aunt = {"userid": "Aunt", "relation": "奶奶", "mobile": "19900007777", "follows": True}
        post(base, f"students/{CHILD.userid}/parents", **aunt)
        time.sleep(5)  # what the platform told is asked about every two seconds
        with table(browser, address, PHONE, "WangFang") as page:
            Phone(page).ask("转告 李四奶奶 他今天帮同学搬了书", "给李四奶奶，30 秒后发出")
            Phone(page).ask("撤回", "撤回")
            post(base, "parents/Aunt/leave")
            time.sleep(5)
            Phone(page).say("转告 李四奶奶 他今天又帮同学搬了书")
            page.wait_for_timeout(3000)
            expect(Phone(page).arrived.last).not_to_contain_text("给李四奶奶，30 秒后发出")
        with table(browser, address, PHONE, "LiuYang") as page:
            Phone(page).ask("关注码", "七年级1班", "家能收到")
            sheet = Phone(page).open_link()
            code = sheet.get_by_role("img", name="学校通知的关注码")
            expect(code).to_be_visible()
            assert code.evaluate("one => one.complete && one.naturalWidth > 100")
            Phone(page).close_sheet()
