"""What follows from an outcome: the end, again later, or the identical request again. Decisions are values."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.limits import LEASE_SECONDS
from scheduler.sender import Delivered, Later, Outcome, Perhaps, Reason, Refused, duplicate_seconds
from scheduler.trial import way
from storage.leases import AHEAD, Doubt, Leased, Postponement, Settlement
from storage.outbox import Channel, Purpose, State

# Seconds before the next attempt, by how many there were; after the last one it is given up.
PAUSES = (10, 30, 120, 300, 900, 1800, 3600, 3600, 3600, 3600)
# What our own program cannot make it will hardly make later, and somebody waits to hear so.
PAUSES_OF_BROKEN = PAUSES[:2]
# What everybody waits for is looked at again soon: nobody gives up on it.
APP_WIDE_SECONDS = 30.0
# Whoever said 「now」 did not mean later than this.
NO_LONGER_NOW = timedelta(seconds=30)
# The repeat must arrive while the platform still remembers the first one, also by a clock that is a little wrong.
MARGIN_SECONDS = AHEAD.total_seconds()
# How far ahead a first attempt may seem to lie, because another machine's clock wrote it.
SKEW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class End:
    """The last word on a message, and what its topic is told: None where it knows already."""

    settlement: Settlement
    outcome: Delivered | Refused | None


Decision = End | Postponement | Doubt


def too_long_ago(leased: Leased, at: datetime) -> bool:
    """Whether a repeat might arrive twice, because the platform has forgotten the first request.

    Where a clock ran ahead, nobody knows when that was. Of customer service nobody knows whether it remembers at all.
    """
    if leased.request is not None and not remembers(leased):
        return True
    age, remembered = at - leased.first_attempt_at, timedelta(seconds=duplicate_seconds(leased.id) - MARGIN_SECONDS)
    return leased.request is not None and not -SKEW <= age < remembered


def remembers(leased: Leased) -> bool:
    """Whether the platform drops what it has had before from the same row."""
    return way(leased) is not Channel.CUSTOMER


def unsure(leased: Leased) -> End:
    """Perhaps it went, perhaps not: staff decide."""
    return End(Settlement(leased.id, State.UNSURE, Reason.UNSURE.value), Refused(Reason.UNSURE))


def decide(leased: Leased, outcome: Outcome, at: datetime) -> Decision:
    """`leased` as it was before this attempt: with a request only where an earlier one may have been executed."""
    match outcome:
        case Delivered():
            return End(Settlement(leased.id, State.SENT), outcome)
        case Refused():
            return _failed(leased, outcome)
        case Perhaps() if not remembers(leased):
            return unsure(leased)
        case Perhaps():
            pause = PAUSES[min(leased.attempts, len(PAUSES)) - 1]
            # The platform drops what it has had already; and whoever is in danger waits for no lease to end.
            least = 0.0 if leased.purpose is Purpose.ALERT else LEASE_SECONDS
            return Doubt(leased.id, at + timedelta(seconds=max(least, pause)), "perhaps")
        case Later():
            return _again(leased, outcome, at)


def _again(leased: Leased, outcome: Later, at: datetime) -> Decision:
    pauses = PAUSES_OF_BROKEN if outcome.reason is Reason.BROKEN else PAUSES
    if not outcome.app_wide and leased.attempts > len(pauses):
        # An earlier attempt may have been executed: then nobody can say that it failed.
        return unsure(leased) if leased.request is not None else _failed(leased, outcome)
    pause = APP_WIDE_SECONDS if outcome.app_wide else pauses[leased.attempts - 1]
    until, error = at + timedelta(seconds=max(pause, outcome.seconds)), _error(outcome.reason, outcome.code)
    if leased.request is not None:
        return Doubt(leased.id, until, error)
    attempts = leased.attempts - 1 if outcome.app_wide else leased.attempts
    return Postponement(leased.id, until, attempts, error, calm=until - at >= NO_LONGER_NOW)


def _failed(leased: Leased, outcome: Refused | Later) -> End:
    error = _error(outcome.reason, outcome.code)
    return End(Settlement(leased.id, State.FAILED, error), Refused(outcome.reason, outcome.code))


def _error(reason: Reason, code: int) -> str:
    return f"{reason} {code}" if code else str(reason)
