"""The shape of a short sentence: letters stand for the names, deeds and days in it, all other words for themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duty.kinds import Kind
from language.hear.dates import Day, read_day
from language.hear.names import Care, Named
from language.hear.parts import Part
from language.hear.words import WORDS

# A plain text has no capital letters of its own.
NAME, KIND, DAY = "N", "K", "D"
Meaning = Named | Kind | Day


@dataclass(frozen=True, slots=True)
class Shape:
    """`text` with a letter for each meaning; `at[i]` is where `text[i]` begins in the plain text."""

    text: str
    meanings: dict[int, Meaning]
    at: tuple[int, ...]

    def names(self, start: int, end: int) -> list[Named]:
        return [means for means in self._within(start, end) if isinstance(means, Named)]

    def kinds(self, start: int, end: int) -> list[Kind]:
        return [means for means in self._within(start, end) if isinstance(means, Kind)]

    def days(self, start: int, end: int) -> list[Day]:
        return [means for means in self._within(start, end) if isinstance(means, Day)]

    def _within(self, start: int, end: int) -> Iterator[Meaning]:
        return (means for place, means in self.meanings.items() if start <= place < end)


def shape_of(text: str, care: Care, today: date) -> Shape:
    """Of a plain text; at each place the longest reading wins, and a name wins over words of its length."""
    signs: list[str] = []
    meanings: dict[int, Meaning] = {}
    at: list[int] = []
    here = 0
    while here < len(text):
        sign, end, means = _sign(text, here, care, today)
        if means is not None:
            meanings[len(signs)] = means
        signs.append(sign)
        at.append(here)
        here = end
    return Shape("".join(signs), meanings, (*at, len(text)))


def _sign(text: str, here: int, care: Care, today: date) -> tuple[str, int, Meaning | None]:
    named, day, word = care.names.match(text, here), read_day(text, here, today), WORDS.match(text, here)
    end = max(found[0] for found in (named, day, word, (here + 1, None)) if found)
    if named and named[0] == end:
        return NAME, end, named[1]
    if day and day[0] == end:
        return DAY, end, day[1]
    if word and word[0] == end and word[1].part is Part.DEED and isinstance(word[1].means, Kind):
        return KIND, end, word[1].means
    return text[here], here + 1, None
