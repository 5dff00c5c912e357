"""The guardian's side of a note: reading it, answering it, asking for no more; used by the parents' pages."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from duty.danger import Grade
from duty.people import Child
from handlers.alarms import Cry, accused_staff, raise_alarm, watch
from language.hear.risk import risk
from language.say import note_words
from language.say import notes as say
from storage import audit, carers, guardians, links, note_mail, notes, threads
from storage.alarms import Writer
from storage.guardians import Guardian
from storage.notes import Note, NoteState
from storage.people import Member, School, load_school
from storage.schools import school_settings
from storage.work import Work

SHOWN_LINES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One note as the guardian reads it; `by` is how its writer is called."""

    text: str
    from_guardian: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Thread:
    """What a guardian's page shows: the child's name, how the guardian is called, who wrote, and the words so far.

    `duty_phone`: the school's, "" where it has none; for a danger.
    """

    guardian_id: int
    note_id: int
    child: str
    label: str
    signature: str
    lines: tuple[Line, ...]
    declined: bool
    duty_phone: str


class Answered(StrEnum):
    """What became of a guardian's answer; `danger`: it is saved, and the school's crisis contacts are told."""

    SAVED = "saved"
    SAVED_FOR_MORNING = "saved_for_morning"
    REPEATED = "repeated"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    GONE = "gone"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class ToPassOn:
    """Whose personal link a teacher passes on by hand, how that guardian is called, and until when it opens.

    `declined`: they asked for no more notes, and can take that back on their page.
    """

    guardian_id: int
    label: str
    until: datetime
    declined: bool


def open_thread(work: Work, guardian_id: int, note_id: int, at: datetime, *, personal: bool = False) -> Thread | None:
    """What the page shows, and from then on the note counts as opened.

    Whoever holds a `personal` link sees this note and what was said since, and the note counts as passed on.
    None where there is nothing to show any more, whatever the reason: the page tells a stranger none.
    """
    found = _find(work, guardian_id, note_id)
    if found is None:
        return None
    guardian, note = found
    if notes.open_first(work, note.id, at):
        _audit(work, guardian, "note_opened", note.id, at)
    if personal and note.state in notes.UNDELIVERED:
        notes.settle(work, note.id, NoteState.PASSED_ON, at)
        _audit(work, guardian, "note_passed_on", note.id, at)
    faces = notes.faces(work, note.thread)
    label, signature = say.guardian(faces.child, guardian.relation), say.signature(faces.child, faces.teacher)
    lines = tuple(
        Line(line.text, line.from_guardian, line.written_at, label if line.from_guardian else signature)
        for line in _lines(work, note, personal=personal)
    )
    duty_phone = school_settings(work, guardian.school_id).duty_phone
    return Thread(guardian.id, note.id, faces.child.name, label, signature, lines, guardian.declined, duty_phone)


def answer(
    work: Work, guardian_id: int, note_id: int, *, text: str, client_key: str, at: datetime, zone: ZoneInfo
) -> Answered:
    """Saves what the guardian wrote and sends it to the teacher; the same words under one `client_key` are one answer.

    What speaks of danger is never too long.
    """
    found = _find(work, guardian_id, note_id)
    said = text.strip()
    if found is None or not said:
        return Answered.EMPTY if found else Answered.GONE
    guardian, note = found
    school, local = load_school(work, guardian.school_id), at.astimezone(zone)
    child = school.children[note.thread.student_id]
    heard = risk(said, [child.name])
    urgent = heard.grade is Grade.URGENT
    if not urgent and note_words.length(said) > say.LONGEST_ANSWER:
        return Answered.TOO_LONG
    label = say.guardian(child, guardian.relation)
    cry = Cry.read(heard, Writer(label, guardian_id=guardian.id), said, (child,), key="")
    accused = accused_staff(work, school.id, cry, on=local.date())
    reader = _reader(school, note, child, on=local.date(), accused=accused)
    # A page that comes back from a browser's memory still has the old key: only the same words are the same answer.
    key = f"{client_key}:{work.vault.mark(said, 'note.answer').hex()[:16]}"
    kept_for = reader.id if reader else note.thread.member_id
    saved = notes.save_answer(work, replace(note.thread, member_id=kept_for), said, client_key=key, at=at)
    if saved is None:
        return Answered.REPEATED
    _audit(work, guardian, "note_answered", saved.id, at)
    if reader:
        note_mail.answer(
            work, saved, reader.user_id, say.answer(label, said, number=saved.id, alarming=urgent), at=at, urgent=urgent
        )
    cry = replace(cry, key=f"note:{saved.id}")
    if urgent:
        raise_alarm(work, school_id=school.id, cry=cry, at=at, zone=zone)
        return Answered.DANGER
    if heard.grade is Grade.WATCH:
        watch(work, school_id=school.id, cry=cry, at=at, zone=zone)
    return Answered.SAVED_FOR_MORNING if school.day.is_quiet(local) else Answered.SAVED


def decline(work: Work, guardian_id: int, at: datetime) -> bool:
    """The guardian gets no more notes; False where there is no such guardian."""
    return _welcome(work, guardian_id, at, declined=True)


def resume(work: Work, guardian_id: int, at: datetime) -> bool:
    """The guardian gets notes again; False where there is no such guardian."""
    return _welcome(work, guardian_id, at, declined=False)


def account_of(work: Work, guardian_id: int) -> str | None:
    """The guardian's id on the platform in its folded form; None where the roster has none."""
    guardian = guardians.one(work, guardian_id)
    if guardian is None or guardian.removed or not guardian.account:
        return None
    return guardian.account.casefold()


def to_pass_on(work: Work, member_id: int, note_id: int, at: datetime) -> ToPassOn | None:
    """What the writer of a note that did not arrive passes on by hand; whoever only looks changes nothing.

    None where there is nothing to pass on: it arrived, was called back, is too old, or nothing goes to the guardian.
    """
    note = notes.one(work, note_id)
    guardian = guardians.one(work, note.thread.guardian_id) if note else None
    if note is None or guardian is None or note.from_guardian or note.thread.member_id != member_id:
        return None
    if note.state not in (*notes.UNDELIVERED, NoteState.PASSED_ON) or guardian.no_contact:
        return None
    # The same for all who look: nobody makes the link live longer by asking for it once more.
    until = note.written_at + links.LIVES
    if at >= until:
        return None
    label = say.guardian(notes.faces(work, note.thread).child, guardian.relation)
    return ToPassOn(guardian.id, label, until, guardian.declined)


def _find(work: Work, guardian_id: int, note_id: int) -> tuple[Guardian, Note] | None:
    """The guardian and a teacher's note to that very guardian, where it may still be read."""
    guardian, note = guardians.one(work, guardian_id), notes.one(work, note_id)
    if guardian is None or note is None or guardian.no_contact or guardian.removed:
        return None
    if note.from_guardian or note.thread.guardian_id != guardian.id:
        return None
    return None if note.state in (NoteState.CANCELLED, NoteState.HELD) else (guardian, note)


def _lines(work: Work, note: Note, *, personal: bool) -> list[Note]:
    """The oldest first. Links are passed on too far, and the writer has it, too: a personal one shows only its thread,
    from its note on, and nothing that the guardian wrote to others."""
    shown = threads.lines(work, note, SHOWN_LINES)
    if not personal:
        return shown
    member_id = note.thread.member_id
    return [note, *(line for line in shown if line.id > note.id and line.thread.member_id == member_id)]


def _reader(school: School, note: Note, child: Child, *, on: date, accused: Collection[int]) -> Member | None:
    """Who gets the answer; the writer, even one who left, where the school has nobody else. Never one of the accused:
    None where everybody is."""
    readers = carers.readers(school, note.thread.member_id, child, on) or [school.members[note.thread.member_id]]
    return next((one for one in readers if one.id not in accused), None)


def _welcome(work: Work, guardian_id: int, at: datetime, *, declined: bool) -> bool:
    guardian = guardians.one(work, guardian_id)
    if guardian is None or guardian.no_contact:
        return False
    if guardian.declined != declined:
        guardians.set_declined(work, guardian_id, at if declined else None)
        _audit(work, guardian, "notes_declined" if declined else "notes_resumed", guardian_id, at)
    return True


def _audit(work: Work, guardian: Guardian, action: str, subject: int, at: datetime) -> None:
    audit.note(
        work,
        school_id=guardian.school_id,
        at=at,
        actor=f"guardian:{guardian.id}",
        action=action,
        student_id=guardian.student_id,
        subject=str(subject),
    )
