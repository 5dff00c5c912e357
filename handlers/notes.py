"""Writing to a child's family: one guardian, or the one who wrote; why not, and what is asked before."""

from dataclasses import replace
from datetime import timedelta

from duty.hearing import WhichGuardian
from duty.people import Child
from duty.relaying import Relay, ReplyToParent
from handlers import careful, peace, to_several
from handlers.addressing import Chosen, chosen, is_kin
from handlers.context import Moment, Sender, Site
from handlers.reply import Reply
from handlers.writing import Writing, is_urgent, unwelcome, write
from language.say import letters, note_words, replies, words
from language.say import notes as say
from storage import carers, guardians, notes, threads
from storage.guardians import Guardian
from storage.notes import NoteKind, Thread
from storage.threads import Heard
from storage.work import Work

# A guardian who wrote longer ago is written to by name.
REMEMBERED = timedelta(days=14)


def relay(command: Relay, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """A note to a guardian of a child, from its mentor, its class teacher or who leads them."""
    child, school = sender.children[command.student_id], sender.school
    if not carers.may_write(school, sender.member, child, moment.today):
        mentors = [member.name for member in carers.mentors(school, child, moment.today)]
        return Reply(say.not_yours(child, mentors, [member.name for member in carers.class_teachers(school, child)]))
    writing = Writing(sender, work, moment, site)
    if command.kins or command.to_all:
        return to_several.guardians_of(writing, child, command)
    found = chosen(writing, child, command)
    if isinstance(found, Reply):
        # Whoever it was for: nobody is asked to choose before people have looked at a danger.
        return Reply(say.held(say.guardian_asked(child, command.kin))) if is_urgent(command.text, sender) else found
    kind = NoteKind.PROGRESS if command.progress else NoteKind.NOTE
    reply = _send(writing, child, found.guardian, command, kind)
    return replace(reply, text=_chosen_before(child, found) + reply.text) if reply.question is None else reply


def reply_to_parent(command: ReplyToParent, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """A note to the guardian who waits for an answer, or else to the one who wrote last; to a child's, if named."""
    if command.note_id is not None:
        return _reply_to_number(command, command.note_id, Writing(sender, work, moment, site))
    heard = threads.heard_from(work, sender.member.id, moment.at - REMEMBERED)
    if command.guardian_id is not None:
        heard = [one for one in heard if one.note.thread.guardian_id == command.guardian_id]
    if command.student_id is not None:
        if command.student_id not in sender.children:
            return Reply(replies.no_longer_in_care())
        heard = [one for one in heard if _is_meant(work, one.note.thread, command)]
        if not heard:
            # Whoever is named may be written to without having written first.
            named = Relay(command.student_id, command.kin, command.text, command.guardian_id, as_is=command.as_is)
            return relay(named, sender, work, moment, site)
    open_ones = [one for one in heard if not one.answered] or heard[:1]
    if not open_ones:
        return Reply(say.nobody_wrote())
    if len(open_ones) > 1:
        return _which_writer(command, sender, work, open_ones)
    return _reply_in(open_ones[0].note.thread, command, Writing(sender, work, moment, site))


def _reply_to_number(command: ReplyToParent, number: int, writing: Writing) -> Reply:
    """Only what was told to the sender has a number for the sender."""
    note = notes.one(writing.work, number)
    if note is None or not note.from_guardian or note.thread.member_id != writing.sender.member.id:
        return Reply(letters.no_such_note(number))
    return _reply_in(note.thread, command, writing)


def _reply_in(thread: Thread, command: ReplyToParent, writing: Writing) -> Reply:
    child = writing.sender.children.get(thread.student_id)
    guardian = guardians.one(writing.work, thread.guardian_id)
    if child is None or guardian is None:
        return Reply(replies.no_longer_in_care())
    if guardian.no_contact:
        return Reply(unwelcome(child, guardian))
    return _send(writing, child, guardian, replace(command, guardian_id=guardian.id), NoteKind.NOTE)


def _send(writing: Writing, child: Child, guardian: Guardian, then: Relay | ReplyToParent, kind: NoteKind) -> Reply:
    """Held where it speaks of danger; else asked about where it might hurt; never twice by a slip of the thumb."""
    text, moment = then.text, writing.moment
    if not is_urgent(text, writing.sender) and note_words.length(text) <= say.LONGEST_NOTE:
        before = peace.written_before(guardian, text, writing.sender, writing.work, moment)
        if before is not None:
            label = say.guardian(child, guardian.relation)
            return Reply(letters.just_written(label, before.written_at.astimezone(moment.zone)))
        asked = None if then.as_is else careful.ask(writing, then, child.id)
        if asked is not None:
            return asked
    return write(writing, child, guardian, text, kind=kind)


def _chosen_before(child: Child, found: Chosen) -> str:
    """Above a note whose guardian was chosen the last time: how to write to another."""
    if not found.others:
        return ""
    labels = say.told_apart(child, [found.guardian.relation, *(one.relation for one in found.others)])
    return letters.remembered(labels[0], labels[1:])


def _is_meant(work: Work, thread: Thread, command: ReplyToParent) -> bool:
    """Whether a thread is with the guardian of the child who was named."""
    if thread.student_id != command.student_id:
        return False
    guardian = guardians.one(work, thread.guardian_id) if command.kin else None
    return command.kin is None or (guardian is not None and is_kin(guardian, command.kin))


def label_of(work: Work, thread: Thread, sender: Sender) -> str:
    """How the guardian of a thread is called, with the class where the sender has two children of one name."""
    guardian = guardians.one(work, thread.guardian_id)
    child = sender.children.get(thread.student_id) or notes.faces(work, thread).child
    return say.guardian(child, guardian.relation if guardian else "")


def _which_writer(command: ReplyToParent, sender: Sender, work: Work, waiting: list[Heard]) -> Reply:
    labels = [label_of(work, one.note.thread, sender) for one in waiting]
    if is_urgent(command.text, sender):
        return Reply(say.held(words.names(labels)))
    numbers = [one.note.id for one in waiting]
    asked = WhichGuardian(command, tuple(one.note.thread.guardian_id for one in waiting), tuple(labels), tuple(numbers))
    return Reply(letters.which_note(labels, numbers, [note_words.opening(one.note.text) for one in waiting]), asked)
