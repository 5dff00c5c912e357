"""Cards for who stands in: the line says for whom, a tap is the deputy's deed and counts for the mentor."""

from datetime import date

import pytest
from sqlalchemy import insert, select, update

from duty.kinds import Kind
from duty.messages import ButtonCard, Card, VoteCard
from duty.reminders import Tap
from storage.circumstances import ABSENCE
from storage.deeds import DEED
from storage.people import roster_changed
from storage.reminders import SNOOZE
from storage.sent_tables import OutboxRow
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, Teacher, instant, reasons
from tests.support.small_school import SmallSchool


@pytest.fixture
def ou(store: Store, school: SmallSchool) -> Teacher:
    """Mentors two children of one name, and stands in for 王芳 from 20 November to 20 December."""
    stand_in(store, school, "WangFang", "LiNa")
    return Teacher(store, school, "LiNa")


def stand_in(store: Store, school: SmallSchool, mentor: str, deputy: str, student: str | None = None) -> None:
    with store.writing() as work:
        absent = {
            "school_id": school.id,
            "member_id": school.members[mentor],
            "deputy_id": school.members[deputy],
            "student_id": school.students[student] if student else None,
            "on_leave": student is None,
            "first": date(2025, 11, 20),
            "last": date(2025, 12, 20),
            "entered_at": instant("2025-11-19"),
        }
        work.connection.execute(insert(ABSENCE).values(absent))
        roster_changed(work, school.id)


def back_early(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        work.connection.execute(update(ABSENCE).values(last=date(2025, 11, 23)))
        roster_changed(work, school.id)


def shown(card: Card | None) -> Card:
    assert card is not None
    assert len(card.text) <= 160
    return card


def lines(teacher: Teacher) -> list[str]:
    """What the lines of the newest card read."""
    card = teacher.menu("2025-11-21", key=Tap.BACK)
    assert isinstance(card, VoteCard)
    return [option.text for option in card.options]


def by_whom(store: Store) -> list[int]:
    with store.reading() as work:
        return list(work.connection.execute(select(DEED.c.member_id).order_by(DEED.c.id)).scalars())


def test_the_lines_say_for_whom_and_the_mentor_hears_nothing(ou: Teacher, store: Store, school: SmallSchool) -> None:
    ou.reminded("2025-11-21")
    assert lines(ou) == [
        "张伟（七年级1班）",
        "张伟（七年级2班）",
        "张三（代王老师）",
        "李四（代王老师）",
        "周一诺（代王老师）",
    ]
    with store.reading() as work:
        receivers = work.connection.execute(select(OutboxRow.recipient)).scalars().all()  # type: ignore[call-overload]
    assert sorted(receivers) == ["LiNa", "SunLi"]


def test_a_tick_is_the_deputys_and_counts_for_the_mentor(ou: Teacher, store: Store, school: SmallSchool) -> None:
    wang = Teacher(store, school, "WangFang")
    ou.reminded("2025-11-21")
    card = shown(ou.tap("2025-11-21", "1", "3"))
    assert card.text.startswith("记好了：张伟（七年级1班）、张三，谈心，今天（11月21日）。张三的算王老师的。记错了")
    assert by_whom(store) == [school.members["LiNa"]] * 2
    assert wang.states("2025-11-21", Kind.TALK)[f"{ZHANG_SAN} 2025-11-30"] == "done"
    assert wang.states("2025-11-21", Kind.TALK)[f"{LI_SI} 2025-11-30"] == "open"


def test_what_the_mentor_did_meanwhile_is_said_and_not_recorded_again(
    ou: Teacher, store: Store, school: SmallSchool
) -> None:
    ou.reminded("2025-11-21")
    Teacher(store, school, "WangFang").record("2025-11-21", ZHANG_SAN)
    assert shown(ou.tap("2025-11-21", "3")).text == "张三这一期的早已记过，没有重复记。"
    assert len(by_whom(store)) == 1


def test_what_the_deputy_typed_is_not_recorded_again(ou: Teacher, store: Store) -> None:
    ou.reminded("2025-11-21")
    ou.record("2025-11-21", ZHANG_SAN)
    assert shown(ou.tap("2025-11-21", "3")).text == "张三当天已经记过，没有重复记。"
    assert len(by_whom(store)) == 1


def test_the_mentors_own_card_from_before_knows_what_the_deputy_did(
    wang: Teacher, store: Store, school: SmallSchool
) -> None:
    wang.reminded("2025-11-21")
    stand_in(store, school, "WangFang", "LiNa")
    Teacher(store, school, "LiNa").record("2025-11-24", ZHANG_SAN)
    assert "这一期的早已记过" in shown(wang.tap("2025-11-24", "1")).text
    assert len(by_whom(store)) == 1


def test_putting_off_puts_the_mentors_duty_off(ou: Teacher, store: Store, school: SmallSchool) -> None:
    ou.reminded("2025-11-21")
    shown(ou.menu("2025-11-21"))
    with store.reading() as work:
        rows = work.connection.execute(select(SNOOZE.c.member_id, SNOOZE.c.student_id)).all()
    theirs = {(school.members["WangFang"], school.students[student]) for student in (ZHANG_SAN, LI_SI, ZHOU)}
    assert theirs <= {(row.member_id, row.student_id) for row in rows}
    assert len(rows) == 5


def test_a_reason_that_the_deputy_gives_is_one_for_the_mentors_duty(
    ou: Teacher, store: Store, school: SmallSchool
) -> None:
    ou.reminded("2025-11-21")
    card = ou.choose("2025-11-21", "3", "ill")
    assert isinstance(card, VoteCard)
    assert "张三（代王老师）" not in [option.text for option in card.options]
    assert reasons(store) == [("talk", "ill", None)]


def test_who_stands_in_no_more_taps_in_vain(ou: Teacher, store: Store, school: SmallSchool) -> None:
    ou.reminded("2025-11-21")
    back_early(store, school)
    assert "张三现在不在您这儿，没有记。" in shown(ou.tap("2025-11-24", "3")).text
    left = shown(ou.menu("2025-11-24", key=Tap.BACK))
    assert isinstance(left, VoteCard)
    assert [option.text for option in left.options] == ["张伟（七年级1班）", "张伟（七年级2班）"]
    assert by_whom(store) == []


def test_a_single_thing_says_in_words_for_whom_it_is(store: Store, school: SmallSchool) -> None:
    sun, deputy = Teacher(store, school, "SunLi"), Teacher(store, school, "ZhouNew")
    for day in ("2025-09-10", "2025-10-15", "2025-11-12", "2025-12-03"):
        sun.record(day, "20250106")
    stand_in(store, school, "SunLi", "ZhouNew", "20250106")
    deputy.reminded("2025-12-09")
    card = deputy.menu("2025-12-09", key=Tap.BACK)
    assert isinstance(card, ButtonCard)
    assert "这次是代孙老师办的。办好了点「已家访」" in card.text
    assert shown(deputy.tap("2025-12-09")).text.startswith(
        "记好了：古丽米热·艾力，家访，今天（12月9日）。古丽米热·艾力的算孙老师的。"
    )
    assert sun.states("2025-12-09", Kind.HOME_VISIT) == {"20250106 2026-01-23": "done"}
