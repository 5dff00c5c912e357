"""What 微信客服 puts into the outbox: our own words to a customer, and the question to a teacher who it is."""

from datetime import datetime

from duty.messages import Message, Text
from storage.bindings import Binding
from storage.customers import Customer
from storage.outbox import Channel, Draft, Purpose, put
from storage.work import Work


def say(
    work: Work, customer: Customer, school_id: int, message: Message, *, key: str, at: datetime, note_id: int = 0
) -> bool:
    """Our own word to a customer, at once; False where it was said before. `key` names what it answers."""
    draft = Draft(
        school_id=school_id,
        unique_key=f"service:{customer.id}:{key}",
        channel=Channel.CUSTOMER,
        recipient=str(customer.id),
        purpose=Purpose.CUSTOMER_WORD,
        message=message,
        due_at=at,
        urgent=True,
        about={"customer_id": customer.id, "note_id": note_id},
    )
    return bool(put(work, [draft], at))


def ask_who(work: Work, binding: Binding, user_id: str, *, at: datetime) -> None:
    """To the teacher who knows the guardian: is it them? The card is made when it goes."""
    stamp = int(binding.asked_at.timestamp())
    draft = Draft(
        school_id=binding.school_id,
        unique_key=f"binding:{binding.id}:{stamp}:{user_id.casefold()}",
        channel=Channel.MEMBER,
        recipient=user_id,
        purpose=Purpose.BINDING,
        message=Text(""),
        due_at=at,
        about={"binding_id": binding.id},
    )
    put(work, [draft], at)
