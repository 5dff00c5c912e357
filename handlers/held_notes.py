"""A note to a family that is held because it speaks of danger: one who was told of that lets it go, or not."""

from datetime import UTC, timedelta

from duty.danger import Grade
from duty.people import Child, Kin
from handlers.alarms import Cry, raise_alarm
from handlers.context import Moment, Sender
from handlers.taking_over import Stand
from language.hear.accused import accuses_kin
from language.hear.kin import kin_of
from language.hear.risk import risk
from language.say import alarm_cards, note_words
from language.say import notes as say
from language.say.alarms import colleague_called
from storage import alarm_mail, alarms, guardians, note_mail, notes
from storage.alarms import Writer
from storage.guardians import Guardian
from storage.notes import Note, NoteState
from storage.people import school_now
from storage.work import Work

# How long before its note an alarm may have been raised by the same words: in between a question was answered.
SAME_WORDS = timedelta(minutes=30)


def hold(work: Work, note: Note, child: Child, sender: Sender, moment: Moment) -> None:
    """Lets whoever takes the alarm of these words over decide on the note; raises one where there is none."""
    known = alarms.by_key(work, f"inbox:{moment.message_id}")
    since = moment.at - SAME_WORDS
    mine = [known] if known else alarms.raised_by(work, sender.member.id, since, Grade.URGENT)
    same = [one for one in mine if one.note_id is None and one.closed_at is None]
    if same:
        alarms.hold_note(work, same[0].id, note.id)
        return
    member = sender.member
    writer = Writer(colleague_called(member.name), member.user_id, member.id)
    cry = Cry.read(sender.danger_in(note.text), writer, note.text, (child,), key=f"note:{note.id}")
    raise_alarm(work, school_id=sender.school.id, cry=cry, at=moment.at, zone=moment.zone)
    raised = alarms.by_key(work, cry.key)
    if raised is not None:
        alarms.hold_note(work, raised.id, note.id)


def held_for(work: Work, note_id: int | None) -> str:
    """How the guardian is called for whom an alarm's note is held; "" where none is held any more."""
    found = _found(work, note_id)
    return _label(work, *found) if found and found[0].state is NoteState.HELD else ""


def release(stand: Stand) -> str:
    """Lets the note go, never to one whom its words accuse; what came of it, in words."""
    found = _found(stand.work, stand.alarm.note_id)
    if found is None:
        return ""
    note, guardian = found
    label = _label(stand.work, note, guardian)
    accused = (*risk(note.text).accused, *risk(stand.alarm.text).accused)
    if accuses_kin(accused, kin_of(guardian.relation) or Kin.OTHER):
        return alarm_cards.not_to_the_accused(label)
    too_long = note_words.length(note.text) > say.LONGEST_NOTE
    if not guardian.welcomes or not guardian.reachable or too_long or note_words.labels_in(note.text):
        return alarm_cards.cannot_release(label)
    moment = stand.moment
    if not notes.decide(stand.work, note.id, NoteState.WAITING, moment.at):
        return alarm_cards.already_decided(label)
    local = moment.at.astimezone(moment.zone)
    due = school_now(stand.work, stand.alarm.school_id).day.after_quiet(local)
    faces = notes.faces(stand.work, note.thread)
    said = say.for_guardian(label, note.text, say.signature(faces.child, faces.teacher))
    note_mail.to_guardian(stand.work, note, said, at=moment.at, due=due.astimezone(UTC))
    stand.note("note_released", str(note.id))
    _tell_writer(stand, note, alarm_cards.note_released_to_writer(label, stand.called(stand.me)))
    if due > local:
        return alarm_cards.released_later(label, say.due(due, local))
    return say.sent_now(label, trial=notes.in_trial(stand.work, stand.alarm.school_id))


def withhold(stand: Stand) -> str:
    """The note does not go; what came of it, in words."""
    found = _found(stand.work, stand.alarm.note_id)
    if found is None:
        return ""
    note, label = found[0], _label(stand.work, *found)
    if not notes.decide(stand.work, note.id, NoteState.CANCELLED, stand.moment.at):
        return alarm_cards.already_decided(label)
    stand.note("note_withheld", str(note.id))
    _tell_writer(stand, note, alarm_cards.note_withheld_to_writer(label, stand.called(stand.me)))
    return alarm_cards.withheld(label)


def _tell_writer(stand: Stand, note: Note, text: str) -> None:
    user_id = notes.faces(stand.work, note.thread).user_id
    alarm_mail.say(stand.work, stand.alarm, user_id, text, what=alarm_mail.NOTE, at=stand.moment.at)


def _found(work: Work, note_id: int | None) -> tuple[Note, Guardian] | None:
    note = notes.one(work, note_id) if note_id is not None else None
    guardian = guardians.one(work, note.thread.guardian_id) if note else None
    return (note, guardian) if note and guardian else None


def _label(work: Work, note: Note, guardian: Guardian) -> str:
    return say.guardian(notes.faces(work, note.thread).child, guardian.relation)
