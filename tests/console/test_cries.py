"""A cry for help from a guardian's page is never lost to a limit."""

from datetime import timedelta

from sqlalchemy import func, select, update

from console.door import REQUESTS_A_MINUTE
from console.letters import ANSWERS_A_DAY, CRIES_A_DAY
from language.say import pages_parent
from storage.outbox import OUTBOX, Purpose
from storage.people import SCHOOL
from storage.schools import DUTY_PHONE
from tests.console.browsing import Browser, Page, filled
from tests.console.kit import World

CRY = "孩子昨晚说不想活了"


def say(browser: Browser, url: str, page: Page, text: str, number: int) -> Page:
    form = {**filled(page, text), "client_key": f"key-of-answer-{number:06}"}
    return browser.post(f"{url}/answer", form)


def alarms(world: World) -> int:
    with world.store.reading() as work:
        asked = select(func.count()).where(OUTBOX.c.purpose == Purpose.ALERT.value)
        return int(work.connection.execute(asked).scalar_one())


def test_more_answers_than_a_day_has_do_not_drown_it_but_it_is_no_flood(world: World) -> None:
    browser, url, page = world.admitted("zhou_grandmother")
    statuses = []
    for number in range(ANSWERS_A_DAY):
        world.clock.forward(seconds=2)
        statuses.append(say(browser, url, page, f"第 {number} 句", number).status)
    assert statuses == [303] * ANSWERS_A_DAY
    assert say(browser, url, page, "还有一句", 1000).status == 429
    for number in range(CRIES_A_DAY):
        world.clock.forward(seconds=2)
        assert "said=urgent" in say(browser, url, page, CRY, 2000 + number).location
    assert world.answers()[ANSWERS_A_DAY:] == [CRY] * CRIES_A_DAY
    assert alarms(world) == CRIES_A_DAY
    assert say(browser, url, page, CRY, 3000).status == 429
    assert "said=urgent" in say(browser, url, page, CRY, 2000).location, "a repeat counts for nothing"
    world.clock.at += timedelta(days=1)
    assert say(browser, url, page, CRY, 3000).status == 303


def test_more_requests_than_a_minute_has_do_not_drown_it(world: World) -> None:
    for who in ("li_mother", "zhou_grandmother"):
        browser, url, page = world.admitted(who)
        for _ in range(REQUESTS_A_MINUTE):
            last = browser.get(url)
        assert last.status == 429
        assert say(browser, url, page, "平常的一句", 1).status == 429
        assert "said=urgent" in say(browser, url, page, CRY, 1).location
    assert world.answers() == [CRY] * 2
    assert alarms(world) == 2


def test_a_limit_let_through_lets_no_stranger_through(world: World) -> None:
    _, url, page = world.admitted("li_mother")
    world.signed_in = None
    stranger = world.browser()
    for _ in range(REQUESTS_A_MINUTE):
        stranger.get(url)
    assert say(stranger, url, page, CRY, 1).status == 403
    assert world.answers() == []


def test_who_wants_no_notes_still_reaches_somebody(world: World) -> None:
    for who in ("li_mother", "zhou_grandmother"):
        browser, url, page = world.admitted(who)
        browser.post(f"{url}/decline", {"form_token": page.hidden("form_token")})
        assert say(browser, url, page, "平常的一句", 1).status == 403
        sent = say(browser, url, page, CRY, 1)
        assert "还没有人接手" in browser.get(sent.location).text
        assert pages_parent.DECLINED in browser.get(sent.location).text, "and no notes come all the same"
    assert world.answers() == [CRY] * 2
    assert alarms(world) == 2


def test_it_is_never_too_long(world: World) -> None:
    browser, url, page = world.admitted("zhou_grandmother")
    long = "说不清楚。" * 250 + CRY
    assert "said=urgent" in say(browser, url, page, long, 1).location
    assert world.answers() == [long]
    assert alarms(world) == 1


def test_the_number_of_the_school_is_told_to_whoever_cries_for_help(world: World) -> None:
    with world.store.writing() as work:
        sealed = work.vault.seal("0854-1234567", DUTY_PHONE)
        work.connection.execute(update(SCHOOL).values(sealed_duty_phone=sealed))
    browser, url, page = world.admitted("zhou_grandmother")
    assert "0854-1234567" not in page.text, "only for a danger"
    told = browser.get(say(browser, url, page, CRY, 1).location).text
    assert "现在就打学校值班电话 0854-1234567，情况紧急打 110 或 120。" in told
