"""Home and school talk on three phones: notes, pages, separate threads, 客服, and what comes when a way is shut."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.support.browser import PHONE, chromium
from tests.support.phones import SECONDS_FOR_NEWS, Phone, school_day, table

MOTHER, FATHER = "parent:9007199254740900021", "parent:9007199254740900022"
# Room for three phones, each as wide as a phone.
DESK = (1320, 860)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with school_day(tmp_path_factory.mktemp("relay")) as started:
        yield started


@pytest.mark.timeout(200)
def test_a_mother_a_father_and_a_teacher_each_in_their_own_thread(browser: Browser, address: str) -> None:
    with table(browser, address, DESK, "WangFang", MOTHER, FATHER) as page:
        teacher, mother, father = (Phone(page.get_by_test_id(f"phone-{number}")) for number in (1, 2, 3))
        good_news_comes_as_a_page(teacher, mother)
        father_follows_late(teacher, mother, father)
        each_answers_and_neither_reads_the_other(teacher, mother, father)
        into_customer_service(teacher, mother)
        an_answer_to_that_number(teacher, mother)
        what_comes_when_a_way_is_shut(page, teacher, mother)


def good_news_comes_as_a_page(teacher: Phone, mother: Phone) -> None:
    teacher.ask("进步 李四妈妈 他今天主动举手，讲清了一道难题", "给李四妈妈，30 秒后发出")
    teacher.ask("确认", "这就发出")
    mother.see("讲清了一道难题")
    letter = mother.open_link()
    expect(letter.get_by_role("heading", name="李四的好消息")).to_be_visible()
    mother.close_sheet()


def father_follows_late(teacher: Phone, mother: Phone, father: Phone) -> None:
    """Both at once; what did not reach him is kept, and goes when he follows."""
    teacher.ask("转告 李四爸爸妈妈 周五下午三点开家长会", "分别发给 2 位")
    teacher.ask("确认", "这就发出")
    mother.see("周五下午三点开家长会")
    teacher.see("给李四爸爸的话还没送到")
    expect(father.arrived).to_have_count(0)
    father.root.get_by_test_id("parent-follow").check()
    teacher.see("李四爸爸关注「学校通知」了")
    teacher.ask("确认", "给李四爸爸的话这就发出")
    father.see("周五下午三点开家长会")


def each_answers_and_neither_reads_the_other(teacher: Phone, mother: Phone, father: Phone) -> None:
    answer(mother.open_link(), "我去，她爸爸在外地")
    teacher.see("李四妈妈给您回话了", "我去，她爸爸在外地")
    his = father.open_link()
    answer(his, "我周五赶不回来")
    teacher.see("李四爸爸给您回话了", "我周五赶不回来")
    expect(his.get_by_text("我周五赶不回来")).to_be_visible()
    expect(his.get_by_text("我去")).to_have_count(0)
    father.close_sheet()
    mother.close_sheet()
    hers = mother.open_link()
    expect(hers.get_by_text("我去，她爸爸在外地")).to_be_visible()
    expect(hers.get_by_text("赶不回来")).to_have_count(0)


def into_customer_service(teacher: Phone, mother: Phone) -> None:
    """From her own page; until the teacher says that it is her, she is told nothing."""
    mother.root.frame_locator("[data-testid=sheet-page]").get_by_role("link", name="在微信里跟老师说").click()
    mother.kf_see("已经请老师确认是您")
    asked = teacher.cards.last
    expect(asked).to_contain_text("客服里的是李四妈妈吗", timeout=SECONDS_FOR_NEWS * 1000)
    mother.write("老师，他有点咳嗽，药怎么吃？")
    mother.kf_see("您的话留着了")
    asked.get_by_role("button", name="是本人").click()
    expect(asked).to_contain_text("好，是李四妈妈")
    mother.kf_see("老师确认好了")
    teacher.see("李四妈妈给您回话了", "药怎么吃")


def an_answer_to_that_number(teacher: Phone, mother: Phone) -> None:
    """The card says the number; the answer comes where she asked, and the exchange counts with one tap."""
    title = teacher.cards.last.inner_text()
    number = title.partition("#")[2].partition(" ")[0]
    teacher.ask(f"回复 #{number} 饭后吃，中午我看着他", "给李四妈妈")
    teacher.ask("确认", "这就发出")
    mother.kf_see("饭后吃，中午我看着他")
    expect(mother.window).to_contain_text("48 小时内还能收")
    mother.write("好的，谢谢老师")
    teacher.see("好的，谢谢老师")
    teacher.cards.last.get_by_role("button", name="记联系家长").click()
    expect(teacher.cards.last).to_contain_text("记好了：李四，联系家长")


def what_comes_when_a_way_is_shut(page: Page, teacher: Phone, mother: Phone) -> None:
    """No notices any more: the chat; refused there, too: a link to pass on, and the telephone."""
    mother.open_notices()
    mother.root.get_by_test_id("parent-follow").uncheck()
    teacher.ask("转告 李四妈妈 体温正常了", "给李四妈妈")
    teacher.ask("确认", "这就发出")
    mother.kf_see("体温正常了")
    mother.root.get_by_test_id("parent-block").check()
    teacher.ask("转告 李四妈妈 他今天吃得很好", "给李四妈妈")
    teacher.ask("确认", "这就发出")
    teacher.see("给李四妈妈的话还没送到", "不收我们的消息", "专属链接")
    teacher.ask("去信 李四妈妈", "没送到", "打开过", "已发出")
    link = teacher.open_link()
    expect(link.get_by_text("李四妈妈").first).to_be_visible()
    assert page.url


def answer(letter: FrameLocator, words: str) -> None:
    letter.get_by_role("textbox").fill(words)
    letter.get_by_role("button", name="发给老师").click()
    expect(letter.get_by_text(words)).to_be_visible()


def test_on_one_narrow_phone_after_the_other(browser: Browser, address: str) -> None:
    """The same ways at 360 px, where the people take turns."""
    with table(browser, address, PHONE, "WangFang", MOTHER) as page:
        phone = Phone(page.get_by_test_id("phone-1"))
        phone.ask("进步 李四妈妈 他今天主动举手", "给李四妈妈")
        phone.ask("确认", "这就发出")
        turn(page, "李四妈妈")
        phone.see("他今天主动举手")
        letter = phone.open_link()
        expect(letter.get_by_role("heading", name="李四的好消息")).to_be_visible()
        letter.get_by_role("link", name="在微信里跟老师说").click()
        phone.kf_see("已经请老师确认是您")
        phone.write("谢谢老师，他回家也说了")
        turn(page, "王芳")
        phone.cards.last.get_by_role("button", name="是本人").click()
        phone.see("谢谢老师，他回家也说了")


def turn(page: Page, name: str) -> None:
    """Somebody else takes the phone."""
    page.get_by_test_id("switch-person").first.click()
    expect(page.get_by_test_id("phone-1").get_by_test_id("phone-who")).to_contain_text(name)
