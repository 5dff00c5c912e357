"""The card that follows 「待办」: put down with the answer, once in a while, and made when it goes."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from duty.messages import Text
from storage import cards, outbox
from storage.cards import StoredCard
from storage.outbox import OUTBOX, Channel, Draft, Purpose
from storage.people import Member
from storage.work import Work

ONCE_IN = timedelta(minutes=10)
# The answer in words comes first.
BEHIND = timedelta(seconds=1)


def put(work: Work, school_id: int, member: Member, *, day: str, at: datetime) -> None:
    """Nothing where the member has had one within these minutes. It was asked for: quiet hours do not hold it."""
    slot = int(at.timestamp() // ONCE_IN.total_seconds())
    keys = [f"todo:{member.id}:{number}" for number in (slot - 1, slot)]
    newest = work.connection.execute(select(func.max(OUTBOX.c.created_at)).where(OUTBOX.c.unique_key.in_(keys)))
    last: datetime | None = newest.scalar()
    if last is not None and at - last < ONCE_IN:
        return
    task_id = f"t-{member.id}-{slot}"
    draft = Draft(
        school_id=school_id,
        unique_key=keys[1],
        channel=Channel.MEMBER,
        recipient=member.user_id,
        purpose=Purpose.TODO,
        message=Text(""),
        due_at=at + BEHIND,
        urgent=True,
        about={"member": member.id, "day": day, "task": task_id},
    )
    if outbox.put(work, [draft], at):
        # What its lines stand for is known when it goes.
        cards.save(work, [StoredCard(task_id, school_id, member.id, ())], at)
