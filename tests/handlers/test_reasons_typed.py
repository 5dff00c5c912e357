"""Typed: why a deed could not be is kept for the window that is meant, and the school's policy says what follows."""

from collections.abc import Callable
from datetime import date

import pytest

from duty.commands import CouldNot, RecordDeed, RecordSeveral, ShowStudent
from duty.kinds import Kind
from duty.policy import Mode, Per, Reason, Rule
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, Teacher, reasons

TALK = Rule(
    Kind.TALK,
    Per.MONTH,
    during_term=True,
    excused_by=frozenset({Reason.ILL}),
    substituted_by=((Reason.REFUSED, frozenset({Kind.CONTACT})), (Reason.OTHER_MODE, frozenset({Kind.TALK}))),
    modes=frozenset({Mode.IN_PERSON}),
)


@pytest.fixture
def teacher(asks: Callable[..., None], wang: Teacher) -> Teacher:
    asks(TALK)
    return wang


def test_what_is_excused_is_said_to_be_and_is_wished_no_more(teacher: Teacher, store: Store) -> None:
    said = teacher.could_not("2025-11-24", ZHANG_SAN, kind=Kind.TALK, reason="住院了", why="ill")
    assert said == (
        "好的，今天没和张三聊成，不算谈心，原因我记下了：住院了。学校的办法里这算情况特殊，这个月的谈心不用补了。"
    )
    assert reasons(store) == [("talk", "ill", None)]
    assert teacher.states("2025-11-24", Kind.TALK)[f"{ZHANG_SAN} 2025-11-30"] == "excused"


def test_of_several_children_each_is_told_what_holds_for_it(teacher: Teacher) -> None:
    teacher.record("2025-11-24", ZHOU)
    said = teacher.could_not("2025-11-24", ZHANG_SAN, LI_SI, ZHOU, kind=Kind.TALK, reason="都感冒了", why="ill")
    assert "学校的办法里这算情况特殊，张三、李四这个月的谈心不用补了。" in said
    assert said.endswith("改天路上聊几句也行，聊成了发「已谈心 周一诺」。")


def test_what_counts_instead_is_said_and_counts(teacher: Teacher) -> None:
    said = teacher.could_not("2025-11-24", ZHANG_SAN, kind=Kind.TALK, reason="家里不让", why="refused")
    assert said.endswith("学校的办法里，打过电话就算数，打完发「已联系家长 张三」。")
    teacher.record("2025-11-25", ZHANG_SAN, kind=Kind.CONTACT)
    assert teacher.states("2025-11-25", Kind.TALK)[f"{ZHANG_SAN} 2025-11-30"] == "substituted"
    again = teacher.could_not("2025-11-25", ZHANG_SAN, kind=Kind.TALK, reason="家里不让", why="refused")
    assert again.endswith("学校的办法里这样就算数，这个月的谈心不用再办。")


def test_the_empty_month_is_meant_only_where_nothing_is_open_in_this_one(teacher: Teacher, store: Store) -> None:
    teacher.could_not("2025-12-02", ZHANG_SAN, kind=Kind.TALK, reason="住院", why="ill")
    teacher.record("2025-12-02", LI_SI)
    teacher.could_not("2025-12-02", LI_SI, kind=Kind.TALK, reason="那时住院", why="ill")
    assert reasons(store) == [("talk", "ill", None), ("talk", "ill", "2025-11-30")]
    states = teacher.states("2025-12-02", Kind.TALK)
    assert states[f"{ZHANG_SAN} 2025-12-31"] == states[f"{LI_SI} 2025-11-30"] == "excused"
    assert states[f"{ZHANG_SAN} 2025-11-30"] == "overdue"


def test_for_a_month_that_has_gone_by_no_call_of_today_is_promised_to_count(teacher: Teacher) -> None:
    teacher.record("2025-12-02", ZHANG_SAN)
    said = teacher.could_not("2025-12-03", ZHANG_SAN, kind=Kind.TALK, reason="家里不让", why="refused")
    assert "算数" not in said


@pytest.mark.parametrize(("kind", "why"), [(None, "ill"), (Kind.TALK, ""), (Kind.HELP, "ill"), (Kind.TALK, "other")])
def test_where_the_policy_says_nothing_the_answer_is_as_ever(
    teacher: Teacher, store: Store, kind: Kind | None, why: str
) -> None:
    said = teacher.could_not("2025-11-24", ZHANG_SAN, kind=kind, reason="下雨", why=why)
    assert "学校的办法" not in said
    assert "原因我记下了：下雨。" in said
    assert [(kind, why, None)] == reasons(store)


def test_who_looks_at_the_child_sees_what_was_settled_and_how(teacher: Teacher) -> None:
    teacher.could_not("2025-11-24", ZHANG_SAN, kind=Kind.TALK, reason="住院了", why="ill")
    teacher.could_not("2025-11-24", LI_SI, kind=Kind.TALK, reason="家里不让", why="refused")
    teacher.record("2025-11-24", LI_SI, kind=Kind.CONTACT)
    ill, refused = teacher.ids(ZHANG_SAN, LI_SI)
    shown = teacher.told(ShowStudent(ill), "2025-11-24")
    assert shown.splitlines()[-2:] == ["这个月谈心，情况特殊，不用补。", "眼下没有等您的事。"]
    assert "这个月谈心，换了方式，算数。" in teacher.told(ShowStudent(refused), "2025-11-24")


def test_beside_a_deed_it_is_said_in_the_same_breath(teacher: Teacher) -> None:
    talk = RecordDeed(Kind.TALK, teacher.ids(LI_SI), date(2025, 11, 24))
    tried = CouldNot(teacher.ids(ZHANG_SAN), Kind.TALK, "住院了", "ill")
    said = teacher.told(RecordSeveral((talk,), (tried,)), "2025-11-24")
    assert "今天没和张三聊成，不算谈心，原因记下了：住院了。学校的办法里这算情况特殊，这个月的谈心不用补了。" in said
