"""Reminders in the books: what was said of which duty, what was put off, and what was tried in vain."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from duty.kinds import Kind
from duty.reminders import DutyKey
from storage.bulk import insert_new_rows
from storage.outbox import OUTBOX, Purpose, State
from storage.rows import table
from storage.sent_tables import AttemptRow, RemindedRow, SnoozeRow
from storage.tables import SchoolRow
from storage.work import Work

REMINDED, SNOOZE, ATTEMPT, SCHOOL = table(RemindedRow), table(SnoozeRow), table(AttemptRow), table(SchoolRow)
REASON = "attempt.reason"
# Any number will do, as long as every process of this product takes the same one.
REMINDING = 0x72656D64
_DUTY = ("member_id", "student_id", "kind", "window_last")

Said = tuple[DutyKey, date]
"""A duty and the reminder day for which its mentor was told."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What one message says: to whom, of which duties, for which reminder days."""

    school_id: int
    member_id: int
    outbox_id: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A deed that did not come about; `kind` None where nobody said which."""

    school_id: int
    member_id: int
    student_id: int
    kind: Kind | None
    happened_on: date


@dataclass(frozen=True, slots=True)
class SavedAttempt:
    """An attempt as it stands in the books, and the message that told of it."""

    id: int
    student_id: int
    kind: Kind | None
    happened_on: date
    message_id: int
    revoked: bool


def roster_versions(work: Work) -> dict[int, int]:
    """Every school of the database, with the version of its roster."""
    asked = select(SCHOOL.c.id, SCHOOL.c.roster_version).order_by(SCHOOL.c.id)
    return {row.id: row.roster_version for row in work.connection.execute(asked)}


def take_turn(work: Work) -> None:
    """Waits until no other process writes reminders: what it said is then seen, and not said again."""
    work.wait_for_turn(REMINDING)


def said_in_school(work: Work, school_id: int, since: date) -> dict[int, set[Said]]:
    """What was said for the reminder days since a day, by member."""
    return _said(work, select(REMINDED).where(REMINDED.c.school_id == school_id, REMINDED.c.reminder_day >= since))


def said_to(work: Work, member_ids: Sequence[int], since: date, *, besides: int | None = None) -> dict[int, set[Said]]:
    """The same for some members; what one message (`besides`) says itself is left out."""
    asked = select(REMINDED).where(REMINDED.c.member_id.in_(member_ids), REMINDED.c.reminder_day >= since)
    return _said(work, asked if besides is None else asked.where(REMINDED.c.outbox_id.is_distinct_from(besides)))


def mark(work: Work, messages: Iterable[Marked]) -> None:
    """Notes what these messages say."""
    rows = [
        {
            "school_id": one.school_id,
            "member_id": one.member_id,
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


def unmark(work: Work, outbox_id: int) -> None:
    """What a message was to say was not said: nobody got it, and nobody will."""
    work.connection.execute(delete(REMINDED).where(REMINDED.c.outbox_id == outbox_id))


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
        work.connection.execute(delete(REMINDED).where(REMINDED.c.outbox_id.in_(ids)))


def snoozed_in_school(work: Work, school_id: int, since: date) -> dict[int, dict[DutyKey, date]]:
    """Until when duties were put off, by member; what ended before a day is left out."""
    return _snoozed(work, select(SNOOZE).where(SNOOZE.c.school_id == school_id, SNOOZE.c.until >= since))


def snoozed_by(work: Work, member_id: int) -> dict[DutyKey, date]:
    return _snoozed(work, select(SNOOZE).where(SNOOZE.c.member_id == member_id)).get(member_id, {})


def snooze(work: Work, school_id: int, member_id: int, until: dict[DutyKey, date], set_at: datetime) -> None:
    """Puts duties off; a duty that was put off before gets the new day."""
    dialect = postgresql if work.postgresql else sqlite
    for key, day in until.items():
        statement = dialect.insert(SNOOZE).values(
            school_id=school_id,
            member_id=member_id,
            student_id=key.student_id,
            kind=key.kind.value,
            window_last=key.window_last,
            until=day,
            set_at=set_at,
        )
        newest = {"until": day, "set_at": set_at}
        work.connection.execute(statement.on_conflict_do_update(index_elements=_DUTY, set_=newest))


def save_attempts(
    work: Work, attempts: Iterable[Attempt], reason: str, *, entered_at: datetime, message_id: int
) -> None:
    """Keeps that deeds were tried; `reason` in the sender's own words, "" where none was given."""
    rows = [
        {
            "school_id": one.school_id,
            "member_id": one.member_id,
            "student_id": one.student_id,
            "kind": one.kind.value if one.kind else None,
            "happened_on": one.happened_on,
            "entered_at": entered_at,
            "inbox_id": message_id,
            "sealed_reason": work.vault.seal(reason, REASON) if reason else None,
        }
        for one in attempts
    ]
    work.connection.execute(insert(ATTEMPT), rows)


def has_attempt(work: Work, attempt: Attempt) -> bool:
    """Whether this was noted already, with whatever reason."""
    asked = select(ATTEMPT.c.id).where(
        ATTEMPT.c.member_id == attempt.member_id,
        ATTEMPT.c.student_id == attempt.student_id,
        ATTEMPT.c.happened_on == attempt.happened_on,
        ATTEMPT.c.kind == (attempt.kind.value if attempt.kind else None),
        ATTEMPT.c.revoked_at.is_(None),
    )
    return work.connection.execute(asked).first() is not None


def newest_attempts(work: Work, member_id: int, count: int) -> list[SavedAttempt]:
    """The member's newest attempts, revoked ones included, the newest first."""
    asked = select(ATTEMPT).where(ATTEMPT.c.member_id == member_id).order_by(ATTEMPT.c.id.desc()).limit(count)
    return [
        SavedAttempt(
            row.id,
            row.student_id,
            Kind(row.kind) if row.kind else None,
            row.happened_on,
            row.inbox_id,
            row.revoked_at is not None,
        )
        for row in work.connection.execute(asked)
    ]


def revoke_attempts(work: Work, attempt_ids: Sequence[int], at: datetime) -> None:
    """Takes attempts back; the rows stay as history."""
    work.connection.execute(update(ATTEMPT).where(ATTEMPT.c.id.in_(attempt_ids)).values(revoked_at=at))


def _unsent(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OUTBOX.c.state == State.WAITING.value,
        OUTBOX.c.purpose == Purpose.REMINDER.value,
        OUTBOX.c.created_at < before,
        OUTBOX.c.sealed_request.is_(None),
    )


def _said(work: Work, asked: Select[tuple[object, ...]]) -> dict[int, set[Said]]:
    found: dict[int, set[Said]] = defaultdict(set)
    for row in work.connection.execute(asked):
        found[row.member_id].add((DutyKey(row.student_id, Kind(row.kind), row.window_last), row.reminder_day))
    return found


def _snoozed(work: Work, asked: Select[tuple[object, ...]]) -> dict[int, dict[DutyKey, date]]:
    found: dict[int, dict[DutyKey, date]] = defaultdict(dict)
    for row in work.connection.execute(asked):
        found[row.member_id][DutyKey(row.student_id, Kind(row.kind), row.window_last)] = row.until
    return found
