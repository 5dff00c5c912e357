"""How things stand on a given day: which windows are done, open, due, overdue or past."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duty.kinds import Kind
from duty.policy import Per, Reason, Rule, Scope
from duty.windows import Window


class State(StrEnum):
    """How a window stands on a day; the values stand in every JSON answer."""

    FUTURE = "future"
    DONE = "done"
    LATE = "late"
    EXCUSED = "excused"
    SUBSTITUTED = "substituted"
    WAIVED = "waived"
    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    MISSED = "missed"


STILL_WISHED = (State.OVERDUE, State.DUE, State.OPEN)
STILL_EMPTY = (State.OVERDUE, State.MISSED)
MET = (State.DONE, State.LATE)


@dataclass(frozen=True, slots=True)
class Record:
    """One deed on file. `counts_for` is a day in the window that it is for: another than `happened_on` if made up.

    `mode` "" is in person. `guardian`: which of the student's, "" where nobody said.
    """

    kind: Kind
    happened_on: date
    counts_for: date
    entered_on: date
    revoked: bool = False
    member_id: int = 0
    student_id: int = 0
    mode: str = ""
    guardian: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something else than done: why a deed could not be, for the window in which `day` lies."""

    kind: Kind
    day: date
    reason: str
    entered_on: date


@dataclass(frozen=True, slots=True)
class Assessment:
    """How one window stands: `count` of the `times` deeds that the rule asks for; `rule` is what asks.

    `mentor_id` is who owes it, 0 where that is nobody's pairing.
    """

    kind: Kind
    per: Per
    window: Window
    times: int
    count: int
    state: State
    rule: Rule
    mentor_id: int = 0


def assess(
    rule: Rule,
    window: Window,
    records: Iterable[Record],
    on: date,
    *,
    outcomes: Iterable[Outcome] = (),
    guardians: Sequence[str] = (),
    mentor_id: int = 0,
) -> Assessment:
    """How the window stood at the end of the day `on`, given what had been entered by then.

    `records` are those of whoever may do it for this window, in any order; other kinds and windows are passed over.
    What is entered later does not change the answer; what is revoked does, since it never counted. `guardians`
    counts only where the rule is for each of them.
    """
    known = [
        one
        for one in records
        if not one.revoked and one.entered_on <= on and window.first <= one.counts_for <= window.last
    ]
    valid = [one for one in known if one.kind == rule.kind and _takes(rule, one)] if known else known
    times = rule.times * len(guardians) if rule.scope is Scope.GUARDIAN else rule.times
    count = _count(rule, valid, guardians) if valid else 0
    if on < window.first or count < times:
        state = _state(rule, window, on)
        if on >= window.first and (rule.excused_by or rule.substituted_by):
            state = _without_deed(rule, window, known, outcomes, on) or state
    else:
        in_time = [one for one in valid if one.happened_on <= window.last]
        state = State.DONE if _count(rule, in_time, guardians) >= times else State.LATE
    return Assessment(rule.kind, rule.per, window, times, count, state, rule, mentor_id)


def still_wished(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """What can still be done in time or made up, most urgent first: overdue, due, open; then by deadline."""
    wished = [assessment for assessment in assessments if assessment.state in STILL_WISHED]
    return tuple(sorted(wished, key=lambda wish: (STILL_WISHED.index(wish.state), *by_deadline(wish))))


def by_deadline(assessment: Assessment) -> tuple[date, Kind, date]:
    return assessment.window.deadline, assessment.kind, assessment.window.first


def _takes(rule: Rule, record: Record) -> bool:
    return rule.takes(record.mode)


def _count(rule: Rule, valid: Sequence[Record], guardians: Sequence[str]) -> int:
    if rule.scope is Scope.MENTOR:
        return len({one.student_id for one in valid})
    if rule.scope is not Scope.GUARDIAN:
        return len(valid)
    named = sum(min(rule.times, sum(one.guardian == who for one in valid)) for who in guardians)
    unnamed = sum(not one.guardian for one in valid)
    return named + min(unnamed, rule.times * len(guardians) - named)


def _without_deed(
    rule: Rule, window: Window, known: Sequence[Record], outcomes: Iterable[Outcome], on: date
) -> State | None:
    """What the policy makes of the reasons that were given."""
    reasons = {
        one.reason
        for one in outcomes
        if one.kind == rule.kind and one.entered_on <= on and window.first <= one.day <= window.last
    }
    if not reasons.isdisjoint(rule.excused_by):
        return State.EXCUSED
    for reason, kinds in rule.substituted_by:
        instead = [one for one in known if one.kind in kinds]
        # A deed in another mode says by itself that it was done so: nobody needs to tell it twice.
        if reason == Reason.OTHER_MODE and any(one.kind == rule.kind and not _takes(rule, one) for one in instead):
            return State.SUBSTITUTED
        if reason in reasons and instead:
            return State.SUBSTITUTED
    return None


def _state(rule: Rule, window: Window, on: date) -> State:
    """The state of a window for which nothing was done."""
    if on < window.first:
        return State.FUTURE
    if window.waived_after is not None and on > window.waived_after:
        return State.WAIVED
    if on <= window.deadline:
        return State.DUE if (window.deadline - on).days <= rule.remind_days else State.OPEN
    return State.OVERDUE if on <= window.makeup_end else State.MISSED
