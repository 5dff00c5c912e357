"""Letters: what became of what a member of staff wrote to families, and how often a family was written to."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.guardians import GUARDIAN
from storage.notes import NOTE, Note, NoteState, notes_where, outbox_key, written_by
from storage.outbox import OUTBOX, State
from storage.work import Work

# What is or will be in a family's hands.
_REACH_HOME = tuple(state.value for state in (NoteState.WAITING, NoteState.SENT, NoteState.PASSED_ON, NoteState.TRIED))
_STANDS = (*_REACH_HOME, NoteState.HELD.value)


@dataclass(frozen=True, slots=True)
class Letter:
    """A note and what followed: `due_at` while it waits and nobody has begun to send it, `error` as the way said it,
    `answer` the number of the guardian's first note behind it that its writer got.
    """

    note: Note
    due_at: datetime | None
    error: str
    answer: int | None


def of_message(work: Work, member_id: int, message_id: int) -> list[Letter]:
    """What one message of the member wrote, in its order."""
    return _letters(work, member_id, notes_where(work, *written_by(member_id), NOTE.c.inbox_id == message_id)[::-1])


def newest(
    work: Work, member_id: int, *, since: datetime, count: int, guardian_ids: Collection[int] | None = None
) -> list[Letter]:
    """The newest first; with `guardian_ids` only to these."""
    to = () if guardian_ids is None else (NOTE.c.guardian_id.in_(list(guardian_ids)),)
    return _letters(
        work, member_id, notes_where(work, *written_by(member_id), NOTE.c.written_at >= since, *to, count=count)
    )


def same_words(work: Work, member_id: int, guardian_id: int, text: str, since: datetime) -> Note | None:
    """The note of the member with these very words to that guardian that stands since then."""
    stands = (NOTE.c.guardian_id == guardian_id, NOTE.c.written_at >= since, NOTE.c.state.in_(_STANDS))
    return next((one for one in notes_where(work, *written_by(member_id), *stands) if one.text == text), None)


def messages_home(work: Work, student_id: int, since: datetime, *, besides: int) -> int:
    """How many messages of the staff were written to a child's guardians since then, but for the message `besides`."""
    home = (NOTE.c.student_id == student_id, NOTE.c.from_guardian.is_(False), NOTE.c.state.in_(_REACH_HOME))
    asked = select(func.count(NOTE.c.inbox_id.distinct())).where(*home, NOTE.c.written_at >= since)
    return int(work.connection.execute(asked.where(NOTE.c.inbox_id != besides)).scalar_one())


def wrote_since(work: Work, guardian_id: int, since: datetime) -> bool:
    """Whether the guardian wrote to anybody of the school since then."""
    wrote = (NOTE.c.guardian_id == guardian_id, NOTE.c.from_guardian, NOTE.c.written_at >= since)
    return work.connection.execute(select(NOTE.c.id).where(*wrote).limit(1)).first() is not None


def siblings(work: Work, student_id: int) -> frozenset[int]:
    """The child and the other children of whom somebody is a guardian who is this child's, by their account."""
    theirs = select(GUARDIAN.c.platform_mark).where(
        GUARDIAN.c.student_id == student_id, GUARDIAN.c.platform_mark.is_not(None)
    )
    same = select(GUARDIAN.c.student_id).where(GUARDIAN.c.platform_mark.in_(theirs))
    return frozenset({student_id, *work.connection.execute(same).scalars()})


def _letters(work: Work, member_id: int, found: Sequence[Note]) -> list[Letter]:
    keys = [outbox_key(note.id) for note in found]
    asked = select(OUTBOX.c.unique_key, OUTBOX.c.state, OUTBOX.c.due_at, OUTBOX.c.error)
    mail = {row.unique_key: row for row in work.connection.execute(asked.where(OUTBOX.c.unique_key.in_(keys)))}
    answers = _answers(work, member_id, found)
    return [
        Letter(
            note,
            row.due_at if row is not None and row.state == State.WAITING.value else None,
            note.error or (row.error or "" if row is not None else ""),
            answers.get(note.id),
        )
        for note in found
        for row in [mail.get(outbox_key(note.id))]
    ]


def _answers(work: Work, member_id: int, found: Sequence[Note]) -> dict[int, int]:
    """For each note the first word of its guardian behind it to this member, before the next note to them."""
    guardians = {note.thread.guardian_id for note in found}
    first = min((note.id for note in found), default=0)
    asked = (
        select(NOTE.c.id, NOTE.c.guardian_id, NOTE.c.from_guardian)
        .where(NOTE.c.member_id == member_id, NOTE.c.guardian_id.in_(guardians), NOTE.c.id >= first)
        .order_by(NOTE.c.id)
    )
    last: dict[int, int] = {}
    answers: dict[int, int] = defaultdict(int)
    for row in work.connection.execute(asked):
        if not row.from_guardian:
            last[row.guardian_id] = row.id
        elif row.guardian_id in last and last[row.guardian_id] not in answers:
            answers[last[row.guardian_id]] = row.id
    return dict(answers)
