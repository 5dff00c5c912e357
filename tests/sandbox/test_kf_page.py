"""The chat page in a real browser: up to three phones, and a parent's second conversation, 客服."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser, Locator, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.sandbox.conftest import AGENT, World, start_server
from tests.sandbox.kf import HOUR, MOTHER, Kf
from tests.support.browser import DESK, PHONE, chromium, page_of
from tests.support.phones import Phone, seating, too_wide

TABLET = (1000, 800)
WIDE = (1640, 900)
MUM, DAD = f"parent:{MOTHER}", f"parent:{MOTHER[:-1]}2"
MENU = {
    "msgtype": "msgmenu",
    "msgmenu": {
        "head_content": "您想说哪一件？",
        "list": [
            {"type": "click", "click": {"id": "leave", "content": "孩子请假"}},
            {"type": "text", "text": {"content": "或者"}},
        ],
        "tail_content": "也可以直接写",
    },
}

Sit = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def sit(browser: Browser, world: World) -> Sit:
    """Opens the chat page for people; it must not complain, and at the end nothing may hang over its side."""

    @contextmanager
    def open_page(size: tuple[int, int], *people: str) -> Iterator[Page]:
        with page_of(browser, size) as page:
            complaints: list[str] = []
            page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
            page.goto(seating(f"{world.base}/", *people))
            expect(page.get_by_test_id("phone-1").get_by_test_id("chat-log")).to_have_attribute("aria-busy", "false")
            yield page
            assert (complaints, too_wide(page)) == ([], [])

    return open_page


@pytest.fixture
def elsewhere(world: World) -> Iterator[str]:
    """The address of a page of the product's, with the link of its query in it twice: to open here, and apart."""

    async def page(request: Request) -> Response:
        link = request.query_params["link"].replace("&", "&amp;")
        here, apart = f'<a href="{link}">写给学校</a>', f'<a href="{link}" target="_blank" rel="noopener">另开</a>'
        return HTMLResponse(f'<meta name="viewport" content="width=device-width">{here} {apart}')

    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=[Route("/page", page)]), log_level="critical", lifespan="off")
    )
    running = start_server(server)
    yield f"{running.base}/page"
    running.stop()
    running.thread.join()


def phone(page: Page, number: int = 1) -> Phone:
    return Phone(page.get_by_test_id(f"phone-{number}"))


def service_link(world: World, scene: str = "notice", param: str = "letter1") -> str:
    return str(Kf(world).api("add_contact_way", scene=scene)["url"]) + f"&scene_param={param}"


def entered_by(world: World) -> list[tuple[str, str]]:
    events = Kf(world).told("enter_session")
    return [(event["scene"], event["scene_param"]) for event in events if "scene" in event]


def in_service(one: Phone) -> None:
    expect(one.root.get_by_test_id("talk-service")).to_have_attribute("aria-selected", "true")
    expect(one.root.get_by_test_id("sheet")).to_be_hidden()


def width(one: Locator) -> float:
    box = one.locator(".log").bounding_box()
    assert box is not None
    return box["width"]


def test_three_people_have_three_phones_at_a_desk(sit: Sit, world: World) -> None:
    with sit(DESK, "WangFang", MUM, DAD) as page:
        for number, name in ((1, "王芳"), (2, "李四妈妈"), (3, "李四爸爸")):
            one = page.get_by_test_id(f"phone-{number}")
            expect(one.locator(".me-name")).to_have_text(name)
            assert width(one) >= 360
        expect(page.get_by_test_id("switch-person")).to_have_count(0)
        phone(page, 3).write("我是爸爸")
        expect(phone(page, 2).root.get_by_test_id("chat-log")).not_to_contain_text("我是爸爸")
        assert world.lines(f"kf:{DAD.removeprefix('parent:')}") == [("me", "我是爸爸")]
        # Put the middle one away: the last one moves up with what is on it.
        page.get_by_test_id("phone-2").get_by_test_id("phone-close").click()
        expect(page.get_by_test_id("phone-3")).to_have_count(0)
        expect(page.get_by_test_id("phone-2").get_by_test_id("chat-log")).to_contain_text("我是爸爸")
        assert page.url.endswith(f"?as=WangFang&and={DAD}")


def test_who_finds_no_room_is_a_tap_away(sit: Sit, world: World) -> None:
    with sit(TABLET, "WangFang", MUM, DAD) as page:
        expect(page.locator(".phone")).to_have_count(2)
        other = phone(page, 2).root.get_by_test_id("switch-person")
        Kf(world, MOTHER[:-1] + "2").says()
        Kf(world, MOTHER[:-1] + "2").sends("给爸爸的话")
        expect(other).to_have_accessible_name("换成李志刚，有新消息")
        other.focus()
        page.keyboard.press("Enter")
        expect(phone(page, 2).root.locator(".me-name")).to_have_text("李四爸爸")
        expect(other).to_be_focused()
        # The news is in the other conversation, which says so.
        expect(phone(page, 2).root.get_by_test_id("talk-service")).to_have_accessible_name("客服，有新消息")
        phone(page, 2).kf_see("给爸爸的话")
        expect(other).to_have_accessible_name("换成刘秀英")
        page.set_viewport_size({"width": 360, "height": 740})
        expect(page.locator(".phone")).to_have_count(1)
        expect(phone(page).root.get_by_test_id("switch-person")).to_have_count(2)
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        expect(page.locator(".phone")).to_have_count(3)
        expect(page.get_by_test_id("person-chooser")).to_be_visible()


def test_another_phone_goes_to_whom_one_would_want(sit: Sit, world: World) -> None:
    wanted = {("WangFang",): "张三妈妈", ("WangFang", MUM): "李四爸爸", (MUM,): "王芳", (MUM, "WangFang"): "李四爸爸"}
    with sit(WIDE) as page:
        for people, partner in wanted.items():
            page.goto(seating(f"{world.base}/", *people))
            expect(page.get_by_test_id("second-phone")).to_have_text(f"并排再开一部{partner}")
            page.get_by_test_id("second-phone").click()
            expect(page.locator(".me-name").nth(len(people))).to_have_text(partner)
        expect(page.get_by_test_id("second-phone")).to_be_hidden()


def test_somebody_may_sit_only_once(sit: Sit) -> None:
    with sit(WIDE, "WangFang", MUM, MUM.upper(), "Nobody", "WangFang", DAD, "LiuYang") as page:
        expect(page.locator(".me-name")).to_have_text(["王芳", "李四妈妈", "李四爸爸"])
        # Who is chosen for a phone and has another changes places.
        page.get_by_test_id("phone-1").get_by_test_id("chat-input").focus()
        page.get_by_test_id("person-chooser").get_by_text("李四爸爸").click()
        expect(page.locator(".me-name")).to_have_text(["李四爸爸", "李四妈妈", "王芳"])


def test_a_parent_writes_to_the_school_and_is_answered(sit: Sit, world: World) -> None:
    customer = Kf(world)
    with sit(PHONE, MUM) as page:
        mother = phone(page)
        expect(mother.root.get_by_test_id("chat-input")).to_be_hidden()
        mother.open_service()
        expect(mother.window).to_have_text("窗口关了，等家长先说话")
        expect(mother.root.get_by_test_id("chip").first).to_be_hidden()
        mother.write("孩子今天发烧了 🤒 <b>请一天假</b>")
        assert world.lines(f"kf:{MOTHER}") == [("me", "孩子今天发烧了 🤒 <b>请一天假</b>")]
        expect(mother.window).to_have_text(re.compile(r"^48 小时内还能收 5 条，到 \d+月\d+日 \d\d:\d\d$"))
        customer.sends("好的，已经告诉王老师")
        mother.kf_see("好的，已经告诉王老师")
        expect(mother.window).to_contain_text("还能收 4 条")
        assert customer.codes(5) == [0, 0, 0, 0, 95001]
        expect(mother.window).to_have_text("这 48 小时的条数收满了，等家长先说话")
        world.clock.now += 49 * HOUR
        page.reload()
        mother.open_service()
        expect(mother.window).to_have_text("窗口关了，等家长先说话")


def test_a_picture_is_seen_and_a_file_can_be_fetched(sit: Sit, world: World) -> None:
    with sit(PHONE, MUM) as page:
        mother = phone(page)
        mother.open_service()
        mother.root.get_by_test_id("chat-more").click()
        expect(mother.root.get_by_test_id("send-enter")).to_be_hidden()
        for kind in ("image", "voice", "file"):
            mother.root.get_by_test_id(f"send-{kind}").click()
        picture = mother.root.get_by_test_id("picture")
        expect(picture).to_have_js_property("naturalWidth", 48)
        expect(mother.root.get_by_test_id("file")).to_have_count(2)
        with page.expect_download() as fetched:
            mother.root.get_by_test_id("file").last.click()
        assert fetched.value.suggested_filename.endswith(".docx")
        messages = [one["msgtype"] for one in Kf(world).told() if one["msgtype"] != "event"]
        assert messages == ["image", "voice", "file"]


def test_a_line_of_a_menu_is_said_by_finger_and_by_key(sit: Sit, world: World) -> None:
    customer = Kf(world)
    customer.says()
    customer.sends(**MENU)
    with sit(PHONE, MUM) as page:
        mother = phone(page)
        mother.open_service()
        menu = mother.root.get_by_test_id("menu")
        expect(menu).to_have_accessible_name("您想说哪一件？")
        expect(menu).to_have_text("您想说哪一件？孩子请假或者也可以直接写")
        mother.choose("孩子请假")
        menu.get_by_test_id("menu-item").focus()
        page.keyboard.press("Enter")
        expect(mother.root.locator("[data-from=me][data-state=sent]")).to_have_count(3)
    said = [one["text"] for one in customer.told() if one["msgtype"] == "text"]
    assert said[1:] == [{"content": "孩子请假", "menu_id": "leave"}] * 2


def test_who_blocked_the_school_hears_nothing_from_it(sit: Sit, world: World) -> None:
    customer = Kf(world)
    with sit(PHONE, MUM) as page:
        mother = phone(page)
        mother.write("在吗")
        block = mother.root.get_by_test_id("parent-block")
        block.focus()
        page.keyboard.press("Space")
        expect(mother.window).to_have_text("拉黑了，客服的话收不到")
        assert customer.standing()["blocked"]
        assert customer.sends("收不到的话")["errcode"] == 0
        block.click()
        expect(mother.window).to_contain_text("还能收 4 条")
        customer.sends("收得到的话")
        mother.kf_see("收得到的话")
        expect(mother.arrived).to_have_count(1)
        # The other switch is one of its own.
        expect(mother.root.get_by_test_id("parent-follow")).to_be_checked()


def test_a_dot_tells_of_the_other_conversation(sit: Sit, world: World) -> None:
    customer = Kf(world)
    with sit(PHONE, MUM) as page:
        mother = phone(page)
        notices, service = (mother.root.get_by_test_id(f"talk-{kind}") for kind in ("notices", "service"))
        mother.write("半句话")
        mother.root.get_by_test_id("chat-input").fill("还没写完")
        mother.open_notices()
        expect(mother.root.get_by_test_id("chat-input")).to_be_hidden()
        customer.sends("看到了")
        expect(service).to_have_accessible_name("客服，有新消息")
        notices.focus()
        page.keyboard.press("ArrowRight")
        expect(service).to_be_focused()
        mother.see("看到了")
        expect(service).to_have_accessible_name("客服")
        expect(mother.root.get_by_test_id("chat-input")).to_have_value("还没写完")


@pytest.mark.parametrize("words", ["写给学校", "另开"], ids=["in its place", "in a window of its own"])
def test_a_page_in_the_phone_leads_to_the_service(sit: Sit, world: World, elsewhere: str, words: str) -> None:
    customer, link = Kf(world), service_link(world)
    page_link = f"{elsewhere}?link={link.replace('?', '%3F').replace('&', '%26').replace('=', '%3D')}"
    customer.says()
    customer.sends(f'<a href="{page_link}">看看</a>')
    with sit(PHONE, MUM) as page:
        mother = phone(page)
        mother.open_service()
        with page.expect_response("**/enter"):
            mother.open_link().get_by_text(words).click()
        in_service(mother)
        expect(mother.root.get_by_test_id("chat-input")).to_be_focused()
        assert len(page.context.pages) == 1
        assert entered_by(world)[-1] == ("notice", "letter1")


def test_a_notice_and_a_menu_lead_to_the_service(sit: Sit, world: World) -> None:
    customer, link = Kf(world), service_link(world, "notice", "a%20b")
    content = f'明天家长会，<a href="{link}">有话说</a>'
    world.api(
        "externalcontact/message/send",
        {"to_parent_userid": [MOTHER], "msgtype": "text", "agentid": AGENT} | {"text": {"content": content}},
    )
    with sit(PHONE, MUM) as page:
        mother = phone(page)
        mother.arrived.get_by_test_id("link").click()
        in_service(mother)
        mother.write("我去不了")
        item = {"type": "view", "view": {"url": service_link(world, "menu", "x"), "content": "再说一件"}}
        customer.sends(msgtype="msgmenu", msgmenu={"head_content": "", "list": [item]})
        mother.choose("再说一件")
        expect(mother.window).to_contain_text("还能收 4 条")
        assert entered_by(world) == [("notice", "a b"), ("menu", "x")]


def test_a_link_that_leads_nowhere_says_so(browser: Browser, world: World) -> None:
    customer = Kf(world)
    customer.says()
    customer.sends(f'<a href="{world.base}/kf/kfc00?enc_scene=none">写给学校</a>')
    with page_of(browser, PHONE) as page:
        page.goto(seating(f"{world.base}/", MUM))
        mother = phone(page)
        mother.open_service()
        mother.arrived.get_by_test_id("link").click()
        expect(mother.window).to_have_text("这个链接打不开客服")
        mother.write("那我直接写")
        expect(mother.window).to_contain_text("还能收 5 条")


def test_a_stranger_has_nothing_but_the_service(sit: Sit, world: World) -> None:
    stranger = Kf(world, "stranger1")
    with sit(PHONE, "kf:stranger1") as page:
        one = phone(page)
        expect(one.root.locator(".me-name")).to_have_text("路过的人")
        expect(one.root.get_by_role("tab")).to_have_count(0)
        expect(one.root.get_by_test_id("parent-follow")).to_be_hidden()
        expect(one.window).to_have_text("窗口关了，等对方先说话")
        one.say("这是哪里？")
        expect(one.window).to_contain_text("还能收 5 条")
        assert stranger.standing()["entered"]
        stranger.does("servicer", userid="WangFang", text="您好")
        one.see("您好")
        expect(one.window).to_have_text("有人在接待，机器人不插话")
