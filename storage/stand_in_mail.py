"""Words about standing in: what an absence puts into the outbox, to whom, and by what it is checked before it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from duty.messages import Message
from storage import cards, outbox
from storage.cards import StoredCard
from storage.outbox import OUTBOX, Channel, Draft, Purpose, State
from storage.work import Work


class Word(StrEnum):
    """What is said: please stand in; it begins today; it is over; to the mentor, that somebody helps."""

    PLEASE = "please"
    BEGINS = "begins"
    OVER = "over"
    HELPED = "helped"


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who stands in for whom, for which children, from when to when."""

    mentor_id: int
    deputy_id: int
    student_ids: tuple[int, ...]
    first: date
    last: date


def put(
    work: Work, school_id: int, word: Word, about: StandIn, message: Message, *, to: str, cause: int, at: datetime
) -> None:
    """At `at`, once for each cause (the message that brought it about), deputy and word; that it begins once a day."""
    once = f"{about.first:%Y%m%d}" if word is Word.BEGINS else f"{cause}"
    task_id = f"s-{about.deputy_id}-{about.mentor_id}-{once}-{word}"
    draft = Draft(
        school_id,
        unique_key=f"stand-in:{once}:{about.mentor_id}:{about.deputy_id}:{word}",
        channel=Channel.MEMBER,
        recipient=to,
        purpose=Purpose.STAND_IN,
        message=message,
        due_at=at,
        about={"word": word.value, "task": task_id, **_plain(about)},
    )
    if outbox.put(work, [draft], at) and word in (Word.PLEASE, Word.BEGINS):
        # What its lines stand for is known when it goes.
        cards.save(work, [StoredCard(task_id, school_id, about.deputy_id, ())], at)


def still_waits(work: Work, mentor_id: int, deputy_id: int) -> bool:
    """Whether the deputy is still to be asked to stand in for the mentor, and knows of nothing yet."""
    asked = select(OUTBOX.c.id).where(
        OUTBOX.c.state == State.WAITING.value,
        OUTBOX.c.purpose == Purpose.STAND_IN.value,
        OUTBOX.c.unique_key.like(f"stand-in:%:{mentor_id}:{deputy_id}:{Word.PLEASE}"),
        OUTBOX.c.attempted_at.is_(None),
    )
    return work.connection.execute(asked).first() is not None


def read(about: Mapping[str, Any]) -> tuple[Word, StandIn]:
    """What a message is about."""
    days = date.fromisoformat(about["first"]), date.fromisoformat(about["last"])
    return Word(about["word"]), StandIn(about["mentor"], about["deputy"], tuple(about["students"]), *days)


def _plain(about: StandIn) -> dict[str, Any]:
    return {
        "mentor": about.mentor_id,
        "deputy": about.deputy_id,
        "students": list(about.student_ids),
        "first": about.first.isoformat(),
        "last": about.last.isoformat(),
    }
