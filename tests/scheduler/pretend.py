"""A platform to deliver to: it remembers requests as the real one does, and answers as the test says."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from duty.messages import Message, Text, to_json
from scheduler.delivery import Delivery
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.sender import Delivered, Outcome, Refused, duplicate_seconds
from scheduler.tools import Tools
from storage import outbox
from storage.leases import Leased
from storage.outbox import OUTBOX, Channel, Draft, Purpose
from storage.work import Store, Work

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 11, 21, 12, 10, tzinfo=ZONE).astimezone(UTC)


def moment(at: datetime) -> At:
    return At(at, ZONE)


def after(seconds: float) -> At:
    return moment(NOON + timedelta(seconds=seconds))


@dataclass
class Platform:
    """A Sender. `answer` decides on a request before it is executed; None lets it through."""

    now: Callable[[], datetime] = lambda: NOON
    answer: Callable[[str], Outcome | None] = lambda _account: None
    reached: Counter[str] = field(default_factory=Counter)
    requests: list[str] = field(default_factory=list)
    _seen: dict[str, datetime] = field(default_factory=dict)

    def freeze(self, channel: Channel, account: str, message: Message, row_id: int) -> str:
        body = {"to": account, "message": to_json(message), "remember": duplicate_seconds(row_id)}
        return json.dumps({"path": channel.value, "body": body})

    def send_many(self, requests: Sequence[str]) -> list[Outcome]:
        return [self._one(request) for request in requests]

    def _one(self, request: str) -> Outcome:
        self.requests.append(request)
        body = json.loads(request)["body"]
        refused = self.answer(body["to"])
        if refused is None:
            self.execute(request)
        return refused or Delivered()

    def execute(self, request: str) -> None:
        """Reaches the phone, unless it is a repeat that the platform still remembers."""
        body = json.loads(request)["body"]
        seen = self._seen.get(request)
        if seen is None or self.now() - seen >= timedelta(seconds=body["remember"]):
            self._seen[request] = self.now()
            self.reached[self.text_of(request)] += 1

    def text_of(self, request: str) -> str:
        message = json.loads(request)["body"]["message"]
        return str(message.get("text", message))

    def accounts(self) -> list[str]:
        return [json.loads(request)["body"]["to"] for request in self.requests]

    def texts(self) -> list[str]:
        return [self.text_of(request) for request in self.requests]


@dataclass
class Topic:
    """A topic that remembers what it was told; `answers` by unique key, else everything is still true."""

    answers: dict[str, Ready | Gone | Refused] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    told: list[tuple[str, Outcome]] = field(default_factory=list)

    def ready(self, work: Work, leased: Leased, _moment: At) -> Ready | Gone | Refused:
        self.asked.append(leased.unique_key)
        if leased.unique_key in self.broken:
            raise KeyError(leased.unique_key)
        return self.answers.get(leased.unique_key) or Ready(leased.recipient, leased.message)

    def settled(self, work: Work, leased: Leased, outcome: Outcome, _moment: At) -> None:
        self.told.append((leased.unique_key, outcome))

    def for_all(self) -> dict[Purpose, Handling]:
        return dict.fromkeys(Purpose, Handling(self.ready, self.settled))


@dataclass
class Post:
    """A school's outbox and the one who empties it."""

    store: Store
    school_id: int
    platform: Platform
    topic: Topic
    delivery: Delivery

    @classmethod
    def of(cls, store: Store, school_id: int, platform: Platform | None = None) -> "Post":
        platform, topic = platform or Platform(), Topic()
        delivery = Delivery(Tools(store, store), platform, topic.for_all(), lambda: NOON)
        return cls(store, school_id, platform, topic, delivery)

    def put(
        self,
        key: str,
        to: str = "WangFang",
        *,
        purpose: Purpose = Purpose.REMINDER,
        channel: Channel = Channel.MEMBER,
        urgent: bool = False,
        due: datetime = NOON,
        message: Message | None = None,
    ) -> None:
        draft = Draft(self.school_id, key, channel, to, purpose, message or Text(key), due, urgent)
        with self.store.writing() as work:
            outbox.put(work, [draft], NOON)

    def put_many(self, count: int, *, receivers: Sequence[str] = ("WangFang",)) -> None:
        """Reminders `m0`, `m1` …, to the receivers in turn."""
        drafts = [
            Draft(
                school_id=self.school_id,
                unique_key=f"m{number}",
                channel=Channel.MEMBER,
                recipient=receivers[number % len(receivers)],
                purpose=Purpose.REMINDER,
                message=Text(f"m{number}"),
                due_at=NOON,
            )
            for number in range(count)
        ]
        with self.store.writing() as work:
            outbox.put(work, drafts, NOON)

    def run(self, at: At) -> None:
        """Rounds until nothing more is due."""
        while self.delivery.round(at):
            pass

    def states(self) -> dict[str, str]:
        with self.store.reading() as work:
            return {row.unique_key: row.state for row in work.connection.execute(OUTBOX.select().order_by(OUTBOX.c.id))}

    def errors(self) -> dict[str, str | None]:
        with self.store.reading() as work:
            return {row.unique_key: row.error for row in work.connection.execute(OUTBOX.select())}
