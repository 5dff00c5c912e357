"""Writing to a child's family: to whom a note goes, when, and why not."""

from dataclasses import dataclass
from datetime import UTC, timedelta

from duty.commands import Relay, ReplyToParent
from duty.danger import Grade
from duty.delivery import Reason
from duty.hearing import WhichGuardian
from duty.people import Child, Kin
from handlers.context import Moment, Sender, Site
from handlers.held_notes import hold
from handlers.reply import Reply
from language.hear.kin import kin_of
from language.say import note_words, pages_parent, replies, words
from language.say import notes as say
from storage import audit, carers, guardians, links, note_mail, notes
from storage.guardians import Guardian
from storage.notes import Note, NoteState, Thread
from storage.work import Work

# A guardian who wrote longer ago is written to by name.
REMEMBERED = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes, when, and what it is saved with."""

    sender: Sender
    work: Work
    moment: Moment
    site: Site


def relay(command: Relay, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """A note to a guardian of a child, from its mentor or class teacher."""
    child, school = sender.children[command.student_id], sender.school
    if not carers.may_write(school, sender.member, child, moment.today):
        mentors = [member.name for member in carers.mentors(school, child, moment.today)]
        return Reply(say.not_yours(child, mentors, [member.name for member in carers.class_teachers(school, child)]))
    chosen = _chosen(work, child, command)
    if isinstance(chosen, Guardian):
        return _write(Writing(sender, work, moment, site), child, chosen, command.text)
    # Whoever it was for: nobody is asked to choose before people have looked at a danger.
    return Reply(say.held(say.guardian_asked(child, command.kin))) if _is_urgent(command.text, sender) else chosen


def reply_to_parent(command: ReplyToParent, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """A note to the guardian who waits for an answer, or else to the one who wrote last; to a child's, if named."""
    heard = notes.heard_from(work, sender.member.id, moment.at - REMEMBERED)
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
    threads = [one.note.thread for one in heard if not one.answered] or [one.note.thread for one in heard[:1]]
    if not threads:
        return Reply(say.nobody_wrote())
    if len(threads) > 1:
        return _which_writer(command, sender, work, threads)
    child, guardian = sender.children.get(threads[0].student_id), guardians.one(work, threads[0].guardian_id)
    if child is None or guardian is None:
        return Reply(replies.no_longer_in_care())
    if guardian.no_contact:
        return Reply(_unwelcome(child, guardian))
    return _write(Writing(sender, work, moment, site), child, guardian, command.text)


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
        return declined[0] if alone else Reply(_unwelcome(child, (declined or named)[0]))
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
    if _is_urgent(command.text, sender):
        return Reply(say.held(words.names(labels)))
    return Reply(say.which_writer(labels), WhichGuardian(command, tuple(thread.guardian_id for thread in threads)))


def _unwelcome(child: Child, guardian: Guardian) -> str:
    label = say.guardian(child, guardian.relation)
    return say.nothing_goes(label) if guardian.no_contact else say.declined(label)


def _write(writing: Writing, child: Child, guardian: Guardian, text: str) -> Reply:
    label = say.guardian(child, guardian.relation)
    if _is_urgent(text, writing.sender):
        note = _save(writing, guardian, text, NoteState.HELD)
        hold(writing.work, note, writing.sender.school.children[child.id], writing.sender, writing.moment)
        return Reply(say.held(label))
    if note_words.length(text) > say.LONGEST_NOTE:
        return Reply(say.too_long(note_words.length(text)))
    if word := note_words.label_in(text):
        return Reply(say.labelled(label, word))
    if guardian.declined:
        return _offer_return(writing, child, guardian, text)
    if not guardian.reachable:
        return _keep(writing, label, guardian, text)
    work, sender, at = writing.work, writing.sender, writing.moment.at
    local = at.astimezone(writing.moment.zone)
    due = sender.school.day.after_quiet(local + say.WAIT)
    note = _save(writing, guardian, text, NoteState.WAITING)
    # The family knows the child without a class behind the name, even where a teacher has namesakes.
    known_as = say.guardian(sender.school.children[child.id], guardian.relation)
    said = say.for_guardian(known_as, text, say.signature(child, sender.member.name))
    note_mail.to_guardian(work, note, said, at=at, due=due.astimezone(UTC))
    trial = notes.in_trial(work, guardian.school_id)
    has_page = bool(writing.site.base_url) and not trial
    return Reply(say.preview(label, said, say.due(due, local), has_page=has_page, trial=trial))


def _is_urgent(text: str, sender: Sender) -> bool:
    return sender.danger_in(text).grade is Grade.URGENT


def _keep(writing: Writing, label: str, guardian: Guardian, text: str) -> Reply:
    """What is known not to arrive is not tried: the writer gets the personal link at once."""
    work, moment = writing.work, writing.moment
    state = NoteState.UNFOLLOWED if guardian.account else NoteState.FAILED
    note = _save(writing, guardian, text, state)
    notes.settle(work, note.id, state, moment.at)
    url = _pass_url(writing, note) if _has_pages(writing) else ""
    reason = Reason.NOT_FOLLOWING if guardian.account else Reason.NO_ACCOUNT
    return Reply(say.cannot_reach(label, reason, url))


def _offer_return(writing: Writing, child: Child, guardian: Guardian, text: str) -> Reply:
    """Nothing is sent to whom wants none; but the writer gets the link with which they can take that back.

    Their own links end after some days: without this one there would be no way back.
    """
    refusal = _unwelcome(child, guardian)
    if not _has_pages(writing):
        return Reply(refusal)
    note = _save(writing, guardian, text, NoteState.FAILED)
    notes.settle(writing.work, note.id, NoteState.FAILED, writing.moment.at)
    return Reply(f"{refusal}\n{pages_parent.welcome_again(_pass_url(writing, note))}")


def _has_pages(writing: Writing) -> bool:
    return bool(writing.site.base_url) and not notes.in_trial(writing.work, writing.sender.school.id)


def _pass_url(writing: Writing, note: Note) -> str:
    member_id, now = writing.sender.member.id, writing.moment.at
    return links.pass_url(writing.work.vault, writing.site.base_url, member_id, note.id, now=now)


def _save(writing: Writing, guardian: Guardian, text: str, state: NoteState) -> Note:
    sender, work, moment = writing.sender, writing.work, writing.moment
    thread = Thread(sender.school.id, sender.member.id, guardian.student_id, guardian.id)
    note = notes.save(work, thread, text, state=state, message_id=moment.message_id, at=moment.at)
    audit.note(
        work,
        school_id=sender.school.id,
        at=moment.at,
        actor=sender.member.user_id,
        action="note_written",
        student_id=guardian.student_id,
        subject=str(note.id),
    )
    return note
