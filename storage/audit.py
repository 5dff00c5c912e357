"""The audit: who looked at or changed what about a child, and when; ids only."""

from datetime import datetime

from sqlalchemy import insert

from storage.rows import table
from storage.tables import AuditRow
from storage.work import Work

AUDIT = table(AuditRow)


def note(
    work: Work,
    *,
    school_id: int,
    at: datetime,
    actor: str,
    action: str,
    student_id: int | None = None,
    subject: str = "",
) -> None:
    """`actor` is a user id or the name of a program; `subject` holds ids and counts, nothing personal."""
    values = {"school_id": school_id, "at": at, "actor": actor, "action": action}
    work.connection.execute(insert(AUDIT).values(student_id=student_id, subject=subject, **values))
