"""Taking back what was recorded: the newest message, or what in the newest ones a name, a kind or a number means."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from duty.commands import Undo
from duty.hearing import Confirm, NotUnderstood, Unclear
from duty.relaying import CallBack
from handlers.context import Moment, Sender
from handlers.recorded import Books, Entry, Told, ask_before_undo, undone
from handlers.reply import Reply
from handlers.waiting_notes import withdraw, withdraw_named
from handlers.watching import still_listed
from language.hear.taking_back import denied
from language.say import notes as say_notes
from language.say import taking_back as say
from storage import attempts, audit, deeds, events
from storage.deeds import SavedDeed
from storage.events import SavedEvent
from storage.work import Work

# What is older is named before it is taken back: whoever says 「撤销 张三」 may have forgotten that it was for March.
RECENT = timedelta(days=7)
# So long after it was recorded 「张三没谈」 is about that record, whatever its day.
_JUST_NOW = timedelta(days=1)


def undo(command: Undo, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Takes back the newest note or recording message, or what is named; what lies before that only after asking.

    Whoever sends 「撤销」 twice out of impatience must not lose an older record by it.
    """
    plain = not (command.message_id or command.student_ids or command.kind or command.number)
    note = withdraw(sender, work, moment) if plain else None
    if note is not None:
        return note
    books = Books.of(work, sender.member.id)
    if len(command.student_ids) == 1 and not (command.message_id or command.kind or command.number):
        [child] = command.student_ids
        told = [one.about((child,), None).standing for one in books.by_message()]
        newest = max((one.message_id for one in told if one.stands), default=0)
        note = withdraw_named(CallBack(child), sender, work, moment, behind=newest)
        if note is not None:
            return note
    if command.message_id is not None:
        return _asked_before(command, books, sender, work, moment=moment)
    if command.number is not None:
        return _line(command.number, books, sender, work, moment=moment)
    taken = _named(command, books, sender, work, moment=moment)
    # 「全部撤销」 is the newest message, too: whoever meant more is told that it still stands.
    others = plain and taken.question is None and any(_is_of_these_hours(one, moment) for one in books.by_message()[1:])
    return replace(taken, text=f"{taken.text}{say.others_stand()}") if others else taken


def call_back(command: CallBack, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Takes back the note to a guardian; where there is none, what was recorded of the child, after a question."""
    if command.student_id is None:
        return withdraw(sender, work, moment, only_notes=True) or Reply(say_notes.nothing_waits())
    note = withdraw_named(command, sender, work, moment)
    if note is not None:
        return note
    return undo(Undo(student_ids=(command.student_id,)), sender, work, moment)


def ask_undo(command: Undo, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Names what an undo would take back, where it is not certain that it was meant."""
    told = [one.about(command.student_ids, command.kind) for one in Books.of(work, sender.member.id).by_message()]
    standing = [one.standing for one in told if one.stands]
    if not standing:
        return _nothing(command, sender)
    return ask_before_undo(standing[0], sender, moment, older=False, only=command)


def on_file_all_the_same(
    refusal: NotUnderstood, text: str, sender: Sender, work: Work, *, moment: Moment
) -> Reply | None:
    """The question whether to take back what a sentence says was not done, where just that is on file; else None.

    `text` is that sentence: of the kinds and the days that it names nothing else is meant.
    """
    if refusal.why is not Unclear.NOT_DONE:
        return None
    children = {child.id for child in sender.children.values() if child.name in refusal.names}
    kinds, days = denied(text, sender.care, moment.today)
    for told in Books.of(work, sender.member.id).by_message() if children else []:
        found = [
            entry.now
            for entry in told.standing.entries
            if entry.now.student_id in children
            and (not kinds or entry.now.kind in kinds)
            and (entry.now.happened_on in days if days else _is_fresh(entry, moment))
        ]
        if found:
            same = {deed.kind for deed in found}
            ids = tuple(dict.fromkeys(deed.student_id for deed in found))
            only = Undo(told.message_id, ids, same.pop() if len(same) == 1 else None)
            meant = told.standing.about(only.student_ids, only.kind)
            return Reply(say.denied(undone(meant, sender), moment.today), Confirm(only))
    return None


def _is_fresh(entry: Entry, moment: Moment) -> bool:
    return entry.now.happened_on == moment.today or moment.at - entry.now.entered_at <= _JUST_NOW


def _is_of_these_hours(told: Told, moment: Moment) -> bool:
    return any(moment.at - entry.now.entered_at <= _JUST_NOW for entry in told.standing.entries)


def _asked_before(command: Undo, books: Books, sender: Sender, work: Work, *, moment: Moment) -> Reply:
    told = [one for one in books.by_message() if one.message_id == command.message_id]
    meant = [one.about(command.student_ids, command.kind) for one in told]
    if not meant:
        return Reply(say.nothing())
    return _take_back([meant[0]], sender, work, moment)


def _line(number: int, books: Books, sender: Sender, work: Work, *, moment: Moment) -> Reply:
    lines = books.last_lines()
    if not lines:
        return Reply(say.nothing())
    if not 1 <= number <= len(lines):
        return Reply(say.no_such_line(len(lines)))
    return _take_back([Told(0, lines[number - 1])], sender, work, moment)


def _named(command: Undo, books: Books, sender: Sender, work: Work, *, moment: Moment) -> Reply:
    """For each child that is named its newest; without names the newest message."""
    messages = books.by_message()
    anything = not command.student_ids and command.kind is None
    certain: list[Told] = []
    doubtful: list[tuple[Told, bool]] = []
    wishes: list[tuple[int, ...]] = [(child,) for child in command.student_ids]
    for wanted in wishes or [()]:
        told = [one for one in (message.about(wanted, command.kind) for message in messages) if _is_any(one)]
        standing = [one.standing for one in told if one.stands]
        if standing and told[0].stands and (anything or _is_recent(standing[0], moment)):
            certain.append(standing[0])
        elif standing:
            doubtful.append((standing[0], not told[0].stands))
    if certain:
        return _take_back(certain, sender, work, moment)
    if doubtful:
        oldest, older = doubtful[0]
        return ask_before_undo(oldest, sender, moment, older=older, only=command)
    return _nothing(command, sender)


def _is_any(told: Told) -> bool:
    return bool(told.entries or told.attempts or told.events)


def _is_recent(told: Told, moment: Moment) -> bool:
    return all(moment.at - entry.now.entered_at <= RECENT for entry in told.entries)


def _nothing(command: Undo, sender: Sender) -> Reply:
    named = [sender.children[child] for child in command.student_ids if child in sender.children]
    return Reply(say.nothing_of(named, command.kind) if named or command.kind else say.nothing())


def _take_back(told: Sequence[Told], sender: Sender, work: Work, moment: Moment) -> Reply:
    standing = [one.standing for one in told]
    entries = [entry for one in standing for entry in one.entries]
    tried = [attempt for one in standing for attempt in one.attempts]
    happened = [event for one in standing for event in one.events]
    if not entries and not tried and not happened:
        return Reply(say.already())
    deeds.revoke(work, [entry.now.id for entry in entries], moment.at)
    attempts.revoke_attempts(work, [attempt.id for attempt in tried], moment.at)
    events.revoke(work, sender.school.id, [event.id for event in happened], moment.at)
    for entry in entries:
        _note("deed_revoked", entry.now, sender, work, moment=moment)
    for event in happened:
        _note("event_revoked", event, sender, work, moment=moment)
    taken = undone(Told(0, tuple(entries), tuple(tried), tuple(happened)), sender)
    return Reply(f"{say.done(taken, moment.today)}{still_listed(happened, sender, work)}")


def _note(action: str, what: SavedDeed | SavedEvent, sender: Sender, work: Work, *, moment: Moment) -> None:
    audit.note(
        work,
        school_id=sender.school.id,
        at=moment.at,
        actor=sender.member.user_id,
        action=action,
        student_id=what.student_id,
        subject=str(what.id),
    )
