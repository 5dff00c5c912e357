"""Deeds: saving them, putting them right, taking them back, and the questions about them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, insert, select, update

from duty.assess import Record
from duty.commands import RecordDeed
from duty.kinds import Kind
from storage import looks
from storage.bulk import unnested
from storage.record_rows import RECORDS, record_of
from storage.rows import table
from storage.tables import DeedRow, MemberRow, StudentRow
from storage.work import Work

DEED, MEMBER, STUDENT = table(DeedRow), table(MemberRow), table(StudentRow)
NOTE, TOPIC, DOER = "deed.note", "deed.topic", "deed.doer"
ROWS_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Source:
    """Where a deed comes from: who says it, in which message, when; with `task_id` by tapping that card."""

    school_id: int
    member_id: int
    message_id: int
    entered_at: datetime
    task_id: str | None = None


@dataclass(frozen=True, slots=True)
class SavedDeed:
    """A deed as it stands in the books; `message_id` is None for one that came from a workbook.

    `corrects` is the id of the deed of which this one is the next version.
    """

    id: int
    member_id: int
    student_id: int
    kind: Kind
    happened_on: date
    counts_for: date
    entered_at: datetime
    message_id: int | None
    revoked: bool
    note: str
    topic: str = ""
    doer: str = ""
    corrects: int | None = None
    mode: str = ""


def save(work: Work, deed: RecordDeed, source: Source, counts_for: Mapping[int, date] | None = None) -> None:
    """One row for each child; each counts for the day on which it happened, or for the child's day in `counts_for`."""
    shared = {
        "school_id": source.school_id,
        "member_id": source.member_id,
        "kind": deed.kind.value,
        "mode": deed.mode,
        "happened_on": deed.happened_on,
        "entered_at": source.entered_at,
        "inbox_id": source.message_id,
        "task_id": source.task_id,
        "corrects": None,
    }
    rows = [
        {
            **shared,
            "student_id": child,
            "counts_for": (counts_for or {}).get(child, deed.happened_on),
            **_sealed(work, deed.note, deed.topic, deed.done_by),
        }
        for child in deed.student_ids
    ]
    work.insert_later(DEED, rows)
    for child in deed.student_ids:
        work.records_ahead.pop(child, None)


def put_right(work: Work, old: SavedDeed, new: SavedDeed, message_id: int, at: datetime) -> None:
    """Writes the next version of a deed; the old one is taken back and stays as history.

    Of `new` what it says counts, not its id, its message or its past.
    """
    revoke(work, [old.id], at)
    school = select(DEED.c.school_id).where(DEED.c.id == old.id).scalar_subquery()
    values = {
        "school_id": school,
        "member_id": old.member_id,
        "student_id": new.student_id,
        "kind": new.kind.value,
        "mode": new.mode,
        "happened_on": new.happened_on,
        "counts_for": new.counts_for,
        "entered_at": new.entered_at,
        "inbox_id": message_id,
        "corrects": old.id,
        **_sealed(work, new.note, new.topic, new.doer),
    }
    work.connection.execute(insert(DEED).values(values))


def records_since(work: Work, student_ids: Sequence[int], since: date, zone: ZoneInfo) -> dict[int, list[Record]]:
    """What the duties need to know of the deeds for these children, whoever did them, by child."""
    if all(student in work.records_ahead for student in student_ids):
        return {student: work.records_ahead[student] for student in student_ids}
    wanted = set(student_ids)
    some_wait = any(row["student_id"] in wanted for row in work.waiting(DEED))
    connection = work.connection if some_wait else work.direct
    found: dict[int, list[Record]] = defaultdict(list)
    if len(wanted) == 1:
        rows = connection.execute(_RECORDS_OF_STUDENT, {"student": student_ids[0], "since": since})
    else:
        rows = connection.execute(_RECORDS_OF_STUDENTS, {"students": sorted(wanted), "since": since})
    for row in rows:
        found[row.student_id].append(record_of(row, zone))
    return found


def read_ahead(work: Work, student_ids: Sequence[int], zone: ZoneInfo) -> None:
    """Asks at once for the records of many children, so that `records_since` need not ask for each."""
    work.records_ahead.update({student: [] for student in student_ids})
    for row in work.connection.execute(_RECORDS_OF_UNNESTED, {"student_ids": list(set(student_ids))}):
        work.records_ahead[row.student_id].append(record_of(row, zone))


def school_records(work: Work, school_id: int, zone: ZoneInfo, *, since: date = date.min) -> dict[int, list[Record]]:
    """The same for a whole school."""
    found: dict[int, list[Record]] = defaultdict(list)
    asked = RECORDS.where(DEED.c.school_id == school_id, DEED.c.counts_for >= since)
    # In parts: the driver would else keep all of it beside what is made of it.
    for row in work.connection.execute(asked.execution_options(yield_per=ROWS_AT_ONCE)):
        record = record_of(row, zone)
        found[record.student_id].append(record)
    return found


def records_by(work: Work, member_ids: Iterable[int], since: date, zone: ZoneInfo) -> dict[int, list[Record]]:
    """The same of what these members did, for whomever."""
    found: dict[int, list[Record]] = defaultdict(list)
    asked = RECORDS.where(DEED.c.member_id.in_(sorted(set(member_ids))), DEED.c.counts_for >= since)
    for row in work.connection.execute(asked):
        found[row.student_id].append(record_of(row, zone))
    return found


def newest_of_student(work: Work, student_id: int, count: int) -> list[SavedDeed]:
    """The deeds that stand for a child, whoever did them, the newest day first."""
    asked = select(DEED).where(DEED.c.student_id == student_id, DEED.c.revoked_at.is_(None))
    ordered = asked.order_by(DEED.c.happened_on.desc(), DEED.c.id.desc()).limit(count)
    return [_saved(work, row) for row in work.connection.execute(ordered)]


def newest_messages(work: Work, member_id: int, count: int) -> list[list[SavedDeed]]:
    """The deeds of the member's newest recording messages, revoked ones included, a list a message."""
    said = select(DEED.c.inbox_id).where(DEED.c.member_id == member_id, DEED.c.inbox_id.is_not(None)).distinct()
    newest = said.order_by(DEED.c.inbox_id.desc()).limit(count).subquery()
    asked = select(DEED).where(DEED.c.member_id == member_id, DEED.c.inbox_id.in_(select(newest.c.inbox_id)))
    by_message: dict[int, list[SavedDeed]] = defaultdict(list)
    for row in work.connection.execute(asked.order_by(DEED.c.inbox_id.desc(), DEED.c.id)):
        by_message[row.inbox_id].append(_saved(work, row))
    return list(by_message.values())


def of_task(work: Work, task_id: str) -> list[SavedDeed]:
    """What taps on one card recorded, revoked ones included."""
    asked = select(DEED).where(DEED.c.task_id == task_id).order_by(DEED.c.id)
    return [_saved(work, row) for row in work.connection.execute(asked)]


def revoke(work: Work, deed_ids: Sequence[int], at: datetime) -> None:
    """Takes deeds back; the rows stay as history. What they were for may be wished again."""
    work.records_ahead.clear()
    standing = (DEED.c.id.in_(deed_ids), DEED.c.revoked_at.is_(None))
    taken = update(DEED).where(*standing).values(revoked_at=at).returning(DEED.c.student_id)
    looks.look_again_at(work, students=work.connection.execute(taken).scalars())


def standing_on(
    work: Work, member_id: int, student_ids: Sequence[int], kind: Kind, happened_on: date
) -> dict[int, SavedDeed]:
    """The member's newest deed of a kind that stands for a day, by child; children without one are left out."""
    asked = select(DEED).where(
        DEED.c.member_id == member_id,
        DEED.c.student_id.in_(student_ids),
        DEED.c.kind == kind.value,
        DEED.c.happened_on == happened_on,
        DEED.c.revoked_at.is_(None),
    )
    return {row.student_id: _saved(work, row) for row in work.connection.execute(asked.order_by(DEED.c.id))}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A deed with the names by which the world outside knows its people."""

    user_id: str
    student_no: str
    deed: SavedDeed


def ledger(work: Work, school_id: int) -> Iterable[LedgerLine]:
    """Every deed of a school in the order in which it was entered, revoked ones included."""
    asked = (
        select(DEED, MEMBER.c.user_id, STUDENT.c.student_no)
        .join(MEMBER, MEMBER.c.id == DEED.c.member_id)
        .join(STUDENT, STUDENT.c.id == DEED.c.student_id)
        .where(DEED.c.school_id == school_id)
        .order_by(DEED.c.id)
    )
    for row in work.connection.execute(asked):
        yield LedgerLine(row.user_id, row.student_no, _saved(work, row))


_SINCE = DEED.c.counts_for >= bindparam("since")
_RECORDS_OF_STUDENT = RECORDS.where(DEED.c.student_id == bindparam("student"), _SINCE)
_RECORDS_OF_STUDENTS = RECORDS.where(DEED.c.student_id.in_(bindparam("students", expanding=True)), _SINCE)
_UNNESTED = unnested(DEED, ("student_id",))
_RECORDS_OF_UNNESTED = RECORDS.where(DEED.c.student_id.in_(select(_UNNESTED.c.student_id)))


def _saved(work: Work, row: Any) -> SavedDeed:
    return SavedDeed(
        id=row.id,
        member_id=row.member_id,
        student_id=row.student_id,
        kind=Kind(row.kind),
        happened_on=row.happened_on,
        counts_for=row.counts_for,
        entered_at=row.entered_at,
        message_id=row.inbox_id,
        revoked=row.revoked_at is not None,
        note=_open(work, row.sealed_note, NOTE),
        topic=_open(work, row.sealed_topic, TOPIC),
        doer=_open(work, row.sealed_doer, DOER),
        corrects=row.corrects,
        mode=row.mode,
    )


def _sealed(work: Work, note: str, topic: str, doer: str) -> dict[str, bytes | None]:
    seal = work.vault.seal
    return {
        "sealed_note": seal(note, NOTE) if note else None,
        "sealed_topic": seal(topic, TOPIC) if topic else None,
        "sealed_doer": seal(doer, DOER) if doer else None,
    }


def _open(work: Work, sealed: bytes | None, context: str) -> str:
    return work.vault.open(sealed, context) if sealed else ""
