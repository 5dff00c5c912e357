"""Attachments: pictures and files that were sent, fetched from the platform while it keeps them, sealed for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, or_, select, update

from duty.messages import Media
from storage.notes import Note
from storage.relay_tables import AttachmentRow
from storage.rows import table
from storage.work import Work

ATTACHMENT = table(AttachmentRow)
SOURCE, CONTENT = "attachment.source", "attachment.content"
# The platform keeps it for three days; the pauses between the tries lie well within.
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3600, 14400, 14400, 14400))


class AttachmentState(StrEnum):
    """`wanted`: still to be fetched. `lost`: the platform does not have it any more."""

    WANTED = "wanted"
    KEPT = "kept"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or file without its content; `kind` is the platform's word, `name` "" where there is none."""

    id: int
    school_id: int
    kind: str
    state: AttachmentState
    made_at: datetime
    attempts: int
    size: int
    content_type: str
    media_id: str
    name: str


def save_of_member(
    work: Work, school_id: int, member_id: int, message_id: int, *, media: Media, name: str, at: datetime
) -> None:
    """What a member of staff sent, for a note that may follow."""
    values = {"school_id": school_id, "member_id": member_id, "inbox_id": message_id}
    _insert(work, values, media, name, at)


def save_of_note(work: Work, note: Note, media: Media, at: datetime) -> None:
    """What a guardian sent; the note says that they did."""
    _insert(work, {"school_id": note.thread.school_id, "note_id": note.id}, media, "", at)


def take(work: Work, member_id: int, message_id: int, since: datetime) -> list[Attachment]:
    """What a member sent since then and no message took goes with this one's notes; all that go with it, in order."""
    mine = ATTACHMENT.c.member_id == member_id
    loose = (mine, ATTACHMENT.c.made_at >= since, ATTACHMENT.c.taken_by.is_(None))
    work.connection.execute(update(ATTACHMENT).where(*loose).values(taken_by=message_id))
    return _attachments(work, mine, ATTACHMENT.c.taken_by == message_id)


def of_note(work: Work, note: Note) -> list[Attachment]:
    """What goes with a note, in order."""
    own: ColumnElement[bool] = ATTACHMENT.c.note_id == note.id
    if not note.from_guardian and note.message_id is not None:
        given = and_(ATTACHMENT.c.taken_by == note.message_id, ATTACHMENT.c.member_id == note.thread.member_id)
        own = or_(own, given)
    return _attachments(work, own)


def content(work: Work, attachment_id: int) -> bytes | None:
    """None while it is wanted, and where it is lost."""
    row = work.connection.execute(select(ATTACHMENT.c.sealed_content).where(ATTACHMENT.c.id == attachment_id)).first()
    return work.vault.open_bytes(row.sealed_content, CONTENT) if row and row.sealed_content else None


def to_fetch(work: Work, at: datetime, count: int) -> list[Attachment]:
    due = (ATTACHMENT.c.state == AttachmentState.WANTED.value, ATTACHMENT.c.next_try_at <= at)
    return _attachments(work, *due, count=count)


def put_content(work: Work, attachment_id: int, found: bytes, content_type: str) -> None:
    values = {"sealed_content": work.vault.seal_bytes(found, CONTENT), "size": len(found)}
    kept = {"state": AttachmentState.KEPT.value, "content_type": content_type, "next_try_at": None}
    _change(work, attachment_id, values | kept)


def failed(work: Work, one: Attachment, at: datetime, *, for_good: bool) -> None:
    """Tried in vain: again later, unless the platform says that it is gone, or it was tried for days."""
    if for_good or one.attempts >= len(PAUSES):
        _change(work, one.id, {"state": AttachmentState.LOST.value, "next_try_at": None})
    else:
        _change(work, one.id, {"attempts": one.attempts + 1, "next_try_at": at + PAUSES[one.attempts]})


def _insert(work: Work, values: dict[str, Any], media: Media, name: str, at: datetime) -> None:
    source = work.vault.seal_json({"media_id": media.media_id, "name": name}, SOURCE)
    waits = {"state": AttachmentState.WANTED.value, "made_at": at, "next_try_at": at, "attempts": 0, "size": 0}
    row = {**values, **waits, "kind": media.kind, "content_type": "", "sealed_source": source}
    work.connection.execute(insert(ATTACHMENT).values(row))


def _change(work: Work, attachment_id: int, values: dict[str, Any]) -> None:
    work.connection.execute(update(ATTACHMENT).where(ATTACHMENT.c.id == attachment_id).values(values))


def _attachments(work: Work, *where: ColumnElement[bool], count: int | None = None) -> list[Attachment]:
    columns = [column for column in ATTACHMENT.c if column.name != "sealed_content"]
    asked = select(*columns).where(*where).order_by(ATTACHMENT.c.id).limit(count)
    return [_attachment(work, row) for row in work.connection.execute(asked)]


def _attachment(work: Work, row: Any) -> Attachment:
    source = work.vault.open_json(row.sealed_source, SOURCE)
    return Attachment(
        id=row.id,
        school_id=row.school_id,
        kind=row.kind,
        state=AttachmentState(row.state),
        made_at=row.made_at,
        attempts=row.attempts,
        size=row.size,
        content_type=row.content_type,
        media_id=source["media_id"],
        name=source.get("name", ""),
    )
