"""The ways to a guardian as they are now, and the next one where a note did not arrive on another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from duty.ways import Way, ways_to_send
from storage import bindings, customers, note_mail
from storage.customers import Customer
from storage.guardians import Guardian
from storage.notes import NOTE, Note
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Ways:
    """How a guardian can be written to, the best first; `customer` is who they are in 微信客服, if anybody."""

    open: tuple[Way, ...]
    customer: Customer | None

    @property
    def customer_id(self) -> int | None:
        return self.customer.id if self.customer else None


def ways_to(work: Work, guardian: Guardian, at: datetime, tried: Sequence[Way] = ()) -> Ways:
    customer = bindings.in_service(work, guardian.id)
    found = ways_to_send(
        notices=guardian.reachable,
        service=customer is not None and customers.room(work, customer, at) > 0,
        spoke_in_service=_spoke_there_last(work, guardian.id),
        tried=tried,
    )
    return Ways(found, customer)


def go_on(work: Work, note: Note, guardian: Guardian, tried: Sequence[Way], *, why: str, at: datetime) -> bool:
    """Sends a note that certainly did not arrive on the next way; False where none is left but by hand."""
    ways = ways_to(work, guardian, at, tried)
    if not guardian.welcomes or not ways.open:
        return False
    note_mail.on_way(work, note, ways.open[0], ways.customer_id or 0, at=at, tried=tried, why=why)
    return True


def _spoke_there_last(work: Work, guardian_id: int) -> bool:
    theirs = (NOTE.c.guardian_id == guardian_id, NOTE.c.from_guardian)
    last = work.connection.execute(select(NOTE.c.way).where(*theirs).order_by(NOTE.c.id.desc()).limit(1))
    return last.scalar_one_or_none() == Way.SERVICE
