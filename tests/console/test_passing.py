"""The teacher's page with the personal link for a guardian, and what that link opens."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import insert, select

from language.say import pages_parent
from storage import links
from storage.audit import AUDIT
from storage.notes import NOTE, TEXT
from tests.console.attacks_by_link import pass_token
from tests.console.browsing import Page, filled
from tests.console.kit import WORDS, WRITTEN, World

WHO = ["li_mother", "zhou_grandmother"]


def pass_url(world: World, who: str, *, member: str = "WangFang") -> str:
    return f"/m/pass/{pass_token(world, who, member=member)}"


def passed_on(page: Page) -> str:
    """The link on the page, as a path."""
    shown = re.search(r"readonly>([^<]+)</textarea>", page.text)
    assert shown, page.text
    return urlsplit(html.unescape(shown.group(1))).path


@pytest.mark.parametrize("who", WHO)
def test_the_link_on_the_page_opens_the_note_without_the_platform(world: World, who: str) -> None:
    world.change_note(who, state="failed")
    page = world.browser().get(pass_url(world, who))
    label = "李四妈妈" if who == "li_mother" else "周一诺奶奶"
    assert page.status == 200
    assert f"给{label}的链接" in page.text
    assert f"请只给{label}本人，别发到群里" in page.text
    # The grandmother has no account: hers is a link for the whole term and a month more.
    assert ("11月28日 10:00 前有效" if who == "li_mother" else "2月23日前有效") in page.text
    assert WORDS[who] not in page.text
    assert f">{world.base}/p/" in page.text
    letter = world.browser().get(passed_on(page))
    assert letter.status == 200
    assert WORDS[who] in letter.text


@pytest.mark.parametrize("who", WHO)
def test_a_look_at_the_page_changes_nothing_and_the_first_look_at_the_letter_does(world: World, who: str) -> None:
    """A chat's preview, or a teacher who only looks, has passed nothing on."""
    world.change_note(who, state="unfollowed")
    world.watch()
    url = pass_url(world, who)
    pages = [world.browser().get(url) for _ in range(2)]
    assert world.rows() == world.before
    link = passed_on(pages[0])
    for _ in range(2):
        assert world.browser().get(link).status == 200
    assert _state(world, who) == "passed_on"
    with world.store.reading() as work:
        actions = list(work.connection.execute(select(AUDIT.c.action)).scalars())
    assert actions == ["note_opened", "note_passed_on"]
    assert passed_on(world.browser().get(url)) == link, "it can still be passed on once more"


def test_a_personal_link_changes_nothing_of_a_note_that_arrived(world: World) -> None:
    assert world.browser().get(world.url("li_mother", personal=True)).status == 200
    assert _state(world, "li_mother") == "sent"


def test_the_link_lives_seven_days_from_the_writing_for_all_who_look(world: World) -> None:
    world.change_note("li_mother", state="failed")
    first = passed_on(world.browser().get(pass_url(world, "li_mother")))
    world.clock.at = WRITTEN + links.LIVES - timedelta(seconds=1)
    page_link = pass_url(world, "li_mother")
    assert passed_on(world.browser().get(page_link)) == first
    assert world.browser().get(first).status == 200
    world.clock.forward(seconds=1)
    assert world.browser().get(first).status == 403
    assert world.browser().get(page_link).status == 403


@pytest.mark.parametrize("who", WHO)
def test_a_personal_link_shows_its_note_and_what_was_said_in_its_thread_since(world: World, who: str) -> None:
    said = [
        ("WangFang", False, "sent", "旧话：老师"),
        ("WangFang", True, "sent", "旧话：家长"),
        (None, False, "failed", WORDS[who]),
        ("WangFang", True, "sent", "新话：家长"),
        ("WangFang", False, "sent", "新话：老师"),
        ("WangFang", False, "failed", "没送到的话"),
        ("SunLi", False, "sent", "别的老师的话"),
        ("SunLi", True, "sent", "对别的老师说的话"),
    ]
    _rewrite(world, who, said)
    shown = world.browser().get(world.url(who, personal=True)).text
    assert re.findall(r'<p class="text">([^<]*)</p>', shown) == [WORDS[who], "新话：家长", "新话：老师"]
    if who == "li_mother":
        _, _, page = world.admitted("li_mother")
        assert "旧话：老师" in page.text, "whom the platform recognises sees what was before"


def test_the_note_itself_is_shown_however_much_was_said_since(world: World) -> None:
    _rewrite(world, "li_mother", [(None, False, "sent", ""), *(("WangFang", True, "sent", f"{n}") for n in range(30))])
    assert WORDS["li_mother"] in world.browser().get(world.url("li_mother", personal=True)).text


@pytest.mark.parametrize("who", WHO)
def test_whoever_holds_it_may_answer_and_ask_for_no_more(world: World, who: str) -> None:
    browser, url = world.browser(), world.url(who, personal=True)
    page = browser.get(url)
    assert "?said=saved&" in browser.post(f"{url}/answer", filled(page, "谢谢老师")).location
    assert world.answers() == ["谢谢老师"]
    declined = browser.post(f"{url}/decline", {"form_token": page.hidden("form_token")})
    assert pages_parent.DECLINED in browser.get(declined.location).text


def test_who_wants_no_notes_can_take_that_back_by_the_link_that_a_teacher_passes_on(world: World) -> None:
    world.change_note("li_mother", state="failed")
    world.change_guardian("li_mother", declined_at=world.clock())
    page = world.browser().get(pass_url(world, "li_mother"))
    assert pages_parent.pass_what("李四妈妈", declined=True) in page.text
    browser, url = world.browser(), passed_on(page)
    letter = browser.get(url)
    resumed = browser.post(f"{url}/resume", {"form_token": letter.hidden("form_token")})
    assert "之后的小信还会发给您" in browser.get(resumed.location).text
    assert pages_parent.pass_what("李四妈妈", declined=False) in world.browser().get(pass_url(world, "li_mother")).text


def test_the_code_is_drawn_in_the_page_itself(world: World) -> None:
    world.change_note("li_mother", state="failed")
    page = world.browser().get(pass_url(world, "li_mother"))
    assert re.search(r"<svg [^>]*viewBox[^>]*><path ", page.text)
    assert "<img" not in page.text


def not_the_writer(world: World) -> str:
    return pass_url(world, "li_mother", member="LiNa")


def arrived(world: World) -> str:
    world.change_note("li_mother", state="sent")
    return pass_url(world, "li_mother")


def called_back(world: World) -> str:
    world.change_note("li_mother", state="cancelled")
    return pass_url(world, "li_mother")


def gets_nothing(world: World) -> str:
    world.change_guardian("li_mother", no_contact=True)
    return pass_url(world, "li_mother")


def too_old(world: World) -> str:
    url = pass_url(world, "li_mother")
    world.clock.forward(days=7)
    return url


def forged(world: World) -> str:
    return pass_url(world, "li_mother") + "A"


@pytest.mark.parametrize("make", [not_the_writer, arrived, called_back, gets_nothing, too_old, forged])
def test_everything_else_gets_the_one_refusal(world: World, make: Callable[[World], str]) -> None:
    world.change_note("li_mother", state="failed")
    url = make(world)
    world.watch()
    refused, reference = world.browser().get(url), world.browser().get("/p/nothing")
    assert (refused.status, refused.text) == (403, reference.text)
    assert world.browser().post(url, {}).status == 403
    assert world.rows() == world.before


def test_the_page_is_not_for_programs_that_ask_without_end(world: World) -> None:
    world.change_note("li_mother", state="failed")
    url, browser = pass_url(world, "li_mother"), world.browser()
    assert [browser.get(url).status for _ in range(61)][-2:] == [200, 429]
    world.clock.at += timedelta(minutes=1)
    assert browser.get(url).status == 200


def _rewrite(world: World, who: str, said: list[tuple[str | None, bool, str, str]]) -> None:
    """The whole thread anew, in this order: member, whether from the guardian, state, words; no member: the note."""
    with world.store.writing() as work:
        original = work.connection.execute(select(NOTE).where(NOTE.c.id == world.notes[who])).one()
        kept = {name: value for name, value in original._mapping.items() if name != "id"}
        for member, from_guardian, state, text in said:
            member_id = world.school.members[member] if member else original.member_id
            sealed = work.vault.seal(text, TEXT) if member else original.sealed_text
            changed = {"member_id": member_id, "from_guardian": from_guardian, "state": state, "sealed_text": sealed}
            new = work.connection.execute(insert(NOTE).values({**kept, **changed}).returning(NOTE.c.id)).scalar_one()
            if member is None:
                world.notes[who] = new
    world.change_note(who, written_at=WRITTEN)


def _state(world: World, who: str) -> str:
    with world.store.reading() as work:
        asked = select(NOTE.c.state).where(NOTE.c.id == world.notes[who])
        return str(work.connection.execute(asked).scalar_one())
