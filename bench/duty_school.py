"""The school of the duties' benchmark: so many pairings under four rules, with the deeds of most of a school year."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, insert, literal, select, text, update

from bench.school import GIVEN, SURNAMES
from duty.windows import Pairing
from storage import policies
from storage.bulk import insert_rows
from storage.deeds import DEED
from storage.people import MEMBER, MEMBER_ROLE, PAIRING, SCHOOL, STUDENT, TERM, load_school
from storage.schools import ensure_default
from storage.work import Store, Work
from tests.support.platform import CORP_ID

ZONE = ZoneInfo("Asia/Shanghai")
STARTED = date(2025, 9, 1)
TERMS = (("1", STARTED, date(2026, 1, 23)), ("2", date(2026, 3, 2), date(2026, 7, 10)))
# A Friday: this week's help has a reminder day, and so has the talk of May, a week before the month is over.
BUSY = date(2026, 5, 22)
QUIET = date(2026, 5, 25)
MENTEES = 10
DONE_OF_FIVE = 4
ROWS_A_STATEMENT = 5000
POLICY = "four_rules"
RULES = f"""制度: 四项
代号: {POLICY}
要求:
  - 谈心 每月 1 次 每名学生
  - 辅导 每周 1 次 每名学生
  - 家访 每学期 1 次 每名学生
  - 送温暖 每学年 1 次 每名学生
"""


def fill(store: Store, pairings: int) -> None:
    """Puts the school into a migrated, empty database, as it stands on the morning of the busy day."""
    with store.writing() as work:
        school_id = ensure_default(work, corp_id=CORP_ID, school_name="Benchmark")
        live = update(SCHOOL).where(SCHOOL.c.id == school_id)
        work.connection.execute(live.values(live_from=STARTED, roster_version=1))
        terms = [{"school_id": school_id, "school_year": "now", "name": n, "first": a, "last": b} for n, a, b in TERMS]
        work.connection.execute(insert(TERM), terms)
        policies.apply(work, school_id, RULES, None, at=moment(STARTED), today=STARTED)
        _add_people(work, school_id, pairings)
    with store.writing() as work:
        if work.postgresql:
            work.connection.execute(text("SET LOCAL session_replication_role = replica"))  # does not check references
        _add_deeds(work, school_id)
    if store.engine.dialect.name == "postgresql":
        # What the server does by itself a minute later; without it the first questions are planned for empty tables.
        with store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))


def moment(day: date) -> datetime:
    """Just after the hour of the reminders."""
    return datetime.combine(day, time(12, 15), ZONE).astimezone(UTC)


def _add_people(work: Work, school_id: int, pairings: int) -> None:
    corp = work.connection.execute(select(SCHOOL.c.corp_id)).scalar_one()
    shared = {"corp_id": corp, "school_id": school_id}
    users = [f"Mentor{number:05}" for number in range(-(-pairings // MENTEES))]
    _insert(work, MEMBER, ({"user_id": user, "user_key": user.casefold(), "name": user, **shared} for user in users))
    mentors = list(work.connection.execute(select(MEMBER.c.id).order_by(MEMBER.c.id)).scalars())
    roles = ({"member_id": row, "role": "mentor", "grade": "", "class_name": ""} for row in mentors)
    _insert(work, MEMBER_ROLE, roles)
    details = work.vault.seal_json({}, "student.details")
    students = (
        {
            "school_id": school_id,
            "student_no": f"{number:06}",
            "name": SURNAMES[number % len(SURNAMES)] + GIVEN[number % len(GIVEN)],
            "grade": "七年级",
            "class_name": f"{number // 40 + 1}班",
            "sealed_details": details,
        }
        for number in range(pairings)
    )
    _insert(work, STUDENT, students)
    children = work.connection.execute(select(STUDENT.c.id).order_by(STUDENT.c.id)).scalars()
    pairs = (
        {
            "school_id": school_id,
            "member_id": mentors[number // MENTEES],
            "student_id": child,
            "pack": POLICY,
            # Not all of a school begin on one day.
            "start": STARTED + timedelta(days=number % 5),
            "look_again_on": date.min,
            "touched": 0,
        }
        for number, child in enumerate(children)
    )
    _insert(work, PAIRING, pairs)


def _add_deeds(work: Work, school_id: int) -> None:
    """Of four fifths of the windows that are over, each in its middle: a statement a window, made by the database."""
    school = load_school(work, school_id)
    over = [
        (rule.kind.value, window.first + (window.last - window.first) / 2)
        for rule, window in school.engine.windows(school.policies[POLICY], Pairing(0, 0, STARTED))
        if window.last < BUSY
    ]
    for number, (kind, day) in enumerate(over):
        told: dict[str, Any] = {
            "school_id": PAIRING.c.school_id,
            "member_id": PAIRING.c.member_id,
            "student_id": PAIRING.c.student_id,
            "kind": literal(kind),
            "mode": literal(""),
            "happened_on": literal(day, DEED.c.happened_on.type),
            "counts_for": literal(day, DEED.c.counts_for.type),
            "entered_at": literal(moment(day), DEED.c.entered_at.type),
        }
        done = select(*told.values()).where((PAIRING.c.id + number) % 5 < DONE_OF_FIVE)
        work.connection.execute(insert(DEED).from_select(list(told), done))


def _insert(work: Work, into: Table, rows: Iterable[dict[str, Any]]) -> None:
    for some in _in_parts(iter(rows)):
        insert_rows(work.connection, into, some)


def _in_parts(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, ROWS_A_STATEMENT)):
        yield some
