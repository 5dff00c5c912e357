"""Consent: asked once before anything goes, given and withdrawn by one tap, and respected by every note."""

import json

import pytest
from sqlalchemy import select, update

from duty.people import Kin
from duty.ways import Way
from handlers import consents, parents, passing_on
from scheduler.sender import Reason, Refused
from storage import guardians, links
from storage.consents import CONSENT
from storage.guardians import GUARDIAN
from storage.links import Link
from storage.people import SCHOOL
from storage.work import Store
from tests.support.correspondence import BASE_URL, NIGHT, ZONE, Correspondence

LI = "20250102"


@pytest.fixture
def families(store: Store, school_id: int) -> Correspondence:
    school = Correspondence.of(store, school_id)
    asks(school)
    return school


@pytest.fixture
def mother(families: Correspondence) -> int:
    return families.guardian(LI, "母亲", "m")


def asks(families: Correspondence, *, asked: bool = True) -> None:
    with families.store.writing() as work:
        work.connection.execute(update(SCHOOL).values(asks_consent=asked))


def agree(families: Correspondence, guardian: int) -> bool:
    with families.store.writing() as work:
        return consents.agree(work, guardian, families.now, Way.PAGE)


def withdraw(families: Correspondence, guardian: int, way: Way = Way.PAGE) -> bool:
    with families.store.writing() as work:
        return consents.withdraw(work, guardian, families.now, way)


def said(families: Correspondence) -> list[tuple[str, bool, str]]:
    with families.store.reading() as work:
        rows = work.connection.execute(select(CONSENT).order_by(CONSENT.c.id))
        return [(row.version, row.given, row.way) for row in rows]


def test_nothing_goes_but_one_request_and_the_note_when_they_agree(families: Correspondence, mother: int) -> None:
    assert "同意了这条就发" in families.relay("WangFang", LI, "李四讲题很清楚").text
    assert "同意了这条就发" in families.relay("WangFang", LI, "又讲了一遍").text
    [(account, text)] = families.deliver()
    assert account == "m"
    assert "先问您愿不愿意收" in text
    assert "李四讲题" not in text
    assert "还留着" in families.confirm("WangFang").text
    assert families.states() == ["unconsented"] * 2
    page = families.open(mother, families.notes()[0].id)
    assert page is not None
    assert (page.asks_consent, page.lines, page.good_news) == (True, (), None)
    assert families.notes()[0].opened_at is None
    assert agree(families, mother)
    assert said(families) == [("1", True, "page")]
    assert [to for to, _ in families.deliver()] == ["m", "m"]
    assert families.states() == ["sent"] * 2
    page = families.open(mother, families.notes()[0].id)
    assert page is not None
    assert page.agreed
    assert [line.text for line in page.lines] == ["李四讲题很清楚", "又讲了一遍"]


def test_agreeing_twice_sends_nothing_twice(families: Correspondence, mother: int) -> None:
    families.relay("WangFang", LI, "李四讲题很清楚")
    assert agree(families, mother)
    assert agree(families, mother)
    assert len(said(families)) == 1
    assert [to for to, _ in families.deliver()] == ["m"]


def test_who_agrees_before_the_request_goes_is_not_asked_any_more(families: Correspondence, mother: int) -> None:
    families.relay("WangFang", LI, "李四讲题很清楚")
    agree(families, mother)
    [(_, text)] = families.deliver()
    assert "李四讲题" in text


def test_quiet_hours_hold_request_and_note(families: Correspondence, mother: int) -> None:
    families.now = NIGHT
    families.relay("WangFang", LI, "李四讲题很清楚")
    assert families.deliver() == []
    agree(families, mother)
    assert families.deliver() == []
    families.later(hours=10)
    assert [to for to, _ in families.deliver()] == ["m"]


def test_what_is_older_than_three_days_is_offered_to_its_writer(families: Correspondence, mother: int) -> None:
    families.relay("WangFang", LI, "李四讲题很清楚")
    families.deliver()
    families.later(days=4)
    agree(families, mother)
    [(account, text)] = families.deliver()
    assert account == "WangFang"
    assert "李四妈妈同意收小信了" in text
    assert "李四讲题很清楚" in text
    assert families.states() == ["unconsented"]
    assert "这就发出" in families.confirm("WangFang").text
    assert [to for to, _ in families.deliver()] == ["m"]
    assert families.states() == ["sent"]


def test_who_withdraws_gets_nothing_that_waits_and_is_not_asked_again(families: Correspondence, mother: int) -> None:
    agree(families, mother)
    families.relay("WangFang", LI, "李四讲题很清楚")
    assert withdraw(families, mother, Way.SERVICE)
    assert withdraw(families, mother)
    assert said(families) == [("1", True, "page"), ("1", False, "service")]
    families.later(seconds=30)
    [(account, text)] = families.deliver()
    assert account == "WangFang"
    assert "先不用收" in text
    assert families.states() == ["unconsented"]
    assert "先不用收" in families.relay("WangFang", LI, "第二条").text
    assert families.deliver() == []
    page = families.open(mother, families.notes()[0].id)
    assert page is not None
    assert page.asks_consent
    assert agree(families, mother)
    assert [to for to, _ in families.deliver()] == ["m", "m"]
    assert {action for _, action in families.audited()} >= {"consent_given", "consent_withdrawn"}


def test_a_text_of_another_version_is_asked_for_anew(families: Correspondence, mother: int) -> None:
    agree(families, mother)
    with families.store.writing() as work:
        work.connection.execute(update(GUARDIAN).values(consent_version="0"))
    families.relay("WangFang", LI, "李四讲题很清楚")
    assert families.states() == ["unconsented"]
    [(account, text)] = families.deliver()
    assert (account, "先问您" in text) == ("m", True)


def test_a_request_that_does_not_arrive_is_passed_on_by_hand(families: Correspondence, mother: int) -> None:
    families.relay("WangFang", LI, "李四讲题很清楚")
    families.platform.answer = lambda account: Refused(Reason.NOT_FOLLOWING, 0) if account == "m" else None
    [_, (account, card)] = families.deliver()
    assert account == "WangFang"
    link = json.loads(card)["link"]
    assert link["title"] == "没能问到李四妈妈"
    opened = links.read_pass(families.store.vault, link["url"].rpartition("/")[2], families.now)
    assert opened is not None
    with families.store.reading() as work:
        passed = passing_on.to_pass_on(work, opened.member_id, opened.note_id, families.now, ZONE)
        assert passed is not None
        key = links.read(families.store.vault, passed.token, families.now)
    assert key == Link(mother, opened.note_id, personal=True)
    assert "把链接转给李四妈妈" in families.relay("WangFang", LI, "第二条").text
    with families.store.writing() as work:
        page = parents.open_page(work, key, families.now)
    assert page is not None
    assert page.asks_consent


def test_without_an_account_the_page_asks_and_then_shows(families: Correspondence) -> None:
    grandmother = families.guardian(LI, "奶奶")
    assert "点了「同意」就看得到" in families.relay("WangFang", LI, "李四讲题很清楚", Kin.PATERNAL_GRANDMOTHER).text
    link = Link(grandmother, 0, personal=True, member_id=families.school.members["WangFang"])
    for agreed, shown in ((False, []), (True, ["李四讲题很清楚"])):
        if agreed:
            agree(families, grandmother)
        with families.store.writing() as work:
            page = parents.open_page(work, link, families.now)
        assert page is not None
        assert (page.asks_consent, [line.text for line in page.lines]) == (not agreed, shown)
    assert families.states() == ["passed_on"]
    assert families.deliver() == []


def test_without_pages_nobody_can_be_asked(families: Correspondence, mother: int) -> None:
    families.base_url = ""
    assert "没有路问到" in families.relay("WangFang", LI, "李四讲题很清楚").text
    assert families.outbox() == {}


def test_where_the_school_does_not_ask_nobody_agrees_or_withdraws(families: Correspondence, mother: int) -> None:
    asks(families, asked=False)
    assert not agree(families, mother)
    assert not withdraw(families, mother)
    assert said(families) == []
    families.relay("WangFang", LI, "李四讲题很清楚")
    families.later(seconds=30)
    assert [to for to, _ in families.deliver()] == ["m"]


def test_a_school_that_begins_to_ask_stops_what_is_on_its_way(families: Correspondence, mother: int) -> None:
    asks(families, asked=False)
    families.relay("WangFang", LI, "李四讲题很清楚")
    asks(families)
    families.later(seconds=30)
    assert [to for to, _ in families.deliver()] == ["WangFang"]
    assert families.states() == ["unconsented"]


def test_who_wants_no_notes_gets_none_by_agreeing(families: Correspondence, mother: int) -> None:
    families.relay("WangFang", LI, "李四讲题很清楚")
    with families.store.writing() as work:
        guardians.set_declined(work, mother, families.now)
    agree(families, mother)
    assert families.deliver() == []


def test_in_a_trial_nobody_is_asked(store: Store, school_id: int) -> None:
    families = Correspondence.of(store, school_id, trial=True)
    asks(families)
    families.guardian(LI, "母亲", "m")
    assert "试运行" in families.relay("WangFang", LI, "李四讲题很清楚").text
    assert BASE_URL not in json.dumps(families.outbox())
