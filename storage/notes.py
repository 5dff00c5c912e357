"""Notes: what staff and guardians write to each other, and what became of each."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update

from duty.people import Child
from duty.ways import Way
from storage.bulk import insert_new_rows
from storage.outbox import OUTBOX, Purpose, State
from storage.rows import table
from storage.sent_tables import NoteRow
from storage.tables import MemberRow, SchoolRow, StudentRow
from storage.work import Work

NOTE, SCHOOL, MEMBER, STUDENT = table(NoteRow), table(SchoolRow), table(MemberRow), table(StudentRow)
TEXT = "note.text"


class NoteState(StrEnum):
    """What became of a note.

    `held`: it speaks of danger, people decide. `tried`: the school tries the product, so only its own people got it.
    `unfollowed`: it did not go because the guardian does not follow the school's notices. `passed_on`: the writer got
    a link for the guardian, who opened it. `by_hand`: the guardian has no account, so the writer passes a link on.
    `unconsented`: the guardian has not agreed to get notes.
    """

    WAITING = "waiting"
    HELD = "held"
    SENT = "sent"
    TRIED = "tried"
    FAILED = "failed"
    UNFOLLOWED = "unfollowed"
    CANCELLED = "cancelled"
    PASSED_ON = "passed_on"
    BY_HAND = "by_hand"
    UNCONSENTED = "unconsented"


class NoteKind(StrEnum):
    """What a note is: a few words, or the good news of a child as a page (进步)."""

    NOTE = "note"
    PROGRESS = "progress"


UNDELIVERED = (NoteState.FAILED, NoteState.UNFOLLOWED)
# What becomes passed on by being opened.
TO_PASS_ON = (*UNDELIVERED, NoteState.BY_HAND)


@dataclass(frozen=True, slots=True)
class Thread:
    """Between whom a note goes, and about which child. Of a note of a guardian, the member is its reader."""

    school_id: int
    member_id: int
    student_id: int
    guardian_id: int


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `message_id` is the message that said it, None for what a guardian wrote on a page.

    `way` "": it has not gone yet. `error`: why it did not arrive. `closed_at`: since when a guardian's note needs no
    answer, although nobody wrote one.
    """

    id: int
    thread: Thread
    from_guardian: bool
    state: NoteState
    written_at: datetime
    settled_at: datetime | None
    opened_at: datetime | None
    message_id: int | None
    text: str
    kind: NoteKind = NoteKind.NOTE
    way: str = ""
    error: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A note that can still be called back, and when it goes by itself."""

    note: Note
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Faces:
    """The people of a thread, for whoever says something of it: the child, the teacher's name and user id."""

    child: Child
    teacher: str
    user_id: str


def outbox_key(note_id: int) -> str:
    """Of the note's way to the guardian."""
    return f"note:{note_id}"


def held_up_key(note_id: int) -> str:
    """Of the word to the writer that nothing goes at the moment."""
    return f"held_up:{note_id}"


def offer_key(note_id: int) -> str:
    """Of the word to the writer that the guardian can be reached now."""
    return f"follows:{note_id}"


def save(
    work: Work,
    thread: Thread,
    text: str,
    *,
    state: NoteState,
    message_id: int | None,
    at: datetime,
    kind: NoteKind = NoteKind.NOTE,
) -> Note:
    """A note of a member of staff, said in a message; with none, in the client of 微信客服."""
    values = {"from_guardian": False, "state": state.value, "inbox_id": message_id, "client_key": None}
    sealed = {"written_at": at, "sealed_text": work.vault.seal(text, TEXT)}
    [saved] = _insert(work, thread, {**values, **sealed, "kind": kind.value, "way": ""})
    return Note(saved, thread, False, state, at, None, None, message_id, text, kind)


def save_answer(
    work: Work, thread: Thread, text: str, *, client_key: str, at: datetime, way: Way = Way.PAGE
) -> Note | None:
    """A note of a guardian, written on a page or in 微信客服; None where the same was sent before."""
    state = NoteState.WAITING
    values = {"from_guardian": True, "state": state.value, "inbox_id": None, "client_key": client_key}
    sealed = {"written_at": at, "sealed_text": work.vault.seal(text, TEXT)}
    saved = _insert(work, thread, {**values, **sealed, "kind": NoteKind.NOTE.value, "way": way.value})
    return Note(saved[0], thread, True, state, at, None, None, None, text, way=way.value) if saved else None


def hand_over(work: Work, note_id: int, member_id: int) -> None:
    """Another member of staff reads the guardian's answer now."""
    work.connection.execute(update(NOTE).where(NOTE.c.id == note_id).values(member_id=member_id))


def one(work: Work, note_id: int) -> Note | None:
    notes = notes_where(work, NOTE.c.id == note_id)
    return notes[0] if notes else None


def settle(work: Work, note_id: int, state: NoteState, at: datetime, *, way: str = "", error: str = "") -> None:
    """What became of it; `way` and `error` where they are known by now."""
    values: dict[str, Any] = {"state": state.value, "settled_at": at, "error": error} | ({"way": way} if way else {})
    work.connection.execute(update(NOTE).where(NOTE.c.id == note_id).values(values))


def close(work: Work, note_id: int, how: str, at: datetime) -> bool:
    """A guardian's note needs no answer any more; False where that was so before."""
    open_one = (NOTE.c.id == note_id, NOTE.c.closed_at.is_(None))
    return work.connection.execute(update(NOTE).where(*open_one).values(closed_at=at, closed_how=how)).rowcount == 1


def decide(work: Work, note_id: int, state: NoteState, at: datetime) -> bool:
    """What people decided of a note that was held; False where somebody has decided before."""
    held = (NOTE.c.id == note_id, NOTE.c.state == NoteState.HELD.value)
    values = {"state": state.value, "settled_at": None if state is NoteState.WAITING else at}
    return work.connection.execute(update(NOTE).where(*held).values(values)).rowcount == 1


def reopen(work: Work, note_id: int) -> None:
    """What did not arrive waits again."""
    values = {"state": NoteState.WAITING.value, "settled_at": None}
    work.connection.execute(update(NOTE).where(NOTE.c.id == note_id).values(values))


def open_first(work: Work, note_id: int, at: datetime) -> bool:
    """Keeps when the guardian opened the note; False where it was opened before."""
    unopened = (NOTE.c.id == note_id, NOTE.c.opened_at.is_(None))
    return work.connection.execute(update(NOTE).where(*unopened).values(opened_at=at)).rowcount == 1


def newest(work: Work, member_id: int) -> Note | None:
    """The last note that the member wrote, whatever became of it."""
    found = notes_where(work, *written_by(member_id), count=1)
    return found[0] if found else None


def waiting(work: Work, member_id: int) -> list[Waiting]:
    """What the member wrote and nobody has begun to send, the newest first."""
    found = notes_where(work, *written_by(member_id), NOTE.c.state == NoteState.WAITING.value)
    keys = [outbox_key(note.id) for note in found]
    asked = select(OUTBOX.c.unique_key, OUTBOX.c.due_at).where(
        OUTBOX.c.unique_key.in_(keys), OUTBOX.c.state == State.WAITING.value
    )
    due = {row.unique_key: row.due_at for row in work.connection.execute(asked)}
    return [Waiting(note, due[outbox_key(note.id)]) for note in found if outbox_key(note.id) in due]


def held_up(work: Work, tried_before: datetime) -> list[tuple[Note, str]]:
    """Notes that were first to go before a time and still wait since they could not, with the reason on file."""
    tried = (OUTBOX.c.purpose == Purpose.NOTE.value, OUTBOX.c.error.is_not(None))
    rows = work.connection.execute(
        select(OUTBOX.c.unique_key, OUTBOX.c.error).where(
            OUTBOX.c.state.in_([State.WAITING.value, State.LEASED.value]), OUTBOX.c.created_at < tried_before, *tried
        )
    )
    errors = {row.unique_key: row.error for row in rows}
    ids = [int(key.removeprefix("note:").partition("@")[0]) for key in errors]
    if not ids:
        return []
    found = notes_where(work, NOTE.c.id.in_(ids), NOTE.c.state == NoteState.WAITING.value)
    return [(note, errors.get(outbox_key(note.id), "")) for note in found]


def unfollowed(work: Work, guardian_ids: Iterable[int], since: datetime) -> list[Note]:
    """What never reached these guardians because they did not follow, settled since then; the oldest first."""
    theirs = (NOTE.c.guardian_id.in_(list(guardian_ids)), NOTE.c.settled_at >= since, _MAY_STILL_GO)
    return notes_where(work, NOTE.c.from_guardian.is_(False), *theirs)[::-1]


def offered(work: Work, member_id: int, since: datetime) -> list[Note]:
    """Of the member's notes that never arrived, those that the member was asked about since then; the newest first."""
    may_go = or_(_MAY_STILL_GO, NOTE.c.state == NoteState.UNCONSENTED.value)
    asked = select(NOTE.c.id).where(*written_by(member_id), may_go)
    by_key = {offer_key(note_id): note_id for note_id in work.connection.execute(asked).scalars()}
    offers = select(OUTBOX.c.unique_key).where(OUTBOX.c.unique_key.in_(by_key), OUTBOX.c.created_at >= since)
    # Only these are opened: over the years there are many that nobody was asked about.
    ids = [by_key[key] for key in work.connection.execute(offers).scalars()]
    return notes_where(work, NOTE.c.id.in_(ids)) if ids else []


def faces(work: Work, thread: Thread) -> Faces:
    """One small question, where a whole school would be far more than is said."""
    asked = select(STUDENT, MEMBER.c.user_id, MEMBER.c.name.label("teacher"))
    both = asked.join(MEMBER, MEMBER.c.id == thread.member_id).where(STUDENT.c.id == thread.student_id)
    row = work.connection.execute(both).one()
    return Faces(Child(row.id, row.student_no, row.name, row.grade, row.class_name), row.teacher, row.user_id)


def in_trial(work: Work, school_id: int) -> bool:
    """Whether the school only tries the product: nothing goes to families yet."""
    return bool(work.connection.execute(select(SCHOOL.c.trial).where(SCHOOL.c.id == school_id)).scalar_one())


# The personal link may lie unused in the writer's hands.
_MAY_STILL_GO = or_(
    NOTE.c.state == NoteState.UNFOLLOWED.value,
    and_(NOTE.c.state == NoteState.PASSED_ON.value, NOTE.c.opened_at.is_(None)),
)


def written_by(member_id: int) -> tuple[ColumnElement[bool], ...]:
    return NOTE.c.member_id == member_id, NOTE.c.from_guardian.is_(False)


def _insert(work: Work, thread: Thread, values: dict[str, Any]) -> list[int]:
    row = {**asdict(thread), **values}
    return [new.id for new in insert_new_rows(work.connection, NOTE, [row], unique=("guardian_id", "client_key"))]


def notes_where(work: Work, *where: ColumnElement[bool], count: int | None = None) -> list[Note]:
    """The newest first."""
    asked = select(NOTE).where(*where).order_by(NOTE.c.id.desc()).limit(count)
    return [_note(work, row) for row in work.connection.execute(asked)]


def _note(work: Work, row: Any) -> Note:
    return Note(
        id=row.id,
        thread=Thread(row.school_id, row.member_id, row.student_id, row.guardian_id),
        from_guardian=row.from_guardian,
        state=NoteState(row.state),
        written_at=row.written_at,
        settled_at=row.settled_at,
        opened_at=row.opened_at,
        message_id=row.inbox_id,
        text=work.vault.open(row.sealed_text, TEXT),
        kind=NoteKind(row.kind),
        way=row.way,
        error=row.error,
        closed_at=row.closed_at,
    )
