"""A deed that a free sentence speaks of."""

from dataclasses import dataclass

from duty.kinds import Kind
from language.hear.day import Day
from language.hear.mood import Mood
from language.hear.named import Named

SPOKEN_OF = frozenset({Mood.DONE, Mood.BARE, Mood.DOUBT, Mood.ASKED})
"""The moods of a deed that is not said to have come to nothing."""


@dataclass(slots=True)
class Event:
    """A deed that a sentence speaks of; places are those of the masked message, `end` behind its words.

    `explicit`: the child is named beside the deed, and not only in another clause. With `but` it was done for
    all of the sender's children but these. `called`: its kind was said in so many words. `apart`: its children stand
    in several places.
    """

    kind: Kind
    mood: Mood
    named: list[Named]
    days: list[Day]
    start: int
    end: int
    explicit: bool
    but: list[Named] | None = None
    called: bool = False
    apart: bool = False

    @property
    def what(self) -> tuple[object, ...]:
        """What tells one deed from another."""
        return self.kind, tuple(self.named), tuple(self.days)
