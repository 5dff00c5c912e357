"""Absences: who is on leave from when to when, and who does whose duties meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from duty.calendar import ONE_DAY
from storage.circumstances import ABSENCE
from storage.deeds import DEED
from storage.looks import look_again_at
from storage.people import School, roster_changed
from storage.work import Work

# Any number will do, as long as every process of this product takes the same one.
NAMING = 0x6C656176


@dataclass(frozen=True, slots=True)
class Leave:
    """A member's leave, both days included; `deputy_id` None: nobody was named."""

    member_id: int
    first: date
    last: date
    deputy_id: int | None = None


@dataclass(frozen=True, slots=True)
class Deputyship:
    """Somebody does a mentor's duties on these days: those for one student, or with `student_id` None all."""

    mentor_id: int
    deputy_id: int
    first: date
    last: date
    student_id: int | None = None


class NoDeputy(StrEnum):
    """Why somebody cannot stand in."""

    HIMSELF = "himself"
    STRANGER = "stranger"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class By:
    """Who decided, and when."""

    member_id: int
    at: datetime
    today: date


def take_turn(work: Work) -> None:
    """Waits until no other process decides who stands in: what it decided is then seen."""
    work.wait_for_turn(NAMING)


def why_not(school: School, leave: Leave) -> NoDeputy | None:
    """What speaks against the deputy of a leave: the same person, of no member here, or away on one of its days."""
    if leave.deputy_id == leave.member_id:
        return NoDeputy.HIMSELF
    if leave.deputy_id not in school.members:
        return NoDeputy.STRANGER
    away = school.engine.circumstances.leaves.get(leave.deputy_id, ())
    return NoDeputy.AWAY if any(span.overlap(leave.first, leave.last) for span in away) else None


def leaves_of(work: Work, school: School, member_id: int, today: date) -> list[Leave]:
    """The member's leaves that are not over, in order of time."""
    rows = _standing(work, school, ABSENCE.c.last >= today, ABSENCE.c.member_id == member_id, ABSENCE.c.on_leave)
    return sorted(
        (Leave(row.member_id, row.first, row.last, row.deputy_id) for row in rows if row.first <= row.last),
        key=lambda one: one.first,
    )


Named = Mapping[tuple[int, int | None], int]
"""Who was named, by mentor and student; None stands for all of the mentor's."""


def named_deputies(work: Work, school: School, on: date) -> Named:
    """Who was named for a day, by the mentor or a leader, and is there on it; of several the first."""
    rows = _standing(work, school, ABSENCE.c.last >= on, ABSENCE.c.first <= on, ABSENCE.c.deputy_id.is_not(None))
    found: dict[tuple[int, int | None], int] = {}
    for row in rows:
        if not school.engine.circumstances.on_leave(row.deputy_id, on):
            found.setdefault((row.member_id, row.student_id), row.deputy_id)
    return found


def deputy_for(named: Named, mentor_id: int, student_id: int) -> int | None:
    return named.get((mentor_id, student_id)) or named.get((mentor_id, None))


def take_leave(work: Work, school: School, taken: Leave, by: By) -> Leave:
    """The leave as it now stands: days that touch another leave's make one of both.

    Told again from the same first day it ends on the day that is said now, be that earlier. Who stood in until today
    still did: only from today on is it another. A deputy who was named before stays where nobody is named now.
    """
    take_turn(work)
    _shorten(work, school, taken, by)
    own = (ABSENCE.c.member_id == taken.member_id, ABSENCE.c.on_leave)
    nearby = (ABSENCE.c.first <= taken.last + ONE_DAY, ABSENCE.c.last >= taken.first - ONE_DAY)
    touching = [row for row in _standing(work, school, *own, *nearby) if row.first <= row.last]
    named = [row.deputy_id for row in touching if row.deputy_id is not None]
    leave = taken if taken.deputy_id is not None or not named else replace(taken, deputy_id=named[-1])
    same: list[Any] = []
    for row in touching:
        leave = replace(leave, last=max(leave.last, row.last))
        if row.deputy_id == leave.deputy_id:
            same.append(row)
        elif row.first < by.today:
            _change(work, [row.id], first=min(row.first, leave.first), last=min(row.last, by.today - ONE_DAY))
            leave = replace(leave, first=max(leave.first, min(row.last + ONE_DAY, by.today)))
        else:
            leave = replace(leave, first=min(leave.first, row.first))
            _change(work, [row.id], revoked_at=by.at)
    leave = _joined(work, leave, same, by)
    if not same:
        _add(work, school, leave, by)
    _changed(work, school, leave.member_id)
    return leave


def _shorten(work: Work, school: School, taken: Leave, by: By) -> None:
    """Takes from the leave of the same first day what lies behind the new last one, with whoever was named for it."""
    rows = _standing(work, school, ABSENCE.c.member_id == taken.member_id, ABSENCE.c.last >= taken.first)
    last = taken.first - ONE_DAY
    for row in sorted((one for one in rows if one.on_leave), key=lambda one: one.first):
        begins = row.first == taken.first if last < taken.first else row.first <= last + ONE_DAY
        last = max(last, row.last) if begins else last
    over = [one for one in rows if taken.last < one.last <= last]
    _change(work, [one.id for one in over if one.first > taken.last], revoked_at=by.at)
    _change(work, [one.id for one in over if one.first <= taken.last], last=taken.last)


def _joined(work: Work, leave: Leave, same: Sequence[Any], by: By) -> Leave:
    """One row of those of the same deputy keeps all their days."""
    if not same:
        return leave
    leave = replace(leave, first=min(leave.first, *(row.first for row in same)))
    _change(work, [row.id for row in same[1:]], revoked_at=by.at)
    _change(work, [same[0].id], first=leave.first, last=leave.last)
    return leave


def name_deputies(work: Work, school: School, named: Sequence[Deputyship], by: By) -> None:
    """Lets these stand in, besides whoever does already; the same again only makes it last longer."""
    take_turn(work)
    for one in named:
        same = (
            ABSENCE.c.member_id == one.mentor_id,
            ABSENCE.c.deputy_id == one.deputy_id,
            ABSENCE.c.student_id == one.student_id,
            ABSENCE.c.on_leave.is_(False),
            ABSENCE.c.first <= one.last + ONE_DAY,
            ABSENCE.c.last >= one.first - ONE_DAY,
        )
        known = _standing(work, school, *same)
        if known:
            first, last = min(one.first, known[0].first), max(one.last, known[0].last)
            _change(work, [known[0].id], first=first, last=last)
        else:
            _add(work, school, one, by)
    for mentor in dict.fromkeys(one.mentor_id for one in named):
        _changed(work, school, mentor)


def end_leave(work: Work, school: School, ended: Leave, by: By) -> None:
    """Lets a leave be over since yesterday, or never begin: one of `leaves_of`, asked in this turn.

    With it ends whoever was named for its time. What one of them did today stays the member's.
    """
    member_id = ended.member_id
    meanwhile = (ABSENCE.c.last >= ended.first, ABSENCE.c.first <= ended.last)
    rows = _standing(work, school, ABSENCE.c.member_id == member_id, *meanwhile)
    begun = ended.first <= by.today
    kept = _done_today(work, school, member_id, by.today) if begun else []
    _change(work, [row.id for row in rows if begun and row.first <= by.today <= row.last], last=by.today - ONE_DAY)
    _change(work, [row.id for row in rows if row.first > by.today], revoked_at=by.at)
    for one in kept:
        _add(work, school, one, by)
    _changed(work, school, member_id)


def _done_today(work: Work, school: School, member_id: int, today: date) -> list[Deputyship]:
    """For whom of the member's somebody who stands in has done something today."""
    mentees = {one.pairing.student_id for one in school.pairings.get(member_id, ()) if one.pairing.holds(today)}
    known = school.engine.circumstances
    asked = (
        select(DEED.c.member_id, DEED.c.student_id)
        .where(DEED.c.student_id.in_(mentees), DEED.c.happened_on == today, DEED.c.revoked_at.is_(None))
        .distinct()
        .order_by(DEED.c.student_id, DEED.c.member_id)
    )
    return [
        Deputyship(member_id, row.member_id, today, today, row.student_id)
        for row in work.connection.execute(asked)
        if row.member_id in known.deputies_of(member_id, row.student_id, today)
    ]


def _standing(work: Work, school: School, *where: ColumnElement[bool]) -> list[Any]:
    standing = (ABSENCE.c.school_id == school.id, ABSENCE.c.revoked_at.is_(None))
    asked = select(ABSENCE).where(*standing, *where).order_by(ABSENCE.c.id)
    return list(work.connection.execute(asked))


def _change(work: Work, ids: Sequence[int], **values: Any) -> None:
    if ids:
        work.connection.execute(update(ABSENCE).where(ABSENCE.c.id.in_(ids)).values(values))


def _add(work: Work, school: School, one: Leave | Deputyship, by: By) -> None:
    whose = (
        {"member_id": one.member_id, "student_id": None, "on_leave": True}
        if isinstance(one, Leave)
        else {"member_id": one.mentor_id, "student_id": one.student_id, "on_leave": False}
    )
    values = {
        **whose,
        "school_id": school.id,
        "deputy_id": one.deputy_id,
        "first": one.first,
        "last": one.last,
        "named_by": by.member_id,
        "entered_at": by.at,
    }
    work.connection.execute(insert(ABSENCE).values(values))


def _changed(work: Work, school: School, mentor_id: int) -> None:
    """Everybody's copy of the school is old, and what the mentor owes must be looked at again."""
    roster_changed(work, school.id)
    look_again_at(work, members=[mentor_id])
