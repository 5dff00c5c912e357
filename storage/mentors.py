"""Parts of a school that cost little: one mentor with the children paired, the calendar, the days of the pairings."""

from sqlalchemy import select

from duty.calendar import SchoolCalendar
from duty.people import Child
from duty.windows import Pairing
from storage.people import MEMBER, PAIRING, SCHOOL, STUDENT, TERM, Member, PackPairing, School, calendar_from
from storage.work import Work


def load_mentor(work: Work, school_id: int, member_id: int) -> School | None:
    """The school as if nobody else were in it, from a few small questions; None where the member is gone.

    The member comes without posts: what counts here is the pairings.
    """
    member = work.connection.execute(
        select(MEMBER).where(MEMBER.c.id == member_id, MEMBER.c.school_id == school_id)
    ).first()
    if member is None:
        return None
    school = work.connection.execute(select(SCHOOL).where(SCHOOL.c.id == school_id)).one()
    mine = select(PAIRING).where(PAIRING.c.member_id == member_id).order_by(PAIRING.c.id)
    pairings = tuple(
        PackPairing(row.pack, Pairing(member_id, row.student_id, row.start, row.end))
        for row in work.connection.execute(mine)
    )
    ids = {pack.pairing.student_id for pack in pairings}
    students = work.connection.execute(select(STUDENT).where(STUDENT.c.id.in_(ids)))
    return School(
        id=school_id,
        version=school.roster_version,
        name=school.name,
        calendar=calendar_of(work, school_id),
        members={member_id: Member(member_id, member.user_id, member.name, ())},
        children={row.id: Child(row.id, row.student_no, row.name, row.grade, row.class_name) for row in students},
        pairings={member_id: pairings},
    )


def spans_of_pairings(work: Work, school_id: int) -> list[PackPairing]:
    """The different days and packs of a school's pairings, each once and of nobody: a few, however many pairings."""
    asked = select(PAIRING.c.pack, PAIRING.c.start, PAIRING.c.end).where(PAIRING.c.school_id == school_id).distinct()
    return [PackPairing(row.pack, Pairing(0, 0, row.start, row.end)) for row in work.connection.execute(asked)]


def calendar_of(work: Work, school_id: int) -> SchoolCalendar:
    """The calendar of a school, without loading its people."""
    live_from = work.connection.execute(select(SCHOOL.c.live_from).where(SCHOOL.c.id == school_id)).scalar_one()
    rows = work.connection.execute(select(TERM).where(TERM.c.school_id == school_id).order_by(TERM.c.id))
    return calendar_from(rows.all(), live_from)
