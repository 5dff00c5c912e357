"""Families' standing links in their pages: a teacher's page with all of them, what they open, and consent."""

import html
import re
from io import BytesIO
from urllib.parse import urlsplit

import pytest
import segno
from playwright.sync_api import expect
from sqlalchemy import select, update

from language.say import families as say
from language.say import pages_parent
from storage.audit import AUDIT
from storage.consents import CONSENT
from storage.notes import NOTE
from storage.people import MEMBER
from storage.work import Store
from tests.console.attacks_by_family import families_token
from tests.console.attacks_by_link import pass_token, tampered
from tests.console.browsing import Browser, Page, filled
from tests.console.kit import WORDS, Host, World, show_world
from tests.console.kit_family import ask_consent, enclose, family_token
from tests.support.browser import PHONE, chromium, page_of

LABELS = ["张三妈妈", "李四妈妈", "李四爸爸", "周一诺奶奶"]


def at_families(world: World, member: str = "WangFang") -> str:
    return f"/m/families/{families_token(world, member)}"


def opened(world: World, user: str = "WangFang") -> tuple[Browser, Page]:
    world.signed_in = user
    browser = world.browser()
    page = browser.follow(at_families(world))
    assert page.status == 200, page.text
    return browser, page


def paths(page: Page) -> list[str]:
    """The links on the page."""
    found = re.findall(r'id="link\d*" class="link" rows="3" readonly>([^<]+)</textarea>', page.text)
    return [urlsplit(html.unescape(one)).path for one in found]


def test_the_page_has_every_familys_own_link_and_each_opens_its_own_thread(world: World) -> None:
    _, page = opened(world)
    assert re.findall(r'<h2 id="family\d+">([^<]+)</h2>', page.text) == LABELS
    texts = [world.browser().get(path).text for path in paths(page)]
    shown = [[who for who, words in WORDS.items() if words in text] for text in texts]
    assert shown == [["zhang_mother"], ["li_mother"], ["li_father"], ["zhou_grandmother"]]
    assert all("<title>成长小信</title>" in text for text in texts)
    assert [words for words in WORDS.values() if words in page.text] == []
    assert page.text.count(html.escape(say.ready_text("王老师", ""))) == len(LABELS)


@pytest.mark.parametrize("user", ["LiNa", "liu_xiuying", None])
def test_only_the_one_whose_families_they_are_is_let_in(world: World, user: str | None) -> None:
    world.signed_in = user
    page = world.browser().follow(at_families(world))
    assert page.status == 403
    assert say.REFUSAL in page.text


def test_a_link_that_is_none_of_ours_or_ended_is_refused_like_any_other(world: World) -> None:
    world.signed_in = "WangFang"
    url = at_families(world)
    others = [
        *(family_token(world), pass_token(world, "zhou_grandmother"), world.token("li_mother"), "x", "", "a" * 600),
        tampered(pass_token(world, "li_mother"), kind="families"),
        f"{families_token(world)}A",
    ]
    refusals = [world.browser().get(f"/m/families/{one}") for one in others]
    refusals += [world.browser().post(url, {}), world.browser().ask("HEAD", url)]
    world.clock.forward(minutes=30)
    refusals.append(world.browser().get(url))
    assert {page.status for page in refusals} == {403}
    assert {page.text for page in refusals if page.text} == {refusals[0].text}


def test_who_left_gets_no_links(world: World) -> None:
    browser, _ = opened(world)
    with world.store.writing() as work:
        work.connection.execute(update(MEMBER).values(left_at=world.clock()))
    assert browser.get(at_families(world)).status == 403


def test_without_the_platforms_recognition_the_link_is_the_key(host: Host, store: Store, school_id: int) -> None:
    world = show_world(host, store, school_id, with_oauth=False)
    page = world.browser().get(at_families(world))
    assert page.status == 200
    assert len(paths(page)) == len(LABELS)


def test_a_family_reads_answers_and_stops_by_its_link(world: World) -> None:
    world.change_note("zhou_grandmother", state="by_hand")
    url, browser = f"/p/{family_token(world)}", world.browser()
    page = browser.get(url)
    assert WORDS["zhou_grandmother"] in page.text
    assert browser.post(f"{url}/answer", filled(page, "谢谢老师")).status == 303
    assert world.answers() == ["谢谢老师"]
    assert browser.post(f"{url}/decline", {"form_token": page.hidden("form_token")}).status == 303
    assert pages_parent.RESUME in browser.get(url).text
    assert browser.post(f"{url}/resume", {"form_token": page.hidden("form_token")}).status == 303
    with world.store.reading() as work:
        mine = NOTE.c.id == world.notes["zhou_grandmother"]
        row = work.connection.execute(select(NOTE.c.state, NOTE.c.way, NOTE.c.opened_at).where(mine)).one()
        actions = list(work.connection.execute(select(AUDIT.c.action).order_by(AUDIT.c.id)).scalars())
    assert (row.state, row.way) == ("passed_on", "link")
    assert row.opened_at is not None
    assert actions[:2] == ["note_opened", "note_passed_on"]


def test_the_pass_page_of_who_has_no_account_has_the_standing_link(world: World) -> None:
    world.change_note("zhou_grandmother", state="by_hand")
    page = world.browser().get(f"/m/pass/{pass_token(world, 'zhou_grandmother')}")
    [path] = paths(page)
    assert world.browser().get(path).status == 200
    assert "「换链接 周一诺奶奶」" in page.text
    assert "<title>成长小信</title>" in page.text
    assert "周一诺" not in say.ready_text("王老师", path)


@pytest.mark.parametrize("who", ["li_mother", "zhou_grandmother"])
def test_consent_is_asked_given_and_withdrawn_on_the_page(world: World, who: str) -> None:
    ask_consent(world)
    browser, url, page = world.admitted(who)
    assert "您愿意收到老师写的小信吗？" in page.text
    assert WORDS[who] not in page.text
    form = {"form_token": page.hidden("form_token")}
    said = []
    for what in ("refuse", "agree", "withdraw"):
        answer = browser.post(f"{url}/{what}", form)
        assert answer.status == 303
        said.append((browser.get(answer.location).text, what))
    assert [WORDS[who] in text for text, _ in said] == [False, True, False]
    assert ['role="status"' in text for text, _ in said] == [True] * 3
    with world.store.reading() as work:
        rows = work.connection.execute(select(CONSENT).order_by(CONSENT.c.id)).all()
    assert [(row.given, row.way, row.version) for row in rows] == [
        (False, "page", "1"),
        (True, "page", "1"),
        (False, "page", "1"),
    ]


def test_good_news_is_a_friendly_page_on_a_phone_by_keyboard_and_on_paper(world: World) -> None:
    world.change_note("zhou_grandmother", kind="progress")
    enclose(world, "zhou_grandmother", _png())
    with chromium() as browser, page_of(browser, PHONE) as page:
        for token in (world.token("zhou_grandmother"), family_token(world)):
            page.goto(f"{world.base}/p/{token}")
            expect(page.get_by_role("heading", name="周一诺的好消息")).to_be_visible()
            assert page.title() == "成长小信"
            picture = page.get_by_role("img")
            expect(picture).to_have_js_property("complete", True)
            assert picture.evaluate("one => one.naturalWidth") > 1
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
            page.emulate_media(media="print")
            expect(page.get_by_role("textbox")).not_to_be_visible()
            expect(page.get_by_text(WORDS["zhou_grandmother"])).to_be_visible()
            page.emulate_media(media="screen")


def test_the_page_of_all_families_fits_a_phone_and_its_buttons_copy(host: Host, store: Store, school_id: int) -> None:
    world = show_world(host, store, school_id, with_oauth=False)
    with chromium() as browser, page_of(browser, PHONE) as page:
        page.goto(world.base + at_families(world))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        button = page.locator("#copy2")
        button.click()
        expect(button).to_have_text("复制好了")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("#link2").input_value()


def _png() -> bytes:
    made = BytesIO()
    segno.make("x", micro=True).save(made, kind="png", scale=1, border=0)
    return made.getvalue()
