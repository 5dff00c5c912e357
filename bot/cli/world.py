"""The JSON world of `jiedui assess`: its form, its calendar and its rules."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from duty.calendar import SchoolCalendar, Span, Term
from duty.kinds import Kind
from duty.policy import Once, Pack, Per, Policy, Rule, Scope, Trigger, Version

NEAR = 3


def _iso(value: object) -> object:
    """Only whole days as text: a number would be read as seconds."""
    if not isinstance(value, str) or len(value) != len("2026-11-20"):
        raise ValueError("not a date")
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Whole = Annotated[int, Field(ge=0, le=100_000)]


class _Part(BaseModel):
    """Other keys than ours are passed over, and null is as good as nothing."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        return {key: one for key, one in value.items() if one is not None} if isinstance(value, dict) else value


class _Dated(_Part):
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")

    @property
    def span(self) -> Span | None:
        return Span(self.first, self.last) if self.first <= self.last else None


class RuleIn(_Part):
    """A rule of the world."""

    kind: Kind
    per: Per = Per.ONCE
    times: int = Field(1, ge=1, le=100_000)
    during: Literal["term"] | None = None
    modes: list[str] | None = None
    min_days: Whole | None = None
    remind_days: Whole = 7
    makeup_days: Whole = 7
    shared: bool = False
    scope: Scope = Scope.PAIRING
    levels: list[str] = []
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")
    within_days: Whole | None = None
    after: Literal["pairing_start", "term_start", "event"] = "pairing_start"
    events: list[str] = []
    before_term_end: Whole | None = None
    occasions: list[str] = []
    before: Whole = NEAR
    behind: Whole = NEAR
    excused_by: list[str] = []
    substituted_by: dict[str, list[Kind]] = {}

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.per is Per.ONCE) != (self.once is not None):
            raise ValueError("per or a trigger")
        return self

    @property
    def once(self) -> Once | None:
        if self.within_days is not None:
            names = frozenset(self.events if self.after == "event" else ())
            return Once(Trigger(self.after), self.within_days, names=names)
        if self.before_term_end is not None:
            return Once(Trigger.TERM_END, self.before_term_end)
        if self.occasions:
            return Once(Trigger.OCCASION, self.before, self.behind, frozenset(self.occasions))
        return None

    def rule(self) -> Rule:
        """The core's rule."""
        return Rule(
            self.kind,
            self.per,
            once=self.once,
            times=self.times,
            during_term=self.during == "term",
            min_days=self.min_days,
            remind_days=self.remind_days,
            makeup_days=self.makeup_days,
            first=self.first or date.min,
            last=self.last or date.max,
            modes=frozenset(self.modes or ()),
            shared=self.shared,
            scope=self.scope,
            levels=frozenset(self.levels),
            excused_by=frozenset(self.excused_by),
            substituted_by=tuple((reason, frozenset(kinds)) for reason, kinds in self.substituted_by.items()),
        )


class VersionIn(_Part):
    """The rules from a day on."""

    first: Day | None = Field(None, alias="from")
    rules: list[RuleIn]


class PairingIn(_Part):
    """A pairing; whoever cares for whom is a name."""

    mentor: Name
    student: Name
    start: Day
    end: Day | None = None
    level: str = ""


class RecordIn(_Part):
    """A deed; what is left out is as if it had been said on the day itself."""

    mentor: Name
    student: Name
    kind: Kind
    happened_on: Day
    mode: str | None = None
    counts_for: Day | None = None
    entered_on: Day | None = None
    revoked: bool = False
    guardian: str | None = None


class ExemptionIn(_Dated):
    """Days on which nothing is owed."""

    mentor: Name | None = None
    student: Name | None = None


class OutcomeIn(_Part):
    """Why a deed could not be, for the window in which `for` lies."""

    mentor: Name
    student: Name
    kind: Kind
    day: Day = Field(alias="for")
    reason: str
    entered_on: Day | None = None


class EventIn(_Part):
    """A fact of a student's life."""

    student: Name
    kind: str
    on: Day


class DeputyIn(_Dated):
    """Who stands in for a mentor."""

    mentor: Name
    deputy: Name
    student: Name | None = None


class World(_Part):
    """Everything that decides what is owed, by names instead of rows."""

    on: Day
    live_from: Day | None = None
    years: dict[str, list[tuple[Day, Day]]]
    rest_days: list[Day] = []
    work_days: list[Day] = []
    rules: list[RuleIn] = []
    versions: list[VersionIn] = []
    pairings: list[PairingIn] = []
    records: list[RecordIn] = []
    exemptions: list[ExemptionIn] = []
    outcomes: list[OutcomeIn] = []
    events: list[EventIn] = []
    deputies: list[DeputyIn] = []
    guardians: dict[str, list[str]] = {}
    occasions: dict[str, list[Day]] = {}
    birthdays: dict[str, Day] = {}

    @property
    def calendar(self) -> SchoolCalendar:
        """Raises CalendarError where the terms make none."""
        return SchoolCalendar(
            tuple(
                Term(year, str(place), *term) for year, terms in self.years.items() for place, term in enumerate(terms)
            ),
            self.live_from,
            frozenset(self.rest_days),
            frozenset(self.work_days),
            occasions=tuple((name, tuple(days)) for name, days in self.occasions.items()),
        )

    @property
    def policy(self) -> Policy:
        """Raises VersionsOutOfOrder."""
        versions = self.versions or [VersionIn(rules=self.rules)]
        return Policy(
            "world",
            tuple(
                Version(one.first or date.min, Pack("world", tuple(rule.rule() for rule in one.rules)))
                for one in versions
            ),
        )
