"""Two phones side by side on a desk: what the teacher sends comes on the right, the answer comes on the left."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import DESK, PHONE, chromium
from tests.support.phones import Phone, school_day, table

LI_SI_MOTHER = "parent:9007199254740900021"
ZHANG_SAN_MOTHER = "parent:9007199254740900011"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with school_day(tmp_path_factory.mktemp("desk")) as started:
        yield started


def test_a_note_comes_on_the_right_and_its_answer_on_the_left(browser: Browser, address: str) -> None:
    with table(browser, address, DESK, "WangFang", LI_SI_MOTHER) as page:
        teacher, mother = Phone(page.get_by_test_id("phone-1")), Phone(page.get_by_test_id("phone-2"))
        expect(mother.arrived).to_have_count(0)
        teacher.ask("转告 李四妈妈 他今天帮同学搬了书", "给李四妈妈，30 秒后发出")
        teacher.ask("确认", "这就发出")
        mother.see("李四妈妈好：他今天帮同学搬了书")
        letter = mother.open_link()
        letter.get_by_role("textbox").fill("真的吗，太好了")
        letter.get_by_role("button", name="发给老师").click()
        teacher.see("李四妈妈给您回话了", "真的吗，太好了")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_platform_that_refuses_ends_in_a_next_step(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with table(browser, address, size, "WangFang", ZHANG_SAN_MOTHER) as page:
        add_fault(page, "48002")
        teacher = Phone(page.get_by_test_id("phone-1"))
        teacher.ask("转告 张三妈妈 他今天笑了", "给张三妈妈")
        teacher.ask("确认", "这就发出")
        teacher.see("给张三妈妈的话还没送到", "您可以先打个电话", "家长可使用的应用")
        # The drawer's button is red for as long as something is wrong on purpose.
        expect(page.get_by_test_id("faults-open")).not_to_have_class("on")
        link = teacher.open_link()
        expect(link.get_by_text("张三妈妈").first).to_be_visible()


def add_fault(page: Page, code: str) -> None:
    """The next notice to a parent is refused with `code`; the drawer is closed again."""
    if not page.get_by_test_id("faults-open").is_visible():
        page.get_by_test_id("phone-who").click()
    page.get_by_test_id("faults-open").click()
    page.get_by_test_id("faults-path").select_option(label="发学校通知")
    page.get_by_test_id("faults-code").fill(code)
    page.get_by_test_id("faults-times").fill("1")
    page.get_by_test_id("faults-add").click()
    expect(page.get_by_test_id("fault")).to_have_text(f"发学校通知：答一个错误码 {code}，还有 1 次")
    page.get_by_test_id("faults-close").click()
    if page.get_by_test_id("people-close").is_visible():
        page.get_by_test_id("people-close").click()
