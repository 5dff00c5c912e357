"""Families' standing pages: when each was last opened, whether its teacher is still here, and links made anew."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from storage.bulk import insert_new_rows
from storage.people import MEMBER
from storage.relay_tables import FamilyPageRow
from storage.rows import table
from storage.tables import GuardianRow
from storage.work import Work

A_DAY = timedelta(days=1)
FAMILY_PAGE, GUARDIAN = table(FamilyPageRow), table(GuardianRow)


def school_of(work: Work, member_id: int) -> int | None:
    """Where a member works; None for who left: with them their links end."""
    here = select(MEMBER.c.school_id).where(MEMBER.c.id == member_id, MEMBER.c.left_at.is_(None))
    return work.connection.execute(here).scalar_one_or_none()


def opened(work: Work, guardian_id: int, member_id: int, at: datetime) -> None:
    """The guardian looked at the page of their thread with this member; to the day, as nobody asks for more."""
    whose = {"guardian_id": guardian_id, "member_id": member_id}
    if not insert_new_rows(work.connection, FAMILY_PAGE, [{**whose, "opened_at": at}], unique=tuple(whose)):
        mine = (FAMILY_PAGE.c.guardian_id == guardian_id, FAMILY_PAGE.c.member_id == member_id)
        long_ago = FAMILY_PAGE.c.opened_at < at - A_DAY
        work.connection.execute(update(FAMILY_PAGE).where(*mine, long_ago).values(opened_at=at))


def is_known(work: Work, guardian_id: int, member_id: int, since: datetime) -> bool:
    """Whether the guardian has a link that works, and opened it since then."""
    mine = (FAMILY_PAGE.c.guardian_id == guardian_id, FAMILY_PAGE.c.member_id == member_id)
    asked = select(FAMILY_PAGE.c.id).where(*mine, FAMILY_PAGE.c.opened_at >= since)
    return work.connection.execute(asked).first() is not None


def renew(work: Work, guardian_id: int) -> None:
    """From now on the links that were given out before open nothing."""
    newer = {"link_generation": GUARDIAN.c.link_generation + 1}
    work.connection.execute(update(GUARDIAN).where(GUARDIAN.c.id == guardian_id).values(newer))
    work.connection.execute(delete(FAMILY_PAGE).where(FAMILY_PAGE.c.guardian_id == guardian_id))
