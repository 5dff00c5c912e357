"""The outbox: what somebody else must get, put down in the transaction that caused it, once for each unique key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, update

from duty.messages import Message, to_json
from storage.bulk import insert_new_rows
from storage.rows import table
from storage.sent_tables import OutboxRow
from storage.work import Work

OUTBOX = table(OutboxRow)
BODY, REQUEST = "outbox.body", "outbox.request"
# What a row is called to the platform's customer service.
MSGID, LONGEST_NUMBER = "jiedui", 15


class Channel(StrEnum):
    """On which way a message goes: to a member of staff by user id, to a guardian by row id as a notice of the school,
    or to a customer of 微信客服 by row id."""

    MEMBER = "member"
    GUARDIAN = "guardian"
    CUSTOMER = "customer"


class Purpose(StrEnum):
    """Why a message is sent; before it goes, what it says is checked again by its purpose."""

    ALERT = "alert"
    CUSTOMER_WORD = "customer_word"
    ANSWER = "answer"
    NOTE = "note"
    UNDELIVERED = "undelivered"
    CONSENT = "consent"
    BINDING = "binding"
    UNANSWERED = "unanswered"
    TODO = "todo"
    NOTICE = "notice"
    STAND_IN = "stand_in"
    REMINDER = "reminder"
    DIGEST = "digest"


# In the order in which what is due is sent: danger first.
RANK = {purpose: rank for rank, purpose in enumerate(Purpose)}


class State(StrEnum):
    """What became of a message. `leased`: a process is sending it, or died while it did."""

    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    CANCELLED = "cancelled"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be sent.

    `recipient` is a member's user id, or a guardian's or customer's row id as text. `about` holds the ids by which its
    truth is checked again before it is first sent. What is not `urgent` is held during quiet hours.
    """

    school_id: int
    unique_key: str
    channel: Channel
    recipient: str
    purpose: Purpose
    message: Message
    due_at: datetime
    urgent: bool = False
    about: Mapping[str, Any] = field(default_factory=dict)


def put(work: Work, drafts: Sequence[Draft], created_at: datetime) -> dict[str, int]:
    """Puts down what is not there yet; the row id of each new one by its unique key."""
    if not drafts:
        return {}
    rows = [
        {
            "school_id": draft.school_id,
            "unique_key": draft.unique_key,
            "channel": draft.channel.value,
            "recipient": draft.recipient,
            "purpose": draft.purpose.value,
            "rank": RANK[draft.purpose],
            "urgent": draft.urgent,
            "state": State.WAITING.value,
            "due_at": draft.due_at,
            "created_at": created_at,
            "attempts": 0,
            "sealed_body": _seal(work, draft),
        }
        for draft in drafts
    ]
    new = insert_new_rows(work.connection, OUTBOX, rows, unique=("unique_key",))
    return {row.unique_key: row.id for row in new}


@dataclass(frozen=True, slots=True)
class Tally:
    """The newest row, how many went at some instant, and how many should have gone by then and wait."""

    newest: int
    sent: int
    waiting: int


def tally(work: Work, at: datetime) -> Tally:
    gone = (OUTBOX.c.state == State.SENT.value) & (OUTBOX.c.settled_at == at)
    waits = (OUTBOX.c.state == State.WAITING.value) & (OUTBOX.c.due_at <= at)
    asked = select(func.max(OUTBOX.c.id), func.count().filter(gone), func.count().filter(waits)).select_from(OUTBOX)
    newest, sent, waiting = work.connection.execute(asked).one()
    return Tally(newest or 0, sent, waiting)


def put_since(work: Work, newest: int) -> int:
    """How many messages were put down since this row was the newest."""
    return int(work.connection.execute(select(func.count()).where(OUTBOX.c.id > newest)).scalar_one())


def note_of(work: Work, msgid: str) -> int | None:
    """The note that went to a customer under one of our ids; None where it was none."""
    row_id = msgid.removeprefix(MSGID)
    if not msgid.startswith(MSGID) or not row_id.isascii() or not row_id.isdigit() or len(row_id) > LONGEST_NUMBER:
        return None
    asked = select(OUTBOX.c.unique_key).where(OUTBOX.c.id == int(row_id), OUTBOX.c.purpose == Purpose.NOTE.value)
    key = work.connection.execute(asked).scalar_one_or_none()
    return int(key.removeprefix("note:").partition("@")[0]) if key else None


def cancel(work: Work, unique_key: str, at: datetime) -> bool:
    """Takes back what nobody has begun to send; False where it is too late, or was never there."""
    return _change_waiting(work, unique_key, {"state": State.CANCELLED.value, "settled_at": at})


def hasten(work: Work, unique_key: str, at: datetime) -> bool:
    """Lets what still waits go at once, quiet hours or not; False where it waits no more."""
    return _change_waiting(work, unique_key, {"due_at": at, "urgent": True})


def _change_waiting(work: Work, unique_key: str, values: Mapping[str, Any]) -> bool:
    waiting = (OUTBOX.c.unique_key == unique_key, OUTBOX.c.state == State.WAITING.value)
    return work.connection.execute(update(OUTBOX).where(*waiting).values(**values)).rowcount == 1


def _seal(work: Work, draft: Draft) -> bytes:
    return work.vault.seal_json({"message": to_json(draft.message), "about": dict(draft.about)}, BODY)
