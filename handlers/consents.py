"""Consent of guardians, where the school asks for it: asked once, given, and withdrawn, with what waits for it."""

from datetime import datetime

from duty.ways import Way
from handlers.home_words import audited
from language.say import consent as say
from language.say import note_words
from language.say import notes as say_notes
from storage import consents, guardians, note_mail, notes
from storage.guardians import Guardian
from storage.note_ways import ways_to
from storage.notes import Note, NoteState
from storage.work import Work


def agree(work: Work, guardian_id: int, at: datetime, way: Way) -> bool:
    """The guardian agrees to the text as it stands: what was written lately goes, and of older notes their writers are
    asked; False where there is nobody to agree."""
    guardian = _asked(work, guardian_id)
    if guardian is None:
        return False
    if guardian.consents:
        return True
    consent_id = consents.save(work, guardian, at, way, given=True)
    audited(work, guardian, "consent_given", guardian.id, at)
    fresh, old = consents.waiting(work, guardian.id, at)
    for note in fresh:
        _send(work, note, guardian, consent_id, at)
    for note in old:
        faces = notes.faces(work, note.thread)
        label = say_notes.guardian(faces.child, guardian.relation)
        text = say.agreed_now(label, note_words.opening(note.text))
        note_mail.offer(work, note, faces.user_id, text, at=at)
    return True


def withdraw(work: Work, guardian_id: int, at: datetime, way: Way) -> bool:
    """The guardian does not agree, or no more: nothing goes from now on; False where there is nobody to say so."""
    guardian = _asked(work, guardian_id)
    if guardian is None:
        return False
    if not consents.refused(work, guardian.id):
        consents.save(work, guardian, at, way, given=False)
        audited(work, guardian, "consent_withdrawn" if guardian.consents else "consent_refused", guardian.id, at)
    return True


def _asked(work: Work, guardian_id: int) -> Guardian | None:
    guardian = guardians.one(work, guardian_id)
    if guardian is None or guardian.no_contact or guardian.removed or not guardian.asks_consent:
        return None
    return guardian


def _send(work: Work, note: Note, guardian: Guardian, consent_id: int, at: datetime) -> None:
    """On the way that is open; where none is, it stands on the page on which they agreed."""
    if guardian.declined:
        return
    ways = ways_to(work, guardian, at)
    if not ways.open:
        notes.settle(work, note.id, NoteState.UNFOLLOWED if guardian.account else NoteState.BY_HAND, at)
        return
    notes.reopen(work, note.id)
    faces = notes.faces(work, note.thread)
    label = say_notes.guardian(faces.child, guardian.relation)
    said = say_notes.for_guardian(label, note.text, say_notes.signature(faces.child, faces.teacher))
    customer_id = ways.customer_id if ways.open[0] is Way.SERVICE else None
    note_mail.after_consent(work, note, said, consent_id, at=at, customer_id=customer_id)
