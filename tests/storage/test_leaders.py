"""Who leads a child's mentor, as what a leader is spoken to, and who could stand in."""

from datetime import date

import pytest

from duty.calendar import Span
from duty.escalation import Step
from duty.people import Role
from storage.leaders import Leaders, candidates, leads_class, may_decide, role_of
from storage.people import School, load_school
from storage.work import Store
from tests.scheduler.leading import Days
from tests.scheduler.ticks import LI_SI, ZHOU

ON = date(2025, 12, 5)
WEEK = Span(ON, date(2025, 12, 12))


@pytest.fixture
def days(store: Store, school_id: int) -> Days:
    return Days.of(store, school_id)


def loaded(days: Days) -> School:
    with days.store.reading() as work:
        return load_school(work, days.school.id)


def names(days: Days, step: Step, student: str = LI_SI, *besides: str, unreached: str = "") -> list[str]:
    school = loaded(days)
    child = school.children[days.school.students[student]]
    them = {days.school.members[one] for one in besides}
    found = Leaders.of(school).hear(child, step, besides=them, on=ON, unreached={unreached})
    return [one.user_id for one in found]


def test_the_chain_of_each_step(days: Days) -> None:
    first, second = Step.GRADE_LEAD, Step.COORDINATOR
    assert names(days, first) == ["ChenJie"]
    assert names(days, first, "20250106") == ["GaoAdmin"]
    assert names(days, second) == ["GaoAdmin"]
    assert names(days, first, LI_SI, "ChenJie") == ["GaoAdmin"]
    assert names(days, first, LI_SI, "ChenJie", "GaoAdmin") == []
    assert names(days, first, unreached="chenjie") == ["GaoAdmin"]
    assert names(days, second, unreached="gaoadmin") == ["GaoAdmin"]
    days.appoint("LiNa", Role.PRINCIPAL)
    assert names(days, second) == ["LiNa"]
    days.appoint("SunLi", Role.COORDINATOR)
    assert names(days, second) == ["SunLi"]
    assert names(days, second, LI_SI, "SunLi") == ["LiNa"]


def test_as_what_a_leader_is_spoken_to(days: Days) -> None:
    days.appoint("ChenJie", Role.COORDINATOR)
    school = loaded(days)
    chen, gao, li = (school.members[days.school.members[one]] for one in ("ChenJie", "GaoAdmin", "LiNa"))
    assert role_of(chen, ["七年级"]) is Role.GRADE_LEAD
    assert role_of(chen, ["八年级"]) is Role.COORDINATOR
    assert role_of(chen, []) is Role.COORDINATOR
    assert role_of(gao, []) is Role.ADMIN
    assert role_of(li, []) is None


def test_who_may_decide(days: Days) -> None:
    school = loaded(days)
    child, other = (school.children[days.school.students[one]] for one in (LI_SI, "20250106"))
    allowed = {one.user_id for one in school.members.values() if may_decide(one, child)}
    assert allowed == {"ChenJie", "GaoAdmin"}
    assert {one.user_id for one in school.members.values() if may_decide(one, other)} == {"GaoAdmin"}


def test_the_class_teacher_goes_before_near_mentors_and_those_before_who_has_many(days: Days) -> None:
    def offered(student: str, *busy: str) -> list[str]:
        school, ids = loaded(days), days.school.members
        child = school.children[days.school.students[student]]
        found = candidates(school, ids["WangFang"], child, WEEK, {ids[one] for one in busy})
        return [one.user_id for one in found]

    assert offered(LI_SI) == ["SunLi", "LiNa"]
    assert offered(LI_SI, "SunLi") == ["LiNa", "SunLi"]
    assert offered(ZHOU) == ["LiNa"]
    days.appoint("ZhouNew", Role.CLASS_TEACHER, "七年级", "2班")
    assert offered(ZHOU) == ["ZhouNew", "LiNa"]
    days.leave("LiNa", "2025-12-12", "2025-12-31", today="2025-12-01")
    assert offered(ZHOU) == ["ZhouNew"]
    assert leads_class(
        loaded(days).members[days.school.members["SunLi"]],
        loaded(days).children[days.school.students[LI_SI]],
    )
