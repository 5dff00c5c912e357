"""When a page is not shown: more than a person asks for, a database that is away, a mistake of ours."""

import pytest
from sqlalchemy.exc import ProgrammingError
from structlog.testing import capture_logs

from console.door import REQUESTS_A_MINUTE
from console.letters import ANSWERS_A_DAY
from language.say import pages_parent
from storage.work import StorageTrouble
from tests.console.attacks_by_link import pass_token
from tests.console.browsing import filled
from tests.console.kit import World


def test_more_requests_than_a_person_makes_are_asked_to_wait(world: World) -> None:
    browser, url, _ = world.admitted("zhou_grandmother")
    statuses = [browser.get(url).status for _ in range(REQUESTS_A_MINUTE)]
    assert statuses == [200] * (REQUESTS_A_MINUTE - 1) + [429]
    assert pages_parent.TOO_OFTEN in browser.get(url).text
    assert world.admitted("li_mother")[2].status == 200, "another link is another count"
    world.clock.forward(minutes=1)
    assert browser.get(url).status == 200


def test_answers_of_a_day_have_an_end(world: World) -> None:
    browser, url, page = world.admitted("zhou_grandmother")
    for number in range(ANSWERS_A_DAY):
        form = {**filled(page, f"第 {number} 句"), "client_key": f"key-of-answer-{number:04}"}
        assert browser.post(f"{url}/answer", form).status == 303
        assert browser.post(f"{url}/answer", form).location.count("said=again"), "a repeat counts for nothing"
    form = {**filled(page, "还有一句"), "client_key": "key-of-the-last-answer"}
    world.clock.forward(minutes=2)
    assert browser.post(f"{url}/answer", form).status == 429
    world.clock.forward(days=1)
    assert browser.post(f"{url}/answer", form).status == 303


@pytest.mark.parametrize("who", ["li_mother", "zhou_grandmother"])
def test_while_the_storage_is_away_the_page_says_so(world: World, who: str) -> None:
    browser, url, _ = world.admitted(who)
    world.trouble = StorageTrouble()
    page = browser.get(url)
    assert page.status == 503
    assert pages_parent.STORAGE_AWAY in page.text
    world.trouble = None
    assert browser.get(url).status == 200


def test_a_mistake_of_ours_gets_a_kind_page_and_a_line_in_the_log_that_says_nothing_personal(world: World) -> None:
    with capture_logs() as logged:
        for url in (world.url("zhou_grandmother"), f"/m/pass/{pass_token(world, 'li_mother')}"):
            world.trouble = ProgrammingError("SELECT secret", None, Exception("secret"))
            page = world.browser().get(url)
            assert page.status == 500
            assert pages_parent.BROKEN in page.text
            assert page.headers["cache-control"] == "no-store"
            assert "secret" not in page.text
    assert [(entry["event"], entry["error"].split(":")[0]) for entry in logged] == [
        ("page_broke", "ProgrammingError in World.submit"),
        ("page_broke", "ProgrammingError in World.reading"),
    ]
    assert "secret" not in str(logged)
