"""The alarm as values: what is told of a danger, what can be tapped, and when it is told again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from duty.danger import Danger
from duty.people import Child


class AlarmTap(StrEnum):
    """The buttons of an alarm's card; the value comes back with the tap."""

    TAKE = "alarm_take"
    HANDLED = "alarm_handled"
    FALSE_ALARM = "alarm_false"
    RELEASE = "alarm_release"
    WITHHOLD = "alarm_withhold"


class Outcome(StrEnum):
    """How an alarm ended."""

    HANDLED = "handled"
    FALSE_ALARM = "false_alarm"
    LISTED = "listed"  # to be watched, and the counsellor has it


@dataclass(frozen=True, slots=True)
class Facts:
    """What those who can help are told: never the sentence itself.

    `danger` None: somebody reported it in words of no known kind. `who`: how the writer is called.
    """

    danger: Danger | None
    who: str
    children: tuple[Child, ...]
    raised_at: datetime


# How long after the first and after the second telling nobody may have taken it over, and after every later one.
_PAUSES = (timedelta(minutes=5), timedelta(minutes=5))
_LATER = timedelta(minutes=15)
# In which telling others than the school's first choice are told, too.
WIDER_FROM = 3


def again_at(rounds: int, told_at: datetime) -> datetime:
    """When an alarm that was told `rounds` times, now at `told_at`, is told again if nobody has taken it over."""
    return told_at + (_PAUSES[rounds - 1] if rounds <= len(_PAUSES) else _LATER)
