"""Families without an account: the note is on their page, the teacher passes the link on, and can make it anew."""

import pytest
from sqlalchemy import update

from duty.family_links import RenewLink, ShowFamilyLinks
from duty.people import Kin
from handlers import parents, passing_on
from handlers.context import Site
from handlers.family_links import renew_link, show_family_links
from storage import links
from storage.guardians import GUARDIAN
from storage.links import Link
from storage.people import MEMBER, SCHOOL
from storage.work import Store
from tests.support.correspondence import BASE_URL, ZONE, Correspondence

LI, ZHANG = "20250102", "20250101"


@pytest.fixture
def families(store: Store, school_id: int) -> Correspondence:
    return Correspondence.of(store, school_id)


@pytest.fixture
def mother(families: Correspondence) -> int:
    return families.guardian(LI, "母亲")


def given(families: Correspondence, user: str = "WangFang") -> list[passing_on.ToPassOn]:
    with families.store.reading() as work:
        return passing_on.families_of(work, families.school.members[user], families.now, ZONE)


def link_of(families: Correspondence, one: passing_on.ToPassOn) -> Link:
    found = links.read(families.store.vault, one.token, families.now)
    assert found is not None
    return found


def look(families: Correspondence, link: Link) -> parents.Thread | None:
    with families.store.writing() as work:
        return parents.open_page(work, link, families.now)


def said(families: Correspondence, link: Link) -> list[str]:
    page = look(families, link)
    return [line.text for line in page.lines] if page else ["refused"]


def renew(families: Correspondence, *students: str, kin: Kin | None = None, user: str = "WangFang") -> str:
    ids = tuple(families.school.students[one] for one in students)
    with families.store.writing() as work:
        sender, moment = families.sender(work, user), families.message(work)
        return renew_link(RenewLink(ids, kin), sender, work, moment, Site(families.base_url)).text


def asked(families: Correspondence, user: str = "WangFang") -> str:
    with families.store.writing() as work:
        sender, moment = families.sender(work, user), families.message(work)
        return show_family_links(ShowFamilyLinks(), sender, work, moment, Site(families.base_url)).text


def test_the_note_waits_on_the_page_and_is_passed_on_by_being_opened(families: Correspondence, mother: int) -> None:
    reply = families.relay("WangFang", LI, "李四讲题很清楚").text
    assert reply.startswith(f"给李四妈妈的话写好了。把链接转给她就行：{BASE_URL}/m/pass/")
    assert families.states() == ["by_hand"]
    [one] = given(families)
    assert (one.label, one.standing, one.known) == ("李四妈妈", True, False)
    link = link_of(families, one)
    assert said(families, link) == ["李四讲题很清楚"]
    assert families.states() == ["passed_on"]
    assert families.notes()[0].way == "link"
    assert families.audited().count((f"guardian:{mother}", "note_passed_on")) == 1
    assert said(families, link) == ["李四讲题很清楚"]
    assert families.audited().count((f"guardian:{mother}", "note_opened")) == 1


def test_who_knows_the_page_needs_only_a_nudge_for_sixty_days(families: Correspondence, mother: int) -> None:
    families.relay("WangFang", LI, "一")
    look(families, link_of(families, given(families)[0]))
    families.later(days=59)
    assert "已经在她的页面上" in families.relay("WangFang", LI, "二").text
    families.later(days=2)
    assert "把链接转给她" in families.relay("WangFang", LI, "三").text


def test_a_link_is_the_same_all_day_and_ends_a_month_behind_the_term(families: Correspondence, mother: int) -> None:
    first = given(families)[0]
    families.later(hours=3)
    assert given(families)[0].token == first.token
    assert first.until.astimezone(ZONE).date().isoformat() == "2026-02-23"
    assert links.read(families.store.vault, first.token, first.until) is None


def test_the_page_shows_one_members_thread_and_nothing_that_waits(families: Correspondence, mother: int) -> None:
    families.relay("WangFang", LI, "王老师的话")
    families.relay("SunLi", LI, "班主任的话")
    mine = link_of(families, given(families)[0])
    with families.store.writing() as work:
        parents.answer(work, mine, text="谢谢", client_key="a" * 20, at=families.now, zone=ZONE)
    other = Link(mother, 0, personal=True, member_id=families.school.members["SunLi"])
    assert said(families, mine) == ["王老师的话", "谢谢"]
    assert said(families, other) == ["班主任的话"]


def test_at_most_twenty_lines_the_newest(families: Correspondence, mother: int) -> None:
    for number in range(22):
        families.relay("WangFang", LI, f"第{number}条")
    assert said(families, link_of(families, given(families)[0])) == [f"第{number}条" for number in range(2, 22)]


def test_new_links_shut_the_old_ones_by_hand(families: Correspondence, mother: int) -> None:
    families.relay("WangFang", LI, "李四讲题很清楚")
    old = link_of(families, given(families)[0])
    personal = Link(mother, families.notes()[0].id, personal=True)
    assert said(families, old) == said(families, personal) == ["李四讲题很清楚"]
    reply = renew(families, LI, kin=Kin.MOTHER)
    assert reply.startswith("换好了：以前转给李四妈妈的专属链接都打不开了。")
    assert f"{BASE_URL}/m/families/" in reply
    assert said(families, old) == said(families, personal) == ["refused"]
    new = given(families)[0]
    assert not new.known
    assert said(families, link_of(families, new)) == ["李四讲题很清楚"]
    assert ("WangFang", "family_link_renewed") in families.audited()


@pytest.mark.parametrize(
    ("students", "kin", "user", "why"),
    [
        ((), None, "WangFang", "换哪位家长的链接"),
        ((LI,), Kin.FATHER, "WangFang", "名单里没有"),
        ((LI,), None, "ChenJie", "由结对的老师"),
    ],
)
def test_whose_links_are_not_shut_is_said(
    families: Correspondence, mother: int, students: tuple[str, ...], kin: Kin | None, user: str, why: str
) -> None:
    assert why in renew(families, *students, kin=kin, user=user)
    assert ("WangFang", "family_link_renewed") not in families.audited()


def test_the_page_of_all_families_is_offered_to_whom_has_any(families: Correspondence, mother: int) -> None:
    assert f"{BASE_URL}/m/families/" in asked(families)
    assert "没有您能写话的家长" in asked(families, "ChenJie")
    families.base_url = ""
    assert "网址" in asked(families)


def test_in_a_trial_no_link_is_given(families: Correspondence, mother: int) -> None:
    with families.store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=True))
    assert "试运行" in asked(families)


@pytest.mark.parametrize("gone", ["no_contact", "removed", "left"])
def test_who_is_gone_since_opens_nothing_and_is_offered_nothing(
    families: Correspondence, mother: int, gone: str
) -> None:
    families.relay("WangFang", LI, "李四讲题很清楚")
    link = link_of(families, given(families)[0])
    change = {
        "no_contact": update(GUARDIAN).values(no_contact=True),
        "removed": update(GUARDIAN).values(removed_at=families.now),
        "left": update(MEMBER).values(left_at=families.now),
    }[gone]
    with families.store.writing() as work:
        work.connection.execute(change)
    assert said(families, link) == ["refused"]
    assert given(families) == []
    assert families.states() == ["by_hand"]


def test_another_childs_page_is_another_thread(families: Correspondence, mother: int) -> None:
    families.guardian(ZHANG, "母亲")
    families.relay("WangFang", LI, "给李四的")
    families.relay("WangFang", ZHANG, "给张三的")
    pages = {one.label: said(families, link_of(families, one)) for one in given(families)}
    assert pages == {"张三妈妈": ["给张三的"], "李四妈妈": ["给李四的"]}


def test_what_was_called_back_is_on_no_page(families: Correspondence, mother: int) -> None:
    families.relay("WangFang", LI, "不该发")
    link = link_of(families, given(families)[0])
    assert families.withdraw("WangFang") is not None
    assert said(families, link) == []
    assert families.states() == ["cancelled"]
