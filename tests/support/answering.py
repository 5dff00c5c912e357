"""Families that wait for an answer: a clock that goes on by the minute of a tick, and cards that are tapped."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from duty.messages import ButtonCard, Card, from_json
from duty.people import Kin
from handlers import answer_words
from handlers.cards import tap
from handlers.inbound_events import CardClicked
from scheduler.moment import At
from scheduler.tools import Tools
from scheduler.unanswered import tell
from storage.deeds import DEED
from storage.notes import NOTE
from storage.outbox import OUTBOX, Purpose
from storage.work import Store
from tests.support.correspondence import ZONE, Correspondence

LI = "20250102"


@dataclass
class Home:
    """Li Si's mother, who has answered a note of Wang's, and whoever hears of it."""

    families: Correspondence
    guardian: int

    @classmethod
    def of(cls, store: Store, school_id: int, *, now: str = "2025-11-21 12:00") -> "Home":
        families = Correspondence.of(store, school_id)
        home = cls(families, families.guardian(LI, "母亲", "m"))
        home.at(now)
        families.relay("WangFang", LI, "李四讲题很清楚", Kin.MOTHER)
        families.later(seconds=30)
        families.deliver()
        return home

    def at(self, said: str) -> None:
        self.families.now = datetime.fromisoformat(said).replace(tzinfo=ZONE).astimezone(UTC)

    def says(self, text: str, key: str = "form") -> int:
        """The row id of the note that it is."""
        first = self.families.notes()[0]
        self.families.answer(self.guardian, first.id, text, key)
        return self.families.notes()[-1].id

    def ticks(self, said: str, *, deliver: bool = True) -> list[tuple[str, str]]:
        """Who hears what at that minute: accounts and titles."""
        self.at(said)
        store = self.families.store
        tell(Tools(store, store), At(self.families.now, ZONE, self.families.base_url))
        return self.hears() if deliver else []

    def hears(self) -> list[tuple[str, str]]:
        return [(to, _title(body)) for to, body in self.families.deliver()]

    def card(self, user: str) -> ButtonCard:
        """The newest that reached a member."""
        sent = (json.loads(request)["body"] for request in self.families.platform.requests)
        cards = [from_json(body["message"]) for body in sent if body["to"] == user and "buttons" in body["message"]]
        assert isinstance(cards[-1], ButtonCard)
        return cards[-1]

    def taps(self, user: str, key: str, task: str | None = None) -> Card | None:
        families = self.families
        clicked = CardClicked(key, task or self.card(user).task_id, "button_interaction", "code", ())
        with families.store.writing() as work:
            return tap(clicked, families.sender(work, user), work, families.message(work)).card

    def types(self, user: str, text: str, *, waiting: bool = False) -> str | None:
        families = self.families
        with families.store.writing() as work:
            sender, moment = families.sender(work, user), families.message(work)
            return answer_words.typed(text, sender, work, moment, waiting=waiting)

    def closed(self) -> list[str]:
        """How each of the guardian's notes was closed, "" where it was not; the oldest first."""
        with self.families.store.reading() as work:
            theirs = NOTE.select().where(NOTE.c.from_guardian).order_by(NOTE.c.id)
            return [row.closed_how for row in work.connection.execute(theirs)]

    def deeds(self) -> list[tuple[int, str, str, str]]:
        """Who did what in which way on which day, as far as it stands."""
        with self.families.store.reading() as work:
            stands = DEED.select().where(DEED.c.revoked_at.is_(None)).order_by(DEED.c.id)
            rows: list[Any] = list(work.connection.execute(stands))
        return [(row.member_id, row.kind, row.mode, row.happened_on.isoformat()) for row in rows]

    def words(self) -> list[tuple[str, str, str]]:
        """Of what we said of it: key, receiver and state."""
        with self.families.store.reading() as work:
            ours = OUTBOX.select().where(OUTBOX.c.purpose == Purpose.UNANSWERED.value).order_by(OUTBOX.c.id)
            return [(row.unique_key, row.recipient, row.state) for row in work.connection.execute(ours)]


def _title(body: str) -> str:
    return str(json.loads(body)["buttons"]["title"]) if body.startswith("{") and "buttons" in body else body
