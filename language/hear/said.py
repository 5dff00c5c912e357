"""What the command part of a message has said so far."""

from dataclasses import dataclass, field
from datetime import date

from duty.commands import MakeUp
from duty.kinds import Kind
from language.hear.dates import Day
from language.hear.names import Named
from language.hear.parts import Part
from language.hear.vocabulary import LOOSE_TALK


@dataclass(slots=True)
class Said:
    """Filled from left to right; `end` is the index of the first stretch behind the command.

    `word` is the word that gave the kind, `loose` whether a firmer one may replace it.
    `last` is the part of the newest deed, name or day; `late` whether that came behind a command that was
    complete already. `strangers` are names that fit nobody, `against` the words that speak against a deed.
    `doubt` is true where the sender must confirm, `soft` where only words of the note raise a doubt, `firm` where
    free speech cannot allay it, `stuck` where
    the command makes no sense.
    """

    today: date
    kind: Kind | None = None
    word: str = ""
    loose: bool = False
    named: list[Named] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    make_ups: list[MakeUp] = field(default_factory=list)
    against: set[Part] = field(default_factory=set)
    parent: bool = False
    done: bool = False
    doubt: bool = False
    soft: bool = False
    firm: bool = False
    stuck: bool = False
    late: bool = False
    last: Part | None = None
    end: int = 0

    @property
    def complete(self) -> bool:
        """Whether both a deed and a child were named."""
        return self.kind is not None and bool(self.named)

    @property
    def happened(self) -> bool:
        """Whether the words say that it is done: 已, 了, 过, or a day that is past."""
        return self.done or any(day.is_past(self.today) for day in self.days)

    def add_deed(self, kind: Kind, word: str, end: int) -> None:
        """A second kind makes a doubt, but 聊 beside a visit or a call is only what was done there."""
        loose = word in LOOSE_TALK
        if self.kind is None or (self.loose and not loose):
            self.kind, self.word, self.loose = kind, word, loose
        elif kind is not self.kind and not loose:
            self.doubt = True
        self.done |= any(mark in word for mark in "了过完")
        self.last, self.end = Part.DEED, end

    def add_name(self, named: Named, end: int) -> None:
        """A further child; a name said twice counts once in the end."""
        self.late |= self.complete
        self.named.append(named)
        self.last, self.end = Part.NAME, end

    def add_day(self, day: Day, end: int) -> None:
        """A further word for the day."""
        self.late |= self.complete
        self.days.append(day)
        self.last, self.end = Part.DAY, end

    def add_make_up(self, make_up: MakeUp, end: int) -> None:
        """A further word for the period that the deed is to count for."""
        self.make_ups.append(make_up)
        self.end = end

    def add_stranger(self, name: str, end: int) -> None:
        """A name that fits nobody in the sender's care."""
        self.strangers.append(name)
        self.last, self.end = Part.NAME, end
