"""Attempts: what was tried and did not come about, why, and what a policy may make of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, func, insert, select, update

from duty.assess import Outcome
from duty.kinds import Kind
from duty.policy import Reason
from storage import looks
from storage.rows import table
from storage.sent_tables import AttemptRow
from storage.work import Work

ATTEMPT = table(AttemptRow)
REASON = "attempt.reason"

Outcomes = dict[tuple[int, int], list[Outcome]]
"""By who said so and student."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A deed that did not come about; `kind` None where nobody said which.

    `why` is a `duty.policy.Reason`, "" where none was given. `counts_for` is a day of the window that is meant, where
    it is another than that of `happened_on`.
    """

    school_id: int
    member_id: int
    student_id: int
    kind: Kind | None
    happened_on: date
    why: str = ""
    counts_for: date | None = None


@dataclass(frozen=True, slots=True)
class SavedAttempt:
    """An attempt as it stands in the books, and the message that told of it."""

    id: int
    student_id: int
    kind: Kind | None
    happened_on: date
    message_id: int
    revoked: bool


def save_attempts(
    work: Work, attempts: Iterable[Attempt], reason: str, *, entered_at: datetime, message_id: int
) -> None:
    """Keeps that deeds were tried; `reason` in the sender's own words, "" where none was given."""
    rows = [
        {
            "school_id": one.school_id,
            "member_id": one.member_id,
            "student_id": one.student_id,
            "kind": one.kind.value if one.kind else None,
            "why": one.why,
            "happened_on": one.happened_on,
            "counts_for": one.counts_for,
            "entered_at": entered_at,
            "inbox_id": message_id,
            "sealed_reason": work.vault.seal(reason, REASON) if reason else None,
        }
        for one in attempts
    ]
    work.connection.execute(insert(ATTEMPT), rows)
    work.reasons_ahead.clear()


def reasons_on(work: Work, member_id: int, day: date) -> dict[tuple[int, Kind, date | None], str]:
    """The reasons that a member gave on a day, by student, kind, and the day for which they count."""
    asked = select(ATTEMPT).where(
        ATTEMPT.c.member_id == member_id,
        ATTEMPT.c.happened_on == day,
        ATTEMPT.c.kind.is_not(None),
        ATTEMPT.c.why != "",
        ATTEMPT.c.revoked_at.is_(None),
    )
    rows = work.connection.execute(asked.order_by(ATTEMPT.c.id))
    return {(row.student_id, Kind(row.kind), row.counts_for): row.why for row in rows}


def newest_attempts(work: Work, member_id: int, count: int) -> list[SavedAttempt]:
    """The member's newest attempts, revoked ones included, the newest first."""
    asked = select(ATTEMPT).where(ATTEMPT.c.member_id == member_id).order_by(ATTEMPT.c.id.desc()).limit(count)
    return [
        SavedAttempt(
            row.id,
            row.student_id,
            Kind(row.kind) if row.kind else None,
            row.happened_on,
            row.inbox_id,
            row.revoked_at is not None,
        )
        for row in work.connection.execute(asked)
    ]


def revoke_attempts(work: Work, attempt_ids: Sequence[int], at: datetime) -> None:
    """Takes attempts back; the rows stay as history. What they excused may be wished again."""
    work.reasons_ahead.clear()
    taken = update(ATTEMPT).where(ATTEMPT.c.id.in_(attempt_ids)).values(revoked_at=at).returning(ATTEMPT.c.student_id)
    looks.look_again_at(work, students=work.connection.execute(taken).scalars())


@dataclass(frozen=True, slots=True)
class Tried:
    """What was said of a try; `why` None and `words` "" where nobody said."""

    student_id: int
    kind: Kind | None
    day: date
    why: Reason | None
    words: str


def tried(work: Work, student_ids: Iterable[int], since: date) -> list[Tried]:
    """What was tried in vain with these students since a day, or for a window of it, the newest first."""
    day = func.coalesce(ATTEMPT.c.counts_for, ATTEMPT.c.happened_on)
    asked = (
        select(ATTEMPT, day.label("day"))
        .where(ATTEMPT.c.student_id.in_(set(student_ids)), ATTEMPT.c.revoked_at.is_(None), day >= since)
        .order_by(ATTEMPT.c.id.desc())
    )
    return [
        Tried(
            row.student_id,
            Kind(row.kind) if row.kind else None,
            row.day,
            Reason(row.why) if row.why else None,
            work.vault.open(row.sealed_reason, REASON) if row.sealed_reason else "",
        )
        for row in work.connection.execute(asked)
    ]


_OUTCOMES: Select[Any] = select(
    ATTEMPT.c.member_id,
    ATTEMPT.c.student_id,
    ATTEMPT.c.kind,
    ATTEMPT.c.why,
    ATTEMPT.c.happened_on,
    ATTEMPT.c.counts_for,
    ATTEMPT.c.entered_at,
).where(ATTEMPT.c.revoked_at.is_(None), ATTEMPT.c.why != "", ATTEMPT.c.kind.is_not(None))
_OF_STUDENTS = _OUTCOMES.where(ATTEMPT.c.student_id.in_(bindparam("students", expanding=True)))
_OF_SCHOOL = _OUTCOMES.where(ATTEMPT.c.school_id == bindparam("school"), ATTEMPT.c.happened_on >= bindparam("since"))


def outcomes_of(work: Work, student_ids: Iterable[int], zone: ZoneInfo) -> Outcomes:
    """The reasons that were given for these students."""
    wanted = set(student_ids)
    if wanted <= work.reasons_ahead.keys():
        found: Outcomes = defaultdict(list)
        for student in wanted:
            for member, outcome in work.reasons_ahead[student]:
                found[member, student].append(outcome)
        return found
    return _outcomes(work.direct.execute(_OF_STUDENTS, {"students": sorted(wanted)}), zone)


def read_ahead(work: Work, student_ids: Iterable[int], zone: ZoneInfo) -> None:
    """Asks at once for the reasons of many, so that `outcomes_of` need not ask for each."""
    found = outcomes_of(work, wanted := set(student_ids), zone)
    work.reasons_ahead.update({student: [] for student in wanted})
    for (member, student), outcomes in found.items():
        work.reasons_ahead[student] += [(member, outcome) for outcome in outcomes]


def school_outcomes(work: Work, school_id: int, zone: ZoneInfo, *, since: date = date.min) -> Outcomes:
    """The same for a whole school."""
    return _outcomes(work.direct.execute(_OF_SCHOOL, {"school": school_id, "since": since}), zone)


def _outcomes(rows: Iterable[Any], zone: ZoneInfo) -> Outcomes:
    found: Outcomes = defaultdict(list)
    for row in rows:
        day, entered_on = row.counts_for or row.happened_on, row.entered_at.astimezone(zone).date()
        found[row.member_id, row.student_id].append(Outcome(Kind(row.kind), day, row.why, entered_on))
    return found
