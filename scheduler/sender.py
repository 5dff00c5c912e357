"""The way out as the scheduler sees it: what can become of a message, and who sends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from duty.delivery import Reason as Reason
from duty.messages import Message
from storage.outbox import Channel

# The platform forgets a request after at most four hours.
_LONGEST_MEMORY = 14_400
_SPREAD = 3_600


@dataclass(frozen=True, slots=True)
class Delivered:
    """The platform has it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """This message will never go. `code` is the platform's, 0 where it was not asked."""

    reason: Reason
    code: int = 0


@dataclass(frozen=True, slots=True)
class Later:
    """Certainly not sent; again after `seconds`. `app_wide`: all else of this app would fail as well."""

    reason: Reason
    code: int
    seconds: float
    app_wide: bool


@dataclass(frozen=True, slots=True)
class Perhaps:
    """May have been executed: only the identical request may go again."""


Outcome = Delivered | Refused | Later | Perhaps


class Sender(Protocol):
    """Makes the platform's requests and sends them."""

    def freeze(self, channel: Channel, account: str, message: Message, row_id: int) -> str:
        """The request to one receiver as JSON of {"path", "body"}: pure, so that it can be sent again identically.

        The platform drops a repeat of the same request within `duplicate_seconds(row_id)`.
        """

    def send_many(self, requests: Sequence[str]) -> list[Outcome]:
        """What became of each, in order. Blocks; raises nothing.

        One receiver's requests go one after the other in their order. What comes after one that did not go is not
        held back for it; the order of requests of several calls is nobody's.
        """


def duplicate_seconds(row_id: int) -> int:
    """For how long the platform is asked to remember the request of an outbox row.

    The numbers differ so that the requests of two rows differ even where their texts are equal by chance:
    only true repeats are dropped.
    """
    return _LONGEST_MEMORY - row_id % _SPREAD
