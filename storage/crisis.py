"""Who of a school must hear of a danger at once, and the phone that is always answered."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from duty.people import Child, Role
from storage.people import MEMBER, MEMBER_ROLE, SCHOOL, STUDENT
from storage.schools import school_settings
from storage.work import Work

# Whom the platform's directory has lost nobody can tell.
_HERE = MEMBER.c.left_at.is_(None)
# Who is told where the school has named nobody, or nobody whom the roster knows.
_INSTEAD = (Role.PRINCIPAL, Role.COORDINATOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can take a danger over; `id` is the row id of the member."""

    id: int
    user_id: str
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Responders:
    """Whom to tell, the first being the school's first choice, and the duty phone, "" where it has none."""

    contacts: tuple[Contact, ...]
    phone: str


def responders(
    work: Work, school_id: int, *, besides: Iterable[str] = (), barred: Collection[int] = frozenset()
) -> Responders:
    """The school's crisis contacts whom the roster knows; else its principals, coordinators, administrators.

    `besides` are user ids of those who know already. Who knows alone of all is named all the same: better told
    twice than nobody. `barred`, by row id, are never told.
    """
    school = school_settings(work, school_id)
    groups = [_named(work, school.corp, school.crisis_contacts), *by_role(work, school_id, _INSTEAD)]
    allowed = [[one for one in group if one.id not in barred] for group in groups]
    known = {user_id.casefold() for user_id in besides}
    new = ([one for one in group if one.user_id.casefold() not in known] for group in allowed)
    chosen = next(filter(None, new), None) or next(filter(None, allowed), [])
    return Responders(tuple(chosen), school.duty_phone)


def everybody(work: Work, school_id: int, barred: Collection[int]) -> list[Contact]:
    """All who can help, the school's own choice first, but for the `barred`: for an alarm that nobody takes over."""
    school = school_settings(work, school_id)
    groups = [_named(work, school.corp, school.crisis_contacts), *by_role(work, school_id, _INSTEAD)]
    return list(dict.fromkeys(one for group in groups for one in group if one.id not in barred))


def watchers(work: Work, school_id: int) -> list[Contact]:
    """Who gets the list of children to be watched: the counsellors; none: the first crisis contact."""
    [counsellors] = by_role(work, school_id, [Role.COUNSELLOR])
    return counsellors or list(responders(work, school_id).contacts[:1])


def staff(work: Work, school_id: int) -> list[Contact]:
    """Everybody who could ever be told of a danger at a school: the staff of its corp."""
    corp = school_settings(work, school_id).corp
    return _contacts(work, work.connection.execute(select(MEMBER.c.id).where(MEMBER.c.corp_id == corp)).scalars())


def contacts_by_id(work: Work, member_ids: Sequence[int]) -> list[Contact]:
    """These members, in this order."""
    found = {one.id: one for one in _contacts(work, member_ids)}
    return [found[member] for member in member_ids if member in found]


def school_of_strangers(work: Work, corp: int) -> int | None:
    """The school of a corp that answers for whoever is in no roster: its first; None where it has none yet."""
    asked = select(SCHOOL.c.id).where(SCHOOL.c.corp_id == corp).order_by(SCHOOL.c.id).limit(1)
    return work.connection.execute(asked).scalar_one_or_none()


def children_of(work: Work, school_id: int) -> list[Child]:
    """Every child of a school, for a text whose writer has nobody in care."""
    rows = work.connection.execute(select(STUDENT).where(STUDENT.c.school_id == school_id).order_by(STUDENT.c.id))
    return [Child(row.id, row.student_no, row.name, row.grade, row.class_name) for row in rows]


def _named(work: Work, corp: int, user_ids: Sequence[str]) -> list[Contact]:
    """In the order given, whatever school of the corp they work at: several may share a counsellor."""
    keys = [user_id.casefold() for user_id in user_ids]
    asked = select(MEMBER.c.id).where(MEMBER.c.corp_id == corp, MEMBER.c.user_key.in_(keys), _HERE)
    found = {one.user_id.casefold(): one for one in _contacts(work, work.connection.execute(asked).scalars().all())}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def by_role(work: Work, school_id: int, roles: Sequence[Role]) -> list[list[Contact]]:
    """The members of a school who have these roles, role by role."""
    asked = (
        select(MEMBER.c.id)
        .join(MEMBER_ROLE, MEMBER_ROLE.c.member_id == MEMBER.c.id)
        .where(MEMBER.c.school_id == school_id, _HERE, MEMBER_ROLE.c.role.in_([role.value for role in roles]))
    )
    leading = _contacts(work, work.connection.execute(asked).scalars().all())
    return [[one for one in leading if role in one.roles] for role in roles]


def _contacts(work: Work, member_ids: Iterable[int]) -> list[Contact]:
    asked = (
        select(MEMBER.c.id, MEMBER.c.user_id, MEMBER.c.name, MEMBER_ROLE.c.role)
        .outerjoin(MEMBER_ROLE, MEMBER_ROLE.c.member_id == MEMBER.c.id)
        .where(MEMBER.c.id.in_(set(member_ids)))
        .order_by(MEMBER.c.id, MEMBER_ROLE.c.id)
    )
    rows = list(work.connection.execute(asked))
    roles: dict[int, list[Role]] = {row.id: [] for row in rows}
    for row in rows:
        if row.role is not None:
            roles[row.id].append(Role(row.role))
    people = {row.id: Contact(row.id, row.user_id, row.name, tuple(roles[row.id])) for row in rows}
    return list(people.values())
