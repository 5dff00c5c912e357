"""What a school asks of its mentors: rules, and the packs that hold them."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from types import MappingProxyType

from duty.kinds import Kind


class Per(StrEnum):
    """The periods into which a rule cuts the time line; the values stand in packs and in JSON."""

    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    SCHOOL_YEAR = "school_year"
    CALENDAR_YEAR = "calendar_year"


MIN_DAYS: Mapping[Per, int] = MappingProxyType(
    {
        Per.WEEK: 3,
        Per.HALF_MONTH: 6,
        Per.MONTH: 10,
        Per.QUARTER: 20,
        Per.TERM: 30,
        Per.SCHOOL_YEAR: 60,
        Per.CALENDAR_YEAR: 60,
    }
)


class RuleError(ValueError):
    """A rule asks for at least one deed, and its lengths in days are not negative."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class Rule:
    """`times` deeds of a kind in each period; lengths are in days.

    `during_term` leaves out the days outside terms. A period in which fewer than `min_days` days
    remain owes nothing; None means the usual number for the period. A duty is due in the last
    `remind_days` before its deadline and may be made up for at least `makeup_days` after it.
    """

    kind: Kind
    per: Per
    _: KW_ONLY
    times: int = 1
    during_term: bool = False
    min_days: int | None = None
    remind_days: int = 7
    makeup_days: int = 7

    def __post_init__(self) -> None:
        if self.times < 1 or min(self.enough_days, self.remind_days, self.makeup_days) < 0:
            raise RuleError

    @property
    def enough_days(self) -> int:
        """How many days a period must have left for anything to be owed."""
        return MIN_DAYS[self.per] if self.min_days is None else self.min_days


@dataclass(frozen=True, slots=True)
class Pack:
    """A named set of rules that a pairing follows."""

    key: str
    rules: tuple[Rule, ...]


FOUR_ONES = Pack(
    "four_ones",
    (
        Rule(Kind.TALK, Per.MONTH, during_term=True),
        Rule(Kind.HOME_VISIT, Per.TERM, during_term=True),
        Rule(Kind.WARMTH, Per.SCHOOL_YEAR, during_term=True),
    ),
)
PACKS: Mapping[str, Pack] = MappingProxyType({pack.key: pack for pack in (FOUR_ONES,)})
