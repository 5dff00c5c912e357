"""Notes that have not gone yet: sending one now, and taking one back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from duty.relaying import CallBack, SendNow
from handlers import peace
from handlers.addressing import is_kin
from handlers.context import Moment, Sender
from handlers.notes import label_of
from handlers.recorded import Told, ask_before_undo, newest_standing
from handlers.reply import Reply
from language.say import consent, families, letters, note_words, words
from language.say import notes as say
from storage import audit, findings, guardians, leaders, note_mail, notes, outbox
from storage import letters as written
from storage.notes import Note, NoteState, Waiting
from storage.outbox import Channel
from storage.work import Work

# How long after a note its writer may still mean it.
AFTERMATH = timedelta(minutes=30)
OFFERED = timedelta(days=say.OFFER_DAYS)


def send_now(command: SendNow, sender: Sender, work: Work, moment: Moment) -> Reply:
    """The notes that were written last, in one message, go at once; those before them wait on, and are named.

    What waits for the morning only a leader hastens. Where nothing waits it is the answer to the question about a note
    whose guardian follows now.
    """
    all_waiting = notes.waiting(work, sender.member.id)
    waiting = [one for one in all_waiting if command.student_id is None or _is_to(one.note, command, work)]
    # One that was hastened before may still be here for a second.
    chosen = next((one for one in waiting if one.due_at > moment.at), waiting[0] if waiting else None)
    if chosen:
        named = command.student_id is not None
        batch = [chosen] if named else [one for one in waiting if one.note.message_id == chosen.note.message_id]
        return _hasten(batch, [one for one in all_waiting if one not in batch], sender, work, moment=moment)
    offered = [note for note in notes.offered(work, sender.member.id, moment.at - OFFERED) if _reachable(work, note)]
    if offered and command.student_id is None:
        text = _send_again(work, offered[0], sender, moment)
        rest = (say.still_offered(label_of(work, note.thread, sender)) for note in offered[1:])
        return Reply("\n".join([text, *rest]))
    newest = notes.newest(work, sender.member.id)
    recent = newest is not None and moment.at - (newest.settled_at or newest.written_at) <= AFTERMATH
    return Reply(_already(work, newest, sender, moment) if newest and recent else say.nothing_waits())


def _hasten(batch: list[Waiting], others: list[Waiting], sender: Sender, work: Work, *, moment: Moment) -> Reply:
    first, now = batch[0], moment.at.astimezone(moment.zone)
    label = words.names(label_of(work, one.note.thread, sender) for one in reversed(batch))
    child = sender.school.children[first.note.thread.student_id]
    if not peace.may_hasten(first.due_at, child, sender, moment):
        return Reply(letters.waits_for_morning(label, say.due(first.due_at.astimezone(moment.zone), now)))
    trial = notes.in_trial(work, sender.school.id)
    for one in batch:
        gone = outbox.hasten(work, notes.outbox_key(one.note.id), moment.at)
        if gone and peace.is_urgent_hour(one.due_at, moment):
            _audit(one.note, "note_urgent", sender, work, moment=moment)
    trouble = findings.trouble(work, Channel.GUARDIAN, moment.at)
    if trouble is not None and not trial:
        return Reply(say.not_now(label, trouble))
    text = say.sent_now(label, trial=trial, which=_which(first.note, others) if len(batch) == 1 else "")
    return Reply("\n".join([text, *_others(work, others, sender, moment)]))


def withdraw(sender: Sender, work: Work, moment: Moment, *, only_notes: bool = False) -> Reply | None:
    """Takes back what was written last, all notes of one message, where that is newer than any deed that stands.

    None where no note can be meant. What went out is said to be out; whoever sends 「撤回」 twice out of impatience
    is asked before an older deed is taken back. With `only_notes` (「别发了」) no deed is meant.
    """
    standing = None if only_notes else newest_standing(work, sender)
    since = standing.message_id if standing else 0
    waiting = notes.waiting(work, sender.member.id)
    if waiting and (waiting[0].note.message_id or 0) > since:
        batch = [one for one in waiting if one.note.message_id == waiting[0].note.message_id]
        return _call_back(batch, [one for one in waiting if one not in batch], sender, work, moment=moment)
    note = notes.newest(work, sender.member.id)
    if note is None or (note.message_id or 0) < since:
        return None
    if moment.at - (note.settled_at or note.written_at) > AFTERMATH:
        return None
    if _never_arrived(note):
        return _drop(note, sender, work, moment)
    text = _out(work, note, sender, moment)
    if note.state in (NoteState.WAITING, NoteState.HELD) or standing is None:
        return Reply(text)
    return _ask_about(standing, text, sender, moment)


def withdraw_named(command: CallBack, sender: Sender, work: Work, moment: Moment, *, behind: int = 0) -> Reply | None:
    """Takes back the newest note to a guardian of the child, where one still waits or has just gone.

    None where there is none; `behind`: nor one that is older than this message.
    """
    waiting = notes.waiting(work, sender.member.id)
    theirs = [one for one in waiting if _is_to(one.note, command, work) and (one.note.message_id or 0) > behind]
    if theirs:
        batch = [one for one in theirs if one.note.message_id == theirs[0].note.message_id]
        return _call_back(batch, [one for one in waiting if one not in batch], sender, work, moment=moment)
    known = [one.id for one in guardians.of_child(work, command.student_id)] if command.student_id else []
    found = written.newest(work, sender.member.id, since=moment.at - AFTERMATH, count=len(known), guardian_ids=known)
    meant = [one.note for one in found if _is_to(one.note, command, work) and (one.note.message_id or 0) > behind]
    if not meant:
        return None
    return (
        _drop(meant[0], sender, work, moment)
        if _never_arrived(meant[0])
        else Reply(_out(work, meant[0], sender, moment))
    )


def _is_to(note: Note, command: SendNow | CallBack, work: Work) -> bool:
    guardian = guardians.one(work, note.thread.guardian_id)
    if guardian is None or note.thread.student_id != command.student_id:
        return False
    return command.kin is None or is_kin(guardian, command.kin)


def _never_arrived(note: Note) -> bool:
    unopened = note.state is NoteState.PASSED_ON and note.opened_at is None
    return note.state in (*notes.TO_PASS_ON, NoteState.UNCONSENTED) or unopened


def _drop(note: Note, sender: Sender, work: Work, moment: Moment) -> Reply:
    _cancel(note, sender, work, moment)
    return Reply(say.withdrawn(label_of(work, note.thread, sender)))


def _call_back(batch: list[Waiting], others: list[Waiting], sender: Sender, work: Work, *, moment: Moment) -> Reply:
    """What of these nobody has begun to send; with it goes what the same message could not bring."""
    stopped = [one.note for one in batch if outbox.cancel(work, notes.outbox_key(one.note.id), moment.at)]
    gone = [one.note for one in batch if one.note not in stopped]
    if not stopped:
        return Reply(say.leaving(label_of(work, gone[0].thread, sender)))
    if len(batch) > 1:
        same = written.of_message(work, sender.member.id, batch[0].note.message_id or 0)
        stopped += [one.note for one in same if _never_arrived(one.note)]
    for note in stopped:
        _cancel(note, sender, work, moment)
    label = words.names(label_of(work, note.thread, sender) for note in sorted(stopped, key=lambda note: note.id))
    text = say.withdrawn(label, _which(stopped[0], others) if len(stopped) == 1 else "")
    out = [say.leaving(label_of(work, note.thread, sender)) for note in gone]
    return Reply("\n".join([text, *out, *_others(work, others, sender, moment)]))


def _cancel(note: Note, sender: Sender, work: Work, moment: Moment) -> None:
    notes.settle(work, note.id, NoteState.CANCELLED, moment.at)
    _audit(note, "note_withdrawn", sender, work, moment=moment)


def _audit(note: Note, action: str, sender: Sender, work: Work, *, moment: Moment) -> None:
    audit.note(
        work,
        school_id=sender.school.id,
        at=moment.at,
        actor=sender.member.user_id,
        action=action,
        student_id=note.thread.student_id,
        subject=str(note.id),
    )


def _ask_about(told: Told, text: str, sender: Sender, moment: Moment) -> Reply:
    """Nothing more can be done about the note; whether the deed before it was meant is asked, never guessed."""
    asked = ask_before_undo(told, sender, moment, older=False)
    return replace(asked, text=f"{text}\n{asked.text}")


def _send_again(work: Work, note: Note, sender: Sender, moment: Moment) -> str:
    """At once; at quiet hours in the morning, but for a leader."""
    local = moment.at.astimezone(moment.zone)
    due = sender.school.day.after_quiet(local)
    child = sender.school.children[note.thread.student_id]
    notes.reopen(work, note.id)
    guardian, faces = guardians.one(work, note.thread.guardian_id), notes.faces(work, note.thread)
    said = say.for_guardian(
        say.guardian(faces.child, guardian.relation if guardian else ""),
        note.text,
        say.signature(faces.child, faces.teacher),
    )
    label = label_of(work, note.thread, sender)
    waits = due > local and not leaders.leads(sender.member, child)
    if due > local and not waits:
        _audit(note, "note_urgent", sender, work, moment=moment)
    at = due.astimezone(UTC) if waits else moment.at
    note_mail.to_guardian_again(work, note, said, message_id=moment.message_id, at=moment.at, due=at)
    if waits:
        return letters.goes_later(label, say.due(due, local))
    return say.sent_now(label, trial=notes.in_trial(work, sender.school.id))


def _reachable(work: Work, note: Note) -> bool:
    guardian = guardians.one(work, note.thread.guardian_id)
    return guardian is not None and guardian.may_get and guardian.reachable


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
        case NoteState.BY_HAND:
            return families.by_hand(label)
        case NoteState.UNCONSENTED:
            return consent.still_kept(label)
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
            hastens=peace.may_hasten(one.due_at, sender.school.children[one.note.thread.student_id], sender, moment),
        )
        for one in waiting
        if one.due_at > moment.at
    ]


def _clock(note: Note, moment: Moment) -> datetime:
    return (note.settled_at or note.written_at).astimezone(moment.zone)
