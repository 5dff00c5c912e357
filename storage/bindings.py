"""Bindings: which customer of 微信客服 is which guardian, by an invitation of the school, confirmed by a teacher."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update

from storage.bulk import insert_new_rows
from storage.customers import CUSTOMER, WORD, Customer
from storage.customers import one as customer
from storage.relay_tables import BindingRow, InvitationRow
from storage.rows import table
from storage.work import Work

BINDING, INVITATION = table(BindingRow), table(InvitationRow)
# Somebody who holds a page of the guardian's opens the chat at once, or soon.
LIVES = timedelta(hours=24)
LONGEST_CODE = 64
_TASK = re.compile(r"who-(\d{1,15})-\d{1,15}", re.ASCII)


class BindingState(StrEnum):
    """`asked`: nobody has said yet whether it is really them."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Binding:
    """A customer who says to be a guardian of this school."""

    id: int
    school_id: int
    customer_id: int
    guardian_id: int
    state: BindingState
    asked_at: datetime


def task_of(binding: Binding) -> str:
    """Of the card that asks who it is; asked again later it is another card."""
    return f"who-{binding.id}-{int(binding.asked_at.timestamp())}"


def asks(task_id: str) -> bool:
    return bool(_TASK.fullmatch(task_id))


def of_task(work: Work, task_id: str) -> Binding | None:
    """None where the card asked at another time."""
    said = _TASK.fullmatch(task_id)
    found = one(work, int(said[1])) if said else None
    return found if found and task_of(found) == task_id else None


def invite(work: Work, school_id: int, guardian_id: int, at: datetime) -> str:
    """A code that goes with the address of the chat; good once, for a day."""
    code = secrets.token_urlsafe(16)
    row = {"school_id": school_id, "guardian_id": guardian_id, "code_mark": _mark(work, code)}
    times = {"made_at": at, "expires_at": at + LIVES}
    insert_new_rows(work.connection, INVITATION, [{**row, **times}], unique=("code_mark",))
    return code


def ask(work: Work, code: str, customer_id: int, at: datetime) -> Binding | None:
    """Uses an invitation up; None where it is none, was used before, or is too old, and where it changes nothing."""
    if not 0 < len(code) <= LONGEST_CODE:
        return None
    good = (INVITATION.c.code_mark == _mark(work, code), INVITATION.c.used_at.is_(None), INVITATION.c.expires_at > at)
    taken = update(INVITATION).where(*good).values(used_at=at).returning(INVITATION)
    invitation = work.connection.execute(taken).first()
    if invitation is None:
        return None
    row = {
        "school_id": invitation.school_id,
        "customer_id": customer_id,
        "guardian_id": invitation.guardian_id,
        "invitation_id": invitation.id,
        "state": BindingState.ASKED.value,
        "asked_at": at,
        "settled_by": "",
    }
    unique = ("customer_id", "guardian_id")
    if not insert_new_rows(work.connection, BINDING, [row], unique=unique).all():
        # Whoever was refused, or let go, and is invited once more may ask once more.
        both = (BINDING.c.customer_id == customer_id, BINDING.c.guardian_id == invitation.guardian_id)
        ended = BINDING.c.state.in_([BindingState.REFUSED.value, BindingState.REVOKED.value])
        again = {"state": BindingState.ASKED.value, "asked_at": at, "invitation_id": invitation.id}
        if work.connection.execute(update(BINDING).where(*both, ended).values(again)).rowcount != 1:
            return None
    [found] = _bindings(work, BINDING.c.customer_id == customer_id, BINDING.c.guardian_id == invitation.guardian_id)
    return found


def bind(work: Work, like: Binding, guardian_id: int, by: str, at: datetime) -> None:
    """The same person as another child's guardian: what is known of one is true of the other."""
    [invitation_id] = work.connection.execute(select(BINDING.c.invitation_id).where(BINDING.c.id == like.id)).one()
    settled = {"state": BindingState.CONFIRMED.value, "asked_at": at, "settled_at": at, "settled_by": by}
    row = {"school_id": like.school_id, "customer_id": like.customer_id, "guardian_id": guardian_id}
    full = {**row, **settled, "invitation_id": invitation_id}
    insert_new_rows(work.connection, BINDING, [full], unique=("customer_id", "guardian_id"))


def one(work: Work, binding_id: int) -> Binding | None:
    found = _bindings(work, BINDING.c.id == binding_id)
    return found[0] if found else None


def of_customer(work: Work, customer_id: int, state: BindingState) -> list[Binding]:
    return _bindings(work, BINDING.c.customer_id == customer_id, BINDING.c.state == state.value)


def of_guardian(work: Work, guardian_id: int, state: BindingState) -> list[Binding]:
    return _bindings(work, BINDING.c.guardian_id == guardian_id, BINDING.c.state == state.value)


def settle(work: Work, binding: Binding, state: BindingState, by: str, at: datetime) -> bool:
    """What somebody said of it; False where it was not as `binding` says any more."""
    still = (BINDING.c.id == binding.id, BINDING.c.state == binding.state.value)
    values = {"state": state.value, "settled_by": by, "settled_at": at}
    return work.connection.execute(update(BINDING).where(*still).values(values)).rowcount == 1


def in_service(work: Work, guardian_id: int) -> Customer | None:
    """Where a guardian is to be found in 微信客服: of several, where they spoke last."""
    asked = (
        select(BINDING.c.customer_id)
        .join(CUSTOMER, CUSTOMER.c.id == BINDING.c.customer_id)
        .where(BINDING.c.guardian_id == guardian_id, BINDING.c.state == BindingState.CONFIRMED.value)
        .order_by(CUSTOMER.c.last_word_at.is_(None), CUSTOMER.c.last_word_at.desc())
    )
    row = work.connection.execute(asked).first()
    return customer(work, row.customer_id) if row else None


def _mark(work: Work, code: str) -> bytes:
    return work.vault.mark(code, "invitation.code")


def _bindings(work: Work, *where: Any) -> list[Binding]:
    rows = work.connection.execute(select(BINDING).where(*where).order_by(BINDING.c.id))
    return [
        Binding(row.id, row.school_id, row.customer_id, row.guardian_id, BindingState(row.state), row.asked_at)
        for row in rows
    ]


def left_waiting(work: Work, before: datetime) -> list[int]:
    """The confirmed customers of whose words some wait since then: nobody said which child they are about."""
    bound = select(BINDING.c.customer_id).where(BINDING.c.state == BindingState.CONFIRMED.value)
    asked = select(WORD.c.customer_id).where(WORD.c.waits, WORD.c.received_at < before, WORD.c.customer_id.in_(bound))
    return list(work.connection.execute(asked.distinct()).scalars())
