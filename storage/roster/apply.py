"""Writing a plan: one short transaction, set-based statements, only what changes."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage import audit, looks
from storage.circumstances import EXEMPTION, SCHOOL_DAY
from storage.roster.changes import Changes, Values
from storage.roster.columns import (
    DEEDS,
    EXEMPTIONS,
    GUARDIANS,
    MEMBERS,
    PAIRINGS,
    SCHOOL_DAYS,
    SHEETS,
    STUDENTS,
    TERMS,
)
from storage.roster.known import DEED, GUARDIAN, MEMBER, PAIRING, ROLE, SCHOOL, STUDENT, TERM
from storage.roster.plan import Plan
from storage.work import Work

ACTOR, ACTION = "cli", "roster_import"

TABLES = (SCHOOL, MEMBER, STUDENT, GUARDIAN, PAIRING, TERM, SCHOOL_DAY, EXEMPTION, DEED)  # in the order of the sheets


def apply(work: Work, plan: Plan, now: datetime) -> bool:
    """Writes the plan; False, with nothing written, where the roster is no longer the one it was made for."""
    # On SQLite the transaction is the only writer already; elsewhere the school's row stands for its roster.
    current = select(SCHOOL.c.roster_version).where(SCHOOL.c.id == plan.school_id).with_for_update(key_share=True)
    if work.connection.execute(current).scalar_one() != plan.version:
        return False
    _apply_school(work, plan)
    _write(work, MEMBER, plan.of(MEMBERS))
    _write(work, STUDENT, plan.of(STUDENTS))
    ids = _Ids(work, plan)
    _apply_posts(work, plan, ids)
    _write(work, GUARDIAN, ids.resolved(plan.of(GUARDIANS)))
    _write(work, TERM, plan.of(TERMS))
    _write(work, PAIRING, ids.resolved(plan.of(PAIRINGS)))
    _write(work, SCHOOL_DAY, plan.of(SCHOOL_DAYS))
    exempt = ids.resolved(plan.of(EXEMPTIONS))
    _write(work, EXEMPTION, replace(exempt, new=tuple({**values, "entered_at": now} for values in exempt.new)))
    _apply_deeds(work, ids.resolved(plan.of(DEEDS)), now)
    audit.note(work, school_id=plan.school_id, at=now, actor=ACTOR, action=ACTION, subject=_subject(plan))
    return True


class _Ids:
    """Row ids by what the workbook calls people, the newly written ones included."""

    def __init__(self, work: Work, plan: Plan) -> None:
        members = select(MEMBER.c.user_key, MEMBER.c.id).where(MEMBER.c.school_id == plan.school_id)
        students = select(STUDENT.c.student_no, STUDENT.c.id).where(STUDENT.c.school_id == plan.school_id)
        self.members = {row.user_key: int(row.id) for row in work.connection.execute(members)}
        self._students = {row.student_no: int(row.id) for row in work.connection.execute(students)}

    def resolved(self, changes: Changes) -> Changes:
        return replace(changes, new=tuple(map(self._resolved, changes.new)))

    def _resolved(self, values: Values) -> Values:
        row = {key: value for key, value in values.items() if key not in ("user_key", "student_no")}
        # Who is not named stands for everybody.
        row["student_id"] = self._students[values["student_no"]] if values["student_no"] else None
        if "user_key" in values:
            row["member_id"] = self.members[values["user_key"]] if values["user_key"] else None
        return row


def _write(work: Work, table: Table, changes: Changes) -> None:
    if changes.gone:
        work.connection.execute(delete(table).where(table.c.id.in_(changes.gone)))
    if changes.new:
        work.connection.execute(insert(table), list(changes.new))
    if changes.changed:
        values: Values = {column: bindparam(column) for column in changes.changed[0] if column != "row_id"}
        statement = update(table).where(table.c.id == bindparam("row_id")).values(values)
        work.connection.execute(statement, list(changes.changed))


def _apply_school(work: Work, plan: Plan) -> None:
    if plan.changes_roster:
        values: dict[str, Any] = {**plan.school, "roster_version": plan.version + 1}
        work.connection.execute(update(SCHOOL).where(SCHOOL.c.id == plan.school_id).values(values))
        looks.look_again(work, plan.school_id)


def _apply_posts(work: Work, plan: Plan, ids: _Ids) -> None:
    """A member's posts are replaced as a set."""
    if not plan.posts:
        return
    whose = [{"whose": ids.members[key]} for key in plan.posts]
    work.connection.execute(delete(ROLE).where(ROLE.c.member_id == bindparam("whose")), whose)
    rows = [
        {"member_id": ids.members[key], "role": post.role.value, "grade": post.grade, "class_name": post.class_name}
        for key, posts in plan.posts.items()
        for post in sorted(posts, key=lambda post: (post.role, post.grade, post.class_name))
    ]
    work.connection.execute(insert(ROLE), rows)


def _apply_deeds(work: Work, changes: Changes, now: datetime) -> None:
    """Two imports of the same lines at the same moment save each once."""
    if changes.new:
        chosen = postgresql.insert(DEED) if work.postgresql else sqlite.insert(DEED)
        once = chosen.on_conflict_do_nothing(index_elements=["school_id", "import_mark"])
        work.connection.execute(once, [{**values, "entered_at": now} for values in changes.new])


def _subject(plan: Plan) -> str:
    """How many rows of which table were new, changed and taken back."""
    counted = ((table.name, plan.of(sheet)) for table, sheet in zip(TABLES, SHEETS, strict=True))
    return " ".join(_numbers(name, changes) for name, changes in counted if changes)


def _numbers(name: str, changes: Changes) -> str:
    gone = f"-{len(changes.gone)}" if changes.gone else ""
    return f"{name}+{len(changes.new)}~{len(changes.changed)}{gone}"
