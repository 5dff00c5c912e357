"""Consents: what each guardian said to the text of consent, in order; the newest stands with the guardian."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from duty.consent import VERSION
from duty.messages import Text
from storage.guardians import Guardian
from storage.notes import NOTE, Note, NoteState, notes_where
from storage.outbox import Channel, Draft, Purpose, put
from storage.relay_tables import ConsentRow
from storage.rows import table
from storage.tables import GuardianRow
from storage.work import Work

CONSENT, GUARDIAN = table(ConsentRow), table(GuardianRow)
# What was to be said longer ago is for its writer to look at again.
FRESH, KEPT = timedelta(days=3), timedelta(days=60)


def save(work: Work, guardian: Guardian, at: datetime, way: str, *, given: bool) -> int:
    """What a guardian said to the text as it stands now; the row's id."""
    said = {"school_id": guardian.school_id, "guardian_id": guardian.id, "version": VERSION, "given": given}
    kept = work.connection.execute(insert(CONSENT).values(**said, at=at, way=way).returning(CONSENT.c.id))
    row_id = int(kept.scalar_one())
    agreed = {"consent_version": VERSION if given else ""}
    work.connection.execute(update(GUARDIAN).where(GUARDIAN.c.id == guardian.id).values(agreed))
    return row_id


def refused(work: Work, guardian_id: int) -> bool:
    """Whether the last that a guardian said was no."""
    asked = select(CONSENT.c.given).where(CONSENT.c.guardian_id == guardian_id).order_by(CONSENT.c.id.desc()).limit(1)
    return work.connection.execute(asked).scalar_one_or_none() is False


def ask(work: Work, note: Note, *, at: datetime, due: datetime) -> bool:
    """Puts the one request of this version down, because of a note; False where it went before and did not arrive."""
    guardian_id = note.thread.guardian_id
    draft = Draft(
        school_id=note.thread.school_id,
        unique_key=f"consent:{guardian_id}:{VERSION}",
        channel=Channel.GUARDIAN,
        recipient=str(guardian_id),
        purpose=Purpose.CONSENT,
        message=Text(""),
        due_at=due,
        about={"note_id": note.id},
    )
    if put(work, [draft], at):
        _set_asked(work, guardian_id, at)
        return True
    asked = select(GUARDIAN.c.consent_asked_at).where(GUARDIAN.c.id == guardian_id)
    return work.connection.execute(asked).scalar_one() is not None


def not_asked(work: Work, guardian_id: int) -> None:
    """The request did not arrive."""
    _set_asked(work, guardian_id, None)


def _set_asked(work: Work, guardian_id: int, at: datetime | None) -> None:
    work.connection.execute(update(GUARDIAN).where(GUARDIAN.c.id == guardian_id).values(consent_asked_at=at))


def waiting(work: Work, guardian_id: int, at: datetime) -> tuple[list[Note], list[Note]]:
    """What waits for this guardian's consent, the oldest first: what is fresh, and what is older."""
    theirs = (NOTE.c.guardian_id == guardian_id, NOTE.c.state == NoteState.UNCONSENTED.value)
    found = notes_where(work, *theirs, NOTE.c.written_at >= at - KEPT)[::-1]
    return [note for note in found if at - note.written_at <= FRESH], [
        note for note in found if at - note.written_at > FRESH
    ]
