"""Statistics pause with the duties: in a vacation, after the last term, and for a child that is exempt."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, insert

from duty.commands import ShowProgress
from duty.kinds import Kind
from storage.circumstances import EXEMPTION
from storage.people import TERM, roster_changed
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, Teacher
from tests.support.small_school import SmallSchool

FRIDAY, IN_VACATION, FIRST_WEEK = "2025-11-21", "2026-02-10", "2026-01-26"


@pytest.fixture
def chen(store: Store, school: SmallSchool) -> Teacher:
    """Leads the seventh grade: five paired children."""
    return Teacher(store, school, "ChenJie")


def exempt(store: Store, school: SmallSchool, student: str, first: str, last: str) -> None:
    span = {"first": date.fromisoformat(first), "last": date.fromisoformat(last), "entered_at": datetime.now(UTC)}
    with store.writing() as work:
        work.connection.execute(
            insert(EXEMPTION).values(school_id=school.id, student_id=school.students[student], **span)
        )
        roster_changed(work, school.id)


def test_in_a_vacation_it_is_said_that_nothing_is_owed_what_came_last_and_when_school_begins(wang: Teacher) -> None:
    wang.record("2026-01-20", ZHANG_SAN, LI_SI)
    wang.record("2025-12-03", ZHANG_SAN, LI_SI, ZHOU, kind=Kind.HOME_VISIT)
    assert wang.told(ShowProgress(), IN_VACATION).splitlines() == [
        "王老师，现在放假，没有要办的，2月27日（周五）开学再接着来。",
        "放假前：",
        "· 上学期家访：3 位里都齐了",
        "· 上个月谈心：3 位里齐了 2 位",
        "· 这学年送温暖：3 位里齐了 0 位",
        # The makeup end of what ended with the term lies after the vacation.
        "还空着的还能补，回「待办」看。",
    ]
    assert wang.told(ShowProgress(Kind.HOME_VISIT), IN_VACATION).splitlines()[1:] == [
        "放假前：",
        "· 上学期家访：3 位里都齐了",
    ]
    assert wang.told(ShowProgress(Kind.CONTACT), IN_VACATION).splitlines() == [
        "王老师，现在放假，没有要办的，2月27日（周五）开学再接着来。"
    ]


def test_in_its_first_week_the_month_is_called_by_its_name(wang: Teacher) -> None:
    wang.record("2026-01-20", ZHANG_SAN)
    assert wang.told(ShowProgress(Kind.TALK), FIRST_WEEK).splitlines() == [
        "王老师，现在放假，没有要办的，2月27日（周五）开学再接着来。",
        "放假前：",
        "· 1月谈心：3 位里齐了 1 位",
        "还空着的还能补，回「待办」看。",
    ]


def test_after_the_last_known_term_nobody_says_when_school_begins(
    wang: Teacher, store: Store, school: SmallSchool
) -> None:
    with store.writing() as work:
        work.connection.execute(delete(TERM).where(TERM.c.name == "2"))
        roster_changed(work, school.id)
    lines = wang.told(ShowProgress(Kind.TALK), IN_VACATION).splitlines()
    assert lines[0] == "王老师，现在不在学期里，没有要办的；下学期的日子还没排进来。"
    assert lines[1:] == ["放假前：", "· 上个月谈心：3 位里齐了 0 位"]


def test_a_leader_hears_the_same_of_the_scope(chen: Teacher, wang: Teacher) -> None:
    wang.record("2026-01-20", ZHANG_SAN, LI_SI)
    assert chen.told(ShowProgress(Kind.TALK), IN_VACATION).splitlines() == [
        "陈老师，七年级 5 位结对的孩子，现在放假，没有要办的，2月27日（周五）开学再接着来。",
        "放假前：",
        "· 上个月谈心：5 位里齐了 2 位",
        "还空着的还能补，回「谁还没谈」看。",
    ]


def test_a_child_that_is_exempt_these_days_is_not_counted_as_missing(
    chen: Teacher, wang: Teacher, store: Store, school: SmallSchool
) -> None:
    exempt(store, school, LI_SI, "2025-11-18", "2025-11-25")
    wang.record(FRIDAY, ZHANG_SAN)
    own, led = wang.told(ShowProgress(Kind.TALK), FRIDAY), chen.told(ShowProgress(Kind.TALK), FRIDAY)
    assert own.splitlines()[1] == "· 这个月谈心：2 位里齐了 1 位，另有 1 位这些天免除"
    assert led.splitlines()[1] == "· 这个月谈心：4 位里齐了 1 位，另有 1 位这些天免除"
    # Its days are over, and so is the pause.
    assert wang.told(ShowProgress(Kind.TALK), "2025-11-26").splitlines()[1] == "· 这个月谈心：3 位里齐了 1 位"
    assert chen.told(ShowProgress(Kind.TALK, names=True), FRIDAY).count("李四") == 0


def test_a_child_whose_whole_month_is_exempt_is_not_there_at_all(
    wang: Teacher, store: Store, school: SmallSchool
) -> None:
    exempt(store, school, LI_SI, "2025-11-01", "2025-11-30")
    assert wang.told(ShowProgress(Kind.TALK), FRIDAY).splitlines()[1] == "· 这个月谈心：2 位里齐了 0 位"
