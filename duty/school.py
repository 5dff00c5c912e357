"""A whole school's duties: whose deeds count for whom, and every window of every pairing, mentor and school."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter

from duty.assess import Assessment, Outcome, Record, assess
from duty.calendar import SchoolCalendar, Span
from duty.circumstances import NOTHING_SPECIAL, Circumstances
from duty.policy import Policy, Rule, Scope
from duty.windows import Care, Pairing, Window, joined, windows_of

BEYOND_PAIRING = frozenset({Scope.MENTOR, Scope.SCHOOL})
_COUNTS_FOR = attrgetter("counts_for")


@dataclass(frozen=True, slots=True)
class Books:
    """What was done, by student, and what could not be done, by mentor and student."""

    records: Mapping[int, Sequence[Record]] = field(default_factory=dict)
    outcomes: Mapping[tuple[int, int], Sequence[Outcome]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Owed:
    """One window and who owes it: None is nobody in particular (a mentor's own duty names no student)."""

    mentor_id: int | None
    student_id: int | None
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Engine:
    """What decides about duties besides the pairings and the books: calendar and circumstances."""

    calendar: SchoolCalendar
    circumstances: Circumstances = NOTHING_SPECIAL

    def windows(self, policy: Policy, pairing: Pairing) -> tuple[tuple[Rule, Window], ...]:
        """Every window that is owed for a pairing, by deadline and then by kind."""
        return _windows(policy, self._care(pairing), self.calendar, bool(self._guardians(pairing)))

    def of_pairing(
        self,
        policy: Policy,
        pairing: Pairing,
        books: Books,
        *,
        on: date,
        about: date | None = None,
        nudges: bool = False,
    ) -> tuple[Assessment, ...]:
        """How its windows stand, by deadline and then by kind; nudges, which nobody owes, only where they are wanted.

        With `about` only what a mentor is told of: what can be met or made up on the day, and the windows of `about`.
        """
        known = self._known(pairing, books)
        return tuple(
            known.assess(rule, window, on)
            for rule, window in self.windows(policy, pairing)
            if nudges or not rule.nudge
            if about is None or window.first <= on <= window.makeup_end or window.covers(about)
        )

    def of_school(self, pairings: Iterable[tuple[Policy, Pairing]], books: Books, *, on: date) -> Iterator[Owed]:
        """Every window of the school, future ones included: of the pairings in their order, then what mentors owe by
        themselves, then what the school owes.
        """
        known = list(pairings)
        for policy, pairing in known:
            for found in self.of_pairing(policy, pairing, books, on=on):
                yield Owed(pairing.mentor_id, pairing.student_id, found)
        yield from self.beyond_pairings(known, books, on=on)

    def beyond_pairings(self, pairings: Iterable[tuple[Policy, Pairing]], books: Books, *, on: date) -> Iterator[Owed]:
        """What mentors owe by themselves, then what the school owes."""
        of_mentors: dict[tuple[Policy, int], list[Pairing]] = defaultdict(list)
        of_policy: dict[Policy, list[Pairing]] = defaultdict(list)
        for policy, pairing in pairings:
            of_mentors[policy, pairing.mentor_id].append(pairing)
            of_policy[policy].append(pairing)
        for (policy, mentor), own in of_mentors.items():
            yield from (Owed(mentor, None, found) for found in self.of_mentor(policy, mentor, own, books, on=on))
        for policy, everybody in of_policy.items():
            yield from (Owed(None, None, found) for found in self._of_whole(policy, everybody, books, on))

    def of_mentor(
        self, policy: Policy, mentor_id: int, pairings: Sequence[Pairing], books: Books, *, on: date
    ) -> Iterator[Assessment]:
        """What a mentor owes without regard to whom ("ten families"): distinct students count."""
        if not _rules(policy, Scope.MENTOR):
            return
        exempt = self.circumstances.exempt(mentor_id, None)
        mentees = {one.student_id for one in pairings}
        counted = [
            one
            for student, records in books.records.items()
            for one in records
            if self._is_by(mentor_id, student, one, mentees)
        ]
        for rule, window in self._joint(policy, Scope.MENTOR, pairings, exempt):
            yield assess(rule, window, counted, on)

    def _of_whole(self, policy: Policy, pairings: Sequence[Pairing], books: Books, on: date) -> Iterator[Assessment]:
        if not _rules(policy, Scope.SCHOOL):
            return
        counted = [one for records in books.records.values() for one in records]
        exempt = self.circumstances.exempt(None, None)
        for rule, window in self._joint(policy, Scope.SCHOOL, pairings, exempt):
            yield assess(rule, window, counted, on)

    def _joint(
        self, policy: Policy, scope: Scope, pairings: Sequence[Pairing], exempt: tuple[Span, ...]
    ) -> Iterator[tuple[Rule, Window]]:
        """The windows of a scope that goes beyond one pairing; a rule for some levels looks at those pairings alone."""
        for levels in dict.fromkeys(rule.levels for rule in _rules(policy, scope)):
            care = joined((one for one in pairings if not levels or one.level in levels), exempt)
            for rule, window in windows_of(policy, replace(care, level=min(levels, default="")), self.calendar):
                if rule.scope is scope and rule.levels == levels and not rule.nudge:
                    yield rule, window

    def _care(self, pairing: Pairing) -> Care:
        known, student = self.circumstances, pairing.student_id
        return Care(
            (Span(pairing.start, pairing.end or date.max),),
            pairing.level,
            known.exempt(pairing.mentor_id, student),
            tuple(known.events.get(student, ())),
            known.birthdays.get(student),
        )

    def _guardians(self, pairing: Pairing) -> Sequence[str]:
        return self.circumstances.guardians.get(pairing.student_id, ())

    def assess(self, rule: Rule, window: Window, pairing: Pairing, books: Books, *, on: date) -> Assessment:
        """How one window of a pairing stands."""
        return self._known(pairing, books).assess(rule, window, on)

    def _known(self, pairing: Pairing, books: Books) -> "_Known":
        mentor, student = pairing.mentor_id, pairing.student_id
        everybodys = books.records.get(student, ())
        own = [one for one in everybodys if self._is_by(mentor, student, one)]
        return _Known(
            mentor,
            own=_Shelf.of(own),
            everybodys=_Shelf.of(everybodys),
            outcomes=self._outcomes(mentor, student, books),
            guardians=self._guardians(pairing),
        )

    def _outcomes(self, mentor_id: int, student_id: int, books: Books) -> Sequence[Outcome]:
        """What the mentor said could not be, or who stood in at that time."""
        own = books.outcomes.get((mentor_id, student_id), ())
        if not books.outcomes:
            return own
        others = [
            outcome
            for one in self.circumstances.deputies.get(mentor_id, ())
            for outcome in books.outcomes.get((one.deputy_id, student_id), ())
            if one.holds(student_id, outcome.entered_on)
        ]
        return [*own, *others] if others else own

    def _is_by(self, mentor_id: int, student_id: int, record: Record, mentees: Collection[int] | None = None) -> bool:
        """Whether a deed is the mentor's, or was done by who stood in for the mentor on that day.

        Of all of a mentor's deeds (`mentees` are whose they usually are) those for a deputy's own children are not.
        """
        if record.member_id == mentor_id:
            return True
        return any(
            one.deputy_id == record.member_id
            and one.holds(student_id, record.happened_on)
            and (mentees is None or one.student_id is not None or student_id in mentees)
            for one in self.circumstances.deputies.get(mentor_id, ())
        )


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Deeds by the day for which they count: a window takes out its own, however many years there are."""

    records: list[Record]
    days: list[date]

    @classmethod
    def of(cls, records: Iterable[Record]) -> "_Shelf":
        ordered = sorted(records, key=_COUNTS_FOR)
        return cls(ordered, [one.counts_for for one in ordered])

    def within(self, window: Window) -> list[Record]:
        return self.records[bisect_left(self.days, window.first) : bisect_right(self.days, window.last)]


@dataclass(frozen=True, slots=True)
class _Known:
    """What decides how the windows of one pairing stand, looked up once for all of them."""

    mentor_id: int
    own: _Shelf
    everybodys: _Shelf
    outcomes: Sequence[Outcome]
    guardians: Sequence[str]

    def assess(self, rule: Rule, window: Window, on: date) -> Assessment:
        """A mentor's deeds, and a deputy's, unless the rule counts everybody's."""
        shelf = self.everybodys if rule.shared or rule.scope is Scope.STUDENT else self.own
        return assess(
            rule,
            window,
            shelf.within(window),
            on,
            outcomes=self.outcomes,
            guardians=self.guardians,
            mentor_id=self.mentor_id,
        )


@lru_cache(maxsize=8192)
def _windows(
    policy: Policy, care: Care, calendar: SchoolCalendar, has_guardians: bool
) -> tuple[tuple[Rule, Window], ...]:
    """Ordered once for all who are alike."""
    owed = (
        (rule, window)
        for rule, window in windows_of(policy, care, calendar)
        if rule.scope not in BEYOND_PAIRING and (rule.scope is not Scope.GUARDIAN or has_guardians)
    )
    return tuple(sorted(owed, key=lambda one: (one[1].deadline, one[0].kind, one[1].first)))


def _rules(policy: Policy, scope: Scope) -> list[Rule]:
    """Nobody owes a nudge."""
    rules = (rule for version in policy.versions for rule in version.pack.rules)
    return [rule for rule in rules if rule.scope is scope and not rule.nudge]
