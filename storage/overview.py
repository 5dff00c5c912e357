"""Counts for whoever looks after an installation: which families can be reached, and what waits to be sent."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from storage.outbox import OUTBOX, State
from storage.rows import table
from storage.tables import GuardianRow
from storage.work import Work

GUARDIAN = table(GuardianRow)


@dataclass(frozen=True, slots=True)
class Reach:
    """Guardians with an account on the platform, and of how many it is known that they follow, or do not."""

    with_account: int
    following: int
    not_following: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """Messages that wait, that could not be sent, and of which nobody can say."""

    waiting: int
    failed: int
    unsure: int


def reach(work: Work, school_id: int) -> Reach:
    asked = (
        select(GUARDIAN.c.follows, func.count())
        .where(GUARDIAN.c.school_id == school_id, GUARDIAN.c.platform_mark.is_not(None))
        .where(GUARDIAN.c.no_contact.is_(False))
        .group_by(GUARDIAN.c.follows)
    )
    counted = Counter({row[0]: row[1] for row in work.connection.execute(asked)})
    return Reach(counted.total(), counted[True], counted[False])


def backlog(work: Work) -> Backlog:
    asked = select(OUTBOX.c.state, func.count()).group_by(OUTBOX.c.state)
    counted = Counter({row[0]: row[1] for row in work.connection.execute(asked)})
    waiting = counted[State.WAITING.value] + counted[State.LEASED.value]
    return Backlog(waiting, counted[State.FAILED.value], counted[State.UNSURE.value])
