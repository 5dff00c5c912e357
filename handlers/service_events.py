"""Events of 微信客服: somebody opens the chat, a message that did not arrive, a colleague who takes over or ends it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from duty.delivery import Reason
from duty.messages import Choices
from duty.ways import Way
from handlers.service_talk import Talk, child_of
from handlers.service_words import ServiceWord
from language.say import notes as say_notes
from language.say import service as say
from language.say import undelivered
from storage import bindings, carers, customers, guardians, links, note_mail, note_ways, notes, outbox, service_mail
from storage.bindings import Binding, BindingState
from storage.crisis import school_of_strangers
from storage.notes import Note, NoteState
from storage.people import school_now

# The platform takes a word of welcome for 20 seconds.
WELCOMED = timedelta(seconds=20)
# Why it says afterwards that a message did not arrive (wecom.md 8.3); what is not here is trouble of its own.
FAILED: Mapping[int, Reason] = {
    **dict.fromkeys((1, 2, 8, 11), Reason.SERVICE_FORBIDDEN),
    **dict.fromkeys((4, 5, 6), Reason.WINDOW_CLOSED),
    10: Reason.SHUT_OUT,
    12: Reason.MALFORMED,
    13: Reason.BLOCKED_CONTENT,
}
TAKEN, TRANSFERRED, ENDED, REOPENED = 1, 2, 3, 4


def entered(talk: Talk, word: ServiceWord, sent_at: datetime) -> None:
    """The chat is opened: an invitation is used up, and who is known is welcomed by name."""
    asked = bindings.ask(talk.work, _text(word.content, "scene_param"), talk.customer.id, talk.now)
    if asked is not None:
        ask_teacher(talk, asked)
    known = talk.known_as()
    waits = asked or next(iter(bindings.of_customer(talk.work, talk.customer.id, BindingState.ASKED)), None)
    schools = [one.school_id for one in known] or ([waits.school_id] if waits else [])
    school_id = schools[0] if schools else school_of_strangers(talk.work, talk.account.corp_id)
    code = _text(word.content, "welcome_code")
    if not code or school_id is None or talk.now - sent_at >= WELCOMED:
        return
    unknown = say.ASKED if waits else say.WHO_ARE_YOU
    labels = [say_notes.guardian(child_of(talk.work, one), one.relation) for one in known]
    welcome = say.welcome(labels, code) if known else Choices(unknown, code=code)
    service_mail.say(talk.work, talk.customer, school_id, welcome, key=f"{customers.WELCOME}:{word.msgid}", at=talk.now)


def ask_teacher(talk: Talk, binding: Binding) -> None:
    """Whoever reads for the child is asked whether it is really the guardian."""
    guardian = guardians.one(talk.work, binding.guardian_id)
    if guardian is None or guardian.no_contact or guardian.removed:
        return
    school = school_now(talk.work, guardian.school_id)
    child, today = school.children[guardian.student_id], talk.now.astimezone(talk.zone).date()
    reader = carers.reader_of(school, child, today)
    if reader is not None:
        service_mail.ask_who(talk.work, binding, reader.user_id, at=talk.now)


def did_not_arrive(talk: Talk, word: ServiceWord, _sent_at: datetime) -> None:
    """A note that the platform took goes on another way, or its writer hears that it did not arrive."""
    number = word.content.get("fail_type")
    reason = FAILED.get(number if isinstance(number, int) else 0, Reason.PLATFORM)
    if reason is Reason.SHUT_OUT:
        customers.shut(talk.work, talk.customer.id)
    note_id = outbox.note_of(talk.work, _text(word.content, "fail_msgid"))
    note = notes.one(talk.work, note_id) if note_id else None
    guardian = guardians.one(talk.work, note.thread.guardian_id) if note else None
    if note is None or guardian is None or note.state is not NoteState.SENT or note.way != Way.SERVICE:
        return
    if note_ways.go_on(talk.work, note, guardian, [Way.SERVICE], why=reason, at=talk.now):
        notes.reopen(talk.work, note.id)
        return
    notes.settle(talk.work, note.id, NoteState.FAILED, talk.now, error=reason)
    faces = notes.faces(talk.work, note.thread)
    message = undelivered.not_arrived(say_notes.guardian(faces.child, guardian.relation), reason, _by_hand(talk, note))
    note_mail.undelivered(talk.work, note, faces.user_id, message, of=f"service:{word.msgid}", at=talk.now)


def _by_hand(talk: Talk, note: Note) -> str:
    """The page with the link to pass on; "" where there are no pages."""
    if not talk.base_url:
        return ""
    return links.pass_url(talk.work.vault, talk.base_url, note.thread.member_id, note.id, now=talk.now)


def changed_hands(talk: Talk, word: ServiceWord, _sent_at: datetime) -> None:
    """While a colleague talks with them there, we are silent."""
    state = {
        TAKEN: customers.WITH_COLLEAGUE,
        TRANSFERRED: customers.WITH_COLLEAGUE,
        REOPENED: customers.WITH_COLLEAGUE,
        ENDED: customers.OVER,
    }.get(word.content.get("change_type", 0))
    if state is not None:
        customers.set_state(talk.work, talk.customer.id, state)


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    return value if isinstance(value, str) else ""


EVENTS: Mapping[str, Callable[[Talk, ServiceWord, datetime], None]] = {
    "enter_session": entered,
    "msg_send_fail": did_not_arrive,
    "session_status_change": changed_hands,
}
