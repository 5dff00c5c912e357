"""What comes out of 微信客服, in order and once: words go to their teacher, wishes are granted, events are heeded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from duty.messages import Text
from duty.ways import Way
from handlers import consents, parents
from handlers.context import Moment, Site
from handlers.service_events import EVENTS
from handlers.service_talk import Talk, said_in
from handlers.service_words import Origin, ServiceWord
from language.say import service as say
from storage import audit, customers, notes, threads
from storage.customers import Account
from storage.guardians import Guardian
from storage.notes import NoteState
from storage.people import school_now
from storage.work import Work

LONGEST_ID = 128
WISHES = {say.STOP: False, say.STOP_KEY: False, say.RESUME: True, say.RESUME_KEY: True}


def receive(work: Work, account: Account, word: ServiceWord, *, nickname: str, moment: Moment, site: Site) -> None:
    """Keeps a word as it came, and does what it asks for; nothing where it came before."""
    if not 0 < len(word.msgid) <= LONGEST_ID or customers.is_kept(work, account.id, word.msgid):
        return
    now = moment.at
    customer = customers.found_at(work, account.id, word.customer) if word.customer else None
    sent_at = _sent_at(word, now)
    known = customer.id if customer else None
    word_id = customers.keep(
        work, account.id, known, word.msgid, word.kind, content=word.content, sent_at=sent_at, at=now
    )
    if word_id is None or customer is None:
        return
    if nickname and nickname != customer.nickname:
        customers.call(work, customer, nickname)
    if word.origin == Origin.CUSTOMER:
        customers.spoke(work, customer.id, sent_at)
    talk = Talk(work, account, customers.one(work, customer.id) or customer, moment.zone, now, site.base_url)
    match word.origin:
        case Origin.CUSTOMER:
            _from_customer(talk, word_id, word, sent_at)
        case Origin.COLLEAGUE:
            _from_colleague(talk, word_id, word, sent_at)
        case _ if word.kind in EVENTS:
            EVENTS[word.kind](talk, word, sent_at)


def deliver_left(work: Work, customer_ids: Sequence[int], moment: Moment, site: Site) -> None:
    """Words about which nobody said which child they are: they are read by somebody all the same."""
    for customer in filter(None, (customers.one(work, one) for one in customer_ids)):
        account = Account(customer.account_id, customer.corp_id, customer.open_kf_id, "", "")
        Talk(work, account, customer, moment.zone, moment.at, site.base_url).deliver_waiting()


def _from_customer(talk: Talk, word_id: int, word: ServiceWord, sent_at: datetime) -> None:
    tapped, typed = (str(word.content.get(name) or "") for name in ("menu_id", "content"))
    if tapped.startswith(say.CHILD_KEY):
        _choose(talk, tapped.removeprefix(say.CHILD_KEY))
        return
    if word.kind == "text" and typed.strip() == say.LEAVE and talk.known_as():
        _withdraw(talk, word_id)
        return
    wish = WISHES.get(tapped or typed.strip()) if word.kind == "text" else None
    known = talk.known_as()
    if wish is not None and known:
        _welcome(talk, known, word_id, wanted=wish)
        return
    talk.hear(said_in(word_id, word.kind, word.content, sent_at))


def _choose(talk: Talk, guardian_id: str) -> None:
    """The child is said: what waits for that goes to its teacher. An id of another's family means nothing here."""
    chosen = next((one for one in talk.known_as() if str(one.id) == guardian_id), None)
    if chosen is None:
        return
    customers.choose(talk.work, talk.customer.id, chosen.id, talk.now)
    talk.deliver_waiting(chosen)


def _welcome(talk: Talk, known: list[Guardian], word_id: int, *, wanted: bool) -> None:
    """先不收 and 再收 hold for every child of this person."""
    change = parents.resume if wanted else parents.decline
    for one in known:
        change(talk.work, one.id, talk.now)
    said = Text(say.RESUMED) if wanted else say.stopped()
    talk.answer(said, known[0].school_id, key=f"wish:{word_id}", urgent=True)


def _withdraw(talk: Talk, word_id: int) -> None:
    """What was agreed to is taken back, for every child of this person."""
    known = talk.known_as()
    for one in known:
        consents.withdraw(talk.work, one.id, talk.now, Way.SERVICE)
    talk.answer(Text(say.WITHDRAWN), known[0].school_id, key=f"leave:{word_id}", urgent=True)


def _from_colleague(talk: Talk, word_id: int, word: ServiceWord, sent_at: datetime) -> None:
    """What a colleague wrote in the client is a person's answer, and stands in the thread."""
    customers.set_state(talk.work, talk.customer.id, customers.WITH_COLLEAGUE)
    said = said_in(word_id, word.kind, word.content, sent_at)
    for guardian in talk.known_as()[:1]:
        last = threads.last_with(talk.work, guardian.id)
        staff = school_now(talk.work, guardian.school_id).members.values()
        member = next((one for one in staff if one.user_id.casefold() == word.servicer.casefold()), None)
        if last is None or member is None:
            continue
        thread = replace(last.thread, member_id=member.id)
        note = notes.save(talk.work, thread, said.text, state=NoteState.SENT, message_id=None, at=sent_at)
        notes.settle(talk.work, note.id, NoteState.SENT, sent_at, way=Way.SERVICE)
        customers.became(talk.work, word_id, note.id)
        audit.note(
            talk.work,
            school_id=guardian.school_id,
            at=talk.now,
            actor=word.servicer,
            action="note_in_service",
            student_id=guardian.student_id,
            subject=str(note.id),
        )


def _sent_at(word: ServiceWord, now: datetime) -> datetime:
    """By the platform's clock, where it says what can be."""
    try:
        sent_at = datetime.fromtimestamp(word.sent_at, UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return min(sent_at, now) if now.year - sent_at.year <= 1 else now
