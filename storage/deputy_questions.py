"""Questions on cards: who is to stand in for a mentor; asked of one leader, who alone may answer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from storage.cards import CARD
from storage.work import Work

QUESTION = "card.question"
# With these letters begins the id of a card that asks, and of no other.
_PREFIX = "d-"


@dataclass(frozen=True, slots=True)
class DeputyQuestion:
    """Who does the mentor's duties for these children until at least a day: one of the candidates, or nobody yet.

    `away`: because the mentor is on leave; else because no word came back.
    """

    task_id: str
    school_id: int
    member_id: int
    mentor_id: int
    student_ids: tuple[int, ...]
    candidate_ids: tuple[int, ...]
    until: date
    away: bool = True


def new_task_id(member_id: int, day: date, token: str) -> str:
    return f"{_PREFIX}{member_id}-{day:%Y%m%d}-{token}"


def asks(task_id: str) -> bool:
    """Whether a card is one that asks."""
    return task_id.startswith(_PREFIX)


def put(work: Work, task_id: str, question: DeputyQuestion | None, made_at: datetime) -> None:
    """What a card that nobody has seen yet asks; None where it asks nothing any more."""
    work.connection.execute(delete(CARD).where(CARD.c.task_id == task_id))
    if question is None:
        return
    asked = {
        "mentor": question.mentor_id,
        "students": list(question.student_ids),
        "candidates": list(question.candidate_ids),
        "until": question.until.isoformat(),
        "away": question.away,
    }
    values = {
        "school_id": question.school_id,
        "member_id": question.member_id,
        "task_id": task_id,
        "made_at": made_at,
        "sealed_items": work.vault.seal_json(asked, QUESTION),
    }
    work.connection.execute(insert(CARD).values(values))


def find(work: Work, task_id: str) -> DeputyQuestion | None:
    row = work.connection.execute(select(CARD).where(CARD.c.task_id == task_id)).first()
    if row is None:
        return None
    asked: dict[str, Any] = work.vault.open_json(row.sealed_items, QUESTION)
    return DeputyQuestion(
        row.task_id,
        row.school_id,
        row.member_id,
        mentor_id=asked["mentor"],
        student_ids=tuple(asked["students"]),
        candidate_ids=tuple(asked["candidates"]),
        until=date.fromisoformat(asked["until"]),
        away=asked["away"],
    )
