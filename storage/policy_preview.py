"""What a policy would mean today: per mentor what is due and overdue under it, beside what is now. Writes nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from duty.assess import State
from duty.calendar import SchoolCalendar, Span
from duty.policy import Pack, Policy
from duty.school import Books
from storage.duties import books_of_school, duties_of
from storage.people import Member, School, load_school
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Load:
    """How many windows are due and overdue on the day, and how many deeds the whole school year asks for."""

    due: int = 0
    overdue: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class MentorPreview:
    """One mentor under the present policies and under the file; None is what the whole school owes."""

    mentor: Member | None
    now: Load
    then: Load


@dataclass(frozen=True, slots=True)
class Preview:
    """`followers` pairings follow the pack; where there are none, it is seen as if all pairings did (`everybody`)."""

    followers: int
    everybody: bool
    mentors: tuple[MentorPreview, ...]

    def late(self, *, then: bool) -> int:
        """How many mentors are late with something."""
        loads = [one.then if then else one.now for one in self.mentors if one.mentor is not None]
        return sum(load.overdue > 0 for load in loads)

    def asked(self, *, then: bool) -> int:
        """How many deeds the school year asks for."""
        return sum((one.then if then else one.now).asked for one in self.mentors)


def preview(work: Work, school_id: int, pack: Pack, *, on: date, zone: ZoneInfo) -> Preview:
    """The day under the present policies and as if the pack had always been as the file says."""
    school = load_school(work, school_id)
    keys = Counter(one.pack for found in school.pairings.values() for one in found)
    everybody = not keys[pack.key]
    policy = Policy.of(pack)
    supposed = load_school(work, school_id, dict.fromkeys(keys if everybody else (pack.key,), policy))
    books = books_of_school(work, school_id, zone)
    now, then = (_loads(one, books, on) for one in (school, supposed))
    mentors: Iterator[int | None] = (member for member in school.members if member in now or member in then)
    found = [_mentor(school, member, now, then) for member in (*mentors, *((None,) if None in now | then else ()))]
    return Preview(keys[pack.key], everybody, tuple(found))


def _mentor(
    school: School, member: int | None, now: Mapping[int | None, Load], then: Mapping[int | None, Load]
) -> MentorPreview:
    nothing = Load()
    return MentorPreview(
        None if member is None else school.members[member], now.get(member, nothing), then.get(member, nothing)
    )


def _loads(school: School, books: Books, on: date) -> dict[int | None, Load]:
    """By mentor, None for what nobody in particular owes."""
    year = _school_year(school.calendar, on)
    states: Counter[tuple[int | None, State]] = Counter()
    asked: Counter[int | None] = Counter()
    for duty in duties_of(school, books, on):
        item, mentor = duty.assessment, duty.mentor.id if duty.mentor else None
        states[mentor, item.state] += 1
        if year and year.overlap(item.window.first, item.window.first):
            asked[mentor] += item.times
    return {
        mentor: Load(states[mentor, State.DUE], states[mentor, State.OVERDUE], asked[mentor])
        for mentor in dict.fromkeys([mentor for mentor, _ in states])
    }


def _school_year(calendar: SchoolCalendar, on: date) -> Span | None:
    """The school year of a day; between two of them the one to come, after the last the last."""
    years = list(calendar.school_years())
    return next((year for year in years if on <= year.last), next(reversed(years), None))
