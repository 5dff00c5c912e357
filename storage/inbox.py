"""The inbox: every message as it came, once, with the answer that was given to it."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, text, tuple_

from duty.messages import ButtonCard, Card, VoteCard, from_json, to_json
from storage.bulk import insert_new_rows, update_rows
from storage.rows import table
from storage.tables import InboxRow
from storage.work import Work

INBOX = table(InboxRow)
BODY, REPLY, CARD = "inbox.body", "inbox.reply", "inbox.card"

Key = tuple[int, str]
"""The row id of the corp, and the message's own key inside it."""


class InboxState(StrEnum):
    """What became of a message; `taken` is seen by nobody, since it changes in the same transaction."""

    TAKEN = "taken"
    ANSWERED = "answered"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message at the door; `body` is its whole XML, as decrypted."""

    key: Key
    sender: str
    content_type: str
    sent_at: datetime
    received_at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the sender: a text, or the new state of the card that was tapped; neither: nothing does."""

    text: str | None
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Handled:
    """What is stored about a message that was dealt with; `error` says where it broke, never what was said."""

    id: int
    state: InboxState
    answer: Answer
    error: str | None = None


def accept(work: Work, arrivals: Sequence[Arrival]) -> dict[Key, int]:
    """Stores what has not been seen before and says under which id; the rest are repeats."""
    rows = [
        {
            "corp_id": arrival.key[0],
            "dedup_key": arrival.key[1],
            "sender": arrival.sender,
            "content_type": arrival.content_type,
            "sent_at": arrival.sent_at,
            "received_at": arrival.received_at,
            "state": InboxState.TAKEN.value,
            "sealed_body": work.vault.seal(arrival.body, BODY),
        }
        for arrival in arrivals
    ]
    new = insert_new_rows(work.connection, INBOX, rows, unique=("corp_id", "dedup_key"))
    return {(row.corp_id, row.dedup_key): row.id for row in new}


def stored_answers(work: Work, keys: Iterable[Key]) -> dict[Key, Answer]:
    """The answers that were given to messages that come again; one that cannot be read any more is left out."""
    asked = select(INBOX.c.corp_id, INBOX.c.dedup_key, INBOX.c.sealed_reply, INBOX.c.sealed_card).where(
        tuple_(INBOX.c.corp_id, INBOX.c.dedup_key).in_(list(keys))
    )
    found: dict[Key, Answer] = {}
    for row in work.connection.execute(asked):
        # What was sealed with another key, or written by another version: CannotUnseal is a ValueError, too.
        with suppress(ValueError, TypeError, KeyError):
            text = work.vault.open(row.sealed_reply, REPLY) if row.sealed_reply else None
            found[row.corp_id, row.dedup_key] = Answer(text, _card(work, row.sealed_card))
    return found


def finish(work: Work, handled: Sequence[Handled]) -> None:
    """Writes down what became of the messages, in one statement for all."""
    rows = [
        {
            "id": one.id,
            "state": one.state.value,
            "error": one.error,
            "sealed_reply": work.vault.seal(one.answer.text, REPLY) if one.answer.text is not None else None,
            "sealed_card": work.vault.seal_json(to_json(one.answer.card), CARD) if one.answer.card else None,
        }
        for one in handled
    ]
    update_rows(work.connection, INBOX, rows)


def newest_arrival(work: Work) -> tuple[datetime, datetime] | None:
    """When the newest message was sent by the platform's clock, and received by ours; None before the first."""
    asked = select(INBOX.c.sent_at, INBOX.c.received_at).order_by(INBOX.c.id.desc()).limit(1)
    row = work.connection.execute(asked).first()
    return (row.sent_at, row.received_at) if row else None


def _card(work: Work, sealed: bytes | None) -> Card | None:
    found = from_json(work.vault.open_json(sealed, CARD)) if sealed else None
    return found if isinstance(found, VoteCard | ButtonCard) else None


def take_turns(work: Work, senders: Iterable[tuple[int, str]]) -> None:
    """Waits until no other process is in the middle of a message of these (corp, sender)s.

    SQLite has one writer anyway. The locks are taken in one order everywhere, so none waits for ever.
    """
    if work.postgresql:
        keys = sorted(_lock_key(corp, sender) for corp, sender in senders)
        work.connection.execute(_TAKE_TURNS, {"keys": keys})


def _lock_key(corp: int, sender: str) -> int:
    digest = hashlib.blake2b(f"{corp}:{sender}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


_TAKE_TURNS = text(
    "SELECT count(pg_advisory_xact_lock(key))"
    " FROM (SELECT key FROM unnest(CAST(:keys AS bigint[])) AS key ORDER BY key) AS sorted_keys"
)
