"""What is owed: who owes, in which stretches of days, and what is left of each stretch (the window W)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.duty.literal_calendar import each_day, is_term_day, periods, school_years, terms
from tests.duty.literal_world import Exemption, Pairing, Rule, Span, Version, World


@dataclass(frozen=True)
class Party:
    """Who owes: a pairing, a mentor with all of their pairings, or the school with everybody's."""

    name: str
    mentor: str
    student: str
    pairings: tuple[Pairing, ...]

    @property
    def end(self) -> date | None:
        """Its end is the last end of its pairings, if all have one."""
        ends = [pairing.end for pairing in self.pairings if pairing.end is not None]
        return max(ends) if len(ends) == len(self.pairings) else None


@dataclass(frozen=True)
class Stretch:
    """The days of which W is what is left; a one-off may have a trigger."""

    first: date
    last: date
    trigger: date | None = None


@dataclass(frozen=True)
class Duty:
    version: Version
    rule: Rule
    party: Party
    stretch: Stretch
    window: frozenset[date]


# Who owes.


def takes_level(rule: Rule, pairing: Pairing) -> bool:
    """`levels`: only pairings whose `level` is in the list (empty or absent: all)."""
    return not rule.levels or pairing.level in rule.levels


def parties(world: World, rule: Rule) -> list[Party]:
    taken = [(n, pairing) for n, pairing in enumerate(world.pairings) if takes_level(rule, pairing)]
    if rule.scope == "mentor":
        # "one row a mentor (`student` and `student_no` are "")"
        mentors = sorted({pairing.mentor for _, pairing in taken})
        return [
            Party(f"mentor {mentor}", mentor, "", tuple(each for _, each in taken if each.mentor == mentor))
            for mentor in mentors
        ]
    if rule.scope == "school":
        # "one row (`mentor`, `student`, `student_no` "")"
        return [Party("school", "", "", tuple(pairing for _, pairing in taken))] if taken else []
    return [Party(f"pairing {n}", pairing.mentor, pairing.student, (pairing,)) for n, pairing in taken]


# In which stretches of days.


def birthday_in(birth: date, year: int) -> date:
    """29 February is kept on the 28th in other years."""
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def occasion_days(world: World, name: str, student: str) -> list[date]:
    """Each day of a named occasion that lies within the calendar's school years."""
    named = list(world.occasions.get(name, []))
    if name == "birthday" and student in world.birthdays and terms(world):
        # "Birthdays of all years that the terms touch."
        touched = range(min(first for first, _ in terms(world)).year, max(last for _, last in terms(world)).year + 1)
        named += [birthday_in(world.birthdays[student], year) for year in touched]
    return [day for day in named if any(first <= day <= last for first, last in school_years(world))]


def triggers(world: World, rule: Rule, party: Party) -> list[date]:
    if rule.after == "pairing_start":
        return [pairing.start for pairing in party.pairings]
    if rule.after == "term_start":
        # "Term starts: only terms of the given years."
        return [first for first, _ in terms(world)]
    # "A trigger `event`: of that student"; "`events: [kinds]` (absent: any kind of event)"
    return [
        day
        for student, kind, day in world.events
        if student == party.student and (rule.events is None or kind in rule.events)
    ]


def stretches(world: World, rule: Rule, party: Party) -> list[Stretch]:
    if rule.per != "once":
        return [Stretch(first, last) for first, last in periods(world, rule.per)]
    if rule.before_term_end is not None:
        # "for each term W = [term.first, term.last − n]"
        n = timedelta(days=rule.before_term_end)
        return [Stretch(first, last - n) for first, last in terms(world)]
    if rule.within_days is not None:
        # "W = [trigger, trigger + n]"
        n = timedelta(days=rule.within_days)
        return [Stretch(day, day + n, day) for day in triggers(world, rule, party)]
    # "W = [D − before, D + behind]; the trigger is D itself"
    before, behind = timedelta(days=rule.before), timedelta(days=rule.behind)
    return [
        Stretch(day - before, day + behind, day)
        for name in rule.occasions
        for day in occasion_days(world, name, party.student)
    ]


# What is left of a stretch.


def in_pairing(party: Party, day: date) -> bool:
    """`start`, optional `end` (both inclusive); of mentor and school: any pairing."""
    return any(each.start <= day and (each.end is None or day <= each.end) for each in party.pairings)


def runs(world: World, rule: Rule, day: date) -> bool:
    """Nothing before live_from is owed; `from`, `to`: the dates between which the rule runs."""
    return world.live_from <= day and rule.first <= day <= rule.last


def names(exemption: Exemption, rule: Rule, party: Party) -> bool:
    """They name a student, a mentor, or both (then both must match); one that names neither is for everybody."""
    if rule.scope == "mentor":
        # "those that name this mentor and no student, or nobody"
        return exemption.student is None and exemption.mentor in (None, party.mentor)
    if rule.scope == "school":
        # "exemptions that name nobody"
        return exemption.student is None and exemption.mentor is None
    return exemption.mentor in (None, party.mentor) and exemption.student in (None, party.student)


def is_exempted(world: World, rule: Rule, party: Party, day: date) -> bool:
    return any(each.first <= day <= each.last and names(each, rule, party) for each in world.exemptions)


def what_is_left(world: World, version: Version, rule: Rule, party: Party, stretch: Stretch) -> set[date]:
    """W = period ∩ pairing ∩ [live_from, ∞) ∩ (term days, if the rule says so) − exempted days."""
    left: set[date] = set()
    for day in each_day(stretch.first, stretch.last):
        # "as if the pairing had begun no earlier than v's `from`"
        if day < version.first or not in_pairing(party, day) or not runs(world, rule, day):
            continue
        # One-offs: "no `min_days`, no terms, no exemptions"
        if rule.per != "once" and rule.in_term and not is_term_day(world, day):
            continue
        if rule.per != "once" and is_exempted(world, rule, party, day):
            continue
        left.add(day)
    return left


def left_without_end(world: World, duty: Duty) -> set[date]:
    """The last day of W computed without that end (all else the same)."""
    endless = tuple(
        replace(pairing, end=None) if pairing.end == duty.party.end else pairing for pairing in duty.party.pairings
    )
    return what_is_left(world, duty.version, duty.rule, replace(duty.party, pairings=endless), duty.stretch)


# Versions.


def in_force(world: World, day: date) -> Version:
    return [version for version in world.versions if version.first <= day][-1]


def owed(world: World, version: Version, rule: Rule, party: Party, stretch: Stretch) -> set[date]:
    """W, or nothing where nothing is owed by this version."""
    if rule.scope == "guardian" and not world.guardians.get(party.student):
        # "for each guardian of the student that `guardians` lists (none: nothing is owed)"
        return set()
    left = what_is_left(world, version, rule, party, stretch)
    if stretch.trigger is not None:
        # "The trigger itself must lie in the pairing, not before live_from, inside the rule's from–to"
        counts = in_pairing(party, stretch.trigger) and runs(world, rule, stretch.trigger)
        # "For one-offs with a trigger the version in force on the trigger's day decides."
        return left if counts and in_force(world, stretch.trigger) is version else set()
    if rule.per != "once" and len(left) < rule.min_days:
        # "Fewer than `min_days` days in W → nothing is owed, nothing is listed"
        return set()
    # "A window belongs to the version in force on its first day"
    return left if left and in_force(world, min(left)) is version else set()


def duties(world: World) -> list[Duty]:
    found: list[Duty] = []
    owed_by_earlier: set[tuple[str, str, str, str, int | None, Span]] = set()
    for version in world.versions:
        owed_now = set()
        for rule in version.rules:
            for party in parties(world, rule):
                for stretch in stretches(world, rule, party):
                    # "where an earlier version already owes the same rule (same kind, per, scope, and one-off terms)
                    # in the same period, the later version owes nothing for that period." A trigger has one version.
                    period = (stretch.first, stretch.last)
                    same = (party.name, rule.kind, rule.per, rule.scope, rule.before_term_end, period)
                    window = owed(world, version, rule, party, stretch)
                    if not window or (stretch.trigger is None and same in owed_by_earlier):
                        continue
                    found.append(Duty(version, rule, party, stretch, frozenset(window)))
                    if stretch.trigger is None:
                        owed_now.add(same)
        owed_by_earlier |= owed_now
    return found
