"""What is known of a school besides its pairings and deeds: exemptions, deputies, leave, events, birthdays."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from duty.calendar import ONE_DAY, Span


@dataclass(frozen=True, slots=True)
class Exemption:
    """Days on which nothing is owed: by the mentor, for the student; both named must both match, none is everybody."""

    span: Span
    mentor_id: int | None = None
    student_id: int | None = None


@dataclass(frozen=True, slots=True)
class Deputising:
    """Somebody does a mentor's duties on these days; with `student_id` only those for that student."""

    mentor_id: int
    deputy_id: int
    span: Span
    student_id: int | None = None

    def holds(self, student_id: int, on: date) -> bool:
        return self.student_id in (None, student_id) and self.span.first <= on <= self.span.last


@dataclass(frozen=True, slots=True)
class Event:
    """A fact of a student's life that may open a duty."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All of it as of now, by whom it concerns. `guardians` counts how many each student has."""

    exemptions: Sequence[Exemption] = ()
    deputies: Mapping[int, Sequence[Deputising]] = field(default_factory=dict)  # by mentor
    leaves: Mapping[int, Sequence[Span]] = field(default_factory=dict)  # by member
    events: Mapping[int, Sequence[Event]] = field(default_factory=dict)  # by student
    birthdays: Mapping[int, date] = field(default_factory=dict)
    guardians: Mapping[int, Sequence[str]] = field(default_factory=dict)
    _exempt: Mapping[tuple[int | None, int | None], tuple[Span, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spans: dict[tuple[int | None, int | None], list[Span]] = defaultdict(list)
        for one in self.exemptions:
            spans[one.mentor_id, one.student_id].append(one.span)
        object.__setattr__(self, "_exempt", {key: merged(found) for key, found in spans.items()})

    def exempt(self, mentor_id: int | None, student_id: int | None) -> tuple[Span, ...]:
        """The days on which the mentor owes the student nothing, in order; None stands for nobody in particular."""
        if not self._exempt:
            return ()
        named = {(mentor_id, student_id), (mentor_id, None), (None, student_id), (None, None)}
        found = [self._exempt[key] for key in named if key in self._exempt]
        return found[0] if len(found) == 1 else merged(span for spans in found for span in spans)

    def is_exempt(self, mentor_id: int, student_id: int, on: date) -> bool:
        """Whether the mentor owes the student nothing on a day, so that nobody is to count the student as waiting."""
        return any(span.first <= on <= span.last for span in self.exempt(mentor_id, student_id))

    def deputies_of(self, mentor_id: int, student_id: int, on: date) -> tuple[int, ...]:
        """Who stands in for the mentor on a day, the first named first."""
        found = (one.deputy_id for one in self.deputies.get(mentor_id, ()) if one.holds(student_id, on))
        return tuple(dict.fromkeys(found))

    def on_leave(self, member_id: int, on: date) -> bool:
        return any(span.first <= on <= span.last for span in self.leaves.get(member_id, ()))

    def last_leave(self, member_id: int, on: date) -> Span | None:
        """The newest leave from which a member is back on a day; None where there was none, or another goes on."""
        over = [span for span in self.leaves.get(member_id, ()) if span.last < on]
        return max(over, key=lambda span: span.last) if over and not self.on_leave(member_id, on) else None


NOTHING_SPECIAL = Circumstances()


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days in as few spans as possible, in order."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: one.first):
        if found and span.first <= found[-1].last:
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return tuple(found)


def without(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """The days of `spans` that no span of `taken` has."""
    rest = list(spans)
    for gap in taken:
        rest = [cut for span in rest for cut in _around(span, gap)]
    return rest


def _around(span: Span, gap: Span) -> Iterable[Span]:
    if gap.last < span.first or span.last < gap.first:
        yield span
        return
    if span.first < gap.first:
        yield Span(span.first, gap.first - ONE_DAY)
    if gap.last < span.last:
        yield Span(gap.last + ONE_DAY, span.last)
