"""Danger comes before everything else: whatever breaks behind it, the alarm stands."""

import pytest
from sqlalchemy import select

from duty.commands import Report
from duty.hearing import Heard, NotUnderstood, Unclear
from handlers import emergency
from handlers.emergency import Warned
from storage import alarms
from storage.audit import AUDIT
from storage.work import StorageTrouble, Store
from tests.handlers.danger import crisis_contacts, messages, turn
from tests.support.small_school import SmallSchool


class Broken(Exception):
    """Something of ours broke."""


def broken() -> Heard:
    raise Broken


def test_an_answer_that_breaks_takes_no_alarm_with_it(store: Store, school: SmallSchool) -> None:
    crisis_contacts(store, "ChenJie")

    with turn(store, "WangFang") as (sender, work, moment):

        def answer() -> str:
            work.connection.execute(AUDIT.insert().values(school_id=school.id, at=moment.at, actor="x", action="half"))
            raise Broken

        warned = emergency.from_member("张三说他不想活了", sender, work, moment)
        said = warned.around(emergency.in_spite_of(work, answer), NotUnderstood(Unclear.UNKNOWN), waiting=False)
    assert said.startswith("谢谢您马上说出来。我正在通知陈老师")
    assert [user for user, _ in messages(store)] == ["ChenJie"]
    with store.reading() as work:
        assert work.connection.execute(select(AUDIT.c.action)).scalars().all() == ["alarm_raised"]


def test_where_the_database_is_in_trouble_the_message_comes_again(store: Store) -> None:
    def answer() -> str:
        raise StorageTrouble

    with store.writing() as work, pytest.raises(StorageTrouble):
        emergency.in_spite_of(work, answer)


def test_understanding_that_breaks_still_lets_it_alarm(store: Store, school: SmallSchool) -> None:
    with turn(store, "WangFang") as (sender, _, _):
        heard = emergency.heard_in_spite_of("找不到古丽米热·艾力了", sender, broken)
        assert heard == NotUnderstood(Unclear.UNKNOWN)
        with pytest.raises(Broken):
            emergency.heard_in_spite_of("已谈心 张三", sender, broken)


def test_what_is_reported_alarms_whatever_the_words_are(store: Store, school: SmallSchool) -> None:
    crisis_contacts(store, "ChenJie")
    child = school.students["20250101"]
    with turn(store, "WangFang") as given:
        said = emergency.report(Report((child,), "他今天不太对劲"), *given).text
        key = f"inbox:{given[2].message_id}"
    assert said.startswith("谢谢您马上说出来。我正在通知陈老师，还没有人接手。")
    with store.reading() as work:
        found = alarms.by_key(work, key)
    assert found is not None
    assert [one.id for one in found.facts.children] == [child]


def test_a_child_outside_one_s_care_is_named_to_those_who_can_help(store: Store, school: SmallSchool) -> None:
    with turn(store, "WangFang") as given:
        emergency.from_member("王五说他不想活了", *given)
    [(_, card)] = messages(store)
    assert "王五（八年级1班）" in f"{card}"


@pytest.mark.parametrize(
    ("warned", "heard", "said"),
    [
        (Warned(), Report((), ""), "答"),
        (Warned(above="急"), Report((), ""), "急\n\n答"),
        (Warned(below="问"), Report((), ""), "答\n\n问"),
        (Warned(above="急"), NotUnderstood(Unclear.UNKNOWN), "急"),
        (Warned(below="问"), NotUnderstood(Unclear.UNKNOWN), "问"),
        (Warned(), NotUnderstood(Unclear.UNKNOWN), "答"),
        (Warned(below="问", others=("李娜",)), NotUnderstood(Unclear.UNKNOWN), "「李娜」不在您这儿，没有记。\n问"),
        (Warned(below="问"), NotUnderstood(Unclear.UNKNOWN_STUDENT, ("赵六",)), "「赵六」不在您这儿，没有记。\n问"),
        (Warned(above="急"), NotUnderstood(Unclear.UNKNOWN_STUDENT, ("赵六",)), "急"),
    ],
)
def test_a_danger_is_never_answered_by_that_nothing_was_understood(warned: Warned, heard: Heard, said: str) -> None:
    assert warned.around("答", heard, waiting=False) == said


@pytest.mark.parametrize(("warned", "said"), [(Warned(above="急"), "急"), (Warned(below="问"), "答\n\n问")])
def test_words_that_may_answer_a_question_are_answered_before_ours(warned: Warned, said: str) -> None:
    assert warned.around("答", NotUnderstood(Unclear.UNKNOWN), waiting=True) == said
