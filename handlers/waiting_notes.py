"""Notes that have not gone yet: sending one now, and taking one back."""

from dataclasses import replace
from datetime import datetime, timedelta

from duty.relaying import SendNow
from handlers.context import Moment, Sender
from handlers.notes import label_of
from handlers.recorded import Told, ask_before_undo, newest_standing
from handlers.reply import Reply
from language.say import note_words
from language.say import notes as say
from storage import audit, findings, guardians, note_mail, notes, outbox
from storage.notes import Note, NoteState, Waiting
from storage.outbox import Channel
from storage.work import Work

# How long after a note its writer may still mean it.
AFTERMATH = timedelta(minutes=30)
OFFERED = timedelta(days=say.OFFER_DAYS)


def send_now(_command: SendNow, sender: Sender, work: Work, moment: Moment) -> Reply:
    """The note that was written last goes at once, quiet hours or not; those before it wait on, and are named.

    Where nothing waits it is the answer to the question about a note whose guardian follows now.
    """
    waiting = notes.waiting(work, sender.member.id)
    trial = notes.in_trial(work, sender.school.id)
    # One that was hastened before may still be here for a second.
    chosen = next((one for one in waiting if one.due_at > moment.at), waiting[0] if waiting else None)
    if chosen and outbox.hasten(work, notes.outbox_key(chosen.note.id), moment.at):
        others = [one for one in waiting if one is not chosen]
        label, trouble = label_of(work, chosen.note.thread, sender), findings.trouble(work, Channel.GUARDIAN, moment.at)
        if trouble is not None and not trial:
            return Reply(say.not_now(label, trouble))
        text = say.sent_now(label, trial=trial, which=_which(chosen.note, others))
        return Reply("\n".join([text, *_others(work, others, sender, moment)]))
    offered = [note for note in notes.offered(work, sender.member.id, moment.at - OFFERED) if _reachable(work, note)]
    if offered:
        _send_again(work, offered[0], moment)
        text = say.sent_now(label_of(work, offered[0].thread, sender), trial=trial)
        rest = (say.still_offered(label_of(work, note.thread, sender)) for note in offered[1:])
        return Reply("\n".join([text, *rest]))
    newest = notes.newest(work, sender.member.id)
    recent = newest is not None and moment.at - (newest.settled_at or newest.written_at) <= AFTERMATH
    return Reply(_already(work, newest, sender, moment) if newest and recent else say.nothing_waits())


def withdraw(sender: Sender, work: Work, moment: Moment) -> Reply | None:
    """Takes back the note that was written last, where that is newer than any deed of the sender that stands.

    None where no note can be meant. What went out is said to be out; whoever sends 「撤回」 twice out of impatience
    is asked before an older deed is taken back.
    """
    standing = newest_standing(work, sender)
    since = standing.message_id if standing else 0
    waiting = notes.waiting(work, sender.member.id)
    if waiting and (waiting[0].note.message_id or 0) > since:
        return _call_back(waiting, sender, work, moment)
    note = notes.newest(work, sender.member.id)
    if note is None or (note.message_id or 0) < since:
        return None
    if moment.at - (note.settled_at or note.written_at) > AFTERMATH:
        return None
    if note.state in notes.UNDELIVERED or (note.state is NoteState.PASSED_ON and note.opened_at is None):
        _cancel(note, sender, work, moment)
        return Reply(say.withdrawn(label_of(work, note.thread, sender)))
    text = _out(work, note, sender, moment)
    if note.state in (NoteState.WAITING, NoteState.HELD) or standing is None:
        return Reply(text)
    return _ask_about(standing, text, sender, moment)


def _call_back(waiting: list[Waiting], sender: Sender, work: Work, moment: Moment) -> Reply:
    note = waiting[0].note
    if not outbox.cancel(work, notes.outbox_key(note.id), moment.at):
        return Reply(say.leaving(label_of(work, note.thread, sender)))
    _cancel(note, sender, work, moment)
    text = say.withdrawn(label_of(work, note.thread, sender), _which(note, waiting[1:]))
    return Reply("\n".join([text, *_others(work, waiting[1:], sender, moment)]))


def _cancel(note: Note, sender: Sender, work: Work, moment: Moment) -> None:
    notes.settle(work, note.id, NoteState.CANCELLED, moment.at)
    audit.note(
        work,
        school_id=sender.school.id,
        at=moment.at,
        actor=sender.member.user_id,
        action="note_withdrawn",
        student_id=note.thread.student_id,
        subject=str(note.id),
    )


def _ask_about(told: Told, text: str, sender: Sender, moment: Moment) -> Reply:
    """Nothing more can be done about the note; whether the deed before it was meant is asked, never guessed."""
    asked = ask_before_undo(told, sender, moment, older=False)
    return replace(asked, text=f"{text}\n{asked.text}")


def _send_again(work: Work, note: Note, moment: Moment) -> None:
    notes.reopen(work, note.id)
    guardian, faces = guardians.one(work, note.thread.guardian_id), notes.faces(work, note.thread)
    said = say.for_guardian(
        say.guardian(faces.child, guardian.relation if guardian else ""),
        note.text,
        say.signature(faces.child, faces.teacher),
    )
    note_mail.to_guardian_again(work, note, said, message_id=moment.message_id, at=moment.at)


def _reachable(work: Work, note: Note) -> bool:
    guardian = guardians.one(work, note.thread.guardian_id)
    return guardian is not None and guardian.welcomes and guardian.reachable


def _already(work: Work, note: Note, sender: Sender, moment: Moment) -> str:
    """What to say to a 「确认」 that comes when the note waits no more."""
    label = label_of(work, note.thread, sender)
    match note.state:
        case NoteState.SENT:
            return say.sent_before(label, _clock(note, moment))
        case NoteState.TRIED:
            return say.tried(label)
        case NoteState.WAITING:
            return say.leaving(label)
        case NoteState.HELD:
            return say.held(label)
        case NoteState.FAILED | NoteState.UNFOLLOWED:
            return say.not_sent_yet(label)
        case _:
            return say.nothing_waits()


def _out(work: Work, note: Note, sender: Sender, moment: Moment) -> str:
    """What to say to a 「撤回」 that comes when nothing can be taken back."""
    label = label_of(work, note.thread, sender)
    match note.state:
        case NoteState.WAITING:
            return say.leaving(label)
        case NoteState.CANCELLED:
            return say.withdrawn_before(label)
        case NoteState.HELD:
            return say.held(label)
        case NoteState.TRIED:
            return say.tried(label)
        case _:
            return say.already_out(label, _clock(note, moment))


def _which(note: Note, others: list[Waiting]) -> str:
    """The first words of a note, where another to the same guardian waits, from which it must be told apart."""
    same = any(one.note.thread.guardian_id == note.thread.guardian_id for one in others)
    return note_words.opening(note.text) if same else ""


def _others(work: Work, waiting: list[Waiting], sender: Sender, moment: Moment) -> list[str]:
    now = moment.at.astimezone(moment.zone)
    return [
        say.still_waiting(
            label_of(work, one.note.thread, sender),
            note_words.opening(one.note.text),
            say.due(one.due_at.astimezone(moment.zone), now),
        )
        for one in waiting
        if one.due_at > moment.at
    ]


def _clock(note: Note, moment: Moment) -> datetime:
    return (note.settled_at or note.written_at).astimezone(moment.zone)
