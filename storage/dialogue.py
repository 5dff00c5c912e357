"""Dialogue: what a member's chat waits for, and when the member was last greeted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from storage.rows import table
from storage.tables import DialogueRow
from storage.work import Work

DIALOGUE = table(DialogueRow)
PENDING = "dialogue.pending"


@dataclass(frozen=True, slots=True)
class Pending:
    """What waits for the member's next message, as plain JSON values, and since when."""

    since: datetime
    value: Any


def pending(work: Work, member_id: int) -> Pending | None:
    asked = select(DIALOGUE.c.pending_at, DIALOGUE.c.sealed_pending).where(DIALOGUE.c.member_id == member_id)
    row = work.connection.execute(asked).first()
    if row is None or row.sealed_pending is None:
        return None
    return Pending(row.pending_at, work.vault.open_json(row.sealed_pending, PENDING))


def wait_for(work: Work, member_id: int, value: Any, since: datetime) -> None:
    """The member's next message answers this; what waited before is dropped."""
    _upsert(work, member_id, {"pending_at": since, "sealed_pending": work.vault.seal_json(value, PENDING)})


def wait_for_nothing(work: Work, member_id: int) -> None:
    _upsert(work, member_id, {"pending_at": None, "sealed_pending": None})


def greeted(work: Work, member_id: int, on: date) -> None:
    _upsert(work, member_id, {"greeted_on": on})


def _upsert(work: Work, member_id: int, values: dict[str, Any]) -> None:
    dialect = postgresql if work.postgresql else sqlite
    statement = dialect.insert(DIALOGUE).values(member_id=member_id, **values)
    work.connection.execute(statement.on_conflict_do_update(index_elements=[DIALOGUE.c.member_id], set_=values))
