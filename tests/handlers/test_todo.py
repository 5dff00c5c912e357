"""What is still wished of a member: the own, what is done in another's stead, and what is counted by number."""

from datetime import date

import pytest
from sqlalchemy import insert

from duty.commands import GapKind, ShowGaps, ShowProgress, ShowStudent, ShowTodo
from duty.kinds import Kind
from storage.attempts import Attempt, save_attempts
from storage.circumstances import ABSENCE
from storage.people import roster_changed
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, Teacher, instant
from tests.support.following import follow
from tests.support.small_school import SmallSchool

FRIDAY = "2025-11-21"
TEN_FAMILIES = "要求:\n- 谈心 每月 1 次\n- 家访 每学期 每位教师 2 户\n"


@pytest.fixture
def lina(store: Store, school: SmallSchool) -> Teacher:
    """Mentors both children called 张伟."""
    return Teacher(store, school, "LiNa")


def stand_in(store: Store, school: SmallSchool, mentor: str, deputy: str, student: str | None = None) -> None:
    with store.writing() as work:
        values = {
            "school_id": school.id,
            "member_id": school.members[mentor],
            "deputy_id": school.members[deputy],
            "student_id": school.students[student] if student else None,
            "on_leave": student is None,
            "first": date(2025, 11, 17),
            "last": date(2025, 11, 28),
            "entered_at": instant("2025-11-16"),
        }
        work.connection.execute(insert(ABSENCE).values(**values))
        roster_changed(work, school.id)


def test_what_is_done_for_a_colleague_says_for_whom(store: Store, school: SmallSchool, lina: Teacher) -> None:
    stand_in(store, school, "WangFang", "LiNa", ZHANG_SAN)
    lines = lina.told(ShowTodo(), FRIDAY).splitlines()
    assert lines[:3] == [
        "欧阳老师，还等您的有：",
        "· 这个月谈心，30日（周日）前：张伟（七年级1班）、张伟（七年级2班）",
        "· 代王老师：这个月谈心，30日（周日）前：张三",
    ]
    assert (
        lina.told(ShowStudent(school.students[ZHANG_SAN]), FRIDAY)
        .splitlines()[-1]
        .startswith("还等您的：代王老师：这个月谈心")
    )


def test_one_kind_alone(wang: Teacher) -> None:
    told = wang.told(ShowGaps(Kind.HOME_VISIT, GapKind.DEEDS), FRIDAY).splitlines()
    assert told[1:-1] == ["· 这学期家访，1月23日前：张三、李四、周一诺"]


def test_what_is_counted_by_families_says_how_many_are_missing(
    store: Store, school: SmallSchool, wang: Teacher, lina: Teacher
) -> None:
    follow(store, school, "families", TEN_FAMILIES)
    wang.record(FRIDAY, ZHANG_SAN, kind=Kind.HOME_VISIT)
    assert "· 这学期家访 2 户，还差 1 户，1月23日前" in wang.told(ShowTodo(), FRIDAY).splitlines()
    # A second visit to the same family is none of another one; a colleague's child is.
    wang.record("2025-11-20", ZHANG_SAN, kind=Kind.HOME_VISIT, said_on=FRIDAY)
    assert "还差 1 户" in wang.told(ShowTodo(), FRIDAY)
    wang.record("2025-11-20", LI_SI, kind=Kind.HOME_VISIT, said_on=FRIDAY)
    assert "户" not in wang.told(ShowTodo(), FRIDAY)
    chen = Teacher(store, school, "ChenJie")
    assert "· 这学期家访 2 户：2 位老师里齐了 1 位" in chen.told(ShowProgress(), FRIDAY).splitlines()
    named = chen.told(ShowGaps(Kind.HOME_VISIT, GapKind.DEEDS), FRIDAY)
    assert named == "七年级：\n这学期家访 2 户：欧阳娜老师还差 2 户。"
    lina.record(FRIDAY, "20250104", "20250105", kind=Kind.HOME_VISIT)
    assert "· 这学期家访 2 户：2 位老师里都齐了" in chen.told(ShowProgress(), FRIDAY).splitlines()


def test_families_that_are_missing_after_the_term_can_be_made_up_for(
    store: Store, school: SmallSchool, wang: Teacher
) -> None:
    follow(store, school, "families", TEN_FAMILIES)
    assert "· 上学期家访 2 户，还差 2 户" in wang.told(ShowTodo(), "2026-02-27").splitlines()


def test_who_stands_in_counts_for_the_mentor(store: Store, school: SmallSchool, wang: Teacher, lina: Teacher) -> None:
    follow(store, school, "families", TEN_FAMILIES)
    stand_in(store, school, "WangFang", "LiNa")
    lina.record(FRIDAY, ZHANG_SAN, LI_SI, kind=Kind.HOME_VISIT)
    assert "户" not in wang.told(ShowTodo(), FRIDAY)


def test_a_birthday_is_wished_and_never_called_empty(store: Store, school: SmallSchool, wang: Teacher) -> None:
    follow(store, school, "nudges", "要求:\n- 送温暖 每月 1 次 只提醒\n- 谈心 每月 1 次\n")
    assert "这个月送温暖" in wang.told(ShowTodo(), FRIDAY)
    assert "送温暖" not in wang.told(ShowTodo(), "2025-12-02").replace("这个月送温暖", "")
    assert "上个月谈心还空着" in wang.told(ShowTodo(), "2025-12-02")


def test_what_is_excused_or_done_otherwise_is_no_more_waited_for(
    store: Store, school: SmallSchool, wang: Teacher
) -> None:
    follow(store, school, "kind", "要求:\n- 家访 每学期 1 次 家长婉拒可用联系家长代替 搬家可免\n")
    with wang.turn(FRIDAY) as (_, work, moment):
        tried = [
            Attempt(
                school.id,
                wang.school.members["WangFang"],
                school.students[student],
                Kind.HOME_VISIT,
                date(2025, 11, 20),
                why,
            )
            for student, why in ((ZHANG_SAN, "refused"), (LI_SI, "moved"))
        ]
        save_attempts(work, tried, "", entered_at=moment.at, message_id=moment.message_id)
    wang.record(FRIDAY, ZHANG_SAN, kind=Kind.CONTACT)
    assert wang.told(ShowProgress(), FRIDAY).splitlines()[1:] == [
        "· 这学期家访：3 位里齐了 0 位，换了方式 1 位，情况特殊 1 位",
        "还等谁，回「待办」。",
    ]
    assert "· 这学期家访，1月23日前：周一诺" in wang.told(ShowTodo(), FRIDAY).splitlines()
