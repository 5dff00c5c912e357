"""The platform's directory put into the books: accounts, parents, who follows. What is doubtful is left to humans."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from duty.directory import (
    Enrolled,
    KnownGuardian,
    ListedParent,
    ListedStudent,
    ParentDoubt,
    StudentMatches,
    match_students,
)
from duty.families import Family, match_parents
from handlers import follows
from language.hear.kin import kin_of
from language.hear.same import name_key, phone_key, place_key
from storage import audit, directory
from storage.directory import GuardianOnFile, StudentOnFile
from storage.looks import look_again_at
from storage.people import roster_changed
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changes the books, by the name of a program, and when."""

    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """What was changed: accounts of children, guardians who got one, new ones, lost ones, those who are back, and whose
    following is known otherwise now."""

    accounts: int = 0
    linked: int = 0
    added: int = 0
    lost: int = 0
    returned: int = 0
    followed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, name) + getattr(other, name) for name in Counts.__slots__))

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in Counts.__slots__)


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of one child, or of several together; doubts with the child whom they are about."""

    counts: Counts = field(default_factory=Counts)
    doubts: tuple[tuple[StudentOnFile, ParentDoubt], ...] = ()

    def __add__(self, other: "Applied") -> "Applied":
        return Applied(self.counts + other.counts, self.doubts + other.doubts)


def listed_parent(account: str, relation: str, phone: str, *, follows: bool) -> ListedParent:
    """A parent as the platform names one."""
    return ListedParent(account, relation.strip(), kin_of(relation), phone_key(phone), follows)


def survey(work: Work, school_id: int, listed: Sequence[ListedStudent]) -> tuple[list[StudentOnFile], StudentMatches]:
    """The students of a school, class by class, and who they are in the directory."""
    on_file = directory.students(work, school_id)
    return on_file, match_students(listed, [_enrolled(one) for one in on_file])


def apply_all(
    work: Work, ids: Iterable[int], found: Mapping[int, ListedStudent], stamp: Stamp, *, dry_run: bool = False
) -> Applied:
    """Those of these students who were found, as they stand in the books at this moment."""
    total = Applied()
    on_file = directory.students_by_id(work, (one for one in ids if one in found))
    known = directory.guardians(work, (one.id for one in on_file))
    changed = set()
    for student in on_file:
        child = _Child(work, student, known.get(student.id, []), stamp)
        applied = child.planned(found[student.id])[1] if dry_run else child.apply(found[student.id])
        total += applied
        if applied.counts and not dry_run:
            changed.add(student)
    for school in {student.school_id for student in changed}:
        roster_changed(work, school)
    look_again_at(work, students=[student.id for student in changed])
    return total


def knows_student(work: Work, corp: int, account: str) -> bool:
    return bool(directory.students_by_account(work, corp, account))


def apply_student(
    work: Work, corp: int, listed: ListedStudent, classmates: Sequence[ListedStudent], stamp: Stamp
) -> Applied:
    """One student of the directory, in whichever school of the corp; nothing where it is not certain who that is.

    `classmates` are all of the same class, the student among them: who has a namesake there is not known by name.
    """
    known = directory.students_by_account(work, corp, listed.account)
    found = {one.id for one in known if name_key(one.name) == listed.name}
    if not known:
        for school in directory.schools_of(work, corp):
            on_file, matches = survey(work, school, classmates)
            # An account that is not of this class may be right all the same.
            free = {one.id for one in on_file if not one.account}
            found |= {one for one, other in matches.found.items() if other.key == listed.key and one in free}
    if len(found) != 1:
        return Applied()
    return apply_all(work, found, dict.fromkeys(found, listed), stamp)


def student_gone(work: Work, corp: int, account: str, stamp: Stamp) -> None:
    """The directory has the student no more, and so the parents as this child's no more."""
    for student in directory.students_by_account(work, corp, account):
        directory.set_student_account(work, student.id, "")
        _note(work, student, stamp, "directory_student_gone")
        family = directory.guardians(work, [student.id]).get(student.id, [])
        _lose(work, student, [one for one in family if one.account and not one.removed], stamp)
        roster_changed(work, student.school_id)


def parent_gone(work: Work, corp: int, account: str, stamp: Stamp) -> None:
    """The directory has the parent no more, of whichever child."""
    for guardian in directory.guardians_by_account(work, corp, account):
        [student] = directory.students_by_id(work, [guardian.student_id])
        if not guardian.removed:
            _lose(work, student, [guardian], stamp)
            roster_changed(work, student.school_id)


def children_of(work: Work, corp: int, parent: str) -> list[str]:
    """The accounts of the children whose guardian the books say this parent to be."""
    ids = [one.student_id for one in directory.guardians_by_account(work, corp, parent)]
    return [one.account for one in directory.students_by_id(work, ids) if one.account]


@dataclass(frozen=True, slots=True)
class _Child:
    """A student of the books, the guardians there, and who writes."""

    work: Work
    student: StudentOnFile
    guardians: Sequence[GuardianOnFile]
    stamp: Stamp

    def planned(self, listed: ListedStudent) -> tuple[Family, Applied]:
        """What would become of the child's guardians."""
        family = match_parents(listed.parents, [_known(one) for one in self.guardians])
        known = {one.id: one for one in self.guardians}
        pairs = [(known[one], parent) for one, parent in family.found.items()]
        counts = Counts(
            accounts=int(self.student.account.casefold() != listed.key),
            linked=sum(one.account.casefold() != parent.key for one, parent in pairs),
            added=len(family.new),
            lost=len(family.lost),
            returned=sum(one.removed for one, _ in pairs),
            followed=sum(one.follows is not parent.follows for one, parent in pairs),
        )
        return family, Applied(counts, tuple((self.student, doubt) for doubt in family.doubts))

    def apply(self, listed: ListedStudent) -> Applied:
        family, applied = self.planned(listed)
        if applied.counts.accounts:
            directory.set_student_account(self.work, self.student.id, listed.account)
            self._note("directory_student")
        begun = [guardian for guardian in self.guardians if self._link(guardian, family.found.get(guardian.id))]
        for parent in family.new:
            self._add(parent)
        _lose(self.work, self.student, [one for one in self.guardians if one.id in family.lost], self.stamp)
        follows.begun(self.work, [one.id for one in begun], self.stamp.at)
        return applied

    def _link(self, guardian: GuardianOnFile, parent: ListedParent | None) -> bool:
        """Whether the guardian has begun to follow."""
        if parent is None:
            return False
        changes = {
            "directory_linked": guardian.account.casefold() != parent.key,
            "directory_returned": guardian.removed,
            "directory_follows" if parent.follows else "directory_follows_not": guardian.follows is not parent.follows,
        }
        if any(changes.values()):
            directory.link_guardian(self.work, guardian, parent.account, follows=parent.follows)
        for action in (name for name, true in changes.items() if true):
            self._note(action, guardian.id)
        return parent.follows and guardian.follows is not True

    def _add(self, parent: ListedParent) -> None:
        added = directory.add_guardian(
            self.work, self.student, parent.account, parent.relation, parent.phone, follows=parent.follows
        )
        self._note("directory_added", added)

    def _note(self, action: str, guardian_id: int | None = None) -> None:
        _note(self.work, self.student, self.stamp, action, guardian_id)


def _lose(work: Work, student: StudentOnFile, guardians: Iterable[GuardianOnFile], stamp: Stamp) -> None:
    for one in guardians:
        directory.lose_guardian(work, one.id, stamp.at)
        _note(work, student, stamp, "directory_lost", one.id)


def _note(work: Work, student: StudentOnFile, stamp: Stamp, action: str, guardian_id: int | None = None) -> None:
    audit.note(
        work,
        school_id=student.school_id,
        at=stamp.at,
        actor=stamp.actor,
        action=action,
        student_id=student.id,
        subject=f"guardian:{guardian_id}" if guardian_id else "",
    )


def _enrolled(student: StudentOnFile) -> Enrolled:
    place = place_key(student.grade, student.class_name)
    return Enrolled(student.id, student.account.casefold(), name_key(student.name), place)


def _known(one: GuardianOnFile) -> KnownGuardian:
    return KnownGuardian(
        id=one.id,
        account=one.account.casefold(),
        relation=one.relation,
        kin=kin_of(one.relation),
        phone=phone_key(one.phone),
        no_contact=one.no_contact,
        made=one.made,
        removed=one.removed,
        follows=one.follows,
    )
