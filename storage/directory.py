"""What the books know of whom the platform's directory lists: accounts of students, accounts and following of parents.

Who is left out of notes (不发送) and who declined is never touched here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update

from storage.roster import marks
from storage.roster.details import ACCOUNT, ACCOUNT_FOUND, GUARDIAN_DETAILS, MADE, STUDENT_DETAILS
from storage.rows import table
from storage.tables import GuardianRow, SchoolRow, StudentRow
from storage.work import Work

STUDENT, GUARDIAN, SCHOOL = table(StudentRow), table(GuardianRow), table(SchoolRow)


@dataclass(frozen=True, slots=True)
class StudentOnFile:
    """A student of the roster; `account` is the id in the directory, "" where none is known."""

    id: int
    school_id: int
    student_no: str
    name: str
    grade: str
    class_name: str
    account: str


@dataclass(frozen=True, slots=True)
class GuardianOnFile:
    """A guardian of one student, as the roster has them; `made`: by the directory, the roster knows nothing of them."""

    id: int
    student_id: int
    account: str
    relation: str
    phone: str
    no_contact: bool
    made: bool
    removed: bool
    follows: bool | None


def students(work: Work, school_id: int) -> list[StudentOnFile]:
    """Everybody of a school, class by class."""
    asked = select(STUDENT).where(STUDENT.c.school_id == school_id)
    return _students(work, asked.order_by(STUDENT.c.grade, STUDENT.c.class_name, STUDENT.c.student_no))


def students_by_id(work: Work, ids: Iterable[int]) -> list[StudentOnFile]:
    return _students(work, select(STUDENT).where(STUDENT.c.id.in_(list(ids))).order_by(STUDENT.c.id))


def students_by_account(work: Work, corp: int, account: str) -> list[StudentOnFile]:
    """Of all schools of a corp, in whatever case the account is written."""
    mark = marks.student_account(work.vault, account)
    schools = select(SCHOOL.c.id).where(SCHOOL.c.corp_id == corp)
    return _students(work, select(STUDENT).where(STUDENT.c.platform_mark == mark, STUDENT.c.school_id.in_(schools)))


def schools_of(work: Work, corp: int) -> list[int]:
    return list(work.connection.execute(select(SCHOOL.c.id).where(SCHOOL.c.corp_id == corp)).scalars())


def guardians(work: Work, student_ids: Iterable[int]) -> Mapping[int, list[GuardianOnFile]]:
    """By student, in the order of the books."""
    found: dict[int, list[GuardianOnFile]] = defaultdict(list)
    asked = select(GUARDIAN).where(GUARDIAN.c.student_id.in_(list(student_ids))).order_by(GUARDIAN.c.id)
    for row in work.connection.execute(asked):
        found[row.student_id].append(_guardian(row, work.vault.open_json(row.sealed_details, GUARDIAN_DETAILS)))
    return found


def guardians_by_account(work: Work, corp: int, account: str) -> list[GuardianOnFile]:
    """Of all schools of a corp."""
    mark = marks.parent_account(work.vault, account)
    schools = select(SCHOOL.c.id).where(SCHOOL.c.corp_id == corp)
    asked = select(GUARDIAN).where(GUARDIAN.c.platform_mark == mark, GUARDIAN.c.school_id.in_(schools))
    rows = work.connection.execute(asked.order_by(GUARDIAN.c.id))
    return [_guardian(row, work.vault.open_json(row.sealed_details, GUARDIAN_DETAILS)) for row in rows]


def set_student_account(work: Work, student_id: int, account: str) -> None:
    """ "" takes it away: the directory has nobody of that account any more."""
    details = _details(work, STUDENT, student_id, STUDENT_DETAILS)
    details.pop(ACCOUNT, None)
    details.pop(ACCOUNT_FOUND, None)
    if account:
        details |= {ACCOUNT: account, ACCOUNT_FOUND: True}
    values = {
        "platform_mark": marks.student_account(work.vault, account) if account else None,
        "sealed_details": work.vault.seal_json(details, STUDENT_DETAILS),
    }
    work.connection.execute(update(STUDENT).where(STUDENT.c.id == student_id).values(values))


def link_guardian(work: Work, guardian: GuardianOnFile, account: str, *, follows: bool) -> None:
    """This is that account, and the directory has it."""
    values: dict[str, Any] = {"follows": follows, "removed_at": None}
    if guardian.account.casefold() != account.casefold():
        details = _details(work, GUARDIAN, guardian.id, GUARDIAN_DETAILS) | {ACCOUNT: account, ACCOUNT_FOUND: True}
        values["platform_mark"] = marks.parent_account(work.vault, account)
        values["sealed_details"] = work.vault.seal_json(details, GUARDIAN_DETAILS)
    work.connection.execute(update(GUARDIAN).where(GUARDIAN.c.id == guardian.id).values(values))


def add_guardian(work: Work, student: StudentOnFile, account: str, relation: str, phone: str, *, follows: bool) -> int:
    """A guardian whom the roster does not have; without a name, for the directory has none."""
    details: dict[str, Any] = {"relation": relation, ACCOUNT: account, MADE: True}
    if phone:
        details["phone"] = phone
    values = {
        "school_id": student.school_id,
        "student_id": student.id,
        "identity_mark": marks.made_guardian(work.vault, account),
        "platform_mark": marks.parent_account(work.vault, account),
        "no_contact": False,
        "follows": follows,
        "consent_version": "",
        "link_generation": 0,
        "sealed_details": work.vault.seal_json(details, GUARDIAN_DETAILS),
    }
    return int(work.connection.execute(insert(GUARDIAN).values(values).returning(GUARDIAN.c.id)).scalar_one())


def lose_guardian(work: Work, guardian_id: int, at: datetime) -> None:
    """The directory has this parent of this child no more."""
    values = {"removed_at": at, "follows": False}
    work.connection.execute(update(GUARDIAN).where(GUARDIAN.c.id == guardian_id).values(values))


def _students(work: Work, asked: Select[Any]) -> list[StudentOnFile]:
    found = []
    for row in work.connection.execute(asked):
        account = work.vault.open_json(row.sealed_details, STUDENT_DETAILS).get(ACCOUNT, "")
        found.append(StudentOnFile(row.id, row.school_id, row.student_no, row.name, row.grade, row.class_name, account))
    return found


def _guardian(row: Any, details: Mapping[str, Any]) -> GuardianOnFile:
    return GuardianOnFile(
        id=row.id,
        student_id=row.student_id,
        account=details.get(ACCOUNT, ""),
        relation=details.get("relation", ""),
        phone=details.get("phone", ""),
        no_contact=row.no_contact,
        made=bool(details.get(MADE)),
        removed=row.removed_at is not None,
        follows=row.follows,
    )


def _details(work: Work, rows: Any, row_id: int, context: str) -> dict[str, Any]:
    sealed = work.connection.execute(select(rows.c.sealed_details).where(rows.c.id == row_id)).scalar_one()
    return dict(work.vault.open_json(sealed, context))
