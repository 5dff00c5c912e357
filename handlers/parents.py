"""The guardian's side of a note: reading it, answering it, asking for no more; used by the parents' pages."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from duty.ways import Way
from handlers.enclosed import Content, Enclosed, content_of, with_notes
from handlers.home_words import Answered, Words, audited, take
from language.say import notes as say
from storage import bindings, family_pages, findings, guardians, notes, threads
from storage.guardians import Guardian
from storage.links import Link
from storage.notes import Note, NoteKind, NoteState
from storage.schools import school_settings
from storage.work import Work

SHOWN_LINES = 20
# What a page does not show, whoever asks.
UNREADABLE = (NoteState.CANCELLED, NoteState.HELD)


@dataclass(frozen=True, slots=True)
class Line:
    """One note as the guardian reads it; `by` is how its writer is called. `is_good_news`: a child's progress."""

    text: str
    from_guardian: bool
    at: datetime
    by: str
    is_good_news: bool = False
    enclosed: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """What a guardian's page shows: the child's name, how the guardian is called, who wrote, and the words so far.

    `good_news`: the one that the page is about, which stands above the others. `asks_consent`: the guardian has not
    agreed yet, and nothing but that is asked; `agreed`: they have, where the school asks. `duty_phone`: the school's,
    "" where it has none; for a danger. `in_service`: there is a 微信客服 to write to.
    """

    guardian_id: int
    note_id: int
    child: str
    label: str
    signature: str
    lines: tuple[Line, ...]
    declined: bool
    duty_phone: str
    good_news: Line | None = None
    asks_consent: bool = False
    agreed: bool = False
    in_service: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    """Whose page, with whom they speak there, the note that it is about, and what is shown, the oldest first."""

    guardian: Guardian
    thread: notes.Thread
    note: Note | None
    shown: list[Note]


def open_page(work: Work, link: Link, at: datetime) -> Thread | None:
    """What the page shows, and from then on its note counts as opened; on a family's page all that it shows.

    Whoever holds a `personal` link sees this note and what was said since, and the note counts as passed on.
    None where there is nothing to show any more, whatever the reason: the page tells a stranger none.
    """
    page = _find(work, link)
    if page is None:
        return None
    guardian = page.guardian
    if guardian.consents:
        _count_as_opened(work, page, link, at)
    faces = notes.faces(work, page.thread)
    label, signature = say.guardian(faces.child, guardian.relation), say.signature(faces.child, faces.teacher)
    lines = _written(work, page.shown if guardian.consents else [], label, signature)
    about = page.note.id if page.note else 0
    is_news = about in lines and lines[about].is_good_news
    return Thread(
        guardian_id=guardian.id,
        note_id=about,
        child=faces.child.name,
        label=label,
        signature=signature,
        good_news=lines.pop(about) if is_news else None,
        lines=tuple(lines.values()),
        declined=guardian.declined,
        duty_phone=school_settings(work, guardian.school_id).duty_phone,
        asks_consent=not guardian.consents,
        agreed=guardian.asks_consent and guardian.consents,
        in_service=bool(findings.value(work, findings.SERVICE_LINK)),
    )


def _written(work: Work, shown: list[Note], label: str, signature: str) -> dict[int, Line]:
    """What is shown, by the note's id, with what goes with it."""
    enclosed = with_notes(work, shown)
    return {
        note.id: Line(
            text=note.text,
            from_guardian=note.from_guardian,
            at=note.written_at,
            by=label if note.from_guardian else signature,
            is_good_news=note.kind is NoteKind.PROGRESS,
            enclosed=enclosed[note.id],
        )
        for note in shown
    }


def enclosed_content(work: Work, link: Link, attachment_id: int) -> Content | None:
    """A picture or file of the page; None for any other, whatever the reason."""
    page = _find(work, link)
    if page is None or not page.guardian.consents:
        return None
    return content_of(work, page.shown, attachment_id)


def answer(work: Work, link: Link, *, text: str, client_key: str, at: datetime, zone: ZoneInfo) -> Answered:
    """Saves what the guardian wrote and sends it to the teacher; the same words under one `client_key` are one answer.

    What speaks of danger is never too long.
    """
    page = _find(work, link)
    said = text.strip()
    if page is None or not said:
        return Answered.EMPTY if page else Answered.GONE
    # A page that comes back from a browser's memory still has the old key: only the same words are the same answer.
    key = f"{client_key}:{work.vault.mark(said, 'note.answer').hex()[:16]}"
    return take(work, Words(page.guardian, page.thread, said, key, Way.PAGE, at), zone).answered


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


def _find(work: Work, link: Link) -> _Page | None:
    """What a link opens, where it may still be read; looking changes nothing."""
    guardian = guardians.one(work, link.guardian_id)
    if guardian is None or guardian.no_contact or guardian.removed:
        return None
    if link.personal and link.generation != guardian.generation:
        return None
    if link.member_id:
        return _family_page(work, guardian, link.member_id)
    note = notes.one(work, link.note_id)
    if note is None or note.from_guardian or note.thread.guardian_id != guardian.id or note.state in UNREADABLE:
        return None
    shown = [one for one in _lines(work, note, link) if one.state is not NoteState.UNCONSENTED]
    return _Page(guardian, note.thread, note, shown)


def _family_page(work: Work, guardian: Guardian, member_id: int) -> _Page | None:
    """The thread with one member of staff, who holds the key, too: nothing that was said to others."""
    if family_pages.school_of(work, member_id) != guardian.school_id:
        return None
    thread = notes.Thread(guardian.school_id, member_id, guardian.student_id, guardian.id)
    return _Page(guardian, thread, None, threads.with_member(work, guardian.id, member_id, SHOWN_LINES))


def _lines(work: Work, note: Note, link: Link) -> list[Note]:
    """The oldest first. Links are passed on too far, and the writer has it, too: a personal one shows only its thread,
    from its note on, and nothing that the guardian wrote to others."""
    shown = threads.lines(work, note, SHOWN_LINES)
    if not link.personal:
        return shown
    member_id = note.thread.member_id
    return [note, *(line for line in shown if line.id > note.id and line.thread.member_id == member_id)]


def _count_as_opened(work: Work, page: _Page, link: Link, at: datetime) -> None:
    if link.member_id:
        family_pages.opened(work, page.guardian.id, link.member_id, at)
    read = page.shown if page.note is None else [page.note]
    for note in read:
        if note.from_guardian or note.state is NoteState.UNCONSENTED:
            continue
        if notes.open_first(work, note.id, at):
            audited(work, page.guardian, "note_opened", note.id, at)
        if link.personal and note.state in notes.TO_PASS_ON:
            notes.settle(work, note.id, NoteState.PASSED_ON, at, way=Way.LINK)
            audited(work, page.guardian, "note_passed_on", note.id, at)


def _welcome(work: Work, guardian_id: int, at: datetime, *, declined: bool) -> bool:
    guardian = guardians.one(work, guardian_id)
    if guardian is None or guardian.no_contact:
        return False
    if guardian.declined != declined:
        guardians.set_declined(work, guardian_id, at if declined else None)
        audited(work, guardian, "notes_declined" if declined else "notes_resumed", guardian_id, at)
    return True
