"""Who of a school must hear of a danger at once, the phone that is always answered, and the alarm on its way out."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from duty.messages import Message
from duty.people import Child, Role
from storage.outbox import Channel, Draft, Purpose
from storage.people import MEMBER, MEMBER_ROLE, SCHOOL, STUDENT
from storage.schools import school_settings
from storage.work import Work

# Who is told where the school has named nobody, or nobody whom the roster knows.
_INSTEAD = (Role.PRINCIPAL, Role.COORDINATOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can take a danger over."""

    user_id: str
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Responders:
    """Whom to tell, the first being the school's first choice, and the duty phone, "" where it has none."""

    contacts: tuple[Contact, ...]
    phone: str


@dataclass(frozen=True, slots=True)
class Trail:
    """What an alarm must still know when it could not be brought.

    `key` names the text that caused it, `sender` who wrote that, "" for a parent; `told` are the user ids of all whom
    this alarm went to, `called` is how its own recipient is called.
    """

    key: str
    sender: str
    told: tuple[str, ...]
    called: str


def alert(school_id: int, user_id: str, message: Message, trail: Trail, at: datetime) -> Draft:
    """The alarm to one person: at once, quiet hours or not, and once for each text."""
    return Draft(
        school_id,
        unique_key=f"alert:{trail.key}:{user_id.casefold()}",
        channel=Channel.MEMBER,
        recipient=user_id,
        purpose=Purpose.ALERT,
        message=message,
        due_at=at,
        urgent=True,
        about=asdict(trail),
    )


def responders(work: Work, school_id: int, *, besides: Iterable[str] = ()) -> Responders:
    """The school's crisis contacts whom the roster knows; else its principals, coordinators, administrators.

    `besides` are user ids of those who know already. Who knows alone of all is named all the same: better told
    twice than nobody.
    """
    school = school_settings(work, school_id)
    groups = [_named(work, school.corp, school.crisis_contacts), *by_role(work, school_id, _INSTEAD)]
    known = {user_id.casefold() for user_id in besides}
    new = ([one for one in group if one.user_id.casefold() not in known] for group in groups)
    chosen = next(filter(None, new), None) or next(filter(None, groups), [])
    return Responders(tuple(chosen), school.duty_phone)


def school_of_strangers(work: Work, corp: int) -> int:
    """The school of a corp that answers for whoever is in no roster: its first."""
    asked = select(SCHOOL.c.id).where(SCHOOL.c.corp_id == corp).order_by(SCHOOL.c.id).limit(1)
    return int(work.connection.execute(asked).scalar_one())


def children_of(work: Work, school_id: int) -> list[Child]:
    """Every child of a school, for a text whose writer has nobody in care."""
    rows = work.connection.execute(select(STUDENT).where(STUDENT.c.school_id == school_id).order_by(STUDENT.c.id))
    return [Child(row.id, row.student_no, row.name, row.grade, row.class_name) for row in rows]


def _named(work: Work, corp: int, user_ids: Sequence[str]) -> list[Contact]:
    """In the order given, whatever school of the corp they work at: several may share a counsellor."""
    keys = [user_id.casefold() for user_id in user_ids]
    asked = select(MEMBER.c.id).where(MEMBER.c.corp_id == corp, MEMBER.c.user_key.in_(keys))
    found = {one.user_id.casefold(): one for one in _contacts(work, work.connection.execute(asked).scalars().all())}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def by_role(work: Work, school_id: int, roles: Sequence[Role]) -> list[list[Contact]]:
    """The members of a school who have these roles, role by role."""
    asked = (
        select(MEMBER.c.id)
        .join(MEMBER_ROLE, MEMBER_ROLE.c.member_id == MEMBER.c.id)
        .where(MEMBER.c.school_id == school_id, MEMBER_ROLE.c.role.in_([role.value for role in roles]))
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
    people = {row.id: Contact(row.user_id, row.name, tuple(roles[row.id])) for row in rows}
    return list(people.values())
