"""Writing to a child's family: to whom a note goes, when, and why not."""

from datetime import timedelta

from duty.hearing import WhichGuardian
from duty.people import Child, Kin
from duty.relaying import Relay, ReplyToParent
from handlers.context import Moment, Sender, Site
from handlers.reply import Reply
from handlers.writing import Writing, is_urgent, unwelcome, write
from language.hear.kin import kin_of
from language.say import notes as say
from language.say import replies, words
from storage import carers, guardians, notes, threads
from storage.guardians import Guardian
from storage.notes import Thread
from storage.work import Work

# A guardian who wrote longer ago is written to by name.
REMEMBERED = timedelta(days=14)


def relay(command: Relay, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """A note to a guardian of a child, from its mentor or class teacher."""
    child, school = sender.children[command.student_id], sender.school
    if not carers.may_write(school, sender.member, child, moment.today):
        mentors = [member.name for member in carers.mentors(school, child, moment.today)]
        return Reply(say.not_yours(child, mentors, [member.name for member in carers.class_teachers(school, child)]))
    chosen = _chosen(work, child, command)
    if isinstance(chosen, Guardian):
        return write(Writing(sender, work, moment, site), child, chosen, command.text)
    # Whoever it was for: nobody is asked to choose before people have looked at a danger.
    return Reply(say.held(say.guardian_asked(child, command.kin))) if is_urgent(command.text, sender) else chosen


def reply_to_parent(command: ReplyToParent, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """A note to the guardian who waits for an answer, or else to the one who wrote last; to a child's, if named."""
    heard = threads.heard_from(work, sender.member.id, moment.at - REMEMBERED)
    if command.guardian_id is not None:
        heard = [one for one in heard if one.note.thread.guardian_id == command.guardian_id]
    if command.student_id is not None:
        if command.student_id not in sender.children:
            return Reply(replies.no_longer_in_care())
        heard = [one for one in heard if _is_meant(work, one.note.thread, command)]
        if not heard:
            # Whoever is named may be written to without having written first.
            named = Relay(command.student_id, command.kin, command.text, command.guardian_id)
            return relay(named, sender, work, moment, site)
    open_ones = [one.note.thread for one in heard if not one.answered] or [one.note.thread for one in heard[:1]]
    if not open_ones:
        return Reply(say.nobody_wrote())
    if len(open_ones) > 1:
        return _which_writer(command, sender, work, open_ones)
    child, guardian = sender.children.get(open_ones[0].student_id), guardians.one(work, open_ones[0].guardian_id)
    if child is None or guardian is None:
        return Reply(replies.no_longer_in_care())
    if guardian.no_contact:
        return Reply(unwelcome(child, guardian))
    return write(Writing(sender, work, moment, site), child, guardian, command.text)


def _is_meant(work: Work, thread: Thread, command: ReplyToParent) -> bool:
    """Whether a thread is with the guardian of the child who was named."""
    if thread.student_id != command.student_id:
        return False
    guardian = guardians.one(work, thread.guardian_id) if command.kin else None
    return command.kin is None or (guardian is not None and (kin_of(guardian.relation) or Kin.OTHER) is command.kin)


def label_of(work: Work, thread: Thread, sender: Sender) -> str:
    """How the guardian of a thread is called, with the class where the sender has two children of one name."""
    guardian = guardians.one(work, thread.guardian_id)
    child = sender.children.get(thread.student_id) or notes.faces(work, thread).child
    return say.guardian(child, guardian.relation if guardian else "")


def _chosen(work: Work, child: Child, command: Relay) -> Guardian | Reply:
    """The one guardian who is meant, or why there is none; of several the sender chooses."""
    known = guardians.of_child(work, child.id)
    if not known:
        return Reply(say.no_guardian(child))
    named = _named(known, command)
    if not named:
        others = [say.guardian(child, one.relation) for one in known if one.welcomes]
        return Reply(say.not_on_file(child, command.kin, others))
    # An aunt is typed where an uncle may be on file: what fits only by being neither parent is asked about.
    certain = command.kin is not Kin.OTHER or command.guardian_id is not None
    welcome = [one for one in named if one.welcomes]
    if not welcome:
        declined = [one for one in named if not one.no_contact]
        # Of several, being asked to get no more is said before being barred by the school.
        alone = certain and len(declined) == 1
        return declined[0] if alone else Reply(unwelcome(child, (declined or named)[0]))
    if len(welcome) == 1 and certain:
        return welcome[0]
    labels = say.told_apart(child, [one.relation for one in welcome])
    return Reply(say.which_guardian(child, labels), WhichGuardian(command, tuple(one.id for one in welcome)))


def _named(known: list[Guardian], command: Relay) -> list[Guardian]:
    if command.guardian_id is not None:
        return [one for one in known if one.id == command.guardian_id]
    if command.kin is not None:
        return [one for one in known if (kin_of(one.relation) or Kin.OTHER) is command.kin]
    welcome = [one for one in known if one.welcomes]
    return [one for one in welcome if one.reachable] or welcome or known


def _which_writer(command: ReplyToParent, sender: Sender, work: Work, threads: list[Thread]) -> Reply:
    labels = [label_of(work, thread, sender) for thread in threads]
    if is_urgent(command.text, sender):
        return Reply(say.held(words.names(labels)))
    return Reply(say.which_writer(labels), WhichGuardian(command, tuple(thread.guardian_id for thread in threads)))
