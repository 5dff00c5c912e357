"""What stayed empty although its mentor was told, and which leaders must hear of it today."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from duty.escalation import LONGEST_MISSED, Escalated, Known, is_to_be_said, next_step, to_escalate
from duty.policy import Rule
from duty.reminders import DutyKey, Standing
from duty.windows import Window
from scheduler.moment import At
from storage import escalations, reminders
from storage.charges import doer
from storage.duties import books_of
from storage.escalations import TOLD_BACK, Said
from storage.leaders import Leaders
from storage.people import Member, PackPairing, School
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Letter:
    """What one leader must hear on a day."""

    leader: Member
    found: tuple[Escalated, ...]

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple((one.standing.key, one.step) for one in self.found)


@dataclass(frozen=True, slots=True)
class _Owed:
    """A window of a pairing that holds today."""

    pack: PackPairing
    rule: Rule
    window: Window

    @property
    def key(self) -> DutyKey:
        pairing = self.pack.pairing
        return DutyKey(pairing.mentor_id, pairing.student_id, self.rule.kind, self.window.last)


def letters_of(work: Work, school: School, moment: At) -> list[Letter]:
    """What the leaders of a school must hear today, from a few questions; whoever had a digest today is left out."""
    today, calendar = moment.today, school.calendar
    days, alone = escalations.told(work, school.id, today), list(_alone(school, today))
    if not days and not alone:
        return []
    owed = [one for one in _owed(school, days, today) if one.key in days]
    told = {one.key: min(heard) for one in owed if (heard := _heard(school, one, days[one.key], today))}
    known = _known(work, school, told, alone, today)
    wanted = [one for one in (*owed, *alone) if next_step(one.key, known, today, calendar)]
    found = to_escalate(_standings(work, school, wanted, moment), known, today=today, calendar=calendar)
    letters: dict[int, list[Escalated]] = defaultdict(list)
    hearers = _Hearers.of(work, school, moment)
    for one in found:
        for leader in hearers.hear(one):
            letters[leader.id].append(one)
    had = escalations.have_digest(work, letters, today)
    return [Letter(school.members[member], tuple(found)) for member, found in letters.items() if member not in had]


def still_to_be_said(work: Work, school: School, leader: Member, said: Collection[Said], moment: At) -> Letter:
    """What of these a leader must still hear: empty as before, and the leader's to hear."""
    today, keys = moment.today, {key for key, _ in said}
    known = _known(work, school, dict.fromkeys(keys, today), list(_alone(school, today)), today)
    owed = [one for one in _owed(school, keys, today) if one.key in keys]
    standings = {one.key: one for one in _standings(work, school, owed, moment)}
    hearers = _Hearers.of(work, school, moment)
    found = [Escalated(standings[key], step) for key, step in said if key in standings]
    return Letter(
        leader,
        tuple(
            one for one in found if is_to_be_said(one.standing, one.step, known, today) and leader in hearers.hear(one)
        ),
    )


def _heard(school: School, owed: _Owed, days: Sequence[date], today: date) -> Sequence[date]:
    """The days on which a duty was said to be empty to whom it is to do today.

    Who is back from a leave hears it anew as long as it can be made up; what a deputy heard before is no word to the
    mentor.
    """
    mentor, known = owed.key.mentor_id, school.engine.circumstances
    if known.on_leave(mentor, today):
        return days
    own = [day for day in days if not known.on_leave(mentor, day)]
    return own or (days if owed.window.makeup_end < today else [])


@dataclass(frozen=True, slots=True)
class _Hearers:
    """Who hears of what, but for those whom it is about and whom the platform refuses."""

    leaders: Leaders
    unreached: Collection[str]
    today: date

    @classmethod
    def of(cls, work: Work, school: School, moment: At) -> "_Hearers":
        return cls(Leaders.of(school), escalations.unreached(work, school.id, moment.at), moment.today)

    def hear(self, one: Escalated) -> list[Member]:
        mentor, student, school = one.standing.mentor_id, one.standing.student_id, self.leaders.school
        doers = (doer(school, pack, self.today) for pack in _held(school, mentor, student, self.today))
        besides, child = {mentor, *doers}, school.children[student]
        return self.leaders.hear(child, one.step, besides=besides, on=self.today, unreached=self.unreached)


def _known(work: Work, school: School, told: dict[DutyKey, date], alone: Collection[_Owed], today: date) -> Known:
    unheard = {one.key for one in alone}
    mentors = {key.mentor_id for key in (*told, *unheard)}
    return Known(
        told,
        unheard,
        reminders.snoozed(work, mentors, today),
        escalations.said_of(work, school.id, today - 2 * TOLD_BACK),
    )


def _alone(school: School, today: date) -> Iterator[_Owed]:
    """The windows of which nobody can be told: their mentor is on leave, and nobody stands in."""
    known = school.engine.circumstances
    away = (school.pairings.get(mentor, ()) for mentor in known.leaves if known.on_leave(mentor, today))
    for pack in chain.from_iterable(away):
        if pack.pairing.holds(today) and doer(school, pack, today) is None:
            yield from _windows(school, pack, today)


def _owed(school: School, keys: Iterable[DutyKey], today: date) -> Iterator[_Owed]:
    """The windows that are not over for too long, of those pairs of which any pairing holds today."""
    pairs = dict.fromkeys((key.mentor_id, key.student_id) for key in keys)
    for mentor, student in pairs:
        if not any(_held(school, mentor, student, today)):
            continue
        for pack in school.pairings[mentor]:
            if pack.pairing.student_id == student:
                yield from _windows(school, pack, today)


def _held(school: School, mentor_id: int, student_id: int, today: date) -> Iterator[PackPairing]:
    for pack in school.pairings.get(mentor_id, ()):
        if pack.pairing.student_id == student_id and pack.pairing.holds(today):
            yield pack


def _windows(school: School, pack: PackPairing, today: date) -> Iterator[_Owed]:
    for rule, window in school.engine.windows(school.policies[pack.pack], pack.pairing):
        if window.first <= today <= window.makeup_end + LONGEST_MISSED:
            yield _Owed(pack, rule, window)


def _standings(work: Work, school: School, owed: Collection[_Owed], moment: At) -> Iterator[Standing]:
    since = min((one.window.first for one in owed), default=date.max)
    books = books_of(work, (one.pack.pairing.student_id for one in owed), since, moment.zone)
    for one in owed:
        pairing = one.pack.pairing
        item = school.engine.assess(one.rule, one.window, pairing, books, on=moment.today)
        yield Standing(pairing.mentor_id, pairing.student_id, item)
