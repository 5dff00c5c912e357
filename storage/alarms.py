"""Alarms: texts that spoke of danger, whom they are about, who was told, who took them over, how they ended."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from duty.alarm import Facts, Outcome
from duty.danger import Danger, Grade
from duty.people import Child
from storage.alarm_tables import AlarmChildRow, AlarmRow, AlarmToldRow
from storage.bulk import insert_new_rows
from storage.notes import NoteState
from storage.rows import table
from storage.sent_tables import NoteRow
from storage.tables import StudentRow
from storage.work import Work

ALARM, CHILD, TOLD = table(AlarmRow), table(AlarmChildRow), table(AlarmToldRow)
NOTE, STUDENT = table(NoteRow), table(StudentRow)
WORDS, CLOSING = "alarm.words", "alarm.closing"


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote of a danger: how they are called, their user id ("" for a parent), and the row that knows them."""

    called: str
    user_id: str = ""
    member_id: int | None = None
    guardian_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewAlarm:
    """A danger as it was written of; `key` names the one text that said it ("inbox:7", "note:3").

    `barred` are the row ids of members whom the text accuses: they are told nothing of it. `text` is "" where
    nobody is to read it later.
    """

    school_id: int
    key: str
    grade: Grade
    danger: Danger | None
    writer: Writer
    text: str
    children: tuple[int, ...]
    barred: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm as it stands; what a false alarm has lost reads as "" or empty. `told` in the order of telling.

    `id` is also the number by which people call it: it is the same for everybody and never becomes another one's.
    """

    id: int
    school_id: int
    token: str
    grade: Grade
    facts: Facts
    writer: Writer
    text: str
    barred: frozenset[int]
    told: tuple[int, ...]
    note_id: int | None
    rounds: int
    next_round_at: datetime | None
    taken_by: int | None
    taken_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    closing: str

    @property
    def waits(self) -> bool:
        """Whether nobody has taken it over yet."""
        return self.taken_by is None and self.closed_at is None


def task_id(alarm: Alarm, member_id: int) -> str:
    """Of the card that a member gets in the newest round; no other card of any school has it."""
    return f"alarm-{alarm.token}-{member_id}-{alarm.rounds}"


def token_of(task: str) -> str:
    """The token in the id of a card; "" where it is no alarm's card."""
    parts = task.split("-")
    return parts[1] if parts[0] == "alarm" and len(parts) == 4 else ""


def put(work: Work, new: NewAlarm, at: datetime, next_round_at: datetime | None) -> int | None:
    """Writes an alarm down; None where the same text has raised one before. With a next round it was told once."""
    values = {
        "school_id": new.school_id,
        "key": new.key,
        "token": secrets.token_hex(6),
        "grade": new.grade.value,
        "danger": new.danger.value if new.danger else None,
        "member_id": new.writer.member_id,
        "guardian_id": new.writer.guardian_id,
        "raised_at": at,
        "rounds": 1 if next_round_at else 0,
        "next_round_at": next_round_at,
        "sealed_words": _seal(work, new),
    }
    row = insert_new_rows(work.connection, ALARM, [values], unique=("key",)).first()
    if row is None:
        return None
    children = [{"alarm_id": row.id, "student_id": child} for child in dict.fromkeys(new.children)]
    if children:
        insert_new_rows(work.connection, CHILD, children, unique=("alarm_id", "student_id"))
    return int(row.id)


def tell(work: Work, alarm_id: int, member_ids: Iterable[int], at: datetime) -> None:
    """These may take it over from now on."""
    rows = [{"alarm_id": alarm_id, "member_id": member, "told_at": at} for member in member_ids]
    if rows:
        insert_new_rows(work.connection, TOLD, rows, unique=("alarm_id", "member_id"))


def one(work: Work, alarm_id: int) -> Alarm | None:
    found = _alarms(work, ALARM.c.id == alarm_id)
    return found[0] if found else None


def by_key(work: Work, key: str) -> Alarm | None:
    found = _alarms(work, ALARM.c.key == key)
    return found[0] if found else None


def by_token(work: Work, token: str) -> Alarm | None:
    found = _alarms(work, ALARM.c.token == token)
    return found[0] if found else None


def open_to(work: Work, member_id: int) -> list[Alarm]:
    """What this member was told of and nobody has closed, the oldest first."""
    mine = select(TOLD.c.alarm_id).where(TOLD.c.member_id == member_id)
    return _alarms(work, ALARM.c.id.in_(mine), ALARM.c.closed_at.is_(None))


def holding_notes(work: Work, member_id: int) -> list[Alarm]:
    """Of what this member was told, closed or not, that for which a note to a family is held; the oldest first."""
    mine = select(TOLD.c.alarm_id).where(TOLD.c.member_id == member_id)
    held = select(NOTE.c.id).where(NOTE.c.state == NoteState.HELD.value)
    return _alarms(work, ALARM.c.id.in_(mine), ALARM.c.note_id.in_(held))


def handled_by(work: Work, member_id: int, since: datetime) -> list[Alarm]:
    """What this member closed as handled since then without saying what was done, the oldest first."""
    silent = (ALARM.c.outcome == Outcome.HANDLED.value, ALARM.c.sealed_closing.is_(None))
    mine = select(TOLD.c.alarm_id).where(TOLD.c.member_id == member_id)
    return _alarms(work, ALARM.c.id.in_(mine), ALARM.c.taken_by == member_id, ALARM.c.closed_at >= since, *silent)


def raised_by(work: Work, member_id: int, since: datetime, grade: Grade) -> list[Alarm]:
    """What this member wrote since then and nobody has closed, the newest first."""
    mine = (ALARM.c.member_id == member_id, ALARM.c.raised_at >= since, ALARM.c.grade == grade.value)
    return _alarms(work, *mine, ALARM.c.closed_at.is_(None))[::-1]


def known_to(work: Work, member_id: int, since: datetime) -> list[Alarm]:
    """What this member wrote since then, or was told of and is open or was until then; the newest first."""
    told = ALARM.c.id.in_(select(TOLD.c.alarm_id).where(TOLD.c.member_id == member_id))
    written = and_(ALARM.c.member_id == member_id, ALARM.c.raised_at >= since, ALARM.c.grade == Grade.URGENT.value)
    return _alarms(work, or_(written, told & (ALARM.c.closed_at.is_(None) | (ALARM.c.closed_at >= since))))[::-1]


@dataclass(frozen=True, slots=True)
class Round:
    """An alarm that must be told again, how often it was told, and when the next telling was due."""

    alarm_id: int
    rounds: int
    was_due: datetime


def due(work: Work, at: datetime) -> list[Round]:
    """The longest due first."""
    asked = select(ALARM.c.id, ALARM.c.rounds, ALARM.c.next_round_at).where(ALARM.c.next_round_at <= at)
    rows = work.connection.execute(asked.order_by(ALARM.c.next_round_at, ALARM.c.id))
    return [Round(row.id, row.rounds, row.next_round_at) for row in rows]


def begin_round(work: Work, one: Round, next_round_at: datetime) -> bool:
    """Whether this round is ours: no other process began it, and nobody has taken the alarm over."""
    still = (ALARM.c.next_round_at == one.was_due, ALARM.c.taken_by.is_(None), ALARM.c.closed_at.is_(None))
    values = {"next_round_at": next_round_at, "rounds": one.rounds + 1}
    return _change(work, one.alarm_id, ALARM.c.rounds == one.rounds, *still, values=values)


def take(work: Work, alarm_id: int, member_id: int, at: datetime) -> bool:
    """Whether this member is the one who takes it over; of several at once it is one."""
    waiting = (ALARM.c.taken_by.is_(None), ALARM.c.closed_at.is_(None))
    return _change(work, alarm_id, *waiting, values={"taken_by": member_id, "taken_at": at, "next_round_at": None})


def close(work: Work, alarm_id: int, outcome: Outcome, at: datetime) -> bool:
    """Whether it was open until now."""
    ended = {"closed_at": at, "outcome": outcome.value, "next_round_at": None}
    return _change(work, alarm_id, ALARM.c.closed_at.is_(None), values=ended)


def describe(work: Work, alarm_id: int, closing: str) -> None:
    """What was done about it, in the words of whoever did it."""
    handled = ALARM.c.outcome == Outcome.HANDLED.value
    _change(work, alarm_id, handled, values={"sealed_closing": work.vault.seal(closing, CLOSING)})


def hold_note(work: Work, alarm_id: int, note_id: int) -> None:
    """The note waits until whoever takes the alarm over has decided."""
    _change(work, alarm_id, values={"note_id": note_id})


def forget(work: Work, alarm_id: int) -> None:
    """Of a false alarm stays that there was one: neither whom it was about nor what was said."""
    work.connection.execute(delete(CHILD).where(CHILD.c.alarm_id == alarm_id))
    nothing = {"sealed_words": None, "sealed_closing": None, "danger": None}
    _change(work, alarm_id, values={**nothing, "member_id": None, "guardian_id": None})


def to_list(work: Work, school_id: int, before: datetime) -> list[Alarm]:
    """What is to be watched, was noted before then and is on no list yet, the oldest first."""
    return _alarms(work, *_unlisted(before), ALARM.c.school_id == school_id)


def schools_to_list(work: Work, before: datetime) -> list[int]:
    """The schools that have something of this kind."""
    return list(work.connection.execute(select(ALARM.c.school_id).where(*_unlisted(before)).distinct()).scalars())


def _unlisted(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return ALARM.c.grade == Grade.WATCH.value, ALARM.c.closed_at.is_(None), ALARM.c.raised_at < before


def _change(work: Work, alarm_id: int, *where: ColumnElement[bool], values: dict[str, Any]) -> bool:
    return work.connection.execute(update(ALARM).where(ALARM.c.id == alarm_id, *where).values(values)).rowcount == 1


def _seal(work: Work, new: NewAlarm) -> bytes:
    words = {"text": new.text, "called": new.writer.called, "user_id": new.writer.user_id, "barred": list(new.barred)}
    return work.vault.seal_json(words, WORDS)


def _alarms(work: Work, *where: ColumnElement[bool]) -> list[Alarm]:
    """The oldest first."""
    rows = list(work.connection.execute(select(ALARM).where(*where).order_by(ALARM.c.id)))
    ids = [row.id for row in rows]
    children, told = _children(work, ids), _told(work, ids)
    return [_alarm(work, row, children.get(row.id, []), told.get(row.id, [])) for row in rows]


def _children(work: Work, alarm_ids: Collection[int]) -> dict[int, list[Child]]:
    asked = select(CHILD.c.alarm_id, STUDENT).join(STUDENT, STUDENT.c.id == CHILD.c.student_id)
    found: dict[int, list[Child]] = {}
    for row in work.connection.execute(asked.where(CHILD.c.alarm_id.in_(alarm_ids)).order_by(CHILD.c.id)):
        child = Child(row.id, row.student_no, row.name, row.grade, row.class_name)
        found.setdefault(row.alarm_id, []).append(child)
    return found


def _told(work: Work, alarm_ids: Collection[int]) -> dict[int, list[int]]:
    asked = select(TOLD.c.alarm_id, TOLD.c.member_id).where(TOLD.c.alarm_id.in_(alarm_ids)).order_by(TOLD.c.id)
    found: dict[int, list[int]] = {}
    for row in work.connection.execute(asked):
        found.setdefault(row.alarm_id, []).append(row.member_id)
    return found


def _alarm(work: Work, row: Any, children: Sequence[Child], told: Sequence[int]) -> Alarm:
    nothing: dict[str, Any] = {"text": "", "called": "", "user_id": "", "barred": []}
    words = work.vault.open_json(row.sealed_words, WORDS) if row.sealed_words else nothing
    danger = Danger(row.danger) if row.danger else None
    return Alarm(
        id=row.id,
        school_id=row.school_id,
        token=row.token,
        grade=Grade(row.grade),
        facts=Facts(danger, words["called"], tuple(children), row.raised_at),
        writer=Writer(words["called"], words["user_id"], row.member_id, row.guardian_id),
        text=words["text"],
        barred=frozenset(words["barred"]),
        told=tuple(told),
        note_id=row.note_id,
        rounds=row.rounds,
        next_round_at=row.next_round_at,
        taken_by=row.taken_by,
        taken_at=row.taken_at,
        closed_at=row.closed_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        closing=work.vault.open(row.sealed_closing, CLOSING) if row.sealed_closing else "",
    )
