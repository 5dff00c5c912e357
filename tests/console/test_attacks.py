"""The attack table: whoever is not meant gets one and the same refusal, and nothing changes."""

import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from language.say import pages_parent
from storage.notes import NOTE
from storage.people import MEMBER, MEMBER_ROLE, PAIRING
from storage.schools import ensure_default
from tests.console.attacks import STILL
from tests.console.browsing import Page, filled, state_in
from tests.console.kit import World, hosting, show_world
from tests.console.kit_family import ask_consent, family_token
from tests.console.knocking import Attack, knocks
from tests.support import databases, small_school
from tests.support.platform import CORP_ID


@pytest.fixture(scope="module", params=databases.KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def still_world(database_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for all attacks that prepare nothing: they must leave it as it was."""
    name = f"{databases.worker_database()}_attacks"
    sqlite = database_kind == "sqlite"
    url = databases.new_sqlite(tmp_path_factory.mktemp("attacks")) if sqlite else databases.new_postgresql(name)
    store = databases.open_store(url)
    with store.writing() as work:
        school_id = ensure_default(work, corp_id=CORP_ID, school_name="Test School")
    with hosting() as host:
        world = show_world(host, store, school_id)
        for who in world.guardians:
            world.change_note(who, state="passed_on")
            world.admitted(who)
            world.browser().get(f"/p/{family_token(world, who)}")
        yield world
    store.engine.dispose()


@pytest.mark.parametrize("attack", STILL.values(), ids=STILL)
def test_an_attack_is_refused_like_any_other_and_changes_nothing(still_world: World, attack: Attack) -> None:
    still_world.clock.forward(minutes=2)  # no attack is stopped by the count of the one before
    still_world.watch()
    _assert_refused(still_world, list(attack(still_world)))


# --- what was right until something changed


def marked_as_getting_nothing(world: World) -> None:
    for who in ("li_mother", "zhou_grandmother"):
        world.change_guardian(who, no_contact=True)


def removed_from_the_directory(world: World) -> None:
    for who in ("li_mother", "zhou_grandmother"):
        world.change_guardian(who, removed_at=world.clock())


def taken_from_the_roster(world: World) -> None:
    for who in ("li_mother", "zhou_grandmother"):
        world.forget(who)


def note_became(state: str) -> Callable[[World], None]:
    def change(world: World) -> None:
        for who in ("li_mother", "zhou_grandmother"):
            world.change_note(who, state=state)

    return change


def teacher_is_gone(world: World) -> None:
    teacher = world.school.members["WangFang"]
    with world.store.writing() as work:
        for rows in (NOTE, PAIRING, MEMBER_ROLE):
            work.connection.execute(delete(rows).where(rows.c.member_id == teacher))
        work.connection.execute(delete(MEMBER).where(MEMBER.c.id == teacher))


SINCE: dict[str, Callable[[World], None]] = {
    "marked as getting nothing": marked_as_getting_nothing,
    "removed from the directory": removed_from_the_directory,
    "taken from the roster": taken_from_the_roster,
    "note was called back": note_became("cancelled"),
    "note is held": note_became("held"),
    "teacher is gone": teacher_is_gone,
}


@pytest.mark.parametrize("change", SINCE.values(), ids=SINCE)
def test_what_opened_before_is_refused_since(world: World, change: Callable[[World], None]) -> None:
    visits = [world.admitted(who) for who in ("li_mother", "zhou_grandmother")]
    change(world)
    world.watch()
    for browser, url, page in visits:
        _assert_refused(world, list(knocks(browser, url, filled(page, "不该收到"))))
        _assert_refused(world, [world.browser().follow(url), browser.follow(f"{url}/service")])


def links_were_made_anew(world: World) -> None:
    for who in ("li_mother", "zhou_grandmother"):
        world.change_guardian(who, link_generation=1)


def teacher_left(world: World) -> None:
    with world.store.writing() as work:
        work.connection.execute(update(MEMBER).values(left_at=world.clock()))


def teacher_works_at_another_school(world: World) -> None:
    other = small_school.second_school(world.store, world.school.id)
    with world.store.writing() as work:
        work.connection.execute(update(MEMBER).values(school_id=other))


FAMILY_SINCE: dict[str, Callable[[World], None]] = {
    "marked as getting nothing": marked_as_getting_nothing,
    "removed from the directory": removed_from_the_directory,
    "taken from the roster": taken_from_the_roster,
    "links were made anew": links_were_made_anew,
    "teacher left": teacher_left,
    "teacher works at another school of the corp": teacher_works_at_another_school,
}


@pytest.mark.parametrize("change", FAMILY_SINCE.values(), ids=FAMILY_SINCE)
def test_a_family_link_that_opened_before_is_refused_since(world: World, change: Callable[[World], None]) -> None:
    url, browser = f"/p/{family_token(world)}", world.browser()
    page = browser.get(url)
    assert page.status == 200
    change(world)
    world.watch()
    _assert_refused(world, list(knocks(browser, url, filled(page, "不该收到"))))


def test_a_personal_link_ends_with_the_others(world: World) -> None:
    url, browser = world.url("zhou_grandmother"), world.browser()
    page = browser.get(url)
    links_were_made_anew(world)
    world.watch()
    _assert_refused(world, list(knocks(browser, url, filled(page, "不该收到"))))


@pytest.mark.parametrize("who", ["li_mother", "zhou_grandmother"])
@pytest.mark.parametrize("since", ["declined", "not agreed"])
def test_an_old_form_does_not_answer_for_somebody_who_wants_no_notes(world: World, who: str, since: str) -> None:
    browser, url, page = world.admitted(who)
    if since == "declined":
        browser.post(f"{url}/decline", {"form_token": page.hidden("form_token")})
    else:
        ask_consent(world)
    world.watch()
    _assert_refused(world, [browser.post(f"{url}/answer", filled(page, "不该收到"))])


@pytest.mark.parametrize("account", ["new_account", None])
def test_another_account_in_the_roster_or_none_opens_nothing_to_whom_had_the_old_one(
    world: World, account: str | None
) -> None:
    browser, url, page = world.admitted("li_mother")
    assert browser.get(url).status == 200
    world.change_account("li_mother", account)
    world.watch()
    for signed_in in ("liu_xiuying", None):
        world.signed_in = signed_in
        for tried in (browser, world.browser()):
            _assert_refused(world, list(knocks(tried, url, filled(page, "不该收到"))))


def test_a_notice_sent_before_there_was_no_account_any_more_opens_again_with_the_account(world: World) -> None:
    world.change_account("li_mother", None)
    url = world.url("li_mother")
    assert world.browser().follow(url).status == 403
    world.change_account("li_mother", "LIU_xiuying")
    world.signed_in = "liu_xiuying"
    assert world.browser().follow(url).status == 200


def test_a_session_and_a_way_back_do_not_outlive_their_time(world: World) -> None:
    browser, url, page = world.admitted("li_mother")
    world.clock.forward(hours=12)
    world.watch()
    world.signed_in = None
    _assert_refused(world, list(knocks(browser, url, filled(page, "不该收到"))))
    late = world.browser()
    state = state_in(late.get(url).location)
    world.clock.forward(minutes=10)
    _assert_refused(world, [late.get(f"{url}?code={world.code_for('liu_xiuying')}&state={state}")])


@pytest.mark.parametrize("who", ["li_mother", "li_father", "zhang_mother", "zhou_grandmother"])
def test_the_same_knocks_by_whom_it_is_meant_for_change_rows(world: World, who: str) -> None:
    """Without this the table above could pass because nothing works."""
    browser, url, page = world.admitted(who)
    seen = [world.rows()]
    statuses = []
    for knock in knocks(browser, url, filled(page, "收到了")):
        statuses.append(knock.status)
        seen.append(world.rows())
    assert statuses == [200, 303, 303, 303]
    assert [before != after for before, after in itertools.pairwise(seen)] == [False, True, True, True]


def test_a_child_moved_to_another_teacher_can_still_be_answered_for(world: World) -> None:
    browser, url, page = world.admitted("zhou_grandmother")
    with world.store.writing() as work:
        work.connection.execute(update(PAIRING).values(end=world.clock().date() - timedelta(days=1)))
    assert browser.post(f"{url}/answer", filled(page, "收到了")).status == 303


def _assert_refused(world: World, pages: list[Page]) -> None:
    reference = _plain(world.browser().get("/p/nothing"))
    assert reference[0] == 403
    assert pages_parent.REFUSAL in reference[1]
    assert pages
    assert [page for page in pages if _plain(page) != reference] == []
    assert world.rows() == world.before


def _plain(page: Page) -> tuple[int, str, dict[str, str]]:
    return page.status, page.text, {name: value for name, value in page.headers.items() if name != "date"}
