"""The same words to several: to all guardians of a child, or to several families, each by a note of its own."""

from collections.abc import Sequence
from dataclasses import replace

from duty.hearing import MaySend
from duty.people import Child
from duty.relaying import Addressed, Families, Relay, RelaySeveral
from handlers import careful, peace
from handlers.addressing import is_kin, likeliest
from handlers.context import Moment, Sender, Site
from handlers.letters import state_of
from handlers.reply import Reply
from handlers.writing import Writing, is_urgent, write
from language.say import letters as say
from language.say import note_words, notes, words
from storage import carers, guardians, leaders, letters, links
from storage import notes as notes_by_hand
from storage.guardians import Guardian
from storage.letters import Letter
from storage.notes import NoteKind, NoteState
from storage.work import Work

To = tuple[Child, Guardian]


def guardians_of(writing: Writing, child: Child, command: Relay) -> Reply:
    """To each of the guardians that are meant, on a thread of their own; to whom nothing may go nothing goes."""
    known = guardians.of_child(writing.work, child.id)
    if not known:
        return Reply(notes.no_guardian(child))
    named = [one for one in known if not command.kins or any(is_kin(one, kin) for kin in command.kins)]
    to = [(child, one) for one in named if one.welcomes]
    left_out = [
        say.unwelcome(notes.guardian(child, one.relation), no_contact=one.no_contact)
        for one in named
        if not one.welcomes
    ]
    left_out += [
        say.not_on_file(notes.guardian_asked(child, kin))
        for kin in command.kins
        if not any(is_kin(one, kin) for one in named)
    ]
    if is_urgent(command.text, writing.sender):
        return Reply(notes.held(notes.guardian_asked(child, None)))
    if not to:
        return Reply(say.nobody_to_write_to(left_out))
    if (long := note_words.length(command.text)) > notes.LONGEST_NOTE:
        return Reply(notes.too_long(long))
    asked = None if command.as_is else careful.ask(writing, command, child.id)
    return asked or _send(writing, to, command.text, left_out, progress=command.progress)


def relay_several(command: RelaySeveral, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """One note a family; who it goes to and what in it might hurt is shown before anything goes."""
    writing = Writing(sender, work, moment, site)
    to, left_out = _families(writing, command)
    if is_urgent(command.text, sender):
        return Reply(notes.held(words.names([notes.guardian(*_called(one)) for one in to]) or notes.SOMEBODY))
    if not to:
        return Reply(say.nobody_to_write_to(left_out))
    if (long := note_words.length(command.text)) > notes.LONGEST_NOTE:
        return Reply(notes.too_long(long))
    if command.confirmed:
        return _send(writing, to, command.text, left_out, progress=command.progress)
    found = careful.look(writing, command.text, [child.id for child, _ in to])
    hint = say.whole_class_hint() if _might_mean_the_class(command, sender) else ""
    shown = say.to_each_family([notes.guardian(*_called(one)) for one in to], command.text, left_out, hint)
    asks = say.worth_a_look(found) if found else say.send_or_not()
    named = tuple(Addressed(child.id, guardian_id=guardian.id) for child, guardian in to)
    return Reply(f"{shown}\n{asks}", MaySend(replace(command, to=named, families=None), careful=bool(found)))


def _called(to: To) -> tuple[Child, str]:
    return to[0], to[1].relation


def _might_mean_the_class(command: RelaySeveral, sender: Sender) -> bool:
    children = sender.children.values()
    leads = any(leaders.leads_class(sender.member, child) for child in children)
    return command.families is Families.OWN and bool(sender.mentees) and leads


def _families(writing: Writing, command: RelaySeveral) -> tuple[list[To], list[str]]:
    """To whom it goes, one guardian a child, and who is left out and why; who was shown before is not chosen again."""
    sender, to, left_out = writing.sender, list[To](), list[str]()
    meant = command.to or [Addressed(child.id) for child in _children(sender, command.families)]
    for one in meant:
        child = sender.children[one.student_id]
        if not carers.may_write(sender.school, sender.member, child, writing.moment.today):
            left_out.append(say.not_yours_to_write(child))
            continue
        guardian, why = _guardian(writing, child, one)
        if guardian is None:
            left_out.append(why)
        else:
            to.append((child, guardian))
    return to, left_out


def _guardian(writing: Writing, child: Child, one: Addressed) -> tuple[Guardian | None, str]:
    """The guardian of one family, or why there is none."""
    if one.guardian_id is not None:
        known = guardians.one(writing.work, one.guardian_id)
        if known is None or known.student_id != child.id:
            return None, say.no_guardian_of(child)
        found: Guardian | None = known
    else:
        found = likeliest(writing, child, one.kin)
    if found is None:
        asked = notes.guardian_asked(child, one.kin)
        return None, say.not_on_file(asked) if one.kin else say.no_guardian_of(child)
    if not found.welcomes:
        return None, say.unwelcome(notes.guardian(child, found.relation), no_contact=found.no_contact)
    return found, ""


def _children(sender: Sender, families: Families | None) -> list[Child]:
    own_class = [child for child in sender.children.values() if leaders.leads_class(sender.member, child)]
    if families is Families.CLASS:
        return own_class
    return sender.mentees or (own_class if families is Families.OWN else [])


def _send(writing: Writing, to: Sequence[To], text: str, left_out: Sequence[str], *, progress: bool) -> Reply:
    """Writes to each, and says of each how it stands."""
    kind = NoteKind.PROGRESS if progress else NoteKind.NOTE
    left, sample = list(left_out), ""
    for child, guardian in to:
        label = notes.guardian(child, guardian.relation)
        if peace.written_before(guardian, text, writing.sender, writing.work, writing.moment):
            left.append(say.written_just_now(label))
            continue
        write(writing, child, guardian, text, kind=kind)
        sample = sample or notes.for_guardian(label, text, notes.signature(child, writing.sender.member.name))
    written = letters.of_message(writing.work, writing.sender.member.id, writing.moment.message_id)
    if not written:
        return Reply(say.nobody_to_write_to(left))
    called = {guardian.id: notes.guardian(child, guardian.relation) for child, guardian in to}
    lines = [
        (label, state_of(one, label, writing.moment))
        for one in written
        for label in [called[one.note.thread.guardian_id]]
    ]
    close = all(
        carers.is_close(writing.sender.school, writing.sender.member, one, writing.moment.today) for one, _ in to
    )
    by_hand = close and any(one.note.state in notes_by_hand.TO_PASS_ON for one in written)
    waiting = [one for one in written if one.note.state is NoteState.WAITING]
    labels = [called[one.note.thread.guardian_id] for one in waiting]
    text = say.sent_to_each(lines, left, sample, waiting=labels, hastens=all(_hastens(one, writing) for one in waiting))
    return Reply(text + (_all_links(writing) if by_hand else ""))


def _hastens(letter: Letter, writing: Writing) -> bool:
    """Whether the writer's 「确认」 lets it go now."""
    sender, moment = writing.sender, writing.moment
    child = sender.school.children[letter.note.thread.student_id]
    return letter.due_at is not None and peace.may_hasten(letter.due_at, child, sender, moment)


def _all_links(writing: Writing) -> str:
    """Where the links are that nobody else passes on."""
    work, site = writing.work, writing.site
    if not site.base_url or notes_by_hand.in_trial(work, writing.sender.school.id):
        return ""
    url = links.families_url(work.vault, site.base_url, writing.sender.member.id, now=writing.moment.at)
    return say.links_to_pass_on(url)
