"""The teacher's page with the personal link for a guardian."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import links
from storage.notes import NOTE
from tests.console.kit import WORDS, World


def pass_url(world: World, who: str, *, member: str = "WangFang") -> str:
    until = world.clock() + links.LIVES
    return f"/m/pass/{links.make_pass(world.store.vault, world.school.members[member], world.notes[who], until)}"


@pytest.mark.parametrize("who", ["li_mother", "zhou_grandmother"])
def test_the_link_on_the_page_opens_the_guardians_own_page(world: World, who: str) -> None:
    world.change_note(who, state="failed")
    page = world.browser().get(pass_url(world, who))
    assert page.status == 200
    assert ("李四妈妈" if who == "li_mother" else "周一诺奶奶") in page.text
    caution = "要用李四妈妈自己的微信打开" if who == "li_mother" else "拿到链接的人都打得开，请只给周一诺奶奶本人"
    assert caution in page.text
    assert "11月28日 12:00 前有效" in page.text
    assert WORDS[who] not in page.text
    shown = re.search(r"readonly>([^<]+)</textarea>", page.text)
    assert shown
    url = html.unescape(shown.group(1))
    assert url.startswith(f"{world.base}/p/")
    world.signed_in = world.account(who)
    assert WORDS[who] in world.browser().follow(url).text
    assert _state(world, who) == "passed_on"


def test_the_code_is_drawn_in_the_page_itself(world: World) -> None:
    world.change_note("li_mother", state="failed")
    page = world.browser().get(pass_url(world, "li_mother"))
    assert re.search(r"<svg [^>]*viewBox[^>]*><path ", page.text)
    assert "<img" not in page.text


def test_the_page_can_be_opened_again(world: World) -> None:
    world.change_note("li_mother", state="unfollowed")
    url = pass_url(world, "li_mother")
    assert [world.browser().get(url).status for _ in range(2)] == [200, 200]


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


def wants_none(world: World) -> str:
    world.change_guardian("li_mother", declined_at=world.clock())
    return pass_url(world, "li_mother")


def too_old(world: World) -> str:
    url = pass_url(world, "li_mother")
    world.clock.forward(days=7)
    return url


def forged(world: World) -> str:
    return pass_url(world, "li_mother") + "A"


@pytest.mark.parametrize("make", [not_the_writer, arrived, called_back, gets_nothing, wants_none, too_old, forged])
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


def _state(world: World, who: str) -> str:
    with world.store.reading() as work:
        asked = select(NOTE.c.state).where(NOTE.c.id == world.notes[who])
        return str(work.connection.execute(asked).scalar_one())
