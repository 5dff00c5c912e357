"""Which deeds count for a duty, and how many they are."""

from collections.abc import Callable
from datetime import date

from tests.duty.literal_windows import Duty, Party
from tests.duty.literal_world import Record, Rule, World


def is_known(world: World, record: Record) -> bool:
    """Records count from the end of the day on which they were entered; a revoked record counts nowhere."""
    return record.entered_on <= world.on and not record.revoked


def is_in_window(duty: Duty, day: date) -> bool:
    """Between the first and the last day of W (both inclusive, gaps included)."""
    return min(duty.window) <= day <= max(duty.window)


def takes_mode(rule: Rule, record: Record) -> bool:
    """A rule without `modes` takes any."""
    return not rule.modes or record.mode in rule.modes


def stood_in(world: World, record: Record, mentor: str) -> bool:
    """It happened on a day on which the deputy stood in for that mentor (and that student)."""
    # "without `student`: for all of the mentor's"
    of_the_mentor = {pairing.student for pairing in world.pairings if pairing.mentor == mentor}
    return any(
        (each.mentor, each.deputy) == (mentor, record.mentor)
        and each.first <= record.happened_on <= each.last
        and record.student in (of_the_mentor if each.student is None else {each.student})
        for each in world.deputies
    )


def is_by_who_counts(world: World, rule: Rule, party: Party, record: Record) -> bool:
    if rule.scope == "school":
        # "all deeds of anybody"
        return True
    by_the_mentor = record.mentor == party.mentor or stood_in(world, record, party.mentor)
    if rule.scope == "mentor":
        # "the mentor did it (deputies as usual)", for whomever
        return by_the_mentor
    # "`shared`, and scope `student`: anybody's deeds for that student count. Otherwise the mentor's own, and those of
    # a deputy"
    return record.student == party.student and (rule.shared or rule.scope == "student" or by_the_mentor)


def deeds(world: World, duty: Duty, fits: Callable[[Record], bool]) -> list[Record]:
    return [
        record
        for record in world.records
        if is_known(world, record)
        and is_by_who_counts(world, duty.rule, duty.party, record)
        and is_in_window(duty, record.counts_for)
        and fits(record)
    ]


def deeds_that_count(world: World, duty: Duty) -> list[Record]:
    """Valid records of the rule's kind and allowed modes."""
    return deeds(world, duty, lambda record: record.kind == duty.rule.kind and takes_mode(duty.rule, record))


def times(world: World, duty: Duty) -> int:
    if duty.rule.scope == "guardian":
        # "`times` of the row = times × guardians"
        return duty.rule.times * len(world.guardians[duty.party.student])
    return duty.rule.times


def count(world: World, duty: Duty, done: list[Record]) -> int:
    if duty.rule.scope == "mentor":
        # "distinct students count"
        return len({record.student for record in done})
    if duty.rule.scope == "guardian":
        # "for each guardian at most `times` of the deeds that name them,"
        guardians = world.guardians[duty.party.student]
        named = sum(min(duty.rule.times, sum(record.guardian == each for record in done)) for each in guardians)
        # "plus the deeds that name nobody as far as something is missing"
        missing = times(world, duty) - named
        return named + min(missing, sum(record.guardian == "" for record in done))
    return len(done)
