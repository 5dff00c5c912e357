"""Makes the README's pictures anew: `python -m tests.support.screenshot docs`."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.support.browser import chromium
from tests.support.phones import SECONDS_FOR_NEWS, Phone, school_day, table

# Room for two phones, and for nothing beside them.
SIZE = (900, 860)
THREE = (1320, 900)
MOTHER, FATHER = "parent:9007199254740900021", "parent:9007199254740900022"
NOTE = "转告 李四妈妈 今天他主动给同桌讲题，讲得很清楚"
COUNSELLOR, LEADER, DEPUTY = "ZhouJing", "ChenMing", "LiuYang"
DANGER = "张三说他不想活了"
ANSWER = "谢谢老师！他回家也说了，高兴得很。"


def main(folder: Path) -> None:
    with chromium() as browser:
        with on_the_table(browser, MOTHER) as page:
            everyday(page)
            page.screenshot(path=folder / "chat.png")
        with on_the_table(browser, COUNSELLOR) as page:
            an_alarm(page)
            page.screenshot(path=folder / "alarm.png")
        with on_the_table(browser, LEADER, teacher=DEPUTY) as page:
            a_month_unanswered(page)
            page.screenshot(path=folder / "deputy.png")
        with on_the_table(browser, MOTHER, FATHER, size=THREE) as page:
            home_and_school(page)
            page.screenshot(path=folder / "relay.png")


@contextmanager
def on_the_table(
    browser: Browser, *others: str, teacher: str = "WangFang", size: tuple[int, int] = SIZE
) -> Iterator[Page]:
    with (
        tempfile.TemporaryDirectory() as folder,
        school_day(Path(folder)) as address,
        table(browser, address, size, teacher, *others) as page,
    ):
        yield page


def everyday(page: Page) -> None:
    teacher, mother = Phone(page.get_by_test_id("phone-1")), Phone(page.get_by_test_id("phone-2"))
    teacher.ask("已谈心 张三：换了座位，开朗多了", "记好了")
    write_home(teacher, mother)
    teacher.cards.last.get_by_role("button", name="不用回").click()
    wait_for_the_reminder(page, teacher)
    mother.close_sheet()
    expect(mother.open_link().get_by_text(ANSWER)).to_be_visible()


def an_alarm(page: Page) -> None:
    teacher, counsellor = Phone(page.get_by_test_id("phone-1")), Phone(page.get_by_test_id("phone-2"))
    teacher.ask("昨天家访lisi，奶奶在家；今天跟张三聊了", "记好了 2 条")
    teacher.ask("第2条不是今天，是前天", "改好了")
    teacher.ask(DANGER, "正在通知")
    card = counsellor.cards.last
    expect(card).to_be_visible(timeout=SECONDS_FOR_NEWS * 1000)
    card.get_by_test_id("card-button-alarm_take").click()
    teacher.see("接手了")
    counsellor.see(DANGER)


def a_month_unanswered(page: Page) -> None:
    deputy, leader = Phone(page.get_by_test_id("phone-1")), Phone(page.get_by_test_id("phone-2"))
    for destination, words in (("month_end", "等您聊聊"), ("three_days", "还空着"), ("three_days", "只需您定一件事")):
        page.get_by_test_id(f"clock-{destination}").click()
        leader.see(words)
    leader.cards.last.get_by_role("button", name="刘洋（班主任）").click()
    deputy.see("请您替王老师")
    expect(leader.cards.last.get_by_test_id("card-done")).to_be_visible()


def home_and_school(page: Page) -> None:
    """Two parents who live apart: each in a thread of their own, she in 微信客服, he on the page of his notice."""
    teacher, mother, father = (Phone(page.get_by_test_id(f"phone-{number}")) for number in (1, 2, 3))
    father.root.get_by_test_id("parent-follow").check()
    teacher.ask("转告 李四爸爸妈妈 周五下午三点开家长会", "分别发给 2 位")
    teacher.ask("确认", "这就发出")
    father.see("开家长会")
    mother.see("开家长会")
    mother.open_link().get_by_role("link", name="在微信里跟老师说").click()
    mother.kf_see("请老师确认")
    mother.write("我去。他有点咳嗽，药怎么吃？")
    mother.kf_see("留着了")
    teacher.cards.last.get_by_role("button", name="是本人").click()
    teacher.see("药怎么吃")
    number = teacher.cards.last.inner_text().partition("#")[2].partition(" ")[0]
    teacher.ask(f"回复 #{number} 饭后吃，中午我看着他", "给李四妈妈")
    teacher.ask("确认", "这就发出")
    mother.kf_see("饭后吃")
    letter = father.open_link()
    letter.get_by_role("textbox").fill("我周五赶不回来，请他妈妈去。")
    letter.get_by_role("button", name="发给老师").click()
    teacher.see("李四爸爸给您回话了", "赶不回来")
    teacher.cards.last.get_by_role("button", name="记联系家长").click()
    expect(teacher.cards.last).to_contain_text("记好了")


def write_home(teacher: Phone, mother: Phone) -> None:
    teacher.ask(NOTE, "30 秒后发出")
    teacher.ask("确认", "这就发出")
    mother.see("讲得很清楚")
    letter = mother.open_link()
    letter.get_by_role("textbox").fill(ANSWER)
    letter.get_by_role("button", name="发给老师").click()
    expect(letter.get_by_text(ANSWER)).to_be_visible()
    teacher.see(ANSWER)


def wait_for_the_reminder(page: Page, teacher: Phone) -> None:
    page.get_by_test_id("clock-month_end").click()
    teacher.see("李四等您聊聊")
    teacher.cards.last.locator(".card-option").click()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
