"""The guardian's side of a note: reading it, answering it, asking for no more; used by the parents' pages."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from duty.ways import Way
from handlers.home_words import Answered, Words, audited, take
from language.say import notes as say
from storage import bindings, findings, guardians, links, notes, threads
from storage.guardians import Guardian
from storage.notes import Note, NoteState
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

    `duty_phone`: the school's, "" where it has none; for a danger. `in_service`: there is a 微信客服 to write to.
    """

    guardian_id: int
    note_id: int
    child: str
    label: str
    signature: str
    lines: tuple[Line, ...]
    declined: bool
    duty_phone: str
    in_service: bool = False


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
        audited(work, guardian, "note_opened", note.id, at)
    if personal and note.state in notes.UNDELIVERED:
        notes.settle(work, note.id, NoteState.PASSED_ON, at)
        audited(work, guardian, "note_passed_on", note.id, at)
    faces = notes.faces(work, note.thread)
    label, signature = say.guardian(faces.child, guardian.relation), say.signature(faces.child, faces.teacher)
    lines = tuple(
        Line(line.text, line.from_guardian, line.written_at, label if line.from_guardian else signature)
        for line in _lines(work, note, personal=personal)
    )
    duty_phone = school_settings(work, guardian.school_id).duty_phone
    in_service = bool(findings.value(work, findings.SERVICE_LINK))
    child, declined = faces.child.name, guardian.declined
    return Thread(guardian.id, note.id, child, label, signature, lines, declined, duty_phone, in_service)


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
    # A page that comes back from a browser's memory still has the old key: only the same words are the same answer.
    key = f"{client_key}:{work.vault.mark(said, 'note.answer').hex()[:16]}"
    return take(work, Words(guardian, note.thread, said, key, Way.PAGE, at), zone).answered


def invite_to_service(work: Work, guardian_id: int, at: datetime) -> str | None:
    """The address of the school's 微信客服 with an invitation for this guardian, good once; None where it has none."""
    guardian, link = guardians.one(work, guardian_id), findings.value(work, findings.SERVICE_LINK)
    if guardian is None or guardian.no_contact or guardian.removed or not link:
        return None
    code = bindings.invite(work, guardian.school_id, guardian.id, at)
    audited(work, guardian, "service_invited", guardian.id, at)
    return f"{link}{'&' if '?' in link else '?'}scene_param={quote(code)}"


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


def _welcome(work: Work, guardian_id: int, at: datetime, *, declined: bool) -> bool:
    guardian = guardians.one(work, guardian_id)
    if guardian is None or guardian.no_contact:
        return False
    if guardian.declined != declined:
        guardians.set_declined(work, guardian_id, at if declined else None)
        audited(work, guardian, "notes_declined" if declined else "notes_resumed", guardian_id, at)
    return True
