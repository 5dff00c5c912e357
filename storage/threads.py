"""Threads: what a guardian and the staff have said to each other about a child, in order, and who still waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from duty.unanswered import Closed
from storage.notes import NOTE, TO_PASS_ON, Note, NoteState, notes_where, written_by
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Heard:
    """The last word of a guardian; `answered`: a later note of its reader went or goes to them, or they were answered
    otherwise."""

    note: Note
    answered: bool


def heard_from(work: Work, member_id: int, since: datetime) -> list[Heard]:
    """The last word of each guardian who wrote to the member since then; the newest first."""
    mine = NOTE.c.member_id == member_id
    words = notes_where(work, mine, NOTE.c.from_guardian, NOTE.c.written_at >= since)
    last: dict[int, Note] = {}
    for note in words:
        last.setdefault(note.thread.guardian_id, note)
    gone = NOTE.c.state.in_([state.value for state in (NoteState.WAITING, NoteState.SENT, NoteState.PASSED_ON)])
    asked = select(NOTE.c.guardian_id, func.max(NOTE.c.id)).where(
        *written_by(member_id), gone, NOTE.c.guardian_id.in_(list(last))
    )
    replied: dict[int, int] = {row[0]: row[1] for row in work.connection.execute(asked.group_by(NOTE.c.guardian_id))}
    # Of mere thanks the reader has said nothing yet, and may well mean them.
    said = NOTE.c.closed_at.is_not(None) & (NOTE.c.closed_how != Closed.COURTESY.value)
    otherwise = select(NOTE.c.id).where(NOTE.c.id.in_([note.id for note in last.values()]), said)
    done = set(work.connection.execute(otherwise).scalars())
    return [Heard(note, replied.get(guardian, 0) > note.id or note.id in done) for guardian, note in last.items()]


def with_member(work: Work, guardian_id: int, member_id: int, count: int) -> list[Note]:
    """What a guardian and one member said to each other, as far as the guardian may read it: what arrived, and what the
    member passes on by hand."""
    readable = NOTE.c.state.in_([state.value for state in (NoteState.SENT, NoteState.PASSED_ON, *TO_PASS_ON)])
    theirs = (NOTE.c.guardian_id == guardian_id, NOTE.c.member_id == member_id)
    return notes_where(work, *theirs, or_(NOTE.c.from_guardian, readable), count=count)[::-1]


def lines(work: Work, note: Note, count: int) -> list[Note]:
    """What the guardian of a note may read beside it: all own words, and what reached them from the same member."""
    arrived = NOTE.c.state.in_([NoteState.SENT.value, NoteState.PASSED_ON.value])
    from_member = and_(NOTE.c.member_id == note.thread.member_id, or_(arrived, NOTE.c.id == note.id))
    readable = or_(NOTE.c.from_guardian, from_member)
    return notes_where(work, NOTE.c.guardian_id == note.thread.guardian_id, readable, count=count)[::-1]


def last_with(work: Work, guardian_id: int) -> Note | None:
    """The newest note in either direction that is or was on its way: with whom the guardian speaks."""
    gone = NOTE.c.state.in_([one.value for one in NoteState if one not in (NoteState.CANCELLED, NoteState.HELD)])
    found = notes_where(work, NOTE.c.guardian_id == guardian_id, gone, count=1)
    return found[0] if found else None
