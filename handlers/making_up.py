"""Deeds that are said to make up for an earlier period: which window of a child each counts for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from duty.assess import Assessment, Record, State
from duty.calendar import SchoolCalendar, Span
from duty.commands import MakeUp, RecordDeed
from duty.kinds import Kind
from duty.people import Child
from duty.policy import Per
from duty.school import Books
from handlers.context import Moment, Sender
from handlers.reply import Reply
from handlers.wishes import standings
from language.say import making_up as say
from language.say.making_up import Counts, Judged
from storage import deeds
from storage.deeds import Source
from storage.work import Work

_EMPTY, _MET = (State.OVERDUE, State.MISSED), (State.DONE, State.LATE)


def make_up(command: RecordDeed, meant: MakeUp, sender: Sender, work: Work, *, moment: Moment) -> Reply:
    """Saves the deed, and says for what it counts for each child."""
    judged = save(command, meant, sender, work, moment=moment)
    written = [one.child.id for one in judged if one.counts in say.WRITTEN]
    stand = standings(written, sender, work, moment)
    return Reply(say.answer(command, meant, judged, stand, moment.today))


def save(command: RecordDeed, meant: MakeUp, sender: Sender, work: Work, *, moment: Moment) -> list[Judged]:
    """Saves the deed, for each child for the window that is meant, and else for its own day.

    Where no window can be meant, nothing is saved for that child.
    """
    records = _records(command, sender, work, moment)
    said = Meant(command, meant, period(meant, sender.school.calendar))
    judged = [
        said.judge(
            sender.children[child],
            assessed(child, command.kind, sender, records.get(child, ()), today=moment.today),
        )
        for child in command.student_ids
    ]
    written = [one for one in judged if one.counts in say.WRITTEN]
    days = {one.child.id: one.meant[0].window.last for one in written if one.counts is Counts.EARLIER}
    ids = tuple(one.child.id for one in written)
    if ids:
        source = Source(sender.school.id, sender.member.id, moment.message_id, moment.at)
        deeds.save(work, replace(command, student_ids=ids), source, days)
    return judged


@dataclass(frozen=True, slots=True)
class Meant:
    """What was said, and the days of the period that was said with it."""

    command: RecordDeed
    meant: MakeUp
    span: Span | None

    def judge(self, child: Child, assessed: Sequence[Assessment]) -> Judged:
        """What the deed counts for; `assessed` are the child's windows of this kind, in order of time."""
        day, span = self.command.happened_on, self.span
        if self.meant.ago < 0:
            return Judged(child, Counts.AHEAD)
        if span is None and self.meant.per:
            return Judged(child, Counts.NO_WINDOW)
        windows = [one for one in assessed if span is None or span.overlap(one.window.first, one.window.last)]
        empty = tuple(one for one in windows if one.state in _EMPTY and one.window.last < day <= one.window.makeup_end)
        if empty:
            return Judged(child, Counts.EARLIER if len(empty) == 1 else Counts.WHICH, empty)
        if span is None:
            return Judged(child, Counts.NOTHING_EMPTY)
        own = tuple(one for one in windows if one.window.covers(day))
        past = tuple(one for one in windows if one.window.last < day)
        if own or not past:
            return Judged(child, Counts.IN_TIME if own else Counts.NO_WINDOW, own)
        return Judged(child, Counts.MET if past[-1].state in _MET else Counts.TOO_LATE, past[-1:])


def period(meant: MakeUp, calendar: SchoolCalendar) -> Span | None:
    """The days of the period that was said; None where the school's calendar knows none, or none was said.

    In a vacation the last term is the one that is over.
    """
    if meant.per is Per.MONTH:
        return _month(meant.said_on, meant.ago)
    if meant.per is None:
        return None
    spans = [Span(term.first, term.last) for term in calendar.terms]
    if meant.per is Per.SCHOOL_YEAR:
        spans = list(calendar.school_years())
    begun = [span for span in spans if span.first <= meant.said_on]
    back = meant.ago if begun and meant.said_on <= begun[-1].last else max(meant.ago - 1, 0)
    return begun[-1 - back] if len(begun) > back else None


def _month(day: date, ago: int) -> Span:
    year, month = divmod(day.year * 12 + day.month - 1 - ago, 12)
    first = date(year, month + 1, 1)
    return Span(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def assessed(child: int, kind: Kind, sender: Sender, records: Sequence[Record], *, today: date) -> list[Assessment]:
    """How all windows of a kind stand that the sender has had for the child, in order of time."""
    school, books = sender.school, Books({child: records})
    found = [
        item
        for one in sender.pairings
        if one.pairing.student_id == child
        for item in school.engine.of_pairing(school.policies[one.pack], one.pairing, books, on=today)
        if item.kind is kind
    ]
    return sorted(found, key=lambda one: one.window.last)


def _records(command: RecordDeed, sender: Sender, work: Work, moment: Moment) -> dict[int, list[Record]]:
    terms = sender.school.calendar.terms
    if not terms or not command.student_ids:
        return {}
    return deeds.records_since(work, command.student_ids, terms[0].first, moment.zone)
