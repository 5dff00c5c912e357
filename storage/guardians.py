"""Guardians: who answers at home for a child, and whether a note may and can reach them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from duty.consent import VERSION
from storage.roster import marks
from storage.roster.details import GUARDIAN_DETAILS
from storage.rows import table
from storage.tables import GuardianRow, SchoolRow
from storage.work import Work

GUARDIAN, SCHOOL = table(GuardianRow), table(SchoolRow)
_ASKED = select(GUARDIAN, SCHOOL.c.asks_consent).join(SCHOOL, SCHOOL.c.id == GUARDIAN.c.school_id)


@dataclass(frozen=True, slots=True)
class Guardian:
    """One guardian of one child; a person with two children at the school is two.

    `relation` is the roster's word, `account` the id on the platform, None where there is none. `no_contact`: nothing
    about the child goes to this person. `declined`: asked to get no more notes. `follows` None: nobody knows.
    `removed`: the school's directory knows them no more. `consent`: the version of the text that they agreed to, "" for
    none; `asks_consent`: the school asks for it. `generation`: links by hand of an earlier one open nothing.
    """

    id: int
    student_id: int
    school_id: int
    relation: str
    account: str | None
    no_contact: bool
    declined: bool
    follows: bool | None
    removed: bool = False
    consent: str = ""
    generation: int = 0
    asks_consent: bool = False

    @property
    def reachable(self) -> bool:
        """Whether a note to this guardian is worth trying on the platform."""
        return self.account is not None and self.follows is not False

    @property
    def welcomes(self) -> bool:
        """Whether notes may go to this guardian at all, on whatever way."""
        return not self.no_contact and not self.declined and not self.removed

    @property
    def consents(self) -> bool:
        """Whether the guardian agreed to get notes, where the school asks for that."""
        return not self.asks_consent or self.consent == VERSION

    @property
    def may_get(self) -> bool:
        """Whether anything about the child may go to this guardian now."""
        return self.welcomes and self.consents


def of_child(work: Work, student_id: int) -> list[Guardian]:
    """All guardians of a child in the order of the roster, those who get nothing included."""
    asked = _ASKED.where(GUARDIAN.c.student_id == student_id).order_by(GUARDIAN.c.id)
    return [_guardian(work, row) for row in work.connection.execute(asked)]


def one(work: Work, guardian_id: int) -> Guardian | None:
    row = work.connection.execute(_ASKED.where(GUARDIAN.c.id == guardian_id)).first()
    return _guardian(work, row) if row else None


def same_person(work: Work, guardian: Guardian) -> list[Guardian]:
    """The other guardians of the school with the same account: of brothers and sisters."""
    if guardian.account is None:
        return []
    mark = marks.parent_account(work.vault, guardian.account)
    theirs = (GUARDIAN.c.platform_mark == mark, GUARDIAN.c.school_id == guardian.school_id)
    rows = work.connection.execute(_ASKED.where(*theirs, GUARDIAN.c.id != guardian.id))
    return [_guardian(work, row) for row in rows]


def set_follows_by_account(work: Work, corp_row: int, parent_userid: str, follows: bool) -> list[int]:
    """What the platform says of a parent, on every guardian with that account in the corp; their ids."""
    schools = select(SCHOOL.c.id).where(SCHOOL.c.corp_id == corp_row)
    account = marks.parent_account(work.vault, parent_userid)
    theirs = (GUARDIAN.c.platform_mark == account, GUARDIAN.c.school_id.in_(schools))
    changed = update(GUARDIAN).where(*theirs).values(follows=follows).returning(GUARDIAN.c.id)
    return sorted(work.connection.execute(changed).scalars())


def set_declined(work: Work, guardian_id: int, at: datetime | None) -> None:
    """Since when the guardian wants no more notes; None: they are welcome again."""
    work.connection.execute(update(GUARDIAN).where(GUARDIAN.c.id == guardian_id).values(declined_at=at))


def _guardian(work: Work, row: Any) -> Guardian:
    details = work.vault.open_json(row.sealed_details, GUARDIAN_DETAILS)
    return Guardian(
        id=row.id,
        student_id=row.student_id,
        school_id=row.school_id,
        relation=details.get("relation", ""),
        account=details.get("platform_account"),
        no_contact=row.no_contact,
        declined=row.declined_at is not None,
        follows=row.follows,
        removed=row.removed_at is not None,
        consent=row.consent_version,
        generation=row.link_generation,
        asks_consent=row.asks_consent,
    )
