"""Reminders in the books: what was said of which duty, and what was put off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from duty.kinds import Kind
from duty.reminders import DutyKey
from storage import looks
from storage.bulk import insert_new_rows
from storage.outbox import OUTBOX, Purpose, State
from storage.rows import table
from storage.sent_tables import RemindedRow, SnoozeRow
from storage.tables import SchoolRow
from storage.work import Work

REMINDED, SNOOZE, SCHOOL = table(RemindedRow), table(SnoozeRow), table(SchoolRow)
# Any number will do, as long as every process of this product takes the same one.
REMINDING = 0x72656D64
_DUTY = ("member_id", "student_id", "kind", "window_last")

Said = tuple[DutyKey, date]
"""A duty and the reminder day for which its mentor was told."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What one message says: of which duties, for which reminder days."""

    school_id: int
    outbox_id: int
    said: tuple[Said, ...]


def schools(work: Work) -> list[int]:
    """Every school of the database."""
    return list(work.direct.execute(select(SCHOOL.c.id).order_by(SCHOOL.c.id)).scalars())


def take_turn(work: Work) -> None:
    """Waits until no other process writes reminders: what it said is then seen, and not said again."""
    work.wait_for_turn(REMINDING)


def said_of(work: Work, mentor_ids: Iterable[int], since: date, *, besides: int | None = None) -> set[Said]:
    """What was said of these mentors' duties, to whomever, for the reminder days since a day.

    What one message (`besides`) says itself is left out.
    """
    asked = select(REMINDED).where(REMINDED.c.member_id.in_(list(mentor_ids)), REMINDED.c.reminder_day >= since)
    if besides is not None:
        asked = asked.where(REMINDED.c.outbox_id.is_distinct_from(besides))
    return {(key_of(row), row.reminder_day) for row in work.connection.execute(asked)}


def reminder_key(member_id: int, day: date) -> str:
    """There is one reminder a member and day."""
    return f"reminder:{member_id}:{day.isoformat()}"


def was_put_down(work: Work, member_id: int, day: date) -> bool:
    """Whether a member's reminder of a day is on its way, or has gone."""
    alive = [State.WAITING.value, State.LEASED.value, State.SENT.value, State.UNSURE.value]
    mine = (OUTBOX.c.unique_key == reminder_key(member_id, day), OUTBOX.c.state.in_(alive))
    return work.connection.execute(select(OUTBOX.c.id).where(*mine)).first() is not None


def sent(work: Work, outbox_id: int, on: date) -> None:
    """What a message said has reached somebody."""
    work.connection.execute(update(REMINDED).where(REMINDED.c.outbox_id == outbox_id).values(sent_on=on))


def mark(work: Work, messages: Iterable[Marked]) -> None:
    """Notes what these messages say."""
    rows = [
        {
            "school_id": one.school_id,
            "member_id": key.mentor_id,
            "student_id": key.student_id,
            "kind": key.kind.value,
            "window_last": key.window_last,
            "reminder_day": day,
            "outbox_id": one.outbox_id,
        }
        for one in messages
        for key, day in one.said
    ]
    if rows:
        insert_new_rows(work.connection, REMINDED, rows, unique=(*_DUTY, "reminder_day"))


def remark(work: Work, message: Marked) -> None:
    """What a message says in the end: what was done since it was put down it does not say."""
    work.connection.execute(delete(REMINDED).where(REMINDED.c.outbox_id == message.outbox_id))
    mark(work, [message])


def unmark(work: Work, outbox_id: int) -> None:
    """What a message was to say was not said: nobody got it, and nobody will."""
    _unmark(work, [outbox_id])


def has_unsent(work: Work, before: datetime) -> bool:
    """Whether reminders that were put down before a time still wait, and certainly reached nobody."""
    return work.connection.execute(select(OUTBOX.c.id).where(*_unsent(before)).limit(1)).first() is not None


def drop_unsent(work: Work, before: datetime, at: datetime) -> None:
    """Takes those back, so that today's message says it all."""
    settled = (
        update(OUTBOX)
        .where(*_unsent(before), OUTBOX.c.state == State.WAITING.value)
        .values(state=State.CANCELLED.value, settled_at=at)
    )
    ids = list(work.connection.execute(settled.returning(OUTBOX.c.id)).scalars())
    if ids:
        _unmark(work, ids)


def snoozed(work: Work, mentor_ids: Iterable[int], since: date) -> dict[DutyKey, date]:
    """Until when duties of these mentors were put off; what ended before a day is left out."""
    asked = select(SNOOZE).where(SNOOZE.c.member_id.in_(list(mentor_ids)), SNOOZE.c.until >= since)
    return {key_of(row): row.until for row in work.connection.execute(asked)}


def snooze(work: Work, school_id: int, until: dict[DutyKey, date], set_at: datetime) -> None:
    """Puts duties off; a duty that was put off before gets the new day."""
    dialect = postgresql if work.postgresql else sqlite
    for key, day in until.items():
        statement = dialect.insert(SNOOZE).values(
            school_id=school_id,
            member_id=key.mentor_id,
            student_id=key.student_id,
            kind=key.kind.value,
            window_last=key.window_last,
            until=day,
            set_at=set_at,
        )
        newest = {"until": day, "set_at": set_at}
        work.connection.execute(statement.on_conflict_do_update(index_elements=_DUTY, set_=newest))


def _unsent(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OUTBOX.c.state == State.WAITING.value,
        OUTBOX.c.purpose == Purpose.REMINDER.value,
        OUTBOX.c.created_at < before,
        OUTBOX.c.sealed_request.is_(None),
    )


def _unmark(work: Work, outbox_ids: Sequence[int]) -> None:
    gone = delete(REMINDED).where(REMINDED.c.outbox_id.in_(outbox_ids)).returning(REMINDED.c.member_id)
    looks.look_again_at(work, members=set(work.connection.execute(gone).scalars()))


def key_of(row: Any) -> DutyKey:
    """The duty of which a row speaks."""
    return DutyKey(row.member_id, row.student_id, Kind(row.kind), row.window_last)
