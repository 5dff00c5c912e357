"""Cards that were given to members, and what each of their lines stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update

from duty.kinds import Kind
from duty.reminders import DutyKey
from storage.rows import table
from storage.sent_tables import CardRow
from storage.work import Work

CARD = table(CardRow)
ITEMS = "card.items"


@dataclass(frozen=True, slots=True)
class CardItem:
    """A line of a card: the deed that ticking it records, and the window of whose duty it was offered for.

    `text` is how the line reads, so that the card's next state reads the same.
    """

    option_id: str
    mentor_id: int
    student_id: int
    kind: Kind
    window_first: date
    window_last: date
    text: str

    @property
    def key(self) -> DutyKey:
        return DutyKey(self.mentor_id, self.student_id, self.kind, self.window_last)


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card by the id that comes back with every tap, and the only member who may tap it."""

    task_id: str
    school_id: int
    member_id: int
    items: tuple[CardItem, ...]


def save(work: Work, cards: Sequence[StoredCard], made_at: datetime) -> None:
    rows = [
        {
            "school_id": card.school_id,
            "member_id": card.member_id,
            "task_id": card.task_id,
            "made_at": made_at,
            "sealed_items": _seal(work, card.items),
        }
        for card in cards
    ]
    if rows:
        work.connection.execute(insert(CARD), rows)


def change(work: Work, task_id: str, items: Sequence[CardItem]) -> None:
    """Other lines for a card that nobody has seen yet."""
    work.connection.execute(update(CARD).where(CARD.c.task_id == task_id).values(sealed_items=_seal(work, items)))


def find(work: Work, task_id: str) -> StoredCard | None:
    row = work.connection.execute(select(CARD).where(CARD.c.task_id == task_id)).first()
    if row is None:
        return None
    items = tuple(_item(value, row.member_id) for value in work.vault.open_json(row.sealed_items, ITEMS))
    return StoredCard(row.task_id, row.school_id, row.member_id, items)


def _seal(work: Work, items: Sequence[CardItem]) -> bytes:
    values = [
        [
            item.option_id,
            item.mentor_id,
            item.student_id,
            item.kind.value,
            item.window_first.isoformat(),
            item.window_last.isoformat(),
            item.text,
        ]
        for item in items
    ]
    return work.vault.seal_json(values, ITEMS)


def _item(value: list[Any], member_id: int) -> CardItem:
    """Cards that were given before anybody could stand in for another name no mentor: it was who got them."""
    if len(value) == 6:
        value = [value[0], member_id, *value[1:]]
    option_id, mentor_id, student_id, kind, first, last, text = value
    days = date.fromisoformat(first), date.fromisoformat(last)
    return CardItem(option_id, mentor_id, student_id, Kind(kind), *days, text)
