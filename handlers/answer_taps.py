"""Taps under a family's words: answered on the phone, no answer needed, or recorded as a contact with the family."""

from dataclasses import dataclass
from datetime import date

from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.messages import ButtonCard
from duty.people import Child
from duty.policy import Mode
from duty.unanswered import AnswerTap, Closed
from handlers.context import Moment, Sender
from handlers.deeds import record_tapped
from handlers.inbound_events import CardClicked, CardMenuChosen
from handlers.notes import label_of
from language.say import unanswered as say
from language.say import words
from language.say.unanswered import Contact
from storage import answer_cards, audit, carers, deeds, unanswered
from storage.notes import Note
from storage.work import Work


def tap(clicked: CardClicked | CardMenuChosen, sender: Sender, work: Work, moment: Moment) -> ButtonCard | None:
    """Does what was tapped, and gives the card its next state; None where the card is another's."""
    card = answer_cards.find(work, clicked.task_id)
    if card is None or card.member_id != sender.member.id:
        return None
    note = unanswered.lock(work, card.note_id)
    if note is None:
        return None
    spoken = Spoken(note, sender, work, moment)
    if not spoken.is_the_senders():
        return say.not_yours(card.task_id, spoken.label)
    match clicked.key:
        case AnswerTap.PHONED:
            spoken.close(Closed.PHONE)
            return spoken.ask_whether_contact(card.task_id)
        case AnswerTap.NO_NEED:
            spoken.close(Closed.NO_NEED)
            return say.settled(card.task_id, note.id, spoken.label, phone=False)
        case AnswerTap.NEITHER:
            return say.settled(card.task_id, note.id, spoken.label, phone=True)
        case AnswerTap.CALLED:
            return spoken.record(card.task_id, moment.today, Mode.PHONE)
        case AnswerTap.CONTACT:
            return spoken.record(card.task_id, note.written_at.astimezone(moment.zone).date(), Mode.ONLINE)
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A guardian's words, and the member who says something of them."""

    note: Note
    sender: Sender
    work: Work
    moment: Moment

    @property
    def label(self) -> str:
        return label_of(self.work, self.note.thread, self.sender)

    @property
    def child(self) -> Child | None:
        found = self.note.thread.student_id
        return self.sender.children.get(found) or self.sender.school.children.get(found)

    def is_the_senders(self) -> bool:
        """Whether the child is in the sender's care, or the sender reads what its family writes."""
        child, school = self.child, self.sender.school
        if child is None or self.note.thread.school_id != school.id:
            return False
        readers = carers.readers(school, self.note.thread.member_id, child, self.moment.today)
        return child.id in self.sender.children or self.sender.member in readers

    def close(self, how: Closed) -> None:
        """These words, and those before them, wait no more."""
        if unanswered.close_through(self.work, self.note, how, self.moment.at):
            audit.note(
                self.work,
                school_id=self.note.thread.school_id,
                at=self.moment.at,
                actor=self.sender.member.user_id,
                action="note_closed",
                student_id=self.note.thread.student_id,
                subject=f"{self.note.id} {how}",
            )

    def ask_whether_contact(self, task_id: str) -> ButtonCard:
        """After a call: whether it is recorded; nobody is asked who cannot, or has done so."""
        if self._recorded_before() or self.note.thread.student_id not in self.sender.children:
            return say.settled(task_id, self.note.id, self.label, phone=True)
        today = self.moment.today
        return say.phoned(task_id, self.note.id, self.label, words.day_said(today, today))

    def record(self, task_id: str, day: date, mode: Mode) -> ButtonCard:
        """Records the contact, once for these words whoever taps, and says what became of it."""
        what = self._recorded_before() or self._record(day, mode)
        said = words.called(self.child) if self.child else self.label
        waits = unanswered.still_waits(self.work, self.note.id) is not None
        day_said = words.day_said(day, self.moment.today)
        return say.contact(task_id, self.label, said, what, day_said, waits=waits, note_id=self.note.id)

    def _recorded_before(self) -> Contact | None:
        before = deeds.of_task(self.work, answer_cards.contact_task(self.note.id))
        if not before:
            return None
        return Contact.TAKEN_BACK if all(one.revoked for one in before) else Contact.BEFORE

    def _record(self, day: date, mode: Mode) -> Contact:
        student = self.note.thread.student_id
        if student not in self.sender.children:
            return Contact.NOT_IN_CARE
        deed = RecordDeed(Kind.CONTACT, (student,), day, mode=mode)
        task_id = answer_cards.contact_task(self.note.id)
        saved = record_tapped(deed, self.sender, self.work, self.moment, task_id=task_id)
        return Contact.RECORDED if saved else Contact.ON_FILE
