"""The trial of a school: who gets what would go to others, until the school says that it is in earnest."""

from sqlalchemy import case, select

from duty.people import Role
from storage.people import MEMBER, MEMBER_ROLE, SCHOOL
from storage.work import Work

# Who stands in for everybody, the first that a school has.
STAND_INS = (Role.COORDINATOR, Role.PRINCIPAL, Role.ADMIN)


def redirects(work: Work) -> dict[int, str]:
    """The user id that gets everything, by each school in its trial that has somebody for it."""
    rank = case({role.value: place for place, role in enumerate(STAND_INS)}, value=MEMBER_ROLE.c.role)
    asked = (
        select(MEMBER.c.school_id, MEMBER.c.user_id)
        .join(MEMBER_ROLE, MEMBER_ROLE.c.member_id == MEMBER.c.id)
        .join(SCHOOL, SCHOOL.c.id == MEMBER.c.school_id)
        .where(SCHOOL.c.trial, MEMBER_ROLE.c.role.in_([role.value for role in STAND_INS]))
        .order_by(MEMBER.c.school_id, rank, MEMBER.c.id)
    )
    found: dict[int, str] = {}
    for row in work.connection.execute(asked):
        found.setdefault(row.school_id, row.user_id)
    return found


def member_name(work: Work, school_id: int, user_id: str) -> str:
    """The name of a member of the school, "" for nobody that it knows."""
    asked = select(MEMBER.c.name).where(MEMBER.c.school_id == school_id, MEMBER.c.user_key == user_id.casefold())
    return str(work.connection.execute(asked).scalar_one_or_none() or "")
