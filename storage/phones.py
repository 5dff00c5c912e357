"""Phones: the numbers of staff and guardians, for whoever took a danger over and nobody else."""

from sqlalchemy import select

from storage.alarms import Writer
from storage.guardians import GUARDIAN
from storage.people import MEMBER
from storage.roster.details import GUARDIAN_DETAILS, MEMBER_DETAILS
from storage.work import Work


def of_writer(work: Work, writer: Writer) -> str:
    """Of whoever wrote of a danger; "" where the roster has none."""
    if writer.member_id is not None:
        return of_member(work, writer.member_id)
    return of_guardian(work, writer.guardian_id) if writer.guardian_id is not None else ""


def of_member(work: Work, member_id: int) -> str:
    """ "" where the roster has none."""
    sealed = work.connection.execute(select(MEMBER.c.sealed_details).where(MEMBER.c.id == member_id)).scalar()
    return str(work.vault.open_json(sealed, MEMBER_DETAILS).get("phone", "")) if sealed else ""


def of_guardian(work: Work, guardian_id: int) -> str:
    """ "" where the roster has none."""
    sealed = work.connection.execute(select(GUARDIAN.c.sealed_details).where(GUARDIAN.c.id == guardian_id)).scalar()
    return str(work.vault.open_json(sealed, GUARDIAN_DETAILS).get("phone", "")) if sealed else ""
