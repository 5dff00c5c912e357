"""How the account stands with each customer: the session's state, the 48 hours, and the messages left in them."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import IntEnum

from sandbox.facts import Facts
from sandbox.kf.customers import Customer

WINDOW_SECONDS = 48 * 3600
QUOTA = 5


class State(IntEnum):
    """The platform's numbers; `CLOSED` is also how a chat stands that was opened and in which nothing was written."""

    UNHANDLED = 0
    ASSISTANT = 1
    POOL = 2
    SERVED = 3
    CLOSED = 4


@dataclass(frozen=True, slots=True)
class Session:
    """One customer's chat. Times are unix seconds, None for never.

    `alive_at`: when the customer last wrote or a servicer took over; a session ends by itself 48 hours later.
    `sent` counts the app's messages since the customer last wrote; `scene` and `scene_param` are those of the link
    by which the chat was last opened.
    """

    state: State = State.CLOSED
    servicer: str = ""
    alive_at: float | None = None
    wrote_at: float | None = None
    entered_at: float | None = None
    welcomed_at: float | None = None
    sent: int = 0
    scene: str = ""
    scene_param: str = ""
    blocked: bool = False

    @property
    def window_until(self) -> float | None:
        """Until when the app may write; None where it may not before the customer does."""
        return None if self.state is State.CLOSED or self.wrote_at is None else self.wrote_at + WINDOW_SECONDS

    def left(self, now: float) -> int:
        """How many messages the app may still send."""
        until = self.window_until
        answering = self.state in (State.UNHANDLED, State.ASSISTANT)
        return QUOTA - self.sent if answering and until is not None and now < until else 0

    def wrote(self, now: float) -> "Session":
        """After the customer wrote: the count begins anew, and a session where none was."""
        state = State.UNHANDLED if self.state is State.CLOSED else self.state
        return replace(self, state=state, wrote_at=now, alive_at=now, sent=0)

    def served_by(self, userid: str, now: float) -> "Session":
        """After a servicer took the session over."""
        return replace(self, state=State.SERVED, servicer=userid, alive_at=now)

    def ended(self) -> "Session":
        return replace(self, state=State.CLOSED, servicer="")


class Sessions:
    """The sessions of all customers, kept over a restart."""

    def __init__(self, facts: Facts, clock: Callable[[], float]) -> None:
        self._facts = facts
        self._clock = clock

    def of(self, customer: Customer) -> Session:
        """How it stands now."""
        stored = self._facts.get(customer.phone)
        if stored is None:
            return Session()
        session = Session(**{**stored, "state": State(stored["state"])})
        return session.ended() if past(session.alive_at, WINDOW_SECONDS, self._clock()) else session

    def keep(self, customer: Customer, session: Session) -> None:
        self._facts.set(customer.phone, asdict(session))


def past(since: float | None, seconds: float, now: float) -> bool:
    """Whether `seconds` have gone by; what never was is long past."""
    return since is None or now - since >= seconds
