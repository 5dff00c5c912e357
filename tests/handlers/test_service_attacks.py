"""The attack table of 微信客服: codes, ids, replays and taps of whoever is not meant; all refused, none explained."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from duty.people import Role
from language.say import service as say
from storage import bindings
from storage.bindings import INVITATION, BindingState, task_of
from storage.guardians import GUARDIAN
from storage.people import MEMBER, MEMBER_ROLE, SCHOOL
from storage.work import Store
from tests.support.correspondence import Correspondence
from tests.support.service_desk import Service

MOTHER, THIEF = "wmMother", "wmThief"
LI_SI, ZHANG_SAN = "20250102", "20250101"

Attack = Callable[[Service, int], None]


@pytest.fixture
def school(store: Store, school_id: int) -> Correspondence:
    return Correspondence.of(store, school_id)


@pytest.fixture
def service(school: Correspondence) -> Service:
    return Service(school)


def change(service: Service, guardian_id: int, **values: object) -> None:
    with service.school.store.writing() as work:
        work.connection.execute(update(GUARDIAN).where(GUARDIAN.c.id == guardian_id).values(**values))


# --- what a thief tries with codes; after each he must be nobody


def code_that_was_used(service: Service, mother: int) -> None:
    code = service.invite(mother)
    service.enter(MOTHER, code)
    service.enter(THIEF, code)


def code_that_is_too_old(service: Service, mother: int) -> None:
    code = service.invite(mother)
    service.school.later(hours=24)
    service.enter(THIEF, code)


def code_that_was_guessed(service: Service, mother: int) -> None:
    code = service.invite(mother)
    for guess in (code[:-1], code.upper(), f"{code} ", f"{code}=", str(mother), "1", "jiedui", "😀", "a" * 200, "\x00"):
        service.enter(THIEF, guess)


def code_in_a_sentence(service: Service, mother: int) -> None:
    service.say(THIEF, service.invite(mother))


def code_in_a_tap(service: Service, mother: int) -> None:
    service.say(THIEF, "是我", menu_id=service.invite(mother))


def code_of_one_who_is_barred_since(service: Service, mother: int) -> None:
    code = service.invite(mother)
    change(service, mother, no_contact=True)
    service.enter(THIEF, code)


def code_of_one_who_is_gone_since(service: Service, mother: int) -> None:
    code = service.invite(mother)
    change(service, mother, removed_at=service.school.now)
    service.enter(THIEF, code)


def child_of_a_family(service: Service, mother: int) -> None:
    service.say(THIEF, "李四", menu_id=f"child:{mother}")
    service.say(THIEF, "他在学校好吗")


def wish_for_a_family(service: Service, _mother: int) -> None:
    service.say(THIEF, say.STOP)


def event_of_ours(service: Service, mother: int) -> None:
    """A failure of a note that never went to them."""
    service.school.relay("WangFang", LI_SI, "他今天很棒")
    service.school.later(minutes=1)
    service.school.deliver()
    service.take(service.word(THIEF, "msg_send_fail", fail_msgid="jiedui1", fail_type=10))


ATTACKS: tuple[Attack, ...] = (
    code_that_was_used,
    code_that_is_too_old,
    code_that_was_guessed,
    code_in_a_sentence,
    code_in_a_tap,
    code_of_one_who_is_barred_since,
    code_of_one_who_is_gone_since,
    child_of_a_family,
    wish_for_a_family,
    event_of_ours,
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_thief_is_nobody_and_hears_what_everybody_hears(
    school: Correspondence, service: Service, attack: Attack
) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma", follows=True)
    attack(service, mother)
    school.later(hours=1)
    service.say(THIEF, "李四最近怎么样")
    sent = school.deliver()
    heard = [text for to, text in sent if to.endswith(THIEF)]
    assert set(heard) <= {say.WHO_ARE_YOU, say.ASKED, say.KEPT} or all(say.WHO_ARE_YOU in one for one in heard)
    assert not [text for to, text in sent if THIEF in to and ("李四" in text or "王老师" in text)]
    assert not [note for note in school.notes() if note.from_guardian]
    with school.store.reading() as work:
        row = work.connection.execute(select(GUARDIAN).where(GUARDIAN.c.id == mother)).one()
    assert row.declined_at is None
    assert service.bindings(BindingState.CONFIRMED) == []


def test_events_of_notes_change_only_what_went_there(school: Correspondence, service: Service) -> None:
    """A note that went as a notice is not undone by a word from 微信客服."""
    mother = school.guardian(LI_SI, "妈妈", "li_ma", follows=True)
    event_of_ours(service, mother)
    assert school.states() == ["sent"]


# --- taps on the card that asks who it is


def test_a_card_is_tapped_only_by_who_answers_for_the_child(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma")
    service.enter(THIEF, service.invite(mother))
    [asked] = service.bindings(BindingState.ASKED)
    stamp = task_of(asked).rpartition("-")[2]
    for task in (
        f"who-{asked.id + 1}-{stamp}",
        f"who-{asked.id}-{int(stamp) + 1}",
        "who-1",
        "who--1",
        f"who-{10**30}-1",
    ):
        assert service.tap("WangFang", task, say.YES) is None
    for user in ("LiNa", "ZhouNew", "GaoAdmin"):
        assert service.tap(user, task_of(asked), say.YES) is None
    for key in ("", "YES", "confirmed", "revoke"):
        service.tap("WangFang", task_of(asked), key)
    assert [one.state for one in service.bindings(BindingState.ASKED)] == [BindingState.ASKED]


def test_a_tap_that_comes_again_changes_nothing(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    [bound] = service.bindings(BindingState.CONFIRMED)
    service.tap("WangFang", task_of(bound), say.REVOKE)
    # The first card comes once more, as the platform may send it.
    service.tap("WangFang", task_of(bound), say.YES)
    assert service.bindings(BindingState.CONFIRMED) == []


def test_invited_again_after_a_no_another_card_asks(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.enter(MOTHER, service.invite(mother))
    [asked] = service.bindings(BindingState.ASKED)
    service.tap("WangFang", task_of(asked), say.NO)
    school.later(minutes=5)
    service.enter(MOTHER, service.invite(mother))
    service.tap("WangFang", task_of(asked), say.YES)
    assert service.bindings(BindingState.CONFIRMED) == []
    [again] = service.bindings(BindingState.ASKED)
    service.tap("WangFang", task_of(again), say.YES)
    assert [one.guardian_id for one in service.bindings(BindingState.CONFIRMED)] == [mother]


# --- two schools in one corp, and a parent who is a teacher


def test_a_teacher_of_the_other_school_says_nothing_of_ours(school: Correspondence, service: Service) -> None:
    with school.store.writing() as work:
        corp = work.connection.execute(select(SCHOOL.c.corp_id)).scalar_one()
        values = {"corp_id": corp, "slug": "other", "name": "Other"}
        other = work.connection.execute(insert(SCHOOL).values(**values).returning(SCHOOL.c.id)).scalar_one()
        named = {"corp_id": corp, "school_id": other, "user_id": "Foreign", "user_key": "foreign", "name": "外校"}
        member = work.connection.execute(insert(MEMBER).values(**named).returning(MEMBER.c.id)).scalar_one()
        work.connection.execute(insert(MEMBER_ROLE).values(member_id=member, role=Role.PRINCIPAL.value))
    mother = school.guardian(LI_SI, "妈妈")
    service.enter(THIEF, service.invite(mother))
    [asked] = service.bindings(BindingState.ASKED)
    assert service.tap("Foreign", task_of(asked), say.YES) is None
    assert service.bindings(BindingState.CONFIRMED) == []


def test_a_teacher_as_a_parent_is_only_the_parent(school: Correspondence, service: Service) -> None:
    """欧阳 of the staff is 张三's mother in 微信客服: what she writes is 张三's, whomever it names."""
    mother = school.guardian(ZHANG_SAN, "妈妈", "LiNa")
    service.bind("wmLiNa", mother)
    service.say("wmLiNa", "已谈心 张伟")
    [note] = school.notes()
    assert (note.thread.guardian_id, note.text) == (mother, "已谈心 张伟")


def test_codes_are_kept_as_marks_only(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    code = service.invite(mother)
    with school.store.reading() as work:
        row = work.connection.execute(select(INVITATION)).one()
        assert code.encode() not in bytes(row.code_mark)
        assert row.expires_at - row.made_at == bindings.LIVES <= timedelta(days=1)
