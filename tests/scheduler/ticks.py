"""Ticks of a day, and the reminders that they put down."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.messages import Message, VoteCard, from_json
from duty.reminders import DutyKey
from scheduler.handling import Gone, Ready
from scheduler.moment import At
from scheduler.reminders import ready, remind
from scheduler.tools import Tools
from storage import deeds, outbox, reminders
from storage.deeds import Source
from storage.leases import Leased
from storage.outbox import OUTBOX, Channel, Purpose, State
from storage.work import Store, Work
from tests.support.small_school import SmallSchool

ZONE = ZoneInfo("Asia/Shanghai")
ZHANG_SAN, LI_SI, ZHOU = "20250101", "20250102", "20250103"


def at(day: str, clock: str = "12:10") -> At:
    return At(datetime.fromisoformat(f"{day}T{clock}:00").replace(tzinfo=ZONE).astimezone(UTC), ZONE)


def tick(store: Store, *days: str, clock: str = "12:10") -> None:
    for day in days:
        remind(Tools(store, store), at(day, clock))


def messages(store: Store) -> dict[str, Message]:
    """Every reminder that is down, by receiver and day."""
    with store.reading() as work:
        rows = work.connection.execute(select(OUTBOX).where(OUTBOX.c.state != State.CANCELLED.value)).all()
        return {
            f"{row.recipient} {row.unique_key.rpartition(':')[2]}": from_json(
                work.vault.open_json(row.sealed_body, outbox.BODY)["message"]
            )
            for row in rows
        }


def lines(message: Message) -> list[str]:
    assert isinstance(message, VoteCard)
    return [option.text for option in message.options]


def leased(store: Store, user: str) -> Leased:
    with store.reading() as work:
        row = work.connection.execute(select(OUTBOX).where(OUTBOX.c.recipient == user)).one()
        body = work.vault.open_json(row.sealed_body, outbox.BODY)
    return Leased(
        id=row.id,
        school_id=row.school_id,
        unique_key=row.unique_key,
        channel=Channel(row.channel),
        recipient=row.recipient,
        purpose=Purpose(row.purpose),
        message=from_json(body["message"]),
        about=body["about"],
        attempts=1,
        created_at=row.created_at,
        first_attempt_at=row.due_at,
        request=None,
        urgent=row.urgent,
        trial=False,
    )


def checked(store: Store, user: str, moment: At) -> Ready | Gone:
    one = leased(store, user)
    with store.writing() as work:
        return ready(work, one, moment)


def record(store: Store, school: SmallSchool, user: str, student: str, day: str, kind: Kind = Kind.TALK) -> None:
    deed = RecordDeed(kind, (school.students[student],), date.fromisoformat(day))
    with store.writing() as work:
        deeds.save(work, deed, Source(school.id, school.members[user], None, at(day).at))  # type: ignore[arg-type]


def sent(store: Store) -> None:
    change(store, lambda work: work.connection.execute(update(OUTBOX).values(state=State.SENT.value)))


def change(store: Store, job: Callable[[Work], object]) -> None:
    with store.writing() as work:
        job(work)


def snooze(work: Work, school: SmallSchool, student: str, until: str) -> None:
    key = DutyKey(school.members["WangFang"], school.students[student], Kind.TALK, date(2025, 11, 30))
    days = {key: date.fromisoformat(until)}
    reminders.snooze(work, school.id, days, at("2025-11-20").at)
