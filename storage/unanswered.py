"""Unanswered words in the books: which of a family's words wait for a person, and who was told of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.sql.selectable import Exists

from duty.unanswered import EXCHANGE, Closed, Step, Told
from storage.notes import NOTE, Note, NoteState, notes_where
from storage.outbox import OUTBOX, State
from storage.work import Work

# Any number will do, as long as every process of this product takes the same one.
TELLING = 0x756E616E
# So many keys are asked for at once.
KEYS_AT_ONCE = 5_000
# What a person wrote answers from when it was written; what failed, or was taken back, answered nothing.
_ANSWERS = [one.value for one in (NoteState.WAITING, NoteState.SENT, NoteState.PASSED_ON, NoteState.TRIED)]
_ARRIVED = [NoteState.SENT.value, NoteState.PASSED_ON.value]
_READ = [NoteState.SENT.value, NoteState.FAILED.value]
_UNDER_WAY = (State.WAITING, State.LEASED)
_NOT_SAID = (State.DROPPED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of ours that they wait, and to which user id it went."""

    told: Told
    recipient: str


Words = Mapping[Step, Word]
"""What was said of one note, by step."""


def take_turn(work: Work) -> None:
    """Waits until no other process says that words wait: what it said is then seen, and not said again."""
    work.wait_for_turn(TELLING)


def waiting(work: Work, school_id: int, written_since: datetime) -> list[Note]:
    """What waits in a school: of each guardian the oldest for each reader, for one answer answers all."""
    first: dict[tuple[int, int], Note] = {}
    for note in notes_where(work, NOTE.c.school_id == school_id, NOTE.c.written_at >= written_since, *_waits())[::-1]:
        first.setdefault((note.thread.guardian_id, note.thread.member_id), note)
    return list(first.values())


def still_waits(work: Work, note_id: int) -> Note | None:
    """The note, if no person has answered it."""
    found = notes_where(work, NOTE.c.id == note_id, *_waits())
    return found[0] if found else None


def of_reader(work: Work, member_id: int, written_since: datetime) -> list[Note]:
    """The notes that wait for a member, the oldest first; those that have not reached them yet, too."""
    mine = (NOTE.c.member_id == member_id, NOTE.c.written_at >= written_since, NOTE.c.from_guardian)
    return notes_where(work, *mine, NOTE.c.closed_at.is_(None), ~_answered())[::-1]


def key(note_id: int, step: Step, day: date) -> str:
    """Of the word of a step. What could not be said on its day may be said on another."""
    return f"unanswered:{note_id}:{step.value}:{day.isoformat()}"


def told(work: Work, notes: Sequence[Note], days: Sequence[date], zone: ZoneInfo) -> dict[int, dict[Step, Word]]:
    """What was said of these on these days, or is on its way."""
    keys = {key(one.id, step, day): (one.id, step) for one in notes for step in Step for day in days}
    found: dict[int, dict[Step, Word]] = defaultdict(dict)
    wanted = list(keys)
    for start in range(0, len(wanted), KEYS_AT_ONCE):
        some = wanted[start : start + KEYS_AT_ONCE]
        for row in work.connection.execute(select(OUTBOX).where(OUTBOX.c.unique_key.in_(some))):
            if State(row.state) not in _NOT_SAID:
                note_id, step = keys[row.unique_key]
                found[note_id][step] = _word(row, zone)
    return found


def readdress(work: Work, outbox_id: int, user_id: str) -> None:
    """A word goes to somebody else than was meant when it was put down."""
    work.connection.execute(update(OUTBOX).where(OUTBOX.c.id == outbox_id).values(recipient=user_id))


def close_through(work: Work, note: Note, how: Closed, at: datetime) -> int:
    """These words, and what the same guardian wrote to the same reader before, want no answer any more."""
    same = (NOTE.c.guardian_id == note.thread.guardian_id, NOTE.c.member_id == note.thread.member_id)
    return _close(work, how, at, *same, NOTE.c.id <= note.id)


def answered_by_person(work: Work, guardian_id: int, at: datetime, how: str) -> int:
    """A person has answered a guardian on a way that leaves no note here; how many notes waited until then."""
    return _close(work, how, at, NOTE.c.guardian_id == guardian_id, NOTE.c.written_at <= at)


def lock(work: Work, note_id: int) -> Note | None:
    """The note, which nobody else settles or records from until this transaction ends."""
    work.connection.execute(select(NOTE.c.id).where(NOTE.c.id == note_id).with_for_update())
    found = notes_where(work, NOTE.c.id == note_id)
    return found[0] if found else None


def is_exchange(work: Work, note: Note) -> bool:
    """Whether both sides have spoken: staff had reached the guardian shortly before, or the reader answered since."""
    ours = (NOTE.c.guardian_id == note.thread.guardian_id, NOTE.c.from_guardian.is_(False), NOTE.c.state.in_(_ARRIVED))
    before = and_(NOTE.c.id < note.id, NOTE.c.written_at >= note.written_at - EXCHANGE)
    since = and_(NOTE.c.id > note.id, NOTE.c.member_id == note.thread.member_id)
    return work.connection.execute(select(NOTE.c.id).where(*ours, or_(before, since)).limit(1)).first() is not None


def _close(work: Work, how: str, at: datetime, *which: ColumnElement[bool]) -> int:
    open_ones = (NOTE.c.closed_at.is_(None), NOTE.c.from_guardian, *which)
    closed = update(NOTE).where(*open_ones).values(closed_at=at, closed_how=str(how))
    return int(work.connection.execute(closed).rowcount)


def _waits() -> tuple[ColumnElement[bool], ...]:
    return NOTE.c.closed_at.is_(None), NOTE.c.from_guardian, NOTE.c.state.in_(_READ), ~_answered()


def _answered() -> Exists:
    """Whether a person has written to the guardian since."""
    later = NOTE.alias("later")
    same = (later.c.guardian_id == NOTE.c.guardian_id, later.c.id > NOTE.c.id)
    return select(later.c.id).where(*same, later.c.from_guardian.is_(False), later.c.state.in_(_ANSWERS)).exists()


def _word(row: Any, zone: ZoneInfo) -> Word:
    state = State(row.state)
    if state in _UNDER_WAY:
        return Word(Told(None), row.recipient)
    return Word(Told(row.settled_at.astimezone(zone), state is not State.FAILED), row.recipient)
