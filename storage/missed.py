"""Who was missed: the members of a school whom a reminder, a digest or a word about standing in did not reach."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.outbox import OUTBOX, Purpose, State
from storage.people import MEMBER
from storage.work import Work

SAID_TO_STAFF = [purpose.value for purpose in (Purpose.REMINDER, Purpose.STAND_IN, Purpose.DIGEST)]


@dataclass(frozen=True, slots=True)
class Missed:
    """One member, and the last error as the outbox keeps it."""

    name: str
    error: str


def since(work: Work, school_id: int, at: datetime) -> list[Missed]:
    """Whose reminders failed for good since then, each once, in the order in which they failed."""
    asked = (
        select(OUTBOX.c.recipient, OUTBOX.c.error)
        .where(OUTBOX.c.state == State.FAILED.value, OUTBOX.c.settled_at >= at)
        .where(OUTBOX.c.school_id == school_id, OUTBOX.c.purpose.in_(SAID_TO_STAFF))
        .order_by(OUTBOX.c.settled_at, OUTBOX.c.id)
    )
    errors = {row.recipient.casefold(): row.error or "" for row in work.connection.execute(asked)}
    known = select(MEMBER.c.user_key, MEMBER.c.name).where(
        MEMBER.c.school_id == school_id, MEMBER.c.user_key.in_(list(errors))
    )
    names = {row.user_key: row.name for row in work.connection.execute(known)}
    return [Missed(names[key], error) for key, error in errors.items() if key in names]


def still_gathers(work: Work, unique_key: str) -> bool:
    """Whether nobody has begun to send this notice; until the transaction ends nobody will."""
    waiting = (OUTBOX.c.unique_key == unique_key, OUTBOX.c.state == State.WAITING.value)
    return work.connection.execute(select(OUTBOX.c.id).where(*waiting).with_for_update()).first() is not None
