"""The staff beside the platform's directory of members: who left, who is back, who is called otherwise now."""

from datetime import datetime

from sqlalchemy import select, update

from storage.outbox import OUTBOX, Channel, State
from storage.people import MEMBER, SCHOOL, Member
from storage.work import Work


def of_school(work: Work, school_id: int) -> list[Member]:
    """Everybody whom the roster names, who left included; without posts."""
    asked = select(MEMBER).where(MEMBER.c.school_id == school_id).order_by(MEMBER.c.id)
    rows = work.connection.execute(asked)
    return [Member(row.id, row.user_id, row.name, (), row.left_at is not None) for row in rows]


def find(work: Work, corp: int, user_id: str) -> tuple[int, Member] | None:
    """The school and the member of an account, in whatever case, who left included."""
    asked = select(MEMBER).where(MEMBER.c.corp_id == corp, MEMBER.c.user_key == user_id.casefold())
    row = work.connection.execute(asked).first()
    return (row.school_id, Member(row.id, row.user_id, row.name, (), row.left_at is not None)) if row else None


def set_left(work: Work, member_id: int, at: datetime | None) -> None:
    """Since when the directory has the member no more; None: it has."""
    work.connection.execute(update(MEMBER).where(MEMBER.c.id == member_id).values(left_at=at))


def set_name(work: Work, member_id: int, name: str) -> None:
    work.connection.execute(update(MEMBER).where(MEMBER.c.id == member_id).values(name=name))


def rename(work: Work, corp: int, member: Member, user_id: str) -> None:
    """The same person under another account: with the messages that wait for them, and where the school calls them."""
    values = {"user_id": user_id, "user_key": user_id.casefold()}
    work.connection.execute(update(MEMBER).where(MEMBER.c.id == member.id).values(values))
    waits = (OUTBOX.c.state == State.WAITING.value, OUTBOX.c.channel == Channel.MEMBER.value)
    schools = select(SCHOOL.c.id).where(SCHOOL.c.corp_id == corp)
    mine = (OUTBOX.c.recipient == member.user_id, OUTBOX.c.school_id.in_(schools))
    work.connection.execute(update(OUTBOX).where(*waits, *mine).values(recipient=user_id))
    for row in work.connection.execute(select(SCHOOL).where(SCHOOL.c.corp_id == corp)).all():
        named = row.crisis_contacts.split()
        now = [user_id if one.casefold() == member.user_id.casefold() else one for one in named]
        if now != named:
            changed = update(SCHOOL).where(SCHOOL.c.id == row.id)
            work.connection.execute(changed.values(crisis_contacts=" ".join(now)))
