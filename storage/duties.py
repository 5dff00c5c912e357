"""The duties of a school or of some of its children on a day, from a few questions however many pairings there are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from duty.assess import Assessment
from duty.people import Child
from duty.school import Books
from storage import attempts, deeds
from storage.people import Member, School, load_school
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Duty:
    """One window and how it stands; of a mentor's own duty there is no child, of the school's no mentor either."""

    mentor: Member | None
    child: Child | None
    assessment: Assessment


def books_of(work: Work, student_ids: Iterable[int], since: date, zone: ZoneInfo) -> Books:
    """What was done for these students, by whomever, and what could not be."""
    ids = list(dict.fromkeys(student_ids))
    if not ids:
        return Books()
    return Books(deeds.records_since(work, ids, since, zone), attempts.outcomes_of(work, ids, zone))


def read_ahead(work: Work, student_ids: Sequence[int], zone: ZoneInfo) -> None:
    """Asks at once for what `books_of` will ask for one by one.

    Only where asking is a journey to a server: to SQLite a small question costs less than a large one.
    """
    if work.postgresql and len(student_ids) > 1:
        deeds.read_ahead(work, student_ids, zone)
        attempts.read_ahead(work, student_ids, zone)


def books_of_school(work: Work, school_id: int, zone: ZoneInfo, *, since: date = date.min) -> Books:
    """The same for everybody."""
    return Books(
        deeds.school_records(work, school_id, zone, since=since),
        attempts.school_outcomes(work, school_id, zone, since=since),
    )


def school_duties(work: Work, school_id: int, on: date, zone: ZoneInfo) -> Iterator[Duty]:
    """Every window of every pairing, future ones included, in the order of members and pairings; then what mentors
    owe by themselves, and what the school owes.
    """
    return duties_of(load_school(work, school_id), books_of_school(work, school_id, zone), on)


def duties_of(school: School, books: Books, on: date) -> Iterator[Duty]:
    """The same where the school and its books are known."""
    pairings = [(school.policies[one.pack], one.pairing) for found in school.pairings.values() for one in found]
    for policy, pairing in pairings:
        mentor, child = school.members[pairing.mentor_id], school.children[pairing.student_id]
        for assessment in school.engine.of_pairing(policy, pairing, books, on=on):
            yield Duty(mentor, child, assessment)
    for owed in school.engine.beyond_pairings(pairings, books, on=on):
        # Never a child's: that is a pairing's.
        yield Duty(None if owed.mentor_id is None else school.members[owed.mentor_id], None, owed.assessment)
