"""The school of the benchmark: 150 mentors with 20 children each, and what the mentors say."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Table, func, insert, select, update

from duty.people import Role
from storage.deeds import DEED
from storage.people import MEMBER, MEMBER_ROLE, PAIRING, SCHOOL, STUDENT, TERM
from storage.schools import ensure_default
from storage.work import Store, Work
from tests.support.platform import CORP_ID

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭"
    "鲁韦马苗方俞任袁柳史唐薛雷贺倪汤罗郝邬安常于时傅卞齐康伍余顾孟黄萧"
)
GIVEN = (
    *("子涵", "雨桐", "浩然", "梓萱", "一诺", "欣怡", "宇航", "思远", "若曦", "晓峰"),
    *("静怡", "建国", "小梅", "志强", "雅婷", "俊杰", "春燕", "文博", "佳琪", "天佑"),
)
# So many that a run leaves each child about as many deeds as a school year does.
MENTORS, MENTEES = 150, len(GIVEN)


@dataclass(frozen=True, slots=True)
class Said:
    """A message: who says what, and of which child."""

    user_id: str
    text: str
    child: str


def said(number: int) -> Said:
    """The message of this number: all mentors in turn, each going through all of the children; no two the same."""
    mentor, child = number % MENTORS, number // MENTORS % MENTEES
    name = child_name(mentor, child)
    return Said(user_id(mentor), f"已谈心 {name}：聊了作业，也说了想家，{number}", name)


def user_id(mentor: int) -> str:
    return f"Mentor{mentor:03}"


def child_name(mentor: int, child: int) -> str:
    """No two of one mentor's children share a surname or a given name."""
    return SURNAMES[(mentor + child) % len(SURNAMES)] + GIVEN[child]


def found_school(store: Store, today: date) -> None:
    """Puts the school into a migrated, empty database; the first term is half over `today`."""
    with store.writing() as work:
        school_id = ensure_default(work, corp_id=CORP_ID, school_name="Benchmark")
        started = today - timedelta(days=80)
        live = update(SCHOOL).where(SCHOOL.c.id == school_id)
        work.connection.execute(live.values(live_from=started, roster_version=1))
        _add_terms(work, school_id, started)
        mentors = _add_mentors(work, school_id)
        children = _add_children(work, school_id)
        shared = {"school_id": school_id, "pack": "four_ones", "start": started}
        pairs = [
            {"member_id": mentors[child // MENTEES], "student_id": row, **shared} for child, row in enumerate(children)
        ]
        work.connection.execute(insert(PAIRING), pairs)


def count_deeds(store: Store) -> int:
    with store.reading() as work:
        return work.connection.execute(select(func.count()).select_from(DEED)).scalar_one()


def _add_terms(work: Work, school_id: int, started: date) -> None:
    terms = (("1", started, 144), ("2", started + timedelta(days=180), 126))
    rows = [
        {"school_id": school_id, "school_year": "now", "name": name, "first": day, "last": day + timedelta(days=days)}
        for name, day, days in terms
    ]
    work.connection.execute(insert(TERM), rows)


def _add_mentors(work: Work, school_id: int) -> list[int]:
    corp = work.connection.execute(select(SCHOOL.c.corp_id)).scalar_one()
    users = [user_id(mentor) for mentor in range(MENTORS)]
    shared = {"corp_id": corp, "school_id": school_id}
    rows = [{"user_id": user, "user_key": user.casefold(), "name": user, **shared} for user in users]
    ids = _add(work, MEMBER, rows)
    roles = [{"member_id": row, "role": Role.MENTOR.value, "grade": "", "class_name": ""} for row in ids]
    work.connection.execute(insert(MEMBER_ROLE), roles)
    return ids


def _add_children(work: Work, school_id: int) -> list[int]:
    """The row ids of all children, mentor by mentor."""
    rows = [
        {
            "school_id": school_id,
            "student_no": f"{mentor:03}{child:02}",
            "name": child_name(mentor, child),
            "grade": "七年级",
            "class_name": f"{mentor // 4 + 1}班",
            "sealed_details": work.vault.seal_json({}, "student.details"),
        }
        for mentor in range(MENTORS)
        for child in range(MENTEES)
    ]
    return _add(work, STUDENT, rows)


def _add(work: Work, rows: Table, values: list[dict[str, object]]) -> list[int]:
    """The ids of the new rows of an empty table, in the order given."""
    work.connection.execute(insert(rows), values)
    return list(work.connection.execute(select(rows.c.id).order_by(rows.c.id)).scalars())
