"""The people and the books of the JSON world of `jiedui assess`, as the core's values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from typing import TypeVar

from bot.cli.world import World
from duty.assess import Outcome, Record
from duty.circumstances import Circumstances, Deputising, Event, Exemption
from duty.school import Books
from duty.windows import Pairing

K = TypeVar("K")
V = TypeVar("V")


class Names:
    """Numbers for names, as the core wants them."""

    def __init__(self) -> None:
        free = count(1)
        self._numbers: dict[str, int] = defaultdict(lambda: next(free))

    def __getitem__(self, name: str) -> int:
        return self._numbers[name]

    def maybe(self, name: str | None) -> int | None:
        return None if name is None else self[name]

    def by_number(self) -> Mapping[int, str]:
        return {number: name for name, number in self._numbers.items()}


def pairings_of(world: World, members: Names, students: Names) -> list[Pairing]:
    return [
        Pairing(members[one.mentor], students[one.student], one.start, one.end, one.level)
        for one in world.pairings
        if one.end is None or one.start <= one.end
    ]


def circumstances_of(world: World, members: Names, students: Names) -> Circumstances:
    deputies: dict[int, list[Deputising]] = defaultdict(list)
    for one in world.deputies:
        if one.span:
            mentor = members[one.mentor]
            who = Deputising(mentor, members[one.deputy], one.span, students.maybe(one.student))
            deputies[mentor].append(who)
    return Circumstances(
        exemptions=[
            Exemption(one.span, members.maybe(one.mentor), students.maybe(one.student))
            for one in world.exemptions
            if one.span
        ],
        deputies=deputies,
        events=_grouped((students[one.student], Event(one.kind, one.on)) for one in world.events),
        birthdays={students[name]: born for name, born in world.birthdays.items()},
        guardians={students[name]: tuple(found) for name, found in world.guardians.items()},
    )


def books_of(world: World, members: Names, students: Names) -> Books:
    records = [
        Record(
            one.kind,
            one.happened_on,
            one.counts_for or one.happened_on,
            one.entered_on or one.happened_on,
            one.revoked,
            members[one.mentor],
            students[one.student],
            one.mode or "",
            one.guardian or "",
        )
        for one in world.records
    ]
    outcomes = (
        (
            (members[one.mentor], students[one.student]),
            Outcome(one.kind, one.day, one.reason, one.entered_on or date.min),
        )
        for one in world.outcomes
    )
    return Books(_grouped((one.student_id, one) for one in records), _grouped(outcomes))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
