"""When a pairing must be looked at again by the clock: kept in its row, so that a quiet day costs one question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select, update

from storage.rows import table
from storage.tables import PairingRow
from storage.work import Work

PAIRING = table(PairingRow)
_SOONER = {"look_again_on": date.min, "touched": PAIRING.c.touched + 1}


@dataclass(frozen=True, slots=True)
class Looked:
    """A mentor's pairing that was looked at when it had been `touched` so often, and when to look again."""

    pairing_id: int
    mentor_id: int
    touched: int
    again_on: date


def mentors_to_look_at(work: Work, school_id: int, today: date) -> set[int]:
    """The mentors of whom something may have to be said today."""
    asked = select(PAIRING.c.member_id).where(PAIRING.c.school_id == school_id, PAIRING.c.look_again_on <= today)
    return set(work.direct.execute(asked.distinct()).scalars())


def looked(work: Work, found: Sequence[Looked]) -> None:
    """Puts these off to their day; not those to which something happened meanwhile."""
    if found:
        rows = [{"row": one.pairing_id, "was": one.touched, "again": one.again_on} for one in found]
        statement = update(PAIRING).where(PAIRING.c.id == bindparam("row"), PAIRING.c.touched == bindparam("was"))
        work.connection.execute(statement.values(look_again_on=bindparam("again")), rows)


def look_again(work: Work, school_id: int) -> None:
    """Something of the whole school changed: terms, days, rules, people."""
    work.connection.execute(update(PAIRING).where(PAIRING.c.school_id == school_id).values(_SOONER))


def look_again_at(work: Work, *, members: Iterable[int] = (), students: Iterable[int] = ()) -> None:
    """Something of these members or students changed that may give them something to hear."""
    whose = PAIRING.c.member_id.in_(list(members)) | PAIRING.c.student_id.in_(list(students))
    work.connection.execute(update(PAIRING).where(whose).values(_SOONER))


def look_by(work: Work, member_id: int, student_ids: Iterable[int], day: date) -> None:
    """Something is to be said of these on a day, if nothing is sooner."""
    mine = (PAIRING.c.member_id == member_id, PAIRING.c.student_id.in_(list(student_ids)))
    later = update(PAIRING).where(*mine, PAIRING.c.look_again_on > day)
    work.connection.execute(later.values(look_again_on=day, touched=PAIRING.c.touched + 1))
