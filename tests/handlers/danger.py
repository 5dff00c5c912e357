"""A danger at the small school: who is told, what they do, and what each of them is sent."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from duty.danger import Danger
from duty.messages import ButtonCard, Message, from_json
from duty.people import Child
from handlers import contacts
from handlers.alarms import Cry, raise_alarm
from handlers.context import Moment, Sender
from handlers.inbound_events import CardClicked
from handlers.senders import Schools
from storage import alarms, inbox
from storage.alarms import Alarm, Writer
from storage.audit import AUDIT
from storage.inbox import Arrival
from storage.outbox import BODY, OUTBOX
from storage.people import SCHOOL, Senders
from storage.work import Store, Work
from tests.support.small_school import SmallSchool

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2025, 11, 21, 14, 30, tzinfo=UTC)
SENTENCE = "张三说他不想活了"
ZHANG_SAN = "20250101"
_NUMBERS = itertools.count(1)


def crisis_contacts(store: Store, user_ids: str) -> None:
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(crisis_contacts=user_ids))


@contextmanager
def turn(store: Store, user: str, minutes: float = 1) -> Iterator[tuple[Sender, Work, Moment]]:
    """A member's turn to say or tap something, so many minutes after the alarm."""
    when = AT + timedelta(minutes=minutes)
    with store.writing() as work:
        key = (1, f"d:{next(_NUMBERS)}")
        arrived = inbox.accept(work, [Arrival(key, user, "Tap", when, when, "")])
        found = Senders(work, [(1, user)]).find(1, user)
        assert found is not None
        yield Schools().sender(work, found, when.astimezone(ZONE).date()), work, Moment(when, ZONE, arrived[key])


@dataclass(frozen=True)
class Case:
    """One alarm of the small school; `users` are who was told."""

    store: Store
    school: SmallSchool
    id: int

    @property
    def alarm(self) -> Alarm:
        with self.store.reading() as work:
            found = alarms.one(work, self.id)
        assert found is not None
        return found

    def task(self, user: str) -> str:
        return alarms.task_id(self.alarm, self.school.members[user])

    def tap(self, user: str, key: str, minutes: float = 1) -> ButtonCard | None:
        clicked = CardClicked(key, self.task(user), "button_interaction", "code", ())
        with turn(self.store, user, minutes) as given:
            return contacts.tap(clicked, *given)

    def say(self, user: str, text: str, minutes: float = 1) -> str | None:
        with turn(self.store, user, minutes) as given:
            return contacts.typed(text, *given)

    def sent_to(self, user: str) -> list[Message]:
        """What a member is sent, the alarm's own cards left out."""
        return [message for one, message in messages(self.store) if one == user and not isinstance(message, ButtonCard)]

    def audit(self) -> list[tuple[str, str, int | None]]:
        with self.store.reading() as work:
            rows = work.connection.execute(select(AUDIT).order_by(AUDIT.c.id)).all()
        return [(row.actor, row.action, row.student_id) for row in rows]


def raise_one(
    store: Store,
    school: SmallSchool,
    *,
    told: str = "GaoAdmin ChenJie",
    writer: str = "WangFang",
    text: str = SENTENCE,
    key: str = "inbox:7",
    accused: Sequence[str] = (),
    student: str = ZHANG_SAN,
) -> Case:
    """An alarm about 张三 that everybody in `told` hears of; a `writer` who is no member is a stranger."""
    crisis_contacts(store, told)
    with store.writing() as work:
        child = work.connection.execute(
            select(alarms.STUDENT).where(alarms.STUDENT.c.id == school.students[student])
        ).one()
        known = school.members.get(writer)
        called = "王芳老师" if known else f"不在名单里的账号 {writer}"
        one = Child(child.id, child.student_no, child.name, child.grade, child.class_name)
        cry = Cry(Danger.SELF_HARM, tuple(accused), Writer(called, writer, known), text, (one,), key)
        raise_alarm(work, school_id=school.id, cry=cry, at=AT, zone=ZONE)
        raised = alarms.by_key(work, key)
    assert raised is not None
    return Case(store, school, raised.id)


def messages(store: Store) -> list[tuple[str, Message]]:
    """All that waits to be sent, with its receiver."""
    with store.reading() as work:
        rows = work.connection.execute(select(OUTBOX).where(OUTBOX.c.state == "waiting").order_by(OUTBOX.c.id)).all()
        return [(row.recipient, from_json(work.vault.open_json(row.sealed_body, BODY)["message"])) for row in rows]
