"""What a member has recorded, as messages and their lines: for undoing, for putting right, for telling back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from duty.commands import Undo
from duty.hearing import Confirm
from duty.kinds import Kind
from duty.people import Child
from handlers.context import Moment, Sender
from handlers.reply import Reply
from language.say import taking_back as say
from language.say.recording import Done
from storage import attempts, deeds, events
from storage.attempts import SavedAttempt
from storage.deeds import SavedDeed
from storage.events import SavedEvent
from storage.work import Work

# So many of the newest messages are remembered word by word.
REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed from what was said first to what it says now."""

    first: SavedDeed
    now: SavedDeed

    @property
    def stands(self) -> bool:
        return not self.now.revoked


@dataclass(frozen=True, slots=True)
class Told:
    """What one message brought about: deeds recorded or put right by it, what was tried in vain, what happened."""

    message_id: int
    entries: tuple[Entry, ...]
    attempts: tuple[SavedAttempt, ...] = ()
    events: tuple[SavedEvent, ...] = ()

    @property
    def stands(self) -> bool:
        others: tuple[SavedAttempt | SavedEvent, ...] = (*self.attempts, *self.events)
        return any(entry.stands for entry in self.entries) or any(map(_stands, others))

    @property
    def standing(self) -> Self:
        """The same without what was taken back."""
        return self._those(lambda entry: entry.stands, _stands)

    def about(self, student_ids: Iterable[int], kind: Kind | None) -> Self:
        """What of it is about these children (none given: all), and of this kind (None: of any)."""
        wanted = frozenset(student_ids)

        def meant(one: SavedDeed | SavedAttempt | SavedEvent) -> bool:
            return (not wanted or one.student_id in wanted) and kind in (None, one.kind)

        return self._those(lambda entry: meant(entry.now), meant)

    def _those(self, entry: Callable[[Entry], bool], other: Callable[[SavedAttempt | SavedEvent], bool]) -> Self:
        attempts, events = filter(other, self.attempts), filter(other, self.events)
        return type(self)(self.message_id, tuple(filter(entry, self.entries)), tuple(attempts), tuple(events))


@dataclass(frozen=True, slots=True)
class Books:
    """The newest of what a member recorded, what was taken back included."""

    entries: tuple[Entry, ...]
    attempts: tuple[SavedAttempt, ...]
    events: tuple[SavedEvent, ...] = ()

    @classmethod
    def of(cls, work: Work, member_id: int) -> Self:
        """Only what was said in messages: what came from a workbook is not the member's to take back."""
        rows = {deed.id: deed for said in deeds.newest_messages(work, member_id, REMEMBERED) for deed in said}
        corrected = {deed.corrects for deed in rows.values()}
        entries = [Entry(_origin(deed, rows), deed) for deed in rows.values() if deed.id not in corrected]
        entries.sort(key=lambda entry: (entry.first.id, entry.now.id))
        tried = attempts.newest_attempts(work, member_id, REMEMBERED)
        happened = events.newest(work, member_id, REMEMBERED)
        return cls(tuple(entries), tuple(reversed(tried)), tuple(reversed(happened)))

    def by_message(self) -> list[Told]:
        """The messages that brought about what now is, the newest first."""
        entries: dict[int, list[Entry]] = defaultdict(list)
        tried: dict[int, list[SavedAttempt]] = defaultdict(list)
        happened: dict[int, list[SavedEvent]] = defaultdict(list)
        for entry in self.entries:
            entries[_message(entry.now)].append(entry)
        for attempt in self.attempts:
            tried[attempt.message_id].append(attempt)
        for event in self.events:
            happened[event.message_id].append(event)
        ids = sorted(entries.keys() | tried.keys() | happened.keys(), reverse=True)
        return [Told(one, tuple(entries[one]), tuple(tried[one]), tuple(happened[one])) for one in ids]

    def last_lines(self) -> list[tuple[Entry, ...]]:
        """The lines of the last confirmation of new deeds, as they were numbered; of a single line its children."""
        newest = max((_message(entry.first) for entry in self.entries), default=None)
        lines: dict[tuple[Kind, date], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if _message(entry.first) == newest:
                lines[entry.first.kind, entry.first.happened_on].append(entry)
        found = [tuple(line) for line in lines.values()]
        return [(entry,) for entry in found[0]] if len(found) == 1 else found


def _stands(one: SavedAttempt | SavedEvent) -> bool:
    return not one.revoked


def _origin(deed: SavedDeed, known: Mapping[int, SavedDeed]) -> SavedDeed:
    """What was said first, as far back as is remembered."""
    while deed.corrects is not None and deed.corrects in known:
        deed = known[deed.corrects]
    return deed


def _message(deed: SavedDeed) -> int:
    return deed.message_id or 0


def done_by(said: Sequence[SavedDeed], sender: Sender) -> list[Done]:
    """What was recorded, what is alike together: a tap may stand for a talk and a visit."""
    alike: dict[tuple[Kind, date], list[Child]] = defaultdict(list)
    for deed in said:
        alike[deed.kind, deed.happened_on].append(child_of(deed, sender))
    return [Done(kind, children, day) for (kind, day), children in alike.items()]


def child_of(deed: SavedDeed | SavedAttempt | SavedEvent, sender: Sender) -> Child:
    """Looked for in the whole school: a child that has left one's care may still have to be taken back."""
    return sender.children.get(deed.student_id) or sender.school.children[deed.student_id]


def newest_standing(work: Work, sender: Sender) -> Told | None:
    """What the sender's newest message brought about that stands."""
    return next((told.standing for told in Books.of(work, sender.member.id).by_message() if told.stands), None)


def undone(told: Told, sender: Sender) -> say.Undone:
    """How it is told that this was, or may be, taken back."""
    return say.Undone(
        done_by([entry.now for entry in told.entries], sender),
        [say.Tried(child_of(attempt, sender), attempt.kind) for attempt in told.attempts],
        [say.Happened(child_of(event, sender), event.kind, event.happened_on) for event in told.events],
        put_right=any(entry.first is not entry.now for entry in told.entries),
    )


def ask_before_undo(told: Told, sender: Sender, moment: Moment, *, older: bool, only: Undo | None = None) -> Reply:
    """Names what would be taken back; `only` narrows it to children or a kind."""
    narrowed = only or Undo()
    question = Confirm(Undo(told.message_id, narrowed.student_ids, narrowed.kind))
    return Reply(say.which(undone(told, sender), moment.today, older=older), question)
