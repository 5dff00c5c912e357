"""Cards under a family's words: of which note a card is, and the only member who may tap it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.cards import CARD
from storage.notes import Note
from storage.work import Work

CONTENT = "card.answer"
# With these letters begins the id of such a card, and of no other.
_PREFIX = "w-"


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """One card; a note has several where several members got one."""

    task_id: str
    member_id: int
    note_id: int


def new_task_id(note_id: int) -> str:
    return f"{_PREFIX}{note_id}-{secrets.token_hex(6)}"


def is_one(task_id: str) -> bool:
    return task_id.startswith(_PREFIX)


def contact_task(note_id: int) -> str:
    """Under which the contact behind a note stands in the books, whoever's card was tapped: once for each child."""
    return f"contact-{note_id}"


def give(work: Work, note: Note, member_id: int, at: datetime) -> str:
    """A new card for a member; its task id."""
    card = AnswerCard(new_task_id(note.id), member_id, note.id)
    put(work, note.thread.school_id, card, at)
    return card.task_id


def put(work: Work, school_id: int, card: AnswerCard, at: datetime) -> None:
    """A card that nobody has seen yet, whoever it was for before."""
    work.connection.execute(delete(CARD).where(CARD.c.task_id == card.task_id))
    values = {
        "school_id": school_id,
        "member_id": card.member_id,
        "task_id": card.task_id,
        "made_at": at,
        "sealed_items": work.vault.seal_json({"note": card.note_id}, CONTENT),
    }
    work.connection.execute(insert(CARD).values(values))


def find(work: Work, task_id: str) -> AnswerCard | None:
    row = work.connection.execute(select(CARD).where(CARD.c.task_id == task_id)).first()
    if row is None:
        return None
    return AnswerCard(row.task_id, row.member_id, work.vault.open_json(row.sealed_items, CONTENT)["note"])
