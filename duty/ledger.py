"""The ledger: what was arranged, done, and could not be done, as lines for whoever must show it on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duty.assess import State
from duty.calendar import Span
from duty.kinds import Kind
from duty.people import Child


@dataclass(frozen=True, slots=True)
class Paired:
    """A mentor and a child; `policy` as the school calls it."""

    teacher: str
    child: Child
    policy: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed that stands. `teacher` is whose it counts for, `by` who did it instead, "" for nobody else.

    `note` is "" also where the reader may not see it. `late`: entered so long afterwards that it is called so.
    `period` is the window that it counts in, where a policy asks for one.
    """

    id: int
    kind: Kind
    day: date
    child: Child
    teacher: str
    by: str
    mode: str
    topic: str
    note: str
    late: bool
    period: Span | None


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why something was not asked or not done: days that owe nothing (`kind` None), or a deed that could not be.

    Who is not named is "", a child None: everybody. `why` is a `duty.policy.Reason`, "" where none was given;
    `settled` is what the policy made of it, None where it is wished all the same.
    """

    span: Span
    child: Child | None
    teacher: str
    kind: Kind | None
    exempt: bool
    why: str
    reason: str
    settled: State | None = None
    period: Span | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines of some children, in the order of their days."""

    pairings: Sequence[Paired]
    entries: Sequence[Entry]
    excuses: Sequence[Excuse]
