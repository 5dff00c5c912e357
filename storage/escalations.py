"""Escalation in the books: what mentors and leaders were told of duties that stayed empty."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from duty.calendar import ONE_DAY
from duty.delivery import Reason
from duty.escalation import Step
from duty.kinds import Kind
from duty.reminders import DutyKey
from storage.bulk import insert_new_rows
from storage.duty_tables import EscalatedRow
from storage.outbox import BODY, OUTBOX, Purpose, State
from storage.reminders import REMINDED, key_of
from storage.rows import table
from storage.work import Work

ESCALATED = table(EscalatedRow)
# So long ago a mentor may have been told of what a leader still hears of: makeup days, a vacation, a month.
TOLD_BACK = timedelta(days=120)
# Whom the platform refused lately is not the one to wait for.
UNREACHED_FOR = timedelta(days=7)
_UNIQUE = ("member_id", "student_id", "kind", "window_last", "step")

Said = tuple[DutyKey, Step]
"""A duty, and the step whose leaders were told of it."""


def told(work: Work, school_id: int, today: date) -> dict[DutyKey, list[date]]:
    """On which days somebody was told that a duty is empty, after its deadline, by messages that really went."""
    duty = (REMINDED.c.member_id, REMINDED.c.student_id, REMINDED.c.kind, REMINDED.c.window_last)
    asked = (
        select(*duty, REMINDED.c.sent_on)
        .where(
            REMINDED.c.school_id == school_id,
            REMINDED.c.reminder_day >= today - TOLD_BACK,
            REMINDED.c.reminder_day > REMINDED.c.window_last,
            REMINDED.c.sent_on <= today,
        )
        .order_by(*duty, REMINDED.c.sent_on)
    )
    found: dict[DutyKey, list[date]] = defaultdict(list)
    for row in work.connection.execute(asked):
        found[key_of(row)].append(row.sent_on)
    return found


def said_of(work: Work, school_id: int, since: date) -> dict[Said, date]:
    """On which day leaders heard of the duties whose windows ended since a day."""
    asked = select(ESCALATED).where(ESCALATED.c.school_id == school_id, ESCALATED.c.window_last >= since)
    return {(key_of(row), Step(row.step)): row.said_on for row in work.connection.execute(asked)}


def mark(work: Work, school_id: int, outbox_id: int, said: Iterable[Said], on: date) -> None:
    """Notes what a digest says; what another has said stays that one's."""
    rows = [
        {
            "school_id": school_id,
            "member_id": key.mentor_id,
            "student_id": key.student_id,
            "kind": key.kind.value,
            "window_last": key.window_last,
            "step": step.value,
            "said_on": on,
            "outbox_id": outbox_id,
        }
        for key, step in said
    ]
    if rows:
        insert_new_rows(work.connection, ESCALATED, rows, unique=_UNIQUE)


def unmark(work: Work, outbox_id: int, *, besides: Collection[Said] = ()) -> None:
    """What a digest does not say after all was not said, unless another of the same day says it.

    `besides` are those that it does say.
    """
    rows = work.connection.execute(select(ESCALATED).where(ESCALATED.c.outbox_id == outbox_id)).all()
    unsaid = {(key_of(row), Step(row.step)): row.id for row in rows}
    for said in besides:
        unsaid.pop(said, None)
    if not unsaid:
        return
    for heir, of_heir in _others(work, outbox_id).items():
        kept = [unsaid.pop(said) for said in of_heir if said in unsaid]
        work.connection.execute(update(ESCALATED).where(ESCALATED.c.id.in_(kept)).values(outbox_id=heir))
    work.connection.execute(delete(ESCALATED).where(ESCALATED.c.id.in_(list(unsaid.values()))))


def _others(work: Work, outbox_id: int) -> dict[int, list[Said]]:
    """What the other digests of the same school and day say, those that went, or may have gone, or will."""
    own = work.connection.execute(select(OUTBOX).where(OUTBOX.c.id == outbox_id)).one()
    alive = [State.WAITING.value, State.LEASED.value, State.SENT.value, State.UNSURE.value]
    asked = (
        select(OUTBOX.c.id, OUTBOX.c.unique_key, OUTBOX.c.sealed_body)
        .where(OUTBOX.c.state.in_(alive), OUTBOX.c.due_at.between(own.due_at - ONE_DAY, own.due_at + ONE_DAY))
        .where(OUTBOX.c.purpose == Purpose.DIGEST.value, OUTBOX.c.school_id == own.school_id)
        .where(OUTBOX.c.id != outbox_id)
    )
    return {
        other.id: said_from(work.vault.open_json(other.sealed_body, BODY)["about"]["said"])
        for other in sorted(work.connection.execute(asked), key=attrgetter("id"))
        if _day(other.unique_key) == _day(own.unique_key)
    }


def _day(unique_key: str) -> str:
    return unique_key.rpartition(":")[2]


def said_to_plain(said: Iterable[Said]) -> list[list[Any]]:
    """Duties and steps as a message keeps them."""
    return [
        [key.mentor_id, key.student_id, key.kind.value, key.window_last.isoformat(), step.value] for key, step in said
    ]


def said_from(values: Iterable[list[Any]]) -> list[Said]:
    return [
        (DutyKey(mentor, student, Kind(kind), date.fromisoformat(last)), Step(step))
        for mentor, student, kind, last, step in values
    ]


def digest_key(member_id: int, day: date) -> str:
    """There is one digest a leader and day."""
    return f"digest:{member_id}:{day.isoformat()}"


def have_digest(work: Work, member_ids: Iterable[int], day: date) -> set[int]:
    """Those of the members for whom the digest of a day is down already."""
    keys = {digest_key(member, day): member for member in member_ids}
    asked = select(OUTBOX.c.unique_key).where(OUTBOX.c.unique_key.in_(list(keys)))
    return {keys[key] for key in work.connection.execute(asked).scalars()}


def unreached(work: Work, school_id: int, at: datetime) -> set[str]:
    """The user ids, in lower case, of leaders whose newest digest the platform refused lately."""
    asked = (
        select(OUTBOX.c.recipient, OUTBOX.c.state, OUTBOX.c.error)
        .where(OUTBOX.c.settled_at >= at - UNREACHED_FOR, OUTBOX.c.school_id == school_id)
        .where(OUTBOX.c.purpose == Purpose.DIGEST.value)
        .order_by(OUTBOX.c.settled_at)
    )
    newest = {row.recipient.casefold(): row for row in work.connection.execute(asked)}
    # In a trial it was not the leader's account that was refused.
    mine = {user: row for user, row in newest.items() if row.error != Reason.TRIAL_WITHOUT_STAND_IN.value}
    return {user for user, row in mine.items() if row.state == State.FAILED.value}


def has_unsent(work: Work, before: datetime) -> bool:
    """Whether digests that were put down before a time still wait, and certainly reached nobody."""
    return work.connection.execute(select(OUTBOX.c.id).where(*_unsent(before)).limit(1)).first() is not None


def drop_unsent(work: Work, before: datetime, at: datetime) -> None:
    """Takes those back, so that today's digests say it all."""
    settled = update(OUTBOX).where(*_unsent(before)).values(state=State.CANCELLED.value, settled_at=at)
    for row_id in work.connection.execute(settled.returning(OUTBOX.c.id)).scalars().all():
        unmark(work, row_id)


def _unsent(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OUTBOX.c.state == State.WAITING.value,
        OUTBOX.c.purpose == Purpose.DIGEST.value,
        OUTBOX.c.created_at < before,
        OUTBOX.c.sealed_request.is_(None),
    )
