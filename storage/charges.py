"""Charges: whose duties are whose to do today, and how they stand, for the members who are asked about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from duty.calendar import ONE_DAY
from duty.policy import Rule
from duty.reminders import Standing, next_look
from duty.school import Books
from duty.windows import Window
from storage.duties import books_of
from storage.looks import PAIRING, Looked
from storage.people import PackPairing, School
from storage.work import Work

Windows = tuple[tuple[Rule, Window], ...]


@dataclass(frozen=True, slots=True)
class Charge:
    """Pairings whose duties are one member's to do on a day."""

    member_id: int
    pairings: tuple[PackPairing, ...]


def doer(school: School, pairing: PackPairing, on: date) -> int | None:
    """Who is to do the duties of a pairing: the mentor, or who stands in; None while nobody can be spoken to."""
    mentor, known = pairing.pairing.mentor_id, school.engine.circumstances
    deputies = known.deputies_of(mentor, pairing.pairing.student_id, on)
    here = [one for one in deputies if not known.on_leave(one, on)]
    if here:
        return here[0]
    return None if known.on_leave(mentor, on) else mentor


def charges(school: School, mentor_ids: Collection[int], on: date) -> list[Charge]:
    """Who is to do the duties of these mentors, each with everything that is theirs to do, in the order of members."""
    wanted = {
        member
        for mentor in mentor_ids
        for one in school.pairings.get(mentor, ())
        if one.pairing.holds(on) and (member := doer(school, one, on)) is not None
    }
    return [charge(school, member, on) for member in sorted(wanted)]


def charge(school: School, member_id: int, on: date) -> Charge:
    """Everything that is one member's to do. Of a child that is the mentor's today earlier pairings count, too."""
    found = school.charges(member_id, on)
    mine = {
        (one.pairing.mentor_id, one.pairing.student_id)
        for one in found
        if one.pairing.holds(on) and doer(school, one, on) == member_id
    }
    return Charge(member_id, tuple(one for one in found if (one.pairing.mentor_id, one.pairing.student_id) in mine))


def windows_now(school: School, pairings: Iterable[PackPairing], on: date) -> Iterator[tuple[Rule, Window]]:
    """The windows that can be met or made up on a day; those of pairings that are alike only once."""
    # The engine gives all who are alike the same windows.
    found = (school.engine.windows(school.policies[one.pack], one.pairing) for one in pairings)
    for windows in {id(windows): windows for windows in found}.values():
        for rule, window in windows:
            if window.first <= on <= window.makeup_end:
                yield rule, window


def books_for(work: Work, school: School, pairings: Collection[PackPairing], on: date, zone: ZoneInfo) -> Books:
    """What counts in any of those windows: of all the years only these are asked for."""
    begin = min((window.first for _, window in windows_now(school, pairings, on)), default=date.max)
    return books_of(work, (one.pairing.student_id for one in pairings), begin, zone)


def standings(school: School, pairings: Iterable[PackPairing], books: Books, on: date) -> Iterator[Standing]:
    """How everything stands that can be met or made up on the day, nudges included."""
    for one in pairings:
        policy = school.policies[one.pack]
        found = school.engine.of_pairing(policy, one.pairing, books, on=on, about=on, nudges=True)
        for item in found:
            yield Standing(one.pairing.mentor_id, one.pairing.student_id, item)


def looks_after(
    work: Work, school: School, mentor_ids: Collection[int], today: date, snoozed: Iterable[tuple[int, int, date]]
) -> list[Looked]:
    """When each pairing of these mentors must be looked at again after today.

    `snoozed`: mentor, student and day of what was put off.
    """
    until: dict[tuple[int, int], list[date]] = defaultdict(list)
    for mentor, student, day in snoozed:
        if day > today:
            until[mentor, student].append(day)
    rows = work.connection.execute(select(PAIRING).where(PAIRING.c.member_id.in_(list(mentor_ids))))
    by_key = {
        (mentor, one.pack, one.pairing.student_id, one.pairing.start): one
        for mentor in mentor_ids
        for one in school.pairings.get(mentor, ())
    }
    back = {mentor: _back_on(school, mentor, today) for mentor in mentor_ids}
    # The engine gives all who are alike the same windows, which are kept here so that no others take their place.
    looks: dict[int, tuple[Windows, date]] = {}
    found = []
    for row in rows:
        one = by_key.get((row.member_id, row.pack, row.student_id, row.start))
        if one is None:
            continue
        windows = school.engine.windows(school.policies[one.pack], one.pairing)
        if id(windows) not in looks:
            looks[id(windows)] = windows, next_look(windows, today, school.calendar)
        days = [looks[id(windows)][1], *until[row.member_id, row.student_id], *back[row.member_id]]
        found.append(Looked(row.id, row.member_id, row.touched, min(days)))
    return found


def _back_on(school: School, mentor_id: int, today: date) -> list[date]:
    """The days on which the mentor, or somebody who stands in, is back: then it is somebody else's to hear."""
    known = school.engine.circumstances
    spans = [*known.leaves.get(mentor_id, ()), *(one.span for one in known.deputies.get(mentor_id, ()))]
    return [span.last + ONE_DAY for span in spans if today <= span.last < date.max]
