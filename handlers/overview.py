"""Figures and names of the children whom a leader looks after: how far things are, who waits, who has nobody."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from duty.assess import Assessment
from duty.figures import Figure, HowFar, figures, too_late
from duty.figures import how_far as how_far_of
from duty.kinds import Kind
from duty.people import Child
from duty.policy import Per
from duty.reminders import Standing
from handlers.context import Moment, Sender
from handlers.scope import Scope, mentors_in
from language.say import overview as say
from storage import scopes
from storage.charges import doer
from storage.people import PackPairing
from storage.work import Work


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a scope: its pairings of today, and how far each thing is; `far` looks back in a vacation."""

    pairings: list[PackPairing]
    figures: tuple[Figure, ...]
    far: HowFar
    own_duties: tuple[say.OwnDuty, ...]

    @property
    def paired(self) -> int:
        return len({one.pairing.student_id for one in self.pairings})


def how_far(scope: Scope, kind: Kind | None, sender: Sender, work: Work, moment: Moment) -> str:
    """Of how many children of the scope each thing is done."""
    known = _known(scope, kind, sender, work, moment)
    return say.overview(
        sender.member.name,
        scope.called,
        known.paired,
        known.far,
        known.own_duties,
        kind=kind,
        today=moment.today,
    )


def who_is_left(scope: Scope, kind: Kind | None, sender: Sender, work: Work, moment: Moment) -> str:
    """The children of the scope for whom something still waits, with their mentors, in the order of the classes."""
    known = _known(scope, kind, sender, work, moment)
    doers = {
        (one.pairing.mentor_id, one.pairing.student_id): doer(sender.school, one, moment.today)
        for one in known.pairings
        if one.pairing.holds(moment.today)
    }
    order = {child.id: number for number, child in enumerate(scope.children)}
    # What leaders hear of after its time is found here, too.
    missed = scopes.missed_of(work, sender.school, known.pairings, moment.today, moment.zone)
    wanted = [one for one in missed if kind in (None, one.assessment.kind)]
    over = too_late(wanted, sender.school.engine.circumstances.is_exempt, moment.today)
    parts = [
        (one, _waiting(sorted(one.open, key=lambda standing: order[standing.student_id]), doers, sender))
        for one in (*known.figures, *over)
        if one.open
    ]
    return say.who_is_left(scope.called, parts, known.own_duties, kind=kind, today=moment.today)


def who_has_nobody(scope: Scope, sender: Sender, work: Work, moment: Moment) -> str:
    """The children of the scope without a mentor, the mentors without a child, and what else policies ask for."""
    school, today = sender.school, moment.today
    asked = any(one.mentor for one in scopes.coverage_of(school, today))
    found = scopes.gaps_of(work, school, scope.ids, [one.id for one in mentors_in(scope, sender)], today)
    lacking = found.mentor if asked else scopes.without_mentor(school, scope.ids, today)
    gaps = say.Uncovered(
        asked,
        _children(lacking, sender),
        _children(found.contact_card, sender),
        _children(found.follower, sender),
        [(school.members[mentor].name, missing) for mentor, missing in found.mentees],
    )
    return say.uncovered(scope.called, gaps, len(scope.children))


def _known(scope: Scope, kind: Kind | None, sender: Sender, work: Work, moment: Moment) -> _Known:
    school, today = sender.school, moment.today
    pairings = scopes.pairings_of(school, scope.ids, today)
    pause, is_exempt = school.calendar.pause(today), school.engine.circumstances.is_exempt
    about = pause.last if pause else None
    standings = scopes.standings_of(work, school, pairings, today, moment.zone, about=about)
    mentors = list(dict.fromkeys(one.pairing.mentor_id for one in pairings))
    duties = scopes.own_duties(work, school, mentors, today, moment.zone)
    wanted = [one for one in standings if kind in (None, one.assessment.kind)]
    far = how_far_of(wanted, today, pause, is_exempt)
    return _Known(
        pairings,
        figures(wanted, today, is_exempt) if far.pause else far.figures,
        far,
        tuple(_own_duties(duties, kind, sender)),
    )


def _own_duties(duties: Mapping[int, Iterable[Assessment]], kind: Kind | None, sender: Sender) -> Iterable[say.OwnDuty]:
    """The same duty of several mentors together."""
    alike: dict[tuple[Kind, Per, int, bool], list[tuple[str, Assessment]]] = defaultdict(list)
    for mentor, items in duties.items():
        for item in items:
            if kind in (None, item.kind):
                place = (item.kind, item.per, item.times, item.window.last < item.window.makeup_end)
                alike[place].append((sender.school.members[mentor].name, item))
    return (say.OwnDuty(those[0][1], those) for those in alike.values())


def _waiting(
    open_: Iterable[Standing], doers: Mapping[tuple[int, int], int | None], sender: Sender
) -> list[say.Waiting]:
    """By mentor, and by who stands in."""
    grouped: dict[tuple[int, int | None], dict[int, Child]] = defaultdict(dict)
    for one in open_:
        who = doers[one.mentor_id, one.student_id]
        grouped[one.mentor_id, who][one.student_id] = sender.children[one.student_id]
    members = sender.school.members
    return [
        say.Waiting(
            members[mentor].name,
            list(children.values()),
            away=who != mentor,
            deputy=members[who].name if who is not None else "",
        )
        for (mentor, who), children in grouped.items()
    ]


def _children(ids: Collection[int], sender: Sender) -> list[Child]:
    return [sender.children[one] for one in ids]
