"""What goes with the notes that a guardian's page shows: pictures to look at, files to take."""

from dataclasses import dataclass

from storage import attachments
from storage.attachments import Attachment, AttachmentState
from storage.notes import Note
from storage.work import Work

# What a browser may show inside a page of ours, by how its bytes begin. Nothing that can run stands in here.
BEGINS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
SAFE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
PICTURE, DOWNLOAD = "image", "application/octet-stream"
RIFF, WEBP = b"RIFF", b"WEBP"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A picture or file as the page names it; `name` "" where it has none, `size` in bytes.

    `is_picture`: the page shows it. `is_wanted`: it is still being fetched. `is_lost`: nobody has it any more.
    """

    id: int
    kind: str
    name: str
    size: int
    is_picture: bool
    is_wanted: bool
    is_lost: bool


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes; `content_type` is one that a page may show, or DOWNLOAD."""

    enclosed: Enclosed
    found: bytes
    content_type: str


def with_notes(work: Work, shown: list[Note]) -> dict[int, tuple[Enclosed, ...]]:
    """What goes with each of these notes, by the note's id."""
    found = attachments.of_notes(work, shown)
    return {note_id: tuple(map(_enclosed, ones)) for note_id, ones in found.items()}


def content_of(work: Work, shown: list[Note], attachment_id: int) -> Content | None:
    """None unless it goes with one of the notes that the page shows, and is there."""
    every = [one for ones in attachments.of_notes(work, shown).values() for one in ones]
    one = next((one for one in every if one.id == attachment_id), None)
    found = attachments.content(work, one.id) if one else None
    if one is None or found is None:
        return None
    enclosed = _enclosed(one)
    return Content(enclosed, found, content_type(found) if enclosed.is_picture else DOWNLOAD)


def content_type(found: bytes) -> str:
    """By the bytes themselves: what somebody said of them may be wrong, or meant to be."""
    if found[:4] == RIFF and found[8:12] == WEBP:
        return "image/webp"
    return next((named for begin, named in BEGINS if found.startswith(begin)), DOWNLOAD)


def _enclosed(one: Attachment) -> Enclosed:
    said = one.content_type.partition(";")[0].strip().lower()
    kept = one.state is AttachmentState.KEPT
    return Enclosed(
        id=one.id,
        kind=one.kind,
        name=one.name,
        size=one.size,
        is_picture=kept and one.kind == PICTURE and said in SAFE,
        is_wanted=one.state is AttachmentState.WANTED,
        is_lost=one.state is AttachmentState.LOST,
    )
