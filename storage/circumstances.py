"""What is known of a school besides roster and deeds: its own days, exemptions, absences, events of students' lives."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, Table, select

from duty.calendar import ONE_DAY, Span
from duty.circumstances import Circumstances, Deputising, Event, Exemption
from duty.policy import BIRTHDAY, Policy, Scope, Trigger
from storage.duty_tables import AbsenceRow, EventRow, ExemptionRow, SchoolDayRow
from storage.rows import table
from storage.tables import GuardianRow, StudentRow
from storage.work import Work

SCHOOL_DAY, EXEMPTION, ABSENCE, EVENT = (
    table(SchoolDayRow),
    table(ExemptionRow),
    table(AbsenceRow),
    table(EventRow),
)
GUARDIAN, STUDENT = table(GuardianRow), table(StudentRow)
DETAILS = "student.details"
# What the reason of an exemption is sealed for.
REASON = "exemption.reason"


class SchoolDay(StrEnum):
    """What a school's own day is: free, worked, or without reminders."""

    REST = "rest"
    WORK = "work"
    SILENT = "silent"


def own_days(work: Work, school_id: int) -> dict[SchoolDay, frozenset[date]]:
    """The days on which the school differs from the public calendar, by what they are."""
    found: dict[SchoolDay, set[date]] = defaultdict(set)
    for row in work.direct.execute(_of(SCHOOL_DAY, school_id)):
        found[SchoolDay(row.kind)].update(_days(row.first, row.last))
    return {kind: frozenset(found[kind]) for kind in SchoolDay}


def keeps_occasions(policies: Iterable[Policy]) -> bool:
    """Whether any rule is about named days besides birthdays."""
    rules = [rule for policy in policies for version in policy.versions for rule in version.pack.rules]
    return any(rule.once and rule.once.trigger is Trigger.OCCASION and rule.once.names - {BIRTHDAY} for rule in rules)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a policy wants to know of a student beyond the open columns."""

    level: str = ""
    born: date | None = None


def marks_of(work: Work, school_id: int, policies: Iterable[Policy]) -> Mapping[int, Marks]:
    """By student, only where a rule asks for levels or birthdays: it opens every student's sealed details."""
    rules = [rule for policy in policies for version in policy.versions for rule in version.pack.rules]
    if not any(rule.levels or (rule.once and BIRTHDAY in rule.once.names) for rule in rules):
        return {}
    asked = select(STUDENT.c.id, STUDENT.c.sealed_details).where(STUDENT.c.school_id == school_id)
    found = {}
    for row in work.direct.execute(asked):
        details = work.vault.open_json(row.sealed_details, DETAILS)
        born = details.get("birth_date")
        found[row.id] = Marks(details.get("level") or "", date.fromisoformat(born) if born else None)
    return found


def circumstances_of(
    work: Work,
    school_id: int,
    *,
    stand_ins: Mapping[int, Mapping[int, Sequence[int]]],
    policies: Iterable[Policy],
    marks: Mapping[int, Marks],
    left: Mapping[int, date] = MappingProxyType({}),
) -> Circumstances:
    """`stand_ins` are the class teachers of each student of each mentor.

    Who `left` the school on a day is away from then on. Who is on leave while nobody was named, or the one who was is
    away too, is stood in for by them, each for their own class.
    """
    rows = [row for row in work.direct.execute(_absences(school_id)) if row.first <= row.last]
    leaves: dict[int, list[Span]] = defaultdict(list)
    for row in rows:
        if row.on_leave:
            leaves[row.member_id].append(Span(row.first, row.last))
    for member, day in left.items():
        leaves[member].append(Span(day, date.max))
    return Circumstances(
        exemptions=[
            Exemption(Span(row.first, row.last), row.member_id, row.student_id)
            for row in work.direct.execute(_of(EXEMPTION, school_id))
        ],
        deputies=_deputies(rows, leaves, stand_ins),
        leaves=dict(leaves),
        events=_events(work, school_id),
        birthdays={student: one.born for student, one in marks.items() if one.born},
        guardians=_guardians(work, school_id, policies),
    )


def _absences(school_id: int) -> Select[Any]:
    return _of(ABSENCE, school_id).where(ABSENCE.c.revoked_at.is_(None))


def _deputies(
    rows: Sequence[Any], leaves: Mapping[int, Sequence[Span]], stand_ins: Mapping[int, Mapping[int, Sequence[int]]]
) -> dict[int, list[Deputising]]:
    """Who was named, and behind them the class teachers."""
    found: dict[int, list[Deputising]] = defaultdict(list)
    for row in rows:
        if row.deputy_id is not None:
            span = Span(row.first, row.last)
            found[row.member_id].append(Deputising(row.member_id, row.deputy_id, span, row.student_id))
    for row in rows:
        found[row.member_id] += [
            Deputising(row.member_id, teacher, span, student)
            for span in _unattended(row, leaves)
            for student, teachers in stand_ins.get(row.member_id, {}).items()
            for teacher in teachers
        ]
    return dict(found)


def _unattended(row: Any, leaves: Mapping[int, Sequence[Span]]) -> list[Span]:
    """The days of a leave on which nobody is there who was named with it."""
    if not row.on_leave:
        return []
    if row.deputy_id is None:
        return [Span(row.first, row.last)]
    return [cut for span in leaves.get(row.deputy_id, ()) if (cut := span.overlap(row.first, row.last))]


def _events(work: Work, school_id: int) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    for row in work.direct.execute(_of(EVENT, school_id).where(EVENT.c.revoked_at.is_(None))):
        found[row.student_id].append(Event(row.kind, row.happened_on))
    return dict(found)


def _guardians(work: Work, school_id: int, policies: Iterable[Policy]) -> dict[int, list[str]]:
    """By student, only where a rule is for each of them."""
    rules = [rule for policy in policies for version in policy.versions for rule in version.pack.rules]
    if not any(rule.scope is Scope.GUARDIAN for rule in rules):
        return {}
    found: dict[int, list[str]] = defaultdict(list)
    here = (GUARDIAN.c.no_contact.is_(False), GUARDIAN.c.removed_at.is_(None))
    for row in work.direct.execute(_of(GUARDIAN, school_id).where(*here)):
        found[row.student_id].append(str(row.id))
    return dict(found)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first) // ONE_DAY + 1))


def _of(rows: Table, school_id: int) -> Select[Any]:
    return select(rows).where(rows.c.school_id == school_id).order_by(rows.c.id)
