"""A talk in 微信客服: who the customer is, about which child they write, and what we say there by ourselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from duty.danger import Grade
from duty.messages import Media, Message, Text
from duty.people import Child
from duty.ways import Way
from handlers.alarms import Cry, raise_alarm
from handlers.home_words import Answered, Taken, Words, take
from language.hear.automatic import is_automatic
from language.hear.risk import risk
from language.say import service as say
from storage import attachments, bindings, carers, customers, guardians, note_mail, service_mail, threads
from storage.alarms import Writer
from storage.bindings import BindingState
from storage.crisis import children_of, school_of_strangers
from storage.customers import Account, Customer
from storage.guardians import Guardian
from storage.notes import Thread
from storage.people import school_now
from storage.schools import school_settings
from storage.work import Work

# Said to whom they write, they are taken to mean the same child for so long.
SAME_CHILD = timedelta(hours=2)
# Between two words of our own; a machine at the other end gets no second one.
PAUSE, ACKNOWLEDGED = timedelta(minutes=10), timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Said:
    """What a customer wrote, kept as `word_id`: words to be read, and the platform's id of what cannot be."""

    word_id: int
    text: str
    at: datetime
    media: Media | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One customer's talk, at the hour of what they wrote last; `now` is the hour of the clock.

    `base_url`: where our pages are reached, "" where nobody has said so.
    """

    work: Work
    account: Account
    customer: Customer
    zone: ZoneInfo
    now: datetime
    base_url: str = ""

    def known_as(self) -> list[Guardian]:
        """As whom the customer is confirmed, and may still be spoken with."""
        found = bindings.of_customer(self.work, self.customer.id, BindingState.CONFIRMED)
        people = (guardians.one(self.work, one.guardian_id) for one in found)
        return [one for one in people if one is not None and not one.no_contact and not one.removed]

    def hear(self, said: Said) -> None:
        """Takes what was written to its teacher, or keeps it until it is known whose it is."""
        known = self.known_as()
        if not known:
            self._of_unknown(said)
            return
        guardian = self._as_whom(known, said.text)
        if guardian is not None:
            self.deliver_waiting(guardian)  # a name is an answer to the question, too
        elif self._waits_for_the_child(known, said):
            return
        self.deliver(guardian or self._likeliest(known), said)

    def deliver_waiting(self, guardian: Guardian | None = None) -> None:
        """What waits goes to its teacher; without a guardian to whom they are likeliest to mean, if to anybody."""
        known = self.known_as()
        if guardian is None and not known:
            return
        for kept in customers.waiting(self.work, self.customer.id):
            self.deliver(guardian or self._likeliest(known), said_in(kept.id, kept.kind, kept.content, kept.sent_at))

    def deliver(self, guardian: Guardian, said: Said) -> Taken:
        """What was written, as a note of this guardian's."""
        words = Words(guardian, self._thread(guardian), said.text, f"service:{said.word_id}", Way.SERVICE, said.at)
        taken = take(self.work, words, self.zone)
        note = taken.note
        customers.became(self.work, said.word_id, note.id if note else None)
        if note is not None and said.media is not None:
            attachments.save_of_note(self.work, note, said.media, self.now)
            if taken.reader is not None:
                note_mail.media(self.work, note, taken.reader.user_id, said.media, at=self.now)
        self._acknowledge(guardian, taken, said)
        return taken

    def answer(self, message: Message, school_id: int, *, key: str, urgent: bool = False, people: str = "") -> bool:
        """Says something by ourselves: once in a pause, never to a machine, and leaving room for people.

        `people`: what was written, to be looked at for a machine's words. Nothing holds back what is urgent but the
        platform. False where it is not said.
        """
        room, told = customers.room(self.work, self.customer, self.now), self.customer.told_at
        busy = told is not None and timedelta(0) <= self.now - told < PAUSE
        if room <= 0 or (not urgent and (busy or room <= customers.LEFT_TO_PEOPLE or is_automatic(people))):
            return False
        said = service_mail.say(self.work, self.customer, school_id, message, key=key, at=self.now)
        if said:
            customers.told(self.work, self.customer.id, self.now)
        return said

    def _of_unknown(self, said: Said) -> None:
        asked = bindings.of_customer(self.work, self.customer.id, BindingState.ASKED)
        school_id = asked[0].school_id if asked else school_of_strangers(self.work, self.account.corp_id)
        if school_id is None:
            return
        if asked:
            customers.let_wait(self.work, said.word_id)
        found = risk(said.text, [child.name for child in children_of(self.work, school_id)])
        if found.grade is Grade.URGENT:
            cry = Cry.read(found, Writer(say.unknown_called()), said.text, (), key=f"service:{said.word_id}")
            raised = raise_alarm(self.work, school_id=school_id, cry=cry, at=self.now, zone=self.zone)
            text = say.danger_of_unknown(found.danger, raised.contacts, raised.duty_phone)
            self.answer(Text(text), school_id, key=f"danger:{said.word_id}", urgent=True)
            return
        text = say.KEPT if asked else say.WHO_ARE_YOU
        self.answer(Text(text), school_id, key=f"unknown:{said.word_id}", people=said.text)

    def _as_whom(self, known: list[Guardian], text: str) -> Guardian | None:
        """The guardian as whom they write: the only one, the one whose child is named, or the one chosen just now."""
        if len(known) == 1:
            return known[0]
        named = [one for one in known if child_of(self.work, one).name in text]
        if len(named) == 1:
            customers.choose(self.work, self.customer.id, named[0].id, self.now)
            return named[0]
        chosen_at = self.customer.chosen_at
        fresh = chosen_at is not None and self.now - chosen_at < SAME_CHILD and not named
        return next((one for one in known if fresh and one.id == self.customer.guardian_id), None)

    def _waits_for_the_child(self, known: list[Guardian], said: Said) -> bool:
        """Whether the words can wait until it is said about which child they are: no danger does, nor what we cannot
        ask about."""
        children = [child_of(self.work, one) for one in known]
        if risk(said.text, [one.name for one in children]).grade is Grade.URGENT:
            return False
        question = say.which_child([(one.id, child) for one, child in zip(known, children, strict=True)])
        asked_before = bool(customers.waiting(self.work, self.customer.id))
        asked = self.answer(question, known[0].school_id, key=f"which:{said.word_id}", urgent=not asked_before)
        if asked or asked_before:
            customers.let_wait(self.work, said.word_id)
        return asked or asked_before

    def _likeliest(self, known: list[Guardian]) -> Guardian:
        """As whom they spoke last, where nothing says which of their children is meant."""
        spoken = [(last.id, one) for one in known if (last := threads.last_with(self.work, one.id)) is not None]
        return max(spoken, key=lambda found: found[0])[1] if spoken else known[0]

    def _thread(self, guardian: Guardian) -> Thread:
        """With whom they spoke last, else with the mentor, else with whoever reads for the child."""
        last = threads.last_with(self.work, guardian.id)
        if last is not None:
            return last.thread
        school = school_now(self.work, guardian.school_id)
        child, today = school.children[guardian.student_id], self.now.astimezone(self.zone).date()
        member = carers.reader_of(school, child, today) or next(iter(school.members.values()))
        return Thread(guardian.school_id, member.id, child.id, guardian.id)

    def _acknowledge(self, guardian: Guardian, taken: Taken, said: Said) -> None:
        if taken.answered is Answered.DANGER:
            phone = school_settings(self.work, guardian.school_id).duty_phone
            self.answer(Text(say.danger(phone)), guardian.school_id, key=f"danger:{said.word_id}", urgent=True)
            return
        told = self.customer.told_at
        if told is None or self.now - told > ACKNOWLEDGED:
            text = say.received(morning=taken.answered is Answered.SAVED_FOR_MORNING)
            self.answer(Text(text), guardian.school_id, key=f"received:{said.word_id}", people=said.text)


def child_of(work: Work, guardian: Guardian) -> Child:
    return school_now(work, guardian.school_id).children[guardian.student_id]


def said_in(word_id: int, kind: str, content: Mapping[str, Any], at: datetime) -> Said:
    """A word of the platform's as words to be read."""

    def field(name: str) -> str:
        value = content.get(name)
        return value if isinstance(value, str) else ""

    match kind:
        case "text":
            return Said(word_id, field("content").strip() or say.UNSEEN, at)
        case "image" | "voice" | "video" | "file":
            return Said(word_id, say.MEDIA[kind], at, Media(kind, field("media_id")))
        case "location":
            return Said(word_id, say.place(field("name"), field("address")), at)
        case "link":
            return Said(word_id, say.link(field("title"), field("url")), at)
        case _:
            return Said(word_id, say.UNSEEN, at)
