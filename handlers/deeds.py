"""Deeds in the chat: recording them, one or several, and asking where one equals what is on file."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from duty.assess import Record
from duty.commands import CouldNot, RecordDeed, RecordSeveral
from duty.kinds import Kind
from duty.repeats import Repeat
from handlers import making_up
from handlers.context import Moment, Sender
from handlers.postponing import save_attempt
from handlers.reply import Reply
from handlers.same_deed import ask_whether_same, doubled, joined, tell_it_is_the_same
from handlers.wishes import standings
from language.say import making_up as say_making_up
from language.say import recording as say
from language.say import wishes
from language.say.postponing import attempted
from storage import deeds
from storage.deeds import Source
from storage.work import Work


def record_deed(command: RecordDeed, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Saves the deed for each child and says what is now done and still wished.

    A child of whom the same is on file for that day is asked about first.
    """
    records = _records(command, sender, work, moment)
    twice = doubled(command, records, sender)
    if not twice:
        return _record(command, sender, work, moment, held=records)
    rest = tuple(child for child in command.student_ids if child not in twice)
    asked = ask_whether_same((replace(command, student_ids=twice, unresolved=()),), sender, work, moment)
    if not rest:
        return asked
    done = _record(replace(command, student_ids=rest), sender, work, moment, held=records)
    return replace(asked, text=f"{done.text}\n{asked.text}")


def repeat(command: Repeat, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Saves deeds of which the sender has said that they are others than those on file; else keeps their words."""
    if not command.another:
        return tell_it_is_the_same(command.deeds, sender, work, moment)
    if len(command.deeds) == 1:
        deed = command.deeds[0]
        return _record(deed, sender, work, moment, held=_records(deed, sender, work, moment))
    return _several(command.deeds, (), sender, work, moment=moment)


def record_several(command: RecordSeveral, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Saves all that one message told of and lists it; what is on file already is asked about in one question."""
    new: list[RecordDeed] = []
    twice: list[RecordDeed] = []
    for deed in command.deeds:
        same = doubled(deed, _records(deed, sender, work, moment), sender)
        rest = tuple(child for child in deed.student_ids if child not in same)
        if same:
            twice.append(replace(deed, student_ids=same, unresolved=()))
        if rest or not same:
            new.append(replace(deed, student_ids=rest))
    asked = ask_whether_same(tuple(twice), sender, work, moment) if twice else None
    if asked and not new and not command.could_not:
        return asked
    told = _several(new, command.could_not, sender, work, moment=moment)
    return replace(asked, text=f"{told.text}\n{asked.text}") if asked else told


def record_tapped(deed: RecordDeed, sender: Sender, work: Work, moment: Moment, *, task_id: str) -> bool:
    """Saves what was tapped; False where the same is on file for that day."""
    if doubled(deed, _records(deed, sender, work, moment), sender):
        return False
    deeds.save(work, deed, replace(_source(sender, moment), task_id=task_id))
    return True


def _record(command: RecordDeed, sender: Sender, work: Work, moment: Moment, *, held: dict[int, list[Record]]) -> Reply:
    if command.makes_up is not None:
        return making_up.make_up(command, command.makes_up, sender, work, moment=moment)
    stand = standings(command.student_ids, sender, work, moment, new=command, held=held)
    deeds.save(work, command, _source(sender, moment))
    children = [sender.children[child] for child in command.student_ids]
    return Reply(say.recorded(command, children, stand, moment.today))


def _several(
    told: Sequence[RecordDeed], could_not: Sequence[CouldNot], sender: Sender, work: Work, *, moment: Moment
) -> Reply:
    """Saves them, and lists them in one answer, a line for each kind and day."""
    lines: list[str] = []
    asides: list[str] = []
    for alike in _by_line(told):
        line, reasons = _save_line(alike, sender, work, moment)
        lines.extend([line] if line else [])
        asides.extend(reasons)
    for tried in could_not:
        follows = save_attempt(tried, sender, work, moment)
        children = [sender.children[child] for child in tried.student_ids]
        asides.append(attempted(children, tried.kind, tried.reason) + follows)
    if not lines:
        return Reply("\n".join(asides))
    ids = list(dict.fromkeys(child for deed in told for child in deed.student_ids))
    stand, today = standings(ids, sender, work, moment), moment.today
    met = wishes.met(stand, told[0].kind, told[0].happened_on, today) if len(lines) == 1 else ""
    named = [sender.children[child] for child in ids] if len(lines) == 1 else []
    return Reply(say.several(lines, asides, [met, *wishes.near(stand, today)], named))


def _by_line(told: Sequence[RecordDeed]) -> list[list[RecordDeed]]:
    """Deeds of one kind and day together; for a child that is told of twice among them the words are joined."""
    lines: dict[tuple[Kind, date], list[RecordDeed]] = defaultdict(list)
    for deed in told:
        alike = lines[deed.kind, deed.happened_on]
        known = [child for earlier in alike for child in earlier.student_ids]
        new = tuple(child for child in deed.student_ids if child not in known)
        if new or not deed.student_ids:
            alike.append(replace(deed, student_ids=new))
        elif deed.note:
            place = next(i for i, earlier in enumerate(alike) if deed.student_ids[0] in earlier.student_ids)
            alike[place] = replace(alike[place], note=joined(alike[place].note, deed.note))
    return list(lines.values())


def _save_line(alike: Sequence[RecordDeed], sender: Sender, work: Work, moment: Moment) -> tuple[str, list[str]]:
    """The line under which deeds of one kind and day are listed, and what has to be said besides."""
    parts: list[str] = []
    asides: list[str] = []
    plain = [deed for deed in alike if deed.makes_up is None and deed.student_ids]
    for deed in plain:
        deeds.save(work, deed, _source(sender, moment))
    if plain:
        ids = [child for deed in plain for child in deed.student_ids]
        shown = max(plain, key=lambda deed: (bool(deed.done_by), bool(deed.note or deed.topic)))
        parts.append(say.what_recorded(shown, [sender.children[child] for child in ids], moment.today))
    for deed in alike:
        if deed.makes_up is not None:
            judged = making_up.save(deed, deed.makes_up, sender, work, moment=moment)
            what, reasons = say_making_up.told(deed, deed.makes_up, judged, moment.today)
            parts.extend([what] if what else [])
            asides.extend([reasons] if reasons else [])
        asides.extend([*say.not_recorded(deed), *say.uncertain_day(deed, moment.today)])
    return say.one_line(parts), asides


def _source(sender: Sender, moment: Moment) -> Source:
    return Source(sender.school.id, sender.member.id, moment.message_id, moment.at)


def _records(command: RecordDeed, sender: Sender, work: Work, moment: Moment) -> dict[int, list[Record]]:
    """The records for these children, as far back as terms or the deed itself go."""
    terms = sender.school.calendar.terms
    since = min(terms[0].first, command.happened_on) if terms else command.happened_on
    return deeds.records_since(work, command.student_ids, since, moment.zone)
