"""Which families a note can reach at this moment, and of the others why not."""

from collections.abc import Collection

from sqlalchemy import select

from duty.reach import Reach
from storage.guardians import GUARDIAN
from storage.work import Work


def reach(work: Work, student_ids: Collection[int]) -> dict[int, Reach]:
    """By student, in their order."""
    found = dict.fromkeys(student_ids, Reach.NOT_LISTED)
    wished = set()
    asked = select(GUARDIAN).where(GUARDIAN.c.student_id.in_(list(student_ids)), GUARDIAN.c.removed_at.is_(None))
    silent = set()
    for row in work.connection.execute(asked):
        if row.no_contact or row.declined_at is not None:
            silent.add(row.student_id)
            continue
        wished.add(row.student_id)
        if row.platform_mark is not None and row.follows:
            found[row.student_id] = Reach.REACHED
        elif row.platform_mark is not None and found[row.student_id] is not Reach.REACHED:
            unknown = row.follows is None or found[row.student_id] is Reach.UNKNOWN
            found[row.student_id] = Reach.UNKNOWN if unknown else Reach.NOT_FOLLOWING
    return found | dict.fromkeys(silent - wished, Reach.NOT_WISHED)
