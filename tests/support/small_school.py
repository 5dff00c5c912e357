"""A small school, the same in many tests: Wang mentors three children, Chen leads the grade, Zhou is new."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table, insert, select, update

from duty.people import Role
from storage.people import MEMBER, MEMBER_ROLE, PAIRING, SCHOOL, STUDENT, TERM, roster_changed
from storage.work import Store, Work

# A Friday in the first term; 2025-11-21 12:00 in Shanghai.
TODAY = date(2025, 11, 21)
NOON = 1_763_697_600

TERMS = (
    ("2025-2026", "1", date(2025, 9, 1), date(2026, 1, 23)),
    ("2025-2026", "2", date(2026, 2, 27), date(2026, 7, 3)),
)
CHILDREN = (
    ("20250101", "张三", "七年级", "1班"),
    ("20250102", "李四", "七年级", "1班"),
    ("20250103", "周一诺", "七年级", "2班"),
    ("20250104", "张伟", "七年级", "1班"),
    ("20250105", "张伟", "七年级", "2班"),
    ("20250106", "古丽米热·艾力", "八年级", "1班"),
    ("20250107", "王五", "八年级", "1班"),
    ("20250108", "张三", "九年级", "3班"),
)
STAFF = (
    ("WangFang", "王芳", ((Role.MENTOR, "", ""),), ("20250101", "20250102", "20250103")),
    ("LiNa", "欧阳娜", ((Role.MENTOR, "", ""),), ("20250104", "20250105")),
    ("ChenJie", "陈杰", ((Role.GRADE_LEAD, "七年级", ""),), ()),
    ("SunLi", "孙丽", ((Role.CLASS_TEACHER, "七年级", "1班"),), ("20250106",)),
    ("ZhouNew", "周新", ((Role.MENTOR, "", ""),), ()),
    ("GaoAdmin", "高管", ((Role.ADMIN, "", ""), (Role.COUNSELLOR, "", "")), ()),
)


@dataclass(frozen=True)
class SmallSchool:
    """Row ids by student number and user id."""

    id: int
    students: dict[str, int]
    members: dict[str, int]


def fill(store: Store, school_id: int) -> SmallSchool:
    with store.writing() as work:
        corp = work.connection.execute(select(SCHOOL.c.corp_id)).scalar_one()
        live = update(SCHOOL).where(SCHOOL.c.id == school_id)
        work.connection.execute(live.values(live_from=date(2025, 9, 1), roster_version=1))
        for year, name, first, last in TERMS:
            _add(work, TERM, school_id=school_id, school_year=year, name=name, first=first, last=last)
        students = {
            number: _add(
                work,
                STUDENT,
                school_id=school_id,
                student_no=number,
                name=name,
                grade=grade,
                class_name=class_name,
                sealed_details=work.vault.seal_json({}, "student.details"),
            )
            for number, name, grade, class_name in CHILDREN
        }
        members = {user: _member(work, corp, school_id, user, students) for user, _, _, _ in STAFF}
    return SmallSchool(school_id, students, members)


def _member(work: Work, corp: int, school_id: int, user: str, students: dict[str, int]) -> int:
    _, name, posts, mentees = next(one for one in STAFF if one[0] == user)
    member = _add(work, MEMBER, corp_id=corp, school_id=school_id, user_id=user, user_key=user.casefold(), name=name)
    for role, grade, class_name in posts:
        _add(work, MEMBER_ROLE, member_id=member, role=role.value, grade=grade, class_name=class_name)
    for number in mentees:
        pairing = {"member_id": member, "student_id": students[number], "start": date(2025, 9, 1)}
        _add(work, PAIRING, school_id=school_id, pack="four_ones", **pairing)
    return member


def _add(work: Work, rows: Table, **values: object) -> int:
    return int(work.connection.execute(insert(rows).values(**values).returning(rows.c.id)).scalar_one())


def keep_hours(store: Store, school_id: int, **hours: str) -> None:
    """The school has hours of its own: `remind_at`, `quiet_from`, `quiet_until` as HH:MM."""
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).where(SCHOOL.c.id == school_id).values(**hours))
        roster_changed(work, school_id)


def second_school(store: Store, school_id: int) -> int:
    """Another school of the same corp, with nobody in it."""
    with store.writing() as work:
        corp = work.connection.execute(select(SCHOOL.c.corp_id).where(SCHOOL.c.id == school_id)).scalar_one()
        values = {"trial": True, "crisis_contacts": "", "roster_version": 1, "live_from": date(2025, 9, 1)}
        return _add(work, SCHOOL, corp_id=corp, slug="second", name="Second", **values)
