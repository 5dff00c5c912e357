"""How things stand on a given day: which windows are done, open, due, overdue or past."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duty.calendar import SchoolCalendar
from duty.kinds import Kind
from duty.policy import Pack, Per, Rule
from duty.windows import Pairing, Window, pack_windows


class State(StrEnum):
    """How a window stands on a day; the values stand in every JSON answer."""

    FUTURE = "future"
    DONE = "done"
    LATE = "late"
    WAIVED = "waived"
    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    MISSED = "missed"


STILL_WISHED = (State.OVERDUE, State.DUE, State.OPEN)


@dataclass(frozen=True, slots=True)
class Record:
    """One deed on file. `counts_for` is a day in the window that it is for: another than `happened_on` if made up."""

    kind: Kind
    happened_on: date
    counts_for: date
    entered_on: date
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """How one window stands: `count` of the `times` deeds that the rule asks for."""

    kind: Kind
    per: Per
    window: Window
    times: int
    count: int
    state: State


def assess(rule: Rule, window: Window, records: Iterable[Record], on: date) -> Assessment:
    """How the window stood at the end of the day `on`, given what had been entered by then.

    `records` are this mentor's for this child, in any order; other kinds and windows are passed over.
    What is entered later does not change the answer; what is revoked does, since it never counted.
    """
    happened = sorted(
        record.happened_on
        for record in records
        if record.kind == rule.kind
        and not record.revoked
        and record.entered_on <= on
        and window.covers(record.counts_for)
    )
    state = _state(rule, window, happened, on)
    return Assessment(rule.kind, rule.per, window, rule.times, len(happened), state)


def assess_pairing(
    pack: Pack, pairing: Pairing, records: Sequence[Record], *, on: date, calendar: SchoolCalendar
) -> tuple[Assessment, ...]:
    """Every window of every rule of the pack, future ones included, by deadline and then by kind."""
    found = (assess(rule, window, records, on) for rule, window in pack_windows(pack, pairing, calendar))
    return tuple(sorted(found, key=_by_deadline))


def assess_current(
    pack: Pack, pairing: Pairing, records: Sequence[Record], *, on: date, about: date, calendar: SchoolCalendar
) -> tuple[Assessment, ...]:
    """The same for what a mentor is told: windows that can be met or made up on a day, and those of the day `about`."""
    found = (
        assess(rule, window, records, on)
        for rule, window in pack_windows(pack, pairing, calendar)
        if window.first <= on <= window.makeup_end or window.covers(about)
    )
    return tuple(sorted(found, key=_by_deadline))


def still_wished(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """What can still be done in time or made up, most urgent first: overdue, due, open; then by deadline."""
    wished = [assessment for assessment in assessments if assessment.state in STILL_WISHED]
    return tuple(sorted(wished, key=lambda wish: (STILL_WISHED.index(wish.state), *_by_deadline(wish))))


def _by_deadline(assessment: Assessment) -> tuple[date, Kind, date]:
    return assessment.window.deadline, assessment.kind, assessment.window.first


def _state(rule: Rule, window: Window, happened: Sequence[date], on: date) -> State:
    """The first state that fits; `happened` are the days of the deeds that count, earliest first."""
    if on < window.first:
        return State.FUTURE
    if len(happened) >= rule.times:
        return State.DONE if happened[rule.times - 1] <= window.deadline else State.LATE
    if window.waived_after is not None and on > window.waived_after:
        return State.WAIVED
    if on <= window.deadline:
        return State.DUE if (window.deadline - on).days <= rule.remind_days else State.OPEN
    return State.OVERDUE if on <= window.makeup_end else State.MISSED
