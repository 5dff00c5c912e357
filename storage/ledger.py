"""The ledger from the books: pairings, deeds, and what was excused, of some children for somebody who may read them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select

from duty.assess import Assessment, State
from duty.calendar import Span
from duty.kinds import Kind
from duty.ledger import Entry, Excuse, Ledger, Paired
from duty.policy import Rule
from duty.windows import Window
from storage import deeds
from storage.attempts import ATTEMPT
from storage.attempts import REASON as ATTEMPT_REASON
from storage.circumstances import EXEMPTION
from storage.circumstances import REASON as EXEMPTION_REASON
from storage.deeds import DEED
from storage.duties import books_of
from storage.people import PackPairing, School
from storage.roster.columns import PACKS
from storage.work import Work

# Behind so many days a deed is said to be entered late.
LATE = timedelta(days=3)
_SETTLED = frozenset({State.EXCUSED, State.SUBSTITUTED})
# Of more children than these all rows are read, and those of others passed over.
MANY = 400


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: everything that `member_id` wrote, and whatever was written of the children `all_of`.

    `member_id` None is an operator.
    """

    member_id: int | None
    all_of: frozenset[int]

    def may_read(self, author_id: int, student_id: int | None) -> bool:
        return author_id == self.member_id or student_id in self.all_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which children, between which days, both included; `kind` None: of every kind."""

    student_ids: frozenset[int]
    first: date = date.min
    last: date = date.max
    kind: Kind | None = None


def ledger(work: Work, school: School, wanted: Wanted, reader: Reader, *, today: date, zone: ZoneInfo) -> Ledger:
    """Everything that stands: what was taken back is not in it."""
    pairings = _Pairings(school, wanted.student_ids)
    return Ledger(
        list(_paired(pairings, wanted, today)),
        list(_entries(work, pairings, wanted, reader, zone)),
        [
            *_exempt(work, pairings, wanted, reader),
            *_attempts(work, pairings, wanted, reader, today=today, zone=zone),
        ],
    )


class _Pairings:
    """Who was whose when, and which windows that gave; asked by the thousand."""

    def __init__(self, school: School, student_ids: Collection[int]) -> None:
        self.school = school
        self.all = [one for own in school.pairings.values() for one in own if one.pairing.student_id in student_ids]
        self._of: dict[tuple[int, int], list[PackPairing]] = defaultdict(list)
        self._mentors: dict[int, list[int]] = defaultdict(list)
        for one in self.all:
            mentor, student = one.pairing.mentor_id, one.pairing.student_id
            self._of[mentor, student].append(one)
            if mentor not in self._mentors[student]:
                self._mentors[student].append(mentor)
        self._windows: dict[tuple[int, int], list[tuple[PackPairing, Rule, Window]]] = {}

    def whose(self, member_id: int, student_id: int, on: date) -> int:
        """Whose deed it counts as: the own, or that of a mentor of whom the member stood in."""
        if (member_id, student_id) in self._of:
            return member_id
        known = self.school.engine.circumstances
        stood_in = (
            mentor
            for mentor in self._mentors[student_id]
            if any(one.deputy_id == member_id and one.holds(student_id, on) for one in known.deputies.get(mentor, ()))
        )
        return next(stood_in, member_id)

    def window(self, mentor_id: int, student_id: int, kind: Kind, on: date) -> tuple[PackPairing, Rule, Window] | None:
        """The window of a kind in which a day lies, the one that ends first."""
        key = mentor_id, student_id
        if key not in self._windows:
            found = [
                (one, rule, window)
                for one in self._of.get(key, ())
                for rule, window in self.school.engine.windows(self.school.policies[one.pack], one.pairing)
                if not rule.nudge
            ]
            self._windows[key] = sorted(found, key=lambda each: each[2].last)
        covering = (each for each in self._windows[key] if each[1].kind is kind and each[2].covers(on))
        return next(covering, None)


def _paired(pairings: _Pairings, wanted: Wanted, today: date) -> Iterator[Paired]:
    school = pairings.school
    for one in pairings.all:
        pairing = one.pairing
        if pairing.start > wanted.last or (pairing.end is not None and pairing.end < wanted.first):
            continue
        title = school.policies[one.pack].on(today).title or PACKS.get(one.pack, (one.pack,))[0]
        child, teacher = school.children[pairing.student_id], school.members[pairing.mentor_id].name
        yield Paired(teacher, child, title, pairing.start, pairing.end)


def _entries(work: Work, pairings: _Pairings, wanted: Wanted, reader: Reader, zone: ZoneInfo) -> Iterator[Entry]:
    school = pairings.school
    of_days = (DEED.c.happened_on >= wanted.first, DEED.c.happened_on <= wanted.last)
    asked = _of(select(DEED).where(DEED.c.revoked_at.is_(None), *of_days), DEED, school, wanted)
    for row in work.connection.execute(asked.order_by(DEED.c.happened_on, DEED.c.id)):
        if row.student_id not in wanted.student_ids:
            continue
        kind, whose = Kind(row.kind), pairings.whose(row.member_id, row.student_id, row.happened_on)
        found = pairings.window(whose, row.student_id, kind, row.counts_for)
        instead = school.members[row.member_id].name if whose != row.member_id else ""
        reads = reader.may_read(row.member_id, row.student_id)
        yield Entry(
            id=row.id,
            kind=kind,
            day=row.happened_on,
            child=school.children[row.student_id],
            teacher=school.members[whose].name,
            by=_open(work, row.sealed_doer, deeds.DOER) or instead,
            mode=row.mode,
            topic=_open(work, row.sealed_topic, deeds.TOPIC) if reads else "",
            note=_open(work, row.sealed_note, deeds.NOTE) if reads else "",
            late=row.inbox_id is None or row.entered_at.astimezone(zone).date() - row.happened_on > LATE,
            period=_span(found[2]) if found else None,
        )


def _exempt(work: Work, pairings: _Pairings, wanted: Wanted, reader: Reader) -> Iterator[Excuse]:
    """The days that concern any of these children."""
    school = pairings.school
    mentors = {one.pairing.mentor_id for one in pairings.all}
    led = {one.pairing.mentor_id for one in pairings.all if one.pairing.student_id in reader.all_of}
    asked = select(EXEMPTION).where(
        EXEMPTION.c.school_id == school.id, EXEMPTION.c.first <= wanted.last, EXEMPTION.c.last >= wanted.first
    )
    for row in work.connection.execute(asked.order_by(EXEMPTION.c.first, EXEMPTION.c.id)):
        concerns = row.student_id in wanted.student_ids or (
            row.student_id is None and row.member_id in {None, *mentors}
        )
        if not concerns:
            continue
        everybody = row.student_id is None and row.member_id is None
        # Why a colleague is excused is for the colleague and who leads the children to know.
        reads = everybody or row.student_id in reader.all_of or row.member_id in {reader.member_id, *led} - {None}
        yield Excuse(
            span=Span(row.first, row.last),
            child=school.children[row.student_id] if row.student_id is not None else None,
            teacher=school.members[row.member_id].name if row.member_id is not None else "",
            kind=None,
            exempt=True,
            why="",
            reason=_open(work, row.sealed_reason, EXEMPTION_REASON) if reads else "",
        )


def _attempts(
    work: Work, pairings: _Pairings, wanted: Wanted, reader: Reader, *, today: date, zone: ZoneInfo
) -> Iterator[Excuse]:
    school = pairings.school
    of_days = (ATTEMPT.c.happened_on >= wanted.first, ATTEMPT.c.happened_on <= wanted.last)
    asked = _of(select(ATTEMPT).where(ATTEMPT.c.revoked_at.is_(None), *of_days), ATTEMPT, school, wanted)
    rows = [
        row
        for row in work.connection.execute(asked.order_by(ATTEMPT.c.happened_on, ATTEMPT.c.id))
        if row.student_id in wanted.student_ids
    ]
    states = _states(work, pairings, [row for row in rows if row.why and row.kind], today, zone)
    for row in rows:
        whose = pairings.whose(row.member_id, row.student_id, row.happened_on)
        found = states.get(row.id)
        reads = reader.may_read(row.member_id, row.student_id)
        yield Excuse(
            span=Span(row.happened_on, row.happened_on),
            child=school.children[row.student_id],
            teacher=school.members[whose].name,
            kind=Kind(row.kind) if row.kind else None,
            exempt=False,
            why=row.why,
            reason=_open(work, row.sealed_reason, ATTEMPT_REASON) if reads else "",
            settled=found.state if found and found.state in _SETTLED else None,
            period=_span(found.window) if found else None,
        )


def _states(work: Work, pairings: _Pairings, rows: Sequence[Any], today: date, zone: ZoneInfo) -> dict[int, Assessment]:
    """How the windows stand of which somebody said why they could not be met, by attempt."""
    if not rows:
        return {}
    first = min(row.counts_for or row.happened_on for row in rows) - timedelta(days=366)
    books = books_of(work, {row.student_id for row in rows}, first, zone)
    states = {}
    for row in rows:
        whose = pairings.whose(row.member_id, row.student_id, row.happened_on)
        found = pairings.window(whose, row.student_id, Kind(row.kind), row.counts_for or row.happened_on)
        if found:
            one, rule, window = found
            states[row.id] = pairings.school.engine.assess(rule, window, one.pairing, books, on=today)
    return states


def _of(asked: Select[Any], rows: Any, school: School, wanted: Wanted) -> Select[Any]:
    few = len(wanted.student_ids) <= MANY
    asked = asked.where(rows.c.student_id.in_(list(wanted.student_ids)) if few else rows.c.school_id == school.id)
    return asked.where(rows.c.kind == wanted.kind.value) if wanted.kind else asked


def _span(window: Window) -> Span:
    return Span(window.first, window.last)


def _open(work: Work, sealed: bytes | None, context: str) -> str:
    return work.vault.open(sealed, context) if sealed else ""
