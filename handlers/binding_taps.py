"""Who somebody in 微信客服 is: said by a teacher of the child with one tap, and taken back with another."""

from duty.messages import ButtonCard, Text
from duty.people import Child
from handlers.context import Moment, Sender
from handlers.inbound_events import CardClicked, CardMenuChosen
from handlers.service_talk import Talk
from language.say import notes as say_notes
from language.say import service as say
from storage import audit, bindings, carers, customers, guardians
from storage.bindings import Binding, BindingState
from storage.customers import Account
from storage.guardians import Guardian
from storage.people import School, school_now
from storage.work import Work


def tap(clicked: CardClicked | CardMenuChosen, sender: Sender, work: Work, moment: Moment) -> ButtonCard | None:
    """Does what was tapped, and gives the card its next state; None for whoever does not answer for the child."""
    binding = bindings.of_task(work, clicked.task_id)
    guardian = guardians.one(work, binding.guardian_id) if binding else None
    if binding is None or guardian is None:
        return None
    school = school_now(work, guardian.school_id)
    child = school.children.get(guardian.student_id)
    if child is None or not _answers_for(school, sender, child, moment):
        return None
    label, by = say_notes.guardian(child, guardian.relation), sender.member.user_id
    wanted = {say.YES: BindingState.CONFIRMED, say.NO: BindingState.REFUSED, say.REVOKE: BindingState.REVOKED}
    state = wanted.get(clicked.key)
    if state is not None and _may_become(binding.state, state):
        bindings.settle(work, binding, state, by, moment.at)
        _audit(work, guardian, by, f"service_{state}", moment)
        if state is BindingState.CONFIRMED:
            _confirmed(work, binding, guardian, by, moment)
    now = bindings.one(work, binding.id) or binding
    return _card(clicked.task_id, label, now.state)


def _answers_for(school: School, sender: Sender, child: Child, moment: Moment) -> bool:
    """Who writes to the family may say who it is; or whoever was asked, where nobody else was there."""
    known = carers.may_write(school, sender.member, child, moment.today)
    return known or sender.member == carers.reader_of(school, child, moment.today)


def _may_become(before: BindingState, after: BindingState) -> bool:
    if after is BindingState.REVOKED:
        return before is BindingState.CONFIRMED
    return before is BindingState.ASKED


def _card(task_id: str, label: str, state: BindingState) -> ButtonCard:
    match state:
        case BindingState.CONFIRMED:
            return say.they_are(task_id, label)
        case BindingState.REFUSED:
            return say.they_are_not(task_id, label)
        case BindingState.REVOKED:
            return say.no_more(task_id, label)
        case BindingState.ASKED:
            return say.is_it_them(task_id, label, "")


def _confirmed(work: Work, binding: Binding, guardian: Guardian, by: str, moment: Moment) -> None:
    """The same person is the same guardian of brothers and sisters; what was written meanwhile goes to its teacher."""
    for other in guardians.same_person(work, guardian):
        bindings.bind(work, binding, other.id, by, moment.at)
    customer = customers.one(work, binding.customer_id)
    if customer is None:
        return
    account = Account(customer.account_id, customer.corp_id, customer.open_kf_id, "", "")
    talk = Talk(work, account, customer, moment.zone, moment.at)
    talk.deliver_waiting(guardian)
    child = school_now(work, guardian.school_id).children[guardian.student_id]
    text = say.confirmed([say_notes.guardian(child, guardian.relation)])
    talk.answer(Text(text), guardian.school_id, key=f"confirmed:{binding.id}", urgent=True)


def _audit(work: Work, guardian: Guardian, by: str, action: str, moment: Moment) -> None:
    audit.note(
        work,
        school_id=guardian.school_id,
        at=moment.at,
        actor=by,
        action=action,
        student_id=guardian.student_id,
        subject=str(guardian.id),
    )
