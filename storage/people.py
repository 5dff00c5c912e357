"""The people of a school as one value: who works there, who learns there, who cares for whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, Table, bindparam, select, update

from duty.calendar import ONE_DAY, SchoolCalendar
from duty.people import Child, Role
from duty.policy import Policy
from duty.quiet import DayPlan
from duty.school import Engine
from duty.windows import Pairing
from storage.circumstances import Marks, circumstances_of, keeps_occasions, marks_of, own_days
from storage.policies import policies_of
from storage.rows import table
from storage.school_calendar import calendar_from
from storage.schools import day_plan
from storage.tables import DialogueRow, MemberRoleRow, MemberRow, PairingRow, SchoolRow, StudentRow, TermRow
from storage.work import Work

SCHOOL, MEMBER, MEMBER_ROLE = table(SchoolRow), table(MemberRow), table(MemberRoleRow)
STUDENT, TERM, PAIRING, DIALOGUE = table(StudentRow), table(TermRow), table(PairingRow), table(DialogueRow)


@dataclass(frozen=True, slots=True)
class Post:
    """A role and what it is of: a class teacher's class, a grade lead's grade; "" where it is of neither."""

    role: Role
    grade: str
    class_name: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff; `user_id` is spelt as the roster spells it. Who `left` cares for nobody and has no posts."""

    id: int
    user_id: str
    name: str
    posts: tuple[Post, ...]
    left: bool = False


@dataclass(frozen=True, slots=True)
class PackPairing:
    """A pairing and the key of the policy pack that it follows."""

    pack: str
    pairing: Pairing


@dataclass(frozen=True, slots=True)
class School:
    """Everybody of one school as of one `version` of its roster; nothing in here is sealed at rest."""

    id: int
    version: int
    name: str
    engine: Engine
    members: dict[int, Member]
    children: dict[int, Child]
    pairings: dict[int, tuple[PackPairing, ...]]  # by the mentor's id
    policies: Mapping[str, Policy]
    day: DayPlan
    places: Mapping[tuple[str, str | None], tuple[int, ...]]  # who is in each class, and, as class None, in each grade

    @property
    def calendar(self) -> SchoolCalendar:
        return self.engine.calendar

    def charges(self, member_id: int, on: date) -> tuple[PackPairing, ...]:
        """The pairings whose duties the member does on a day: the own ones, over and coming ones included, and those
        of whom the member stands in for.
        """
        known, own = self.engine.circumstances, self.pairings.get(member_id, ())
        return own + tuple(
            one
            for mentor in known.deputies
            if mentor != member_id
            for one in self.pairings.get(mentor, ())
            if one.pairing.holds(on) and member_id in known.deputies_of(mentor, one.pairing.student_id, on)
        )

    def in_care_of(self, member: Member, on: date) -> tuple[Child, ...]:
        """The children whom the member cares for on a day: mentees, also in another's stead, the own class, a
        leader's scope.
        """
        mentees = [pack.pairing for pack in self.charges(member.id, on)]
        ids = dict.fromkeys(pairing.student_id for pairing in mentees if pairing.holds(on))
        ids.update(dict.fromkeys(sorted(self.reached(member))))
        return tuple(self.children[student_id] for student_id in ids)

    def reached(self, member: Member) -> set[int]:
        """Whom the member's posts by themselves put in care."""
        return {student for post in member.posts for student in self._reached(post)}

    def _reached(self, post: Post) -> Iterable[int]:
        """Whom a post by itself puts in one's care. Administrators and counsellors see no child by post."""
        if post.role is Role.CLASS_TEACHER:
            return self.places.get((post.grade, post.class_name), ())
        if post.role is Role.GRADE_LEAD:
            return self.places.get((post.grade, None), ())
        return self.children if post.role in (Role.COORDINATOR, Role.PRINCIPAL) else ()


# Made once: building a statement costs more than running it.
_FIND_MEMBERS: Select[Any] = (
    select(
        MEMBER.c.id,
        MEMBER.c.user_key,
        MEMBER.c.school_id,
        SCHOOL.c.roster_version,
        DIALOGUE.c.greeted_on,
        DIALOGUE.c.pending_at.is_not(None).label("has_pending"),
    )
    .join(SCHOOL, SCHOOL.c.id == MEMBER.c.school_id)
    .outerjoin(DIALOGUE, DIALOGUE.c.member_id == MEMBER.c.id)
    .where(MEMBER.c.corp_id == bindparam("corp"), MEMBER.c.user_key.in_(bindparam("keys", expanding=True)))
    .where(MEMBER.c.left_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class Found:
    """Who wrote: the member, the school's roster version now, and what the chat is waiting for."""

    member_id: int
    school_id: int
    school_version: int
    greeted_on: date | None
    has_pending: bool


class Senders:
    """Finds the senders of a batch with one question a corp.

    What `find` says is said once: answering a letter may change what the chat waits for, so for a
    further letter of the same person the database is asked again.
    """

    def __init__(self, work: Work, wanted: Iterable[tuple[int, str]]) -> None:
        self._work = work
        self._known: dict[tuple[int, str], Found] = {}
        keys: dict[int, set[str]] = defaultdict(set)
        for corp, user_id in wanted:
            keys[corp].add(user_id.casefold())
        self._unused = {(corp, key) for corp, of_corp in keys.items() for key in of_corp}
        for corp, of_corp in keys.items():
            for row in work.direct.execute(_FIND_MEMBERS, {"corp": corp, "keys": list(of_corp)}):
                self._known[corp, row.user_key] = _found(row)

    def known(self, corp: int, user_id: str) -> Found | None:
        """Who that was when the batch began, None for a stranger; what the chat waits for may be old."""
        return self._known.get((corp, user_id.casefold()))

    def find(self, corp: int, user_id: str) -> Found | None:
        """The member with this user id, in whatever case the platform writes it; None for a stranger."""
        key = (corp, user_id.casefold())
        if key in self._unused:
            self._unused.remove(key)
            return self._known.get(key)
        row = self._work.direct.execute(_FIND_MEMBERS, {"corp": corp, "keys": [key[1]]}).first()
        return _found(row) if row else None


def _found(row: Any) -> Found:
    return Found(row.id, row.school_id, row.roster_version, row.greeted_on, row.has_pending)


def has_member(work: Work, school_id: int, user_id: str) -> bool:
    """Whether the roster of a school knows this user id, in whatever case."""
    asked = select(MEMBER.c.id).where(MEMBER.c.school_id == school_id, MEMBER.c.user_key == user_id.casefold())
    return work.connection.execute(asked).first() is not None


def load_school(work: Work, school_id: int, instead: Mapping[str, Policy] | None = None) -> School:
    """The whole school from a few questions, however large it is; with `instead` as if these were its policies."""
    school = work.connection.execute(select(SCHOOL).where(SCHOOL.c.id == school_id)).one()
    posts = _posts(work, school_id)
    members = _rows(work, _of_school(MEMBER, school_id))
    students = _rows(work, _of_school(STUDENT, school_id))
    policies = policies_of(work, school_id, instead)
    left = {row.id: row.left_at.date() for row in members if row.left_at}
    pairings = _rows(work, _of_school(PAIRING, school_id))
    used = [policies[pack] for pack in dict.fromkeys(row.pack for row in pairings)]
    marks = marks_of(work, school_id, used)
    children = {row.id: Child(row.id, row.student_no, row.name, row.grade, row.class_name) for row in students}
    known = circumstances_of(
        work,
        school_id,
        stand_ins=_stand_ins(pairings, children, posts),
        policies=used,
        marks=marks,
        left=left,
    )
    terms, own = _rows(work, _of_school(TERM, school_id)), own_days(work, school_id)
    calendar = calendar_from(terms, school.live_from, own, feasts=keeps_occasions(used))
    return School(
        id=school_id,
        version=school.roster_version,
        name=school.name,
        engine=Engine(calendar, known),
        members={
            row.id: Member(row.id, row.user_id, row.name, tuple(posts[row.id]), row.id in left) for row in members
        },
        children=children,
        pairings=_pairings(pairings, marks, left),
        policies=policies,
        day=day_plan(school),
        places=_places(children.values()),
    )


def _posts(work: Work, school_id: int) -> dict[int, list[Post]]:
    """By member; who left has none."""
    posts: dict[int, list[Post]] = defaultdict(list)
    here = (MEMBER.c.school_id == school_id, MEMBER.c.left_at.is_(None))
    asked = select(MEMBER_ROLE).join(MEMBER, MEMBER.c.id == MEMBER_ROLE.c.member_id).where(*here)
    for row in _rows(work, asked.order_by(MEMBER_ROLE.c.id)):
        posts[row.member_id].append(Post(Role(row.role), row.grade, row.class_name))
    return posts


def _stand_ins(
    pairings: Iterable[Any], children: Mapping[int, Child], posts: Mapping[int, list[Post]]
) -> dict[int, dict[int, list[int]]]:
    """The class teachers of each mentor's students, the mentor aside."""
    teachers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for member, of_member in posts.items():
        for post in of_member:
            if post.role is Role.CLASS_TEACHER:
                teachers[post.grade, post.class_name].append(member)
    found: dict[int, dict[int, list[int]]] = defaultdict(dict)
    for row in pairings:
        child = children[row.student_id]
        of_class = teachers.get((child.grade, child.class_name), [])
        found[row.member_id][child.id] = [one for one in of_class if one != row.member_id]
    return found


def school_now(work: Work, school_id: int) -> School:
    """The school as it is now: a copy that is kept until its roster changes, by whichever process."""
    version = work.direct.execute(select(SCHOOL.c.roster_version).where(SCHOOL.c.id == school_id)).scalar_one()
    return school_as_of(work, school_id, int(version))


def school_as_of(work: Work, school_id: int, version: int) -> School:
    """The same where the version now is known."""
    known = work.copies.get(school_id)
    if not isinstance(known, School) or known.version != version:
        known = work.copies[school_id] = load_school(work, school_id)
    return known


def roster_changed(work: Work, school_id: int) -> None:
    """Everybody's copy of the school is out of date from this transaction on."""
    newer = {"roster_version": SCHOOL.c.roster_version + 1}
    work.connection.execute(update(SCHOOL).where(SCHOOL.c.id == school_id).values(newer))


def _of_school(rows: Table, school_id: int) -> Select[Any]:
    return select(rows).where(rows.c.school_id == school_id).order_by(rows.c.id)


def _places(children: Iterable[Child]) -> dict[tuple[str, str | None], tuple[int, ...]]:
    found: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for child in children:
        found[child.grade, child.class_name].append(child.id)
        found[child.grade, None].append(child.id)
    return {place: tuple(ids) for place, ids in found.items()}


def _rows(work: Work, asked: Select[Any]) -> list[Any]:
    return list(work.connection.execute(asked))


def _pairings(
    rows: list[Any], marks: Mapping[int, Marks], left: Mapping[int, date]
) -> dict[int, tuple[PackPairing, ...]]:
    """By mentor; of one who left only what was before that day."""
    by_mentor: dict[int, list[PackPairing]] = defaultdict(list)
    nothing = Marks()
    for row in rows:
        level, last = marks.get(row.student_id, nothing).level, row.end
        if row.member_id in left:
            last = min(row.end or date.max, left[row.member_id] - ONE_DAY)
            if last < row.start:
                continue
        pairing = Pairing(row.member_id, row.student_id, row.start, last, level)
        by_mentor[row.member_id].append(PackPairing(row.pack, pairing))
    return {mentor: tuple(found) for mentor, found in by_mentor.items()}
