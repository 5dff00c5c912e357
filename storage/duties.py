"""The duties of a whole school on a day, from a few questions however many pairings there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from duty.assess import Assessment, assess_pairing
from duty.people import Child
from duty.policy import PACKS
from duty.windows import Pairing
from storage import deeds
from storage.people import Member, School, load_school
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Duty:
    """One window of one mentor for one child, and how it stands."""

    mentor: Member
    child: Child
    assessment: Assessment


def school_duties(work: Work, school_id: int, on: date, zone: ZoneInfo) -> Iterator[Duty]:
    """Every window of every pairing, future ones included, in the order of members and pairings."""
    school = load_school(work, school_id)
    records = deeds.school_records(work, school_id, zone)
    for mentor, child, pack, pairing in _pairings(school):
        held = records.get((mentor.id, child.id), ())
        for assessment in assess_pairing(PACKS[pack], pairing, held, on=on, calendar=school.calendar):
            yield Duty(mentor, child, assessment)


def _pairings(school: School) -> Iterator[tuple[Member, Child, str, Pairing]]:
    for mentor_id, found in school.pairings.items():
        for one in found:
            yield school.members[mentor_id], school.children[one.pairing.student_id], one.pack, one.pairing
