"""Carers: which members of staff speak for a child with the family."""

from datetime import date

from duty.people import Child, Role
from storage.leaders import leads
from storage.people import Member, School


def may_write(school: School, member: Member, child: Child, on: date) -> bool:
    """Whether a member writes to this child's family: as the mentor of that day, the class teacher, or a leader.

    `child` is the school's; somebody who leads another one of the same corp leads nobody here.
    """
    if member.id not in school.members:
        return False
    return is_close(school, member, child, on) or leads(member, child)


def is_close(school: School, member: Member, child: Child, on: date) -> bool:
    """Whether a member has the family's own links: as the mentor of that day, or as the class teacher. Links are keys,
    and a leader needs none to a whole grade's."""
    return member in mentors(school, child, on) or member in class_teachers(school, child)


def mentors(school: School, child: Child, on: date) -> list[Member]:
    """Who is paired with the child on a day."""
    found = {
        mentor: None
        for mentor, pairings in school.pairings.items()
        for pack in pairings
        if pack.pairing.student_id == child.id and pack.pairing.holds(on)
    }
    return [school.members[mentor] for mentor in found]


def class_teachers(school: School, child: Child) -> list[Member]:
    place = (child.grade, child.class_name)
    return [
        member
        for member in school.members.values()
        if any(post.role is Role.CLASS_TEACHER and (post.grade, post.class_name) == place for post in member.posts)
    ]


def reader_of(school: School, child: Child, on: date) -> Member | None:
    """Who gets what a family says of itself: the mentor, or who stands in, else as `readers` says."""
    own = mentors(school, child, on)
    found = readers(school, own[0].id if own else 0, child, on)
    return found[0] if found else None


def readers(school: School, author_id: int, child: Child, on: date) -> list[Member]:
    """Who may get what the family answered, the best first.

    The author, where the child is still theirs or they stand in for its mentor; in a leave who stands in for them; else
    the class teacher, else whoever coordinates the school's care, so that a family's words never lie unread. Who is on
    leave comes last.
    """
    author, known = school.members.get(author_id), school.engine.circumstances
    theirs = author and (may_write(school, author, child, on) or _stands_in(school, author, child, on))
    own = [author] if author and theirs else []
    if own and known.on_leave(author_id, on):
        deputies = (school.members.get(one) for one in known.deputies_of(author_id, child.id, on))
        own = [*(one for one in deputies if one), *own]
    leading = [
        member
        for role in (Role.COORDINATOR, Role.PRINCIPAL, Role.ADMIN)
        for member in school.members.values()
        if any(post.role is role for post in member.posts)
    ]
    found = dict.fromkeys([*own, *class_teachers(school, child), *leading])
    return sorted(found, key=lambda one: known.on_leave(one.id, on))


def _stands_in(school: School, member: Member, child: Child, on: date) -> bool:
    """Whether somebody does a mentor's part for this child today."""
    known = school.engine.circumstances
    return any(member.id in known.deputies_of(mentor.id, child.id, on) for mentor in mentors(school, child, on))
