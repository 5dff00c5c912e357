"""How far the duties of many children are: for each thing that is asked now, of whom it is done and of whom not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duty.assess import MET, STILL_WISHED, Assessment, State, by_deadline
from duty.reminders import Standing

# Of a child with several mentors the first of these counts.
_FIRST = (*STILL_WISHED, *MET, State.SUBSTITUTED, State.EXCUSED)


@dataclass(frozen=True, slots=True)
class Figure:
    """A thing that is asked now, or was and can still be made up for, and each child once.

    `sample` is one of its windows. `open` are the windows that are still wished, all of them: a child whom two mentors
    owe it is there twice. Of what is over (`running` False) nobody counts as done any more.
    """

    sample: Assessment
    running: bool
    done: tuple[int, ...]
    substituted: tuple[int, ...]
    excused: tuple[int, ...]
    open: tuple[Standing, ...]

    @property
    def waiting(self) -> tuple[int, ...]:
        """The children for whom it is still wished."""
        return tuple(dict.fromkeys(one.student_id for one in self.open))

    @property
    def of(self) -> int:
        """Of how many children it is asked."""
        return len(self.done) + len(self.substituted) + len(self.excused) + len(self.waiting)


def figures(standings: Iterable[Standing], on: date) -> tuple[Figure, ...]:
    """What runs on a day, by deadline; then what is over and still empty."""
    alike: dict[tuple[object, ...], list[Standing]] = defaultdict(list)
    for one in standings:
        item = one.assessment
        running = item.window.covers(on)
        if item.state in _FIRST and (running or item.state is State.OVERDUE):
            alike[not running, item.kind, item.per, item.rule.once].append(one)
    found = [_figure(those, running=not over) for (over, *_), those in alike.items()]
    return tuple(sorted(found, key=lambda one: (not one.running, *by_deadline(one.sample))))


def _figure(those: Sequence[Standing], *, running: bool) -> Figure:
    states: dict[int, State] = {}
    for one in those:
        known, state = states.get(one.student_id), one.assessment.state
        states[one.student_id] = min(known or state, state, key=_FIRST.index)
    return Figure(
        those[0].assessment,
        running,
        done=tuple(student for student, state in states.items() if state in MET),
        substituted=tuple(student for student, state in states.items() if state is State.SUBSTITUTED),
        excused=tuple(student for student, state in states.items() if state is State.EXCUSED),
        open=tuple(one for one in those if one.assessment.state in STILL_WISHED),
    )
