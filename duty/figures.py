"""How far the duties of many children are: for each thing that is asked now, of whom it is done and of whom not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from duty.assess import MET, STILL_WISHED, Assessment, State, by_deadline
from duty.calendar import Pause
from duty.reminders import Standing

# Of a child with several mentors the first of these counts.
_FIRST = (*STILL_WISHED, State.MISSED, *MET, State.SUBSTITUTED, State.EXCUSED)

_EMPTY = frozenset({*STILL_WISHED, State.MISSED})

IsExempt = Callable[[int, int, date], bool]
"""Whether a mentor owes a student nothing on a day."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A thing that is asked now, or was and can still be made up for, and each child once.

    `sample` is one of its windows. `open` are the windows that are still wished, all of them: a child whom two mentors
    owe it is there twice. Of what is over (`running` False) nobody counts as done any more. `missed`: for whom it
    is too late, where one looks back. `exempt`: for whom nothing is wished on this day; they are in no count.
    """

    sample: Assessment
    running: bool
    done: tuple[int, ...]
    substituted: tuple[int, ...]
    excused: tuple[int, ...]
    open: tuple[Standing, ...]
    missed: tuple[int, ...] = ()
    exempt: tuple[int, ...] = ()

    @property
    def waiting(self) -> tuple[int, ...]:
        """The children for whom it is still wished."""
        return tuple(dict.fromkeys(one.student_id for one in self.open))

    @property
    def of(self) -> int:
        """Of how many children it is asked."""
        return len(self.done) + len(self.substituted) + len(self.excused) + len(self.waiting) + len(self.missed)


def nobody(_mentor_id: int, _student_id: int, _on: date) -> bool:
    """Where no exemptions are."""
    return False


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far things are; in a `pause` nothing is asked, and the figures are of its eve."""

    figures: tuple[Figure, ...]
    pause: Pause | None = None


def how_far(standings: Sequence[Standing], on: date, pause: Pause | None, is_exempt: IsExempt = nobody) -> HowFar:
    """`pause` is what lies around the day, if it is outside all terms."""
    if pause is None or runs_on(standings, on):
        return HowFar(figures(standings, on, is_exempt))
    return HowFar(figures_before(standings, pause.last, is_exempt) if pause.last else (), pause)


def figures(standings: Iterable[Standing], on: date, is_exempt: IsExempt = nobody) -> tuple[Figure, ...]:
    """What runs on a day, by deadline; then what is over and still empty."""
    alike: dict[tuple[object, ...], list[Standing]] = defaultdict(list)
    for one in standings:
        item = one.assessment
        running = item.window.covers(on)
        if item.state in _FIRST and item.state is not State.MISSED and (running or item.state is State.OVERDUE):
            alike[not running, item.kind, item.per, item.rule.once].append(one)
    found = [_figure(those, running=not over, on=on, is_exempt=is_exempt) for (over, *_), those in alike.items()]
    return _in_order(one for one in found if one.running or one.of)


def too_late(standings: Iterable[Standing], is_exempt: IsExempt, on: date) -> tuple[Figure, ...]:
    """What stayed empty and can be made up no more (`standings`, all of them missed), the newest first."""
    alike: dict[tuple[object, ...], list[Standing]] = defaultdict(list)
    for one in standings:
        item = one.assessment
        if not is_exempt(one.mentor_id, one.student_id, on):
            alike[item.kind, item.per, item.rule.once, item.window.makeup_end].append(one)
    found = [
        replace(_figure(those, running=False, on=on, is_exempt=nobody), open=tuple(those)) for those in alike.values()
    ]
    return tuple(sorted(found, key=lambda one: by_deadline(one.sample), reverse=True))


def figures_before(standings: Iterable[Standing], last: date, is_exempt: IsExempt = nobody) -> tuple[Figure, ...]:
    """How far the things were that ran on the last day before a vacation, what was made up for since included."""
    alike: dict[tuple[object, ...], list[Standing]] = defaultdict(list)
    for one in standings:
        item = one.assessment
        if item.state in _FIRST and item.window.covers(last):
            alike[item.kind, item.per, item.rule.once].append(one)
    return _in_order(_figure(those, running=True, on=last, is_exempt=is_exempt) for those in alike.values())


def runs_on(standings: Iterable[Standing], day: date) -> bool:
    """Whether anything that knows no terms is asked for on a day outside of them."""
    items = (one.assessment for one in standings)
    return any(item.window.covers(day) and not item.rule.during_term for item in items)


def _in_order(found: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(found, key=lambda one: (not one.running, *by_deadline(one.sample))))


def _figure(those: Sequence[Standing], *, running: bool, on: date, is_exempt: IsExempt) -> Figure:
    exempt = [one for one in those if one.assessment.state in _EMPTY and is_exempt(one.mentor_id, one.student_id, on)]
    counted = [one for one in those if one not in exempt]
    states: dict[int, State] = {}
    for one in counted:
        known, state = states.get(one.student_id), one.assessment.state
        states[one.student_id] = min(known or state, state, key=_FIRST.index)
    return Figure(
        those[0].assessment,
        running,
        done=tuple(student for student, state in states.items() if state in MET),
        substituted=tuple(student for student, state in states.items() if state is State.SUBSTITUTED),
        excused=tuple(student for student, state in states.items() if state is State.EXCUSED),
        open=tuple(one for one in counted if one.assessment.state in STILL_WISHED),
        missed=tuple(student for student, state in states.items() if state is State.MISSED),
        exempt=tuple(dict.fromkeys(one.student_id for one in exempt if one.student_id not in states)),
    )
