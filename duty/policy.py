"""What a school asks of its mentors: rules, the packs that hold them, and their versions."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from duty.kinds import Kind


class Per(StrEnum):
    """The periods into which a rule cuts the time line; the values stand in packs and in JSON. `ONCE` has none."""

    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    SCHOOL_YEAR = "school_year"
    CALENDAR_YEAR = "calendar_year"
    ONCE = "once"


class Scope(StrEnum):
    """By whom a duty is owed: how many windows there are, and whose deeds count in them."""

    PAIRING = "pairing"
    STUDENT = "student"
    MENTOR = "mentor"
    GUARDIAN = "guardian"
    SCHOOL = "school"


class Mode(StrEnum):
    """How a deed was done; what nobody said was done in person."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    ONLINE = "online"
    WRITTEN = "written"


class Reason(StrEnum):
    """Why a deed could not be done. `OTHER_MODE`: it was done, in a mode that the rule does not take."""

    REFUSED = "refused"
    ABSENT = "absent"
    MOVED = "moved"
    ILL = "ill"
    OTHER_MODE = "other_mode"
    OTHER = "other"


class EventKind(StrEnum):
    """What may happen in a student's life and opens a duty."""

    ILLNESS = "illness"
    HOSPITAL = "hospital"
    ACCIDENT = "accident"
    FAMILY_CHANGE = "family_change"
    DROPOUT_SIGN = "dropout_sign"


class Trigger(StrEnum):
    """What opens the window of a rule that is no period's."""

    PAIRING_START = "pairing_start"
    TERM_START = "term_start"
    EVENT = "event"
    TERM_END = "term_end"
    OCCASION = "occasion"


BIRTHDAY = "birthday"

MIN_DAYS: Mapping[Per, int] = MappingProxyType(
    {
        Per.WEEK: 3,
        Per.HALF_MONTH: 6,
        Per.MONTH: 10,
        Per.QUARTER: 20,
        Per.TERM: 30,
        Per.SCHOOL_YEAR: 60,
        Per.CALENDAR_YEAR: 60,
        Per.ONCE: 1,
    }
)


class RuleError(ValueError):
    """A rule asks for at least one deed, and its lengths in days are not negative."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class Once:
    """A window that a trigger opens; it needs no least number of days and knows no terms.

    From the trigger on for `days` (start of the pairing or of a term, event); the term up to `days` before its end;
    or from `days` before an occasion to `behind` after it. `names` are the kinds of event (none: any) or the
    occasions.
    """

    trigger: Trigger
    days: int
    behind: int = 0
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Distances:
    """How many days before and after a deadline are reminder days."""

    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """`times` deeds of a kind in each period, or in each window that `once` opens; lengths are in days.

    `during_term` leaves out the days outside terms; `first` and `last` are the days between which the rule runs. A
    period in which fewer than `min_days` days remain owes nothing; None means the usual number for the period. A
    duty is due in the last `remind_days` before its deadline and may be made up for at least `makeup_days` after it.

    No `modes`: any mode counts. `shared`: the deeds of all who care for the student count. `levels`: only students
    of these levels, none: all. A window is excused where it could not be met for a reason in `excused_by`, and
    substituted for one in `substituted_by` where a deed of the kinds named there was done. `distances` None: the
    usual reminder days of the period. A `nudge` is wished and never owed: nobody hears that it was not done.
    """

    kind: Kind
    per: Per
    _: KW_ONLY
    once: Once | None = None
    times: int = 1
    during_term: bool = False
    min_days: int | None = None
    remind_days: int = 7
    makeup_days: int = 7
    first: date = date.min
    last: date = date.max
    modes: frozenset[str] = frozenset()
    shared: bool = False
    scope: Scope = Scope.PAIRING
    levels: frozenset[str] = frozenset()
    excused_by: frozenset[str] = frozenset()
    substituted_by: tuple[tuple[str, frozenset[Kind]], ...] = ()
    distances: Distances | None = None
    nudge: bool = False

    def __post_init__(self) -> None:
        lengths = [self.enough_days, self.remind_days, self.makeup_days]
        if self.once:
            lengths += [self.once.days, self.once.behind]
        if self.times < 1 or min(lengths) < 0 or (self.per is Per.ONCE) != (self.once is not None):
            raise RuleError

    def takes(self, mode: str) -> bool:
        """Whether a deed that was done in a mode counts; "" is in person."""
        return not self.modes or (mode or Mode.IN_PERSON) in self.modes

    def instead(self, reason: str) -> frozenset[Kind]:
        """The kinds of which a deed counts instead where it could not be for a reason; its own: in another mode."""
        return frozenset(kind for given, kinds in self.substituted_by if given == reason for kind in kinds)

    @property
    def enough_days(self) -> int:
        """How many days a period must have left for anything to be owed."""
        return MIN_DAYS[self.per] if self.min_days is None else self.min_days

    @property
    def identity(self) -> tuple[Kind, Per, Once | None, Scope]:
        """What stays the same where a later version changes a rule: the two never owe the same period."""
        return self.kind, self.per, self.once, self.scope


@dataclass(frozen=True, slots=True)
class Coverage:
    """What nobody may be without: a gap list, not a deed.

    `mentees`: how many every mentor has at least. The others name what every student has of the `categories` (none
    named: of all): a mentor, a contact card, a follower among the guardians.
    """

    mentees: int = 0
    mentor: bool = False
    contact_card: bool = False
    follower: bool = False
    categories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pack:
    """A named set of rules that a pairing follows; `title` is how the school calls it."""

    key: str
    rules: tuple[Rule, ...]
    coverage: tuple[Coverage, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """The rules of a pack from a day on; the first version is from the beginning."""

    first: date
    pack: Pack


class VersionsOutOfOrder(ValueError):
    """The versions of a policy begin with the beginning of time, and each later than the one before."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class Policy:
    """A pack in all its versions, oldest first: what was owed before a change keeps the rules of its time."""

    key: str
    versions: tuple[Version, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        days = [version.first for version in self.versions]
        if not days or days[0] != date.min or days != sorted(set(days)):
            raise VersionsOutOfOrder
        object.__setattr__(self, "_hash", hash((self.key, self.versions)))

    def __hash__(self) -> int:
        """Made once: policies are looked up by the thousand."""
        return self._hash

    @classmethod
    def of(cls, pack: Pack) -> "Policy":
        """A pack that was never changed."""
        return cls(pack.key, (Version(date.min, pack),))

    def on(self, day: date) -> Pack:
        """The rules in force on a day."""
        return [version for version in self.versions if version.first <= day][-1].pack


FOUR_ONES = Pack(
    "four_ones",
    (
        Rule(Kind.TALK, Per.MONTH, during_term=True),
        # Parents may not want a visit: who then reached them did what could be done.
        Rule(
            Kind.HOME_VISIT,
            Per.TERM,
            during_term=True,
            substituted_by=((Reason.REFUSED, frozenset({Kind.CONTACT})),),
        ),
        Rule(Kind.WARMTH, Per.SCHOOL_YEAR, during_term=True),
    ),
    (Coverage(mentees=1),),
)
