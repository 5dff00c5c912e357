"""Events: facts of students' lives that may open a duty; told once, taken back by whoever told them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from duty.policy import EventKind
from storage.circumstances import EVENT
from storage.looks import look_again_at
from storage.people import roster_changed
from storage.work import Work

NOTE = "event.note"
# What is told again of the same child within so many days is the same.
SAME_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SavedEvent:
    """An event as it stands in the books, and the message that told of it."""

    id: int
    member_id: int
    student_id: int
    kind: EventKind
    happened_on: date
    entered_at: datetime
    message_id: int
    revoked: bool
    note: str


def save(
    work: Work,
    school_id: int,
    member_id: int,
    student_ids: Collection[int],
    kind: EventKind,
    *,
    on: date,
    note: str,
    entered_at: datetime,
    message_id: int,
) -> None:
    """Notes what happened to these students on a day; their mentors may have something to hear of it."""
    rows = [
        {
            "school_id": school_id,
            "student_id": student,
            "kind": kind.value,
            "happened_on": on,
            "member_id": member_id,
            "inbox_id": message_id,
            "entered_at": entered_at,
            "sealed_note": work.vault.seal(note, NOTE) if note else None,
        }
        for student in student_ids
    ]
    work.connection.execute(insert(EVENT), rows)
    _tell(work, school_id, student_ids)


def same(work: Work, student_ids: Collection[int], kind: EventKind, on: date) -> dict[int, SavedEvent]:
    """What stands of the same kind from within a week before or after, the newest of each student."""
    near = EVENT.c.happened_on.between(on - SAME_WITHIN, on + SAME_WITHIN)
    found = _standing(work, student_ids, EVENT.c.kind == kind.value, near)
    return {one.student_id: one for one in found}


def of_student(work: Work, student_id: int, since: date) -> list[SavedEvent]:
    """What stands of a student since a day, the newest first."""
    return list(reversed(_standing(work, [student_id], EVENT.c.happened_on >= since)))


def newest(work: Work, member_id: int, count: int) -> list[SavedEvent]:
    """The newest that a member told of, those taken back included, the newest first."""
    asked = select(EVENT).where(EVENT.c.member_id == member_id).order_by(EVENT.c.id.desc()).limit(count)
    return [_saved(work, row) for row in work.connection.execute(asked)]


def revoke(work: Work, school_id: int, event_ids: Sequence[int], at: datetime) -> None:
    """Takes events back; the rows stay as history, and what they opened is owed no more."""
    standing = (EVENT.c.id.in_(event_ids), EVENT.c.revoked_at.is_(None))
    taken = update(EVENT).where(*standing).values(revoked_at=at).returning(EVENT.c.student_id)
    students = list(work.connection.execute(taken).scalars())
    if students:
        _tell(work, school_id, students)


def _tell(work: Work, school_id: int, student_ids: Iterable[int]) -> None:
    """Everybody's copy of the school holds events."""
    roster_changed(work, school_id)
    look_again_at(work, students=student_ids)


def _standing(work: Work, student_ids: Collection[int], *conditions: Any) -> list[SavedEvent]:
    asked = select(EVENT).where(EVENT.c.student_id.in_(list(student_ids)), EVENT.c.revoked_at.is_(None), *conditions)
    ordered = asked.order_by(EVENT.c.happened_on, EVENT.c.id)
    return [_saved(work, row) for row in work.connection.execute(ordered)]


def _saved(work: Work, row: Any) -> SavedEvent:
    return SavedEvent(
        row.id,
        row.member_id,
        row.student_id,
        EventKind(row.kind),
        row.happened_on,
        row.entered_at,
        row.inbox_id or 0,
        row.revoked_at is not None,
        work.vault.open(row.sealed_note, NOTE) if row.sealed_note else "",
    )
