"""Leaders: who hears of a duty that stayed empty, and whom they can ask to stand in."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duty.calendar import Span
from duty.escalation import Step
from duty.people import Child, Role
from duty.windows import Pairing
from storage.people import Member, Post, School

# Of each step the first whom a school has.
CHAIN = {
    Step.GRADE_LEAD: (Role.GRADE_LEAD, Role.COORDINATOR, Role.PRINCIPAL, Role.ADMIN),
    Step.COORDINATOR: (Role.COORDINATOR, Role.PRINCIPAL, Role.ADMIN),
}
MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Leaders:
    """Those of a school who lead, by role: found once, asked often."""

    school: School
    by_role: Mapping[Role, Sequence[Member]]

    @classmethod
    def of(cls, school: School) -> "Leaders":
        by_role: dict[Role, list[Member]] = defaultdict(list)
        for member in school.members.values():
            for role in dict.fromkeys(post.role for post in member.posts):
                by_role[role].append(member)
        return cls(school, by_role)

    def hear(
        self,
        child: Child,
        step: Step,
        *,
        besides: Collection[int | None],
        on: date,
        unreached: Collection[str] = frozenset(),
    ) -> list[Member]:
        """Who hears of a child's duty at a step, but for the members `besides`, whom it is about.

        Who is on leave or, by user id, not reached by the platform is passed over where there is anybody else.
        """
        ranks = [
            [one for one in self.by_role.get(role, ()) if one.id not in besides and _leads(one, role, child)]
            for role in CHAIN[step]
        ]
        known = self.school.engine.circumstances
        here = (
            [one for one in rank if one.user_id.casefold() not in unreached and not known.on_leave(one.id, on)]
            for rank in ranks
        )
        return next(filter(None, here), None) or next(filter(None, ranks), [])


def may_decide(member: Member, child: Child) -> bool:
    """Whether it is the member's to say who stands in for a child's mentor."""
    return any(_leads(member, role, child) for role in CHAIN[Step.GRADE_LEAD])


def leads(member: Member, child: Child) -> bool:
    """Whether the child is of the grade or school that the member leads."""
    return any(_leads(member, role, child) for role in (Role.GRADE_LEAD, Role.COORDINATOR, Role.PRINCIPAL))


def role_of(member: Member, grades: Collection[str]) -> Role | None:
    """As what a leader is spoken to about children of these grades."""
    for role in CHAIN[Step.GRADE_LEAD]:
        if any(post.role is role and (role is not Role.GRADE_LEAD or post.grade in grades) for post in member.posts):
            return role
    return None


def leads_class(member: Member, child: Child) -> bool:
    """Whether the member is the child's class teacher."""
    return _leads(member, Role.CLASS_TEACHER, child)


def candidates(school: School, mentor_id: int, child: Child, days: Span, busy: Collection[int] = ()) -> list[Member]:
    """Who could stand in on these days: the child's class teachers, then mentors near to the child who have the fewest
    mentees; nobody who is away on one of the days, and last who is `busy` with what the own children wait for.
    """
    known = school.engine.circumstances
    mentees = Counter(dict.fromkeys(school.pairings, 0))
    near: dict[int, int] = {}
    for one in _pairings(school, days.first):
        mentees[one.mentor_id] += 1
        mentee = school.children[one.student_id]
        same_class = (mentee.grade, mentee.class_name) == (child.grade, child.class_name)
        distance = 1 if same_class else 2
        if mentee.grade == child.grade:
            near[one.mentor_id] = min(distance, near.get(one.mentor_id, distance))
    near.update({one.id: 0 for one in school.members.values() if leads_class(one, child)})
    free = [
        member
        for member in near
        if member != mentor_id and not any(span.overlap(days.first, days.last) for span in known.leaves.get(member, ()))
    ]
    free.sort(key=lambda member: (member in busy, near[member], mentees[member], member))
    return [school.members[member] for member in free[:MOST_CANDIDATES]]


def _pairings(school: School, on: date) -> Iterator[Pairing]:
    return (one.pairing for found in school.pairings.values() for one in found if one.pairing.holds(on))


def _leads(member: Member, role: Role, child: Child) -> bool:
    return any(post.role is role and _is_of(post, child) for post in member.posts)


def _is_of(post: Post, child: Child) -> bool:
    """Whether the post is of the child's class or grade, or of the whole school."""
    if post.role is Role.CLASS_TEACHER:
        return (post.grade, post.class_name) == (child.grade, child.class_name)
    return post.role is not Role.GRADE_LEAD or post.grade == child.grade
