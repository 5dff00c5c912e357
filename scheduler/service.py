"""Words of our own to customers of 微信客服, and the question to a teacher who somebody is."""

from datetime import timedelta

from duty.messages import Choices
from language.say import notes as say_notes
from language.say import service as say
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.sender import Outcome
from storage import bindings, customers, guardians
from storage.bindings import BindingState
from storage.leases import Leased
from storage.people import school_now
from storage.work import Work

# The platform takes a word of welcome for 20 seconds; what is said by ourselves later than this is no answer.
WELCOMED, FRESH = timedelta(seconds=18), timedelta(minutes=10)


def word_ready(work: Work, leased: Leased, at: At) -> Ready | Gone:
    """Still an answer to what was just written, and still taken by the platform."""
    customer = customers.one(work, leased.about["customer_id"])
    if customer is None:
        return Gone("no_customer")
    if at.at - leased.created_at > (WELCOMED if _is_welcome(leased) else FRESH):
        return Gone("too_late")
    if not _is_welcome(leased) and customers.room(work, customer, at.at, before=leased.id) <= 0:
        return Gone("window_closed")
    return Ready(f"{customer.open_kf_id} {customer.external_id}", leased.message, whom=say.SOMEBODY_THERE)


def word_settled(work: Work, leased: Leased, outcome: Outcome, at: At) -> None:
    """Nobody misses a word of our own; the outbox keeps what became of it."""


def _is_welcome(leased: Leased) -> bool:
    return isinstance(leased.message, Choices) and bool(leased.message.code)


def binding_ready(work: Work, leased: Leased, _at: At) -> Ready | Gone:
    """Nobody has said yet who it is, and the guardian may still be spoken with."""
    binding = bindings.one(work, leased.about["binding_id"])
    guardian = guardians.one(work, binding.guardian_id) if binding else None
    customer = customers.one(work, binding.customer_id) if binding else None
    if binding is None or guardian is None or customer is None or binding.state is not BindingState.ASKED:
        return Gone("settled_otherwise")
    child = school_now(work, guardian.school_id).children.get(guardian.student_id)
    if child is None or guardian.no_contact or guardian.removed:
        return Gone("no_guardian")
    label = say_notes.guardian(child, guardian.relation)
    return Ready(leased.recipient, say.is_it_them(bindings.task_of(binding), label, customer.nickname))


def binding_settled(work: Work, leased: Leased, outcome: Outcome, at: At) -> None:
    """Whoever does not hear of it is asked again by the next invitation; the outbox keeps what became of it."""


CUSTOMER_WORD = Handling(word_ready, word_settled)
BINDING = Handling(binding_ready, binding_settled)
