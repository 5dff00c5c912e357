"""Putting right what the sender recorded; the version before stays in the history."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from duty.assess import State
from duty.commands import Correct, RecordDeed
from duty.hearing import WhichStudent
from handlers.context import Moment, Sender
from handlers.making_up import assessed
from handlers.recorded import Books, Entry, child_of, done_by
from handlers.reply import Reply
from handlers.same_deed import joined
from handlers.wishes import standings
from language.hear.answering import MEANT
from language.say import asking, wishes
from language.say import correcting as say
from storage import audit, deeds
from storage.deeds import SavedDeed, Source
from storage.work import Work

# What is older is no slip of the thumb any more: it is taken back by name, and recorded anew.
CORRECTABLE = timedelta(days=7)
_EMPTY = (State.OVERDUE, State.MISSED)

Change = tuple[SavedDeed | None, SavedDeed | None]
"""A version and the next one; none before where a child comes in addition, none behind where one is not meant."""


def correct(command: Correct, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Writes the next version of the deed that is meant, and says what it was and what it is."""
    if command.happened_on is not None and command.happened_on > moment.today:
        return Reply(say.day_ahead())
    meant = _meant(command, Books.of(work, sender.member.id), sender, moment)
    if isinstance(meant, Reply):
        return meant
    changes = [(old, new) for old, new in _changes(command, meant) if old != new]
    if not changes:
        return Reply(say.no_change(done_by([entry.now for entry in meant], sender), moment.today))
    conflict = next((new for new in _new(changes) if _is_on_file(new, changes, work)), None)
    if conflict is not None:
        return Reply(say.on_file(done_by([conflict], sender), moment.today))
    return _put_right(changes, sender, work, moment)


def _meant(command: Correct, books: Books, sender: Sender, moment: Moment) -> list[Entry] | Reply:
    """The deeds that are to be put right, or what is said where it is not certain which."""
    if command.number is not None:
        lines = books.last_lines()
        if not 1 <= command.number <= len(lines):
            return Reply(say.no_such_line(len(lines)) if lines else say.nothing())
        found: Sequence[Entry] = lines[command.number - 1]
    elif command.of:
        of_each = [_newest_of(child, books) for child in command.of]
        found = [entry for entry in of_each if entry is not None]
    else:
        messages = [told for told in books.by_message() if told.entries]
        found = [entry for told in messages[:1] for entry in told.entries]
    if found and not any(entry.stands for entry in found):
        return Reply(say.taken_back_before())
    standing = [entry for entry in found if entry.stands and moment.at - entry.now.entered_at <= CORRECTABLE]
    if not standing:
        return Reply(say.nothing())
    return _certain(command, standing, sender, moment)


def _newest_of(child: int, books: Books) -> Entry | None:
    of_child = [entry for entry in books.entries if entry.now.student_id == child and entry.stands]
    return max(of_child, key=lambda entry: entry.now.id, default=None)


def _certain(command: Correct, standing: list[Entry], sender: Sender, moment: Moment) -> list[Entry] | Reply:
    """Several deeds are put right together where they are of one kind and day; another child takes the place of one."""
    lines = done_by([entry.now for entry in standing], sender)
    if len(lines) > 1:
        return Reply(say.which_line(lines, moment.today))
    children = [child_of(entry.now, sender) for entry in standing]
    known = {child.id for child in children}
    if len(standing) == 1 or not command.student_ids or known & set(command.student_ids):
        return standing
    if not known <= sender.children.keys():
        return Reply(say.which_line(lines, moment.today))
    question = WhichStudent(command, (tuple(child.id for child in children),), places=(MEANT,))
    return Reply(asking.which_student(children, command, moment.today, place=MEANT), question)


def _changes(command: Correct, meant: Sequence[Entry]) -> Iterator[Change]:
    """Each version with its next one. Of several children those that are named again stay as they are."""
    olds = [entry.now for entry in meant]
    news = [_next(command, old, old.student_id) for old in olds]
    if not command.student_ids:
        yield from zip(olds, news, strict=True)
        return
    before = {old.student_id for old in olds}
    staying = [pair for pair in zip(olds, news, strict=True) if pair[0].student_id in command.student_ids]
    yield from staying
    going = [old for old in olds if old.student_id not in command.student_ids]
    coming = [child for child in command.student_ids if child not in before]
    for old, child in zip_longest(going, coming):
        yield old, None if child is None else _next(command, old or olds[-1], child)


def _next(command: Correct, old: SavedDeed, child: int) -> SavedDeed:
    return replace(
        old,
        student_id=child,
        kind=command.kind or old.kind,
        happened_on=command.happened_on or old.happened_on,
        note=joined(old.note, command.add) if command.add else old.note,
    )


def _new(changes: Sequence[Change]) -> list[SavedDeed]:
    return [new for _, new in changes if new is not None]


def _old(changes: Sequence[Change]) -> list[SavedDeed]:
    return [old for old, _ in changes if old is not None]


def _is_on_file(new: SavedDeed, changes: Sequence[Change], work: Work) -> bool:
    """Whether another deed that stands is of the same child, kind and day: put right they would be one twice."""
    found = deeds.standing_on(work, new.member_id, [new.student_id], new.kind, new.happened_on)
    return any(deed not in _old(changes) for deed in found.values())


def _put_right(changes: Sequence[Change], sender: Sender, work: Work, moment: Moment) -> Reply:
    olds, news = _old(changes), _new(changes)
    deeds.revoke(work, [old.id for old in olds], moment.at)
    for old, new in changes:
        if old is not None:
            _note(old, sender, work, moment)
        if old is not None and new is not None:
            _write(old, new, sender, work, moment=moment)
        elif new is not None:
            more = RecordDeed(new.kind, (new.student_id,), new.happened_on, new.note, topic=new.topic, done_by=new.doer)
            deeds.save(work, more, Source(sender.school.id, sender.member.id, moment.message_id, moment.at))
    added = any(old is not None and new is not None and new.note != old.note for old, new in changes)
    stand = standings([new.student_id for new in news], sender, work, moment)
    before, after = done_by(olds, sender), done_by(news, sender)
    return Reply(say.put_right(before, after, wishes.near(stand, moment.today), moment.today, added=added))


def _write(old: SavedDeed, new: SavedDeed, sender: Sender, work: Work, *, moment: Moment) -> None:
    day = _counts_for(old, new, sender, work, moment=moment)
    # The school has known of it since the first version, unless it is about another child or another deed.
    known = (old.student_id, old.kind) == (new.student_id, new.kind)
    entered_at = old.entered_at if known else moment.at
    deeds.put_right(work, old, replace(new, counts_for=day, entered_at=entered_at), moment.message_id, moment.at)


def _counts_for(old: SavedDeed, new: SavedDeed, sender: Sender, work: Work, *, moment: Moment) -> date:
    """Its own day; what made up for an earlier window still does, where that is empty for this child and deed."""
    terms = sender.school.calendar.terms
    if old.counts_for == old.happened_on or not terms:
        return new.happened_on
    held = deeds.records_since(work, [new.student_id], terms[0].first, moment.zone)
    windows = assessed(new.student_id, new.kind, sender, held.get(new.student_id, ()), today=moment.today)
    for one in windows:
        window = one.window
        if one.state in _EMPTY and window.covers(old.counts_for) and window.last < new.happened_on <= window.makeup_end:
            return window.last
    return new.happened_on


def _note(old: SavedDeed, sender: Sender, work: Work, moment: Moment) -> None:
    audit.note(
        work,
        school_id=sender.school.id,
        at=moment.at,
        actor=sender.member.user_id,
        action="deed_corrected",
        student_id=old.student_id,
        subject=str(old.id),
    )
