"""去信: what became of the notes that a member of staff wrote, as far as the platform tells."""

from datetime import timedelta

from duty.relaying import ShowLetters
from handlers.addressing import is_kin
from handlers.context import Moment, Sender
from handlers.reply import Reply
from language.say import letters as say
from language.say import note_words, notes
from storage import guardians, letters
from storage.letters import Letter
from storage.notes import NoteState
from storage.notes import faces as faces_of
from storage.work import Work

SHOWN = 10
DAYS = 14


def show_letters(command: ShowLetters, sender: Sender, work: Work, moment: Moment) -> Reply:
    """The sender's newest notes; of a child that is named, those to its guardians."""
    only = None
    if command.student_id is not None:
        known = guardians.of_child(work, command.student_id)
        only = [one.id for one in known if command.kin is None or is_kin(one, command.kin)]
    since = moment.at - timedelta(days=DAYS)
    found = letters.newest(work, sender.member.id, since=since, count=SHOWN, guardian_ids=only)
    rows = []
    for letter in found:
        thread = letter.note.thread
        guardian = guardians.one(work, thread.guardian_id)
        child = sender.children.get(thread.student_id) or faces_of(work, thread).child
        label = notes.guardian(child, guardian.relation if guardian else "")
        rows.append((label, note_words.opening(letter.note.text), state_of(letter, label, moment)))
    return Reply(say.became(rows, DAYS))


def state_of(letter: Letter, label: str, moment: Moment) -> str:
    """How a note stands, in words; `label` is how its guardian is called."""
    return _went(letter, label, moment) + (say.answered(letter.answer) if letter.answer else "")


def _went(letter: Letter, label: str, moment: Moment) -> str:
    note, now = letter.note, moment.at.astimezone(moment.zone)
    match note.state:
        case NoteState.WAITING:
            return say.waits(letter.due_at.astimezone(moment.zone), now) if letter.due_at else say.leaving()
        case NoteState.HELD:
            return say.held()
        case NoteState.TRIED:
            return say.tried()
        case NoteState.CANCELLED:
            return say.cancelled()
        case NoteState.FAILED | NoteState.UNFOLLOWED:
            return say.undelivered(letter.error, label)
        case _:
            opened = note.opened_at.astimezone(moment.zone) if note.opened_at else None
            at = (note.settled_at or note.written_at).astimezone(moment.zone)
            return say.out(at, now, opened, passed_on=note.state is NoteState.PASSED_ON)
