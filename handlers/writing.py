"""A note that is being written to a guardian: held, refused, kept or put on its way, and what its writer reads."""

from dataclasses import dataclass
from datetime import UTC

from duty.danger import Grade
from duty.delivery import Reason
from duty.people import Child
from duty.ways import Way
from handlers import peace
from handlers.context import Moment, Sender, Site
from handlers.held_notes import hold
from handlers.passing_on import KNOWN
from handlers.reply import Reply
from handlers.sent_files import taken_along
from language.say import consent, families, letters, note_words, pages_parent
from language.say import notes as say
from language.say.attachments import under
from storage import audit, consents, family_pages, links, note_mail, notes
from storage.guardians import Guardian
from storage.note_ways import ways_to
from storage.notes import Note, NoteKind, NoteState, Thread
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes, when, and what it is saved with."""

    sender: Sender
    work: Work
    moment: Moment
    site: Site


def write(writing: Writing, child: Child, guardian: Guardian, text: str, *, kind: NoteKind = NoteKind.NOTE) -> Reply:
    """The one place where words to a guardian are put on their way; whoever writes has looked at them before."""
    label = say.guardian(child, guardian.relation)
    if is_urgent(text, writing.sender):
        note = _save(writing, guardian, text, NoteState.HELD, kind)
        hold(writing.work, note, writing.sender.school.children[child.id], writing.sender, writing.moment)
        return Reply(say.held(label))
    if note_words.length(text) > say.LONGEST_NOTE:
        return Reply(say.too_long(note_words.length(text)))
    if guardian.declined:
        return _offer_return(writing, child, guardian, text, kind=kind)
    work, sender, at = writing.work, writing.sender, writing.moment.at
    files = [one.kind for one in taken_along(sender, work, writing.moment)]
    if not guardian.consents and not notes.in_trial(work, guardian.school_id):
        return _ask_first(writing, label, guardian, text, kind=kind)
    ways = ways_to(work, guardian, at)
    if not ways.open:
        return _keep(writing, label, guardian, text, kind=kind)
    in_service = ways.open[0] is Way.SERVICE
    local = at.astimezone(writing.moment.zone)
    turn = peace.turn(guardian, sender, work, writing.moment)
    note = _save(writing, guardian, text, NoteState.WAITING, kind)
    # The family knows the child without a class behind the name, even where a teacher has namesakes.
    known_as = say.guardian(sender.school.children[child.id], guardian.relation)
    said = say.for_guardian(known_as, text, say.signature(child, sender.member.name))
    customer_id = ways.customer_id if in_service else None
    note_mail.to_guardian(work, note, said, at=at, due=turn.due.astimezone(UTC), customer_id=customer_id)
    trial = notes.in_trial(work, guardian.school_id)
    has_page = bool(writing.site.base_url) and not trial and not in_service
    shown = under(said, files, has_page=bool(writing.site.base_url))
    enough = letters.enough_today(child) if turn.enough else ""
    hastens = peace.may_hasten(turn.due, child, sender, writing.moment)
    due = say.due(turn.due, local)
    return Reply(enough + say.preview(label, shown, due, has_page=has_page, trial=trial, hastens=hastens))


def is_urgent(text: str, sender: Sender) -> bool:
    return sender.danger_in(text).grade is Grade.URGENT


def _keep(writing: Writing, label: str, guardian: Guardian, text: str, *, kind: NoteKind) -> Reply:
    """What is known not to arrive is not tried: the writer gets the link at once.

    To whom has no account that is the usual way, and nothing failed; who opened the page lately needs no link again.
    """
    work, moment, member = writing.work, writing.moment, writing.sender.member
    by_hand = guardian.account is None and _has_pages(writing)
    state = NoteState.UNFOLLOWED if guardian.account else NoteState.BY_HAND if by_hand else NoteState.FAILED
    note = _save(writing, guardian, text, state, kind)
    reason = Reason.NOT_FOLLOWING if guardian.account else Reason.NO_ACCOUNT
    notes.settle(work, note.id, state, moment.at, error="" if by_hand else reason.value)
    url = _pass_url(writing, note) if _has_pages(writing) else ""
    if by_hand:
        known = family_pages.is_known(work, guardian.id, member.id, moment.at - KNOWN)
        return Reply((families.on_the_page if known else families.written)(label, guardian.relation, url))
    return Reply(say.cannot_reach(label, reason, url))


def _ask_first(writing: Writing, label: str, guardian: Guardian, text: str, *, kind: NoteKind) -> Reply:
    """Nothing goes to whom has not agreed but the one request; the note is kept until then."""
    work, moment = writing.work, writing.moment
    note = _save(writing, guardian, text, NoteState.UNCONSENTED, kind)
    if consents.refused(work, guardian.id):
        return Reply(consent.said_no(label))
    if not _has_pages(writing):
        return Reply(consent.cannot_ask(label))
    due = writing.sender.school.day.after_quiet(moment.at.astimezone(moment.zone)).astimezone(UTC)
    if guardian.reachable and consents.ask(work, note, at=moment.at, due=due):
        return Reply(consent.asked_first(label))
    return Reply(consent.ask_by_hand(label, _pass_url(writing, note)))


def _offer_return(writing: Writing, child: Child, guardian: Guardian, text: str, *, kind: NoteKind) -> Reply:
    """Nothing is sent to whom wants none; but the writer gets the link with which they can take that back.

    Their own links end after some days: without this one there would be no way back.
    """
    refusal = unwelcome(child, guardian)
    if not _has_pages(writing):
        return Reply(refusal)
    note = _save(writing, guardian, text, NoteState.FAILED, kind)
    notes.settle(writing.work, note.id, NoteState.FAILED, writing.moment.at, error="declined")
    return Reply(f"{refusal}\n{pages_parent.welcome_again(_pass_url(writing, note))}")


def _has_pages(writing: Writing) -> bool:
    return bool(writing.site.base_url) and not notes.in_trial(writing.work, writing.sender.school.id)


def _pass_url(writing: Writing, note: Note) -> str:
    member_id, now = writing.sender.member.id, writing.moment.at
    return links.pass_url(writing.work.vault, writing.site.base_url, member_id, note.id, now=now)


def _save(writing: Writing, guardian: Guardian, text: str, state: NoteState, kind: NoteKind) -> Note:
    sender, work, moment = writing.sender, writing.work, writing.moment
    thread = Thread(sender.school.id, sender.member.id, guardian.student_id, guardian.id)
    note = notes.save(work, thread, text, state=state, message_id=moment.message_id, at=moment.at, kind=kind)
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


def unwelcome(child: Child, guardian: Guardian) -> str:
    label = say.guardian(child, guardian.relation)
    return say.nothing_goes(label) if guardian.no_contact else say.declined(label)
