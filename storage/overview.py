"""Counts for whoever looks after an installation: which families can be reached, and what waits to be sent."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, or_, select

from storage.outbox import OUTBOX, State
from storage.rows import table
from storage.tables import GuardianRow
from storage.work import Work

GUARDIAN = table(GuardianRow)


@dataclass(frozen=True, slots=True)
class Reach:
    """Guardians, those with an account on the platform, and of how many it is known that they follow, or do not."""

    everybody: int
    with_account: int
    following: int
    not_following: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """Messages on their way, and those that ended lately: not sent, by why not, or perhaps sent.

    `held` are those of the `waiting` that were tried before, by what stopped them; `overdue` counts those that
    nobody has even tried.
    """

    waiting: int = 0
    overdue: int = 0
    held: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    unsure: int = 0


def reach(work: Work, school_id: int) -> Reach:
    has_account = GUARDIAN.c.platform_mark.is_not(None)
    asked = (
        select(has_account, GUARDIAN.c.follows, func.count())
        .where(GUARDIAN.c.school_id == school_id)
        .where(GUARDIAN.c.no_contact.is_(False), GUARDIAN.c.removed_at.is_(None))
        .group_by(has_account, GUARDIAN.c.follows)
    )
    rows = work.connection.execute(asked).all()
    counted = Counter({row[1]: row[2] for row in rows if row[0]})
    return Reach(sum(row[2] for row in rows), counted.total(), counted[True], counted[False])


def backlog(work: Work, *, since: datetime, due_by: datetime, quiet: Collection[int]) -> Backlog:
    """What ended counts from `since` on; overdue is what was due before `due_by`, in `quiet` schools if urgent."""
    held, failed = Counter[str](), Counter[str]()
    waiting = unsure = 0
    asked = (
        select(OUTBOX.c.state, OUTBOX.c.error, func.count())
        .where(or_(OUTBOX.c.settled_at.is_(None), OUTBOX.c.settled_at >= since))
        .group_by(OUTBOX.c.state, OUTBOX.c.error)
    )
    for state, error, count in work.connection.execute(asked):
        if state in (State.WAITING, State.LEASED):
            waiting += count
            held.update({error: count} if error else {})
        elif state == State.FAILED:
            failed[error or ""] += count
        elif state == State.UNSURE:
            unsure += count
    return Backlog(waiting, _overdue(work, due_by, quiet=quiet), held, failed, unsure)


def _overdue(work: Work, due_by: datetime, *, quiet: Collection[int]) -> int:
    asked = select(func.count()).where(OUTBOX.c.state == State.WAITING.value, OUTBOX.c.due_at < due_by)
    return int(work.connection.execute(asked.where(OUTBOX.c.urgent | OUTBOX.c.school_id.not_in(quiet))).scalar_one())
