"""What the database already says about the people of a school, as an import compares it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from duty.people import Role
from storage.circumstances import EXEMPTION, SCHOOL_DAY, SchoolDay
from storage.people import Post
from storage.policies import titles_of
from storage.roster.columns import DEEDS, EXEMPTIONS, GUARDIANS, PACKS, PAIRINGS, SCHOOL_DAYS, TERMS
from storage.roster.details import STUDENT_DETAILS
from storage.rows import table
from storage.tables import DeedRow, GuardianRow, MemberRoleRow, MemberRow, PairingRow, SchoolRow, StudentRow, TermRow
from storage.vault import Vault
from storage.work import Work

SCHOOL, MEMBER, ROLE, STUDENT = table(SchoolRow), table(MemberRow), table(MemberRoleRow), table(StudentRow)
GUARDIAN, TERM, PAIRING, DEED = table(GuardianRow), table(TermRow), table(PairingRow), table(DeedRow)

PairingKey = tuple[str, str, str, date]  # user key, student number, pack, start


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member of staff somewhere in the corp; `posts` only for those of this school."""

    id: int
    school_id: int
    user_id: str
    name: str
    sealed_details: bytes | None
    posts: frozenset[Post]


@dataclass(frozen=True, slots=True)
class Known:
    """One look at a school. Rows stand as the database has them; what is sealed is still sealed."""

    school: Any
    members: Mapping[str, KnownMember]  # by user key
    students: Mapping[str, Any]  # by student number
    guardians: Mapping[tuple[str, bytes], Any]  # by student number and identity mark
    terms: Mapping[tuple[str, str], Any]  # by school year and name
    pairings: Mapping[PairingKey, Any]
    packs: Mapping[str, tuple[str, ...]]  # the words for each, by key
    school_days: Mapping[tuple[date, SchoolDay], Any]
    exemptions: Mapping[tuple[str, str, date], Any]  # by user key and student number, "" for everybody, and first day
    import_marks: frozenset[bytes]

    def is_member(self, user_key: str) -> bool:
        """Whether somebody works at this school under the account."""
        member = self.members.get(user_key)
        return member is not None and member.school_id == self.school.id

    def birth_date(self, vault: Vault, student_no: str) -> date | None:
        row = self.students.get(student_no)
        if row is None:
            return None
        born = vault.open_json(row.sealed_details, STUDENT_DETAILS).get("birth_date")
        return date.fromisoformat(born) if born else None


def look_up(work: Work, school_id: int, sheets: Collection[str]) -> Known:
    """Everything that the sheets of an import may touch or name, in a handful of questions.

    The school is read first: whatever changes while the rest is read leaves its version behind.
    """
    school = work.connection.execute(select(SCHOOL).where(SCHOOL.c.id == school_id)).one()
    students = work.connection.execute(select(STUDENT).where(STUDENT.c.school_id == school_id))
    return Known(
        school=school,
        members=_members(work, school),
        students={row.student_no: row for row in students},
        guardians=_guardians(work, school_id) if GUARDIANS.name in sheets else {},
        terms=_terms(work, school_id) if TERMS.name in sheets else {},
        pairings=_pairings(work, school_id) if PAIRINGS.name in sheets else {},
        packs=_packs(work, school_id) if PAIRINGS.name in sheets else {},
        school_days=_school_days(work, school_id) if SCHOOL_DAYS.name in sheets else {},
        exemptions=_exemptions(work, school_id) if EXEMPTIONS.name in sheets else {},
        import_marks=_import_marks(work, school_id) if DEEDS.name in sheets else frozenset(),
    )


def _members(work: Work, school: Any) -> dict[str, KnownMember]:
    posts: dict[int, set[Post]] = defaultdict(set)
    of_school = select(ROLE).join(MEMBER, MEMBER.c.id == ROLE.c.member_id).where(MEMBER.c.school_id == school.id)
    for row in work.connection.execute(of_school):
        posts[row.member_id].add(Post(Role(row.role), row.grade, row.class_name))
    of_corp = select(MEMBER).where(MEMBER.c.corp_id == school.corp_id)
    return {
        row.user_key: KnownMember(
            row.id, row.school_id, row.user_id, row.name, row.sealed_details, frozenset(posts[row.id])
        )
        for row in work.connection.execute(of_corp)
    }


def _guardians(work: Work, school_id: int) -> dict[tuple[str, bytes], Any]:
    asked = select(GUARDIAN, STUDENT.c.student_no).join(STUDENT, STUDENT.c.id == GUARDIAN.c.student_id)
    found = work.connection.execute(asked.where(GUARDIAN.c.school_id == school_id))
    return {(row.student_no, row.identity_mark): row for row in found}


def _terms(work: Work, school_id: int) -> dict[tuple[str, str], Any]:
    found = work.connection.execute(select(TERM).where(TERM.c.school_id == school_id))
    return {(row.school_year, row.name): row for row in found}


def _pairings(work: Work, school_id: int) -> dict[PairingKey, Any]:
    asked = (
        select(PAIRING, MEMBER.c.user_key, STUDENT.c.student_no)
        .join(MEMBER, MEMBER.c.id == PAIRING.c.member_id)
        .join(STUDENT, STUDENT.c.id == PAIRING.c.student_id)
        .where(PAIRING.c.school_id == school_id)
    )
    return {(row.user_key, row.student_no, row.pack, row.start): row for row in work.connection.execute(asked)}


def _packs(work: Work, school_id: int) -> dict[str, tuple[str, ...]]:
    """What ships, and what the school applied under titles of its own."""
    own = titles_of(work, school_id)
    return {key: (*own.get(key, ()), *PACKS.get(key, (key,))) for key in dict.fromkeys([*PACKS, *own])}


def _school_days(work: Work, school_id: int) -> dict[tuple[date, SchoolDay], Any]:
    found = work.connection.execute(select(SCHOOL_DAY).where(SCHOOL_DAY.c.school_id == school_id))
    return {(row.first, SchoolDay(row.kind)): row for row in found}


def _exemptions(work: Work, school_id: int) -> dict[tuple[str, str, date], Any]:
    asked = (
        select(EXEMPTION, MEMBER.c.user_key, STUDENT.c.student_no)
        .outerjoin(MEMBER, MEMBER.c.id == EXEMPTION.c.member_id)
        .outerjoin(STUDENT, STUDENT.c.id == EXEMPTION.c.student_id)
        .where(EXEMPTION.c.school_id == school_id)
    )
    return {(row.user_key or "", row.student_no or "", row.first): row for row in work.connection.execute(asked)}


def _import_marks(work: Work, school_id: int) -> frozenset[bytes]:
    asked = select(DEED.c.import_mark).where(DEED.c.school_id == school_id, DEED.c.import_mark.is_not(None))
    return frozenset(work.connection.execute(asked).scalars())
