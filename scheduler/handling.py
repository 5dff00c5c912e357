"""What a topic says about its messages: whether they are still true, and what follows from their fate."""

from collections.abc import Callable
from dataclasses import dataclass

from duty.messages import Message
from scheduler.moment import At
from scheduler.sender import Outcome, Refused
from storage.leases import Leased
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Ready:
    """Still true: goes to this account on the platform.

    `whom`: how the receiver is called, for the first line of a trial; "" for a member, who is called by name.
    """

    account: str
    message: Message
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """No longer true: dropped without a word. `why` is one word for the record."""

    why: str


@dataclass(frozen=True, slots=True)
class Handling:
    """A topic's two answers, both inside the transaction that leases or marks.

    `ready` is asked before a message goes, and again whenever it certainly has not gone yet; a Refused of its
    own (a guardian without an account) is settled like one of the platform's. `settled` is told the end:
    Delivered, or Refused, where UNSURE means that staff must decide; never Later or Perhaps.
    """

    ready: Callable[[Work, Leased, At], Ready | Gone | Refused]
    settled: Callable[[Work, Leased, Outcome, At], None]
