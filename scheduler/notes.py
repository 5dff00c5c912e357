"""Notes on their way: to a guardian, the answer back to a teacher, and the word that a note did not arrive."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from duty.danger import Grade
from duty.messages import Media, Message, Text
from duty.people import Child
from duty.ways import Way
from language.hear.risk import risk
from language.say import consent, undelivered
from language.say import notes as say
from language.say import unanswered as say_unanswered
from language.say.attachments import attached
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.sender import Delivered, Outcome, Reason, Refused
from scheduler.tools import Tools
from storage import (
    alarms,
    answer_cards,
    attachments,
    bindings,
    carers,
    customers,
    guardians,
    links,
    note_mail,
    note_ways,
    notes,
    unanswered,
)
from storage.guardians import Guardian
from storage.leases import Leased
from storage.notes import Note, NoteKind, NoteState
from storage.outbox import Channel
from storage.people import Member, load_school, school_now
from storage.work import Work

# The platform does not say whether it calls a parent who does not follow unknown: following mends all of these.
# So long a note may wait in silence for what usually mends itself.
HELD_UP_AFTER = timedelta(minutes=10)
MENDED_BY_FOLLOWING = (Reason.NOT_FOLLOWING, Reason.UNREACHABLE, Reason.NO_ACCOUNT)


def note_ready(work: Work, leased: Leased, at: At) -> Ready | Gone | Refused:
    """The note with the link of its page, if its writer has not called it back and the guardian still wants it."""
    found = _found(work, leased)
    if found is None or found[0].state is not NoteState.WAITING:
        return Gone("called_back")
    note, guardian = found
    if not guardian.welcomes:
        why = "declined" if guardian.declined and not guardian.no_contact else "no_contact"
        _tell(work, leased, found, at, state=NoteState.FAILED, say_it=lambda label: Text(say.barred(label, why)))
        return Gone(why)
    if not guardian.consents and not leased.trial:
        _tell(work, leased, found, at, state=NoteState.UNCONSENTED, say_it=lambda label: Text(consent.said_no(label)))
        return Gone("unconsented")
    account = _account(work, leased, guardian, at)
    if isinstance(account, Refused):
        return account
    faces = notes.faces(work, note.thread)
    label = say.guardian(faces.child, guardian.relation)
    url = ""
    if at.base_url and not leased.trial:
        url = links.note_url(work.vault, at.base_url, guardian.id, note.id, now=at.at)
    signed, files = say.signature(faces.child, faces.teacher), [one.kind for one in attachments.of_note(work, note)]
    text = "\n".join(part for part in (note.text, attached(files) if url else "") if part)
    if leased.channel is Channel.CUSTOMER:
        more = note.kind is not NoteKind.NOTE or files
        return Ready(account, Text(say.in_service(label, text, signed, url if more else "")), whom=label)
    return Ready(account, Text(say.for_guardian(label, text, signed, url)), whom=label)


def _account(work: Work, leased: Leased, guardian: Guardian, at: At) -> str | Refused:
    """Where it goes: the guardian's account, or the customer that they are, while the platform takes anything there."""
    if leased.channel is Channel.CUSTOMER:
        customer = bindings.in_service(work, guardian.id)
        if customer is None or str(customer.id) != leased.recipient:
            return Refused(Reason.WINDOW_CLOSED)
        if customers.room(work, customer, at.at, before=leased.id) <= 0:
            return Refused(Reason.WINDOW_CLOSED)
        return f"{customer.open_kf_id} {customer.external_id}"
    if guardian.account is None:
        return Refused(Reason.NO_ACCOUNT)
    return Refused(Reason.NOT_FOLLOWING) if guardian.follows is False else guardian.account


def note_settled(work: Work, leased: Leased, outcome: Outcome, at: At) -> None:
    """What became of a note: on the next way where one is open, else its writer hears of it, with the next step."""
    found = _found(work, leased)
    if found is None:
        return
    note, guardian = found
    way = Way.SERVICE if leased.channel is Channel.CUSTOMER else Way.NOTICE
    if isinstance(outcome, Delivered):
        state = NoteState.TRIED if leased.trial else NoteState.SENT
        notes.settle(work, note.id, state, at.at, way="" if leased.trial else way)
    elif isinstance(outcome, Refused):
        why = Reason(leased.about.get("why") or outcome.reason)
        tried = [*(Way(one) for one in leased.about.get("tried", [])), way]
        # Whether it went is for people to find out: on another way it might be the second time.
        certain = outcome.reason is not Reason.UNSURE and not leased.trial
        if certain and note_ways.go_on(work, note, guardian, tried, why=why, at=at.at):
            return
        why = why if certain else outcome.reason
        state = NoteState.UNFOLLOWED if why in MENDED_BY_FOLLOWING else NoteState.FAILED
        url = ""
        if at.base_url and not leased.trial and why in undelivered.LINK_HELPS:
            url = links.pass_url(work.vault, at.base_url, note.thread.member_id, note.id, now=at.at)
        say_it = partial(undelivered.not_arrived, reason=why, url=url)
        _tell(work, leased, found, at, state=state, say_it=say_it, error=why)


def answer_ready(work: Work, leased: Leased, at: At) -> Ready | Gone:
    """A guardian's words always go on to their reader; to who is here, where a night brought the reader's leave."""
    found = _found(work, leased)
    if found is None:
        return Gone("no_note")
    note, guardian = found
    school = school_now(work, leased.school_id)
    reader, child = school.members.get(note.thread.member_id), school.children.get(note.thread.student_id)
    if reader is None or child is None:
        return Ready(leased.recipient, leased.message)
    if isinstance(leased.message, Media):
        return Ready(reader.user_id, leased.message)
    if reader.user_id.casefold() != leased.recipient.casefold():
        return Gone("handed_over")
    if not leased.urgent and school.engine.circumstances.on_leave(reader.id, at.today):
        accused = barred(work, note.id)
        here = next(
            (one for one in carers.readers(school, reader.id, child, at.today) if one.id not in accused), reader
        )
        if here != reader:
            hand_to(work, note, here, child, say.guardian(child, guardian.relation), at=at)
            return Gone("handed_over")
    return Ready(leased.recipient, leased.message)


def answer_settled(work: Work, leased: Leased, outcome: Outcome, at: At) -> None:
    """What a teacher cannot be told is told to the next who cares for the child."""
    found = _found(work, leased)
    if found is None:
        return
    note, guardian = found
    if isinstance(outcome, Delivered):
        notes.settle(work, note.id, NoteState.SENT, at.at)
        return
    school = load_school(work, leased.school_id)
    reader, child = school.members[note.thread.member_id], school.children[note.thread.student_id]
    if reader.user_id.casefold() != leased.recipient.casefold():
        return  # another part of the same answer has moved it on already
    notes.settle(work, note.id, NoteState.FAILED, at.at)
    accused = barred(work, note.id)
    others = carers.readers(school, reader.id, child, at.today)
    readers = [one for one in others if one != reader and one.id not in accused]
    if isinstance(outcome, Refused) and outcome.reason is Reason.UNSURE:
        readers = [reader]  # read twice is better than never
    for other in readers[:1]:
        hand_to(work, note, other, child, say.guardian(child, guardian.relation), at=at)


def barred(work: Work, note_id: int) -> frozenset[int]:
    """Whom a guardian's words may accuse: they hear nothing of them."""
    alarm = alarms.by_key(work, f"note:{note_id}") or alarms.by_key(work, f"watch:note:{note_id}")
    return alarm.barred if alarm else frozenset()


def hand_to(work: Work, note: Note, reader: Member, child: Child, label: str, *, at: At) -> None:
    """Another member of staff reads the guardian's words from now on, and gets them whole, if not before."""
    notes.hand_over(work, note.id, reader.id)
    if risk(note.text, [child.name]).grade is Grade.URGENT:
        messages: Sequence[Message] = [Text(one) for one in say.answer(label, note.text, number=note.id, alarming=True)]
    else:
        task_id, exchange = answer_cards.give(work, note, reader.id, at.at), unanswered.is_exchange(work, note)
        messages = say_unanswered.answer(task_id, note.id, label, note.text, exchange=exchange)
    if note_mail.answer_again(work, note, reader.user_id, messages, at=at.at):
        notes.reopen(work, note.id)


def tell_of_held_up(tools: Tools, moment: At) -> bool:
    """A writer who waits in vain hears why, once a note: on this way messages may go while on the other none does."""
    with tools.store.reading() as work:
        found = notes.held_up(work, moment.at - HELD_UP_AFTER)
    if found:
        tools.submit.submit(lambda work: _tell_of_held_up(work, found, moment))
    return False


def _tell_of_held_up(work: Work, found: list[tuple[Note, str]], moment: At) -> None:
    for note, error in found:
        faces, guardian = notes.faces(work, note.thread), guardians.one(work, note.thread.guardian_id)
        label = say.guardian(faces.child, guardian.relation if guardian else "")
        text = say.not_now(label, _reason(error))
        note_mail.held_up(work, note, faces.user_id, text, at=moment.at)


def _reason(error: str) -> Reason:
    """What stands in the books of an attempt: a reason and perhaps a code, or another word for not knowing."""
    word = error.partition(" ")[0]
    return Reason(word) if word in set(Reason) else Reason.PLATFORM


def undelivered_ready(work: Work, leased: Leased, _at: At) -> Ready | Gone:
    """Still true: the note has not arrived; as an offer to send it, that the guardian still follows."""
    found = _found(work, leased)
    if found is None:
        return Gone("no_note")
    note, guardian = found
    if leased.unique_key == notes.offer_key(note.id):
        offered = note.state is NoteState.UNFOLLOWED or (note.state is NoteState.PASSED_ON and note.opened_at is None)
        agreed = note.state is NoteState.UNCONSENTED and guardian.reachable
        still = guardian.may_get and (agreed or (offered and guardian.follows))
    elif leased.unique_key == notes.held_up_key(note.id):
        still = note.state is NoteState.WAITING
    else:
        still = note.state in (*notes.UNDELIVERED, NoteState.UNCONSENTED)
    return Ready(leased.recipient, leased.message) if still else Gone("settled_otherwise")


def undelivered_settled(work: Work, leased: Leased, outcome: Outcome, at: At) -> None:
    """Whoever does not hear of it asks 「确认」 or writes again; the outbox keeps what became of the message."""


def _found(work: Work, leased: Leased) -> tuple[Note, Guardian] | None:
    note = notes.one(work, leased.about["note_id"])
    guardian = guardians.one(work, note.thread.guardian_id) if note else None
    return (note, guardian) if note and guardian else None


def _tell(
    work: Work,
    leased: Leased,
    found: tuple[Note, Guardian],
    at: At,
    *,
    state: NoteState,
    say_it: Callable[[str], Message],
    error: str = "",
) -> None:
    note, guardian = found
    notes.settle(work, note.id, state, at.at, error=error)
    faces = notes.faces(work, note.thread)
    message = say_it(say.guardian(faces.child, guardian.relation))
    note_mail.undelivered(work, note, faces.user_id, message, of=leased.unique_key, at=at.at)


NOTE = Handling(note_ready, note_settled)
ANSWER = Handling(answer_ready, answer_settled)
UNDELIVERED = Handling(undelivered_ready, undelivered_settled)
