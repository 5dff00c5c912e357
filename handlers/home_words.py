"""What a family says, on whatever way it comes: kept, looked at for danger, and taken to whoever reads it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from duty.danger import Grade
from duty.messages import Message, Text
from duty.people import Child
from duty.unanswered import Closed
from duty.ways import Way
from handlers.alarms import Cry, accused_staff, raise_alarm, watch
from language.hear.courtesy import is_courtesy
from language.hear.risk import risk
from language.say import note_words
from language.say import notes as say
from language.say import unanswered as say_unanswered
from storage import answer_cards, audit, carers, note_mail, notes, unanswered
from storage.alarms import Writer
from storage.guardians import Guardian
from storage.notes import Note, Thread
from storage.people import Member, School, school_now
from storage.work import Work


class Answered(StrEnum):
    """What became of a guardian's answer; `danger`: it is saved, and the school's crisis contacts are told."""

    SAVED = "saved"
    SAVED_FOR_MORNING = "saved_for_morning"
    REPEATED = "repeated"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    GONE = "gone"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Words:
    """What a guardian wrote; `thread` says with whom they last spoke, `key` is the same where the same comes again."""

    guardian: Guardian
    thread: Thread
    text: str
    key: str
    way: Way
    at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of them: the note that they are now, and who reads it, None where nobody may."""

    answered: Answered
    note: Note | None = None
    reader: Member | None = None


def take(work: Work, words: Words, zone: ZoneInfo) -> Taken:
    """Keeps them once, raises the alarm where they speak of danger, and sends them to their reader."""
    guardian, at = words.guardian, words.at
    school, local = school_now(work, guardian.school_id), at.astimezone(zone)
    child = school.children[words.thread.student_id]
    heard = risk(words.text, [child.name])
    urgent = heard.grade is Grade.URGENT
    if words.way is Way.PAGE and not urgent and note_words.length(words.text) > say.LONGEST_ANSWER:
        return Taken(Answered.TOO_LONG)
    label = say.guardian(child, guardian.relation)
    cry = Cry.read(heard, Writer(label, guardian_id=guardian.id), words.text, (child,), key="")
    accused = accused_staff(work, school.id, cry, on=local.date())
    reader = _reader(school, words.thread.member_id, child, on=local.date(), accused=accused)
    kept_for = reader.id if reader else words.thread.member_id
    thread = replace(words.thread, member_id=kept_for)
    saved = notes.save_answer(work, thread, words.text, client_key=words.key, at=at, way=words.way)
    if saved is None:
        return Taken(Answered.REPEATED)
    audited(work, guardian, "note_answered", saved.id, at)
    if heard.grade is Grade.NONE and is_courtesy(words.text):
        notes.close(work, saved.id, Closed.COURTESY, at)
    if reader:
        messages = _for_reader(work, saved, reader, label, urgent=urgent)
        note_mail.answer(work, saved, reader.user_id, messages, at=at, urgent=urgent)
    cry = replace(cry, key=f"note:{saved.id}")
    if urgent:
        raise_alarm(work, school_id=school.id, cry=cry, at=at, zone=zone)
        return Taken(Answered.DANGER, saved, reader)
    if heard.grade is Grade.WATCH:
        watch(work, school_id=school.id, cry=cry, at=at, zone=zone)
    answered = Answered.SAVED_FOR_MORNING if school.day.is_quiet(local) else Answered.SAVED
    return Taken(answered, saved, reader)


def audited(work: Work, guardian: Guardian, action: str, subject: int, at: datetime) -> None:
    """What a guardian did, in the audit."""
    audit.note(
        work,
        school_id=guardian.school_id,
        at=at,
        actor=f"guardian:{guardian.id}",
        action=action,
        student_id=guardian.student_id,
        subject=str(subject),
    )


def _for_reader(work: Work, note: Note, reader: Member, label: str, *, urgent: bool) -> Sequence[Message]:
    """The words whole, with a card to tap; of a danger nothing is to be tapped."""
    if urgent:
        return [Text(one) for one in say.answer(label, note.text, number=note.id, alarming=True)]
    task_id = answer_cards.give(work, note, reader.id, note.written_at)
    exchange = unanswered.is_exchange(work, note)
    return say_unanswered.answer(task_id, note.id, label, note.text, exchange=exchange)


def _reader(school: School, author_id: int, child: Child, *, on: date, accused: Collection[int]) -> Member | None:
    """Who gets the words; the author, even one who left, where the school has nobody else. Never one of the accused:
    None where everybody is."""
    readers = carers.readers(school, author_id, child, on) or [school.members[author_id]]
    return next((one for one in readers if one.id not in accused), None)
