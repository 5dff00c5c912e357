"""Reading one line of a school's words piece by piece."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from storage.packs.grammar import GAP, SKIPPED, Pattern, Say

NEAR, ALIKE = 0.5, 0.1  # of two characters one is right; the first one more so
SHORT = range(2, 20)
SURE = 2  # characters: a shorter piece may be part of a word that nobody knows


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a line, where it begins, and what it says of a field; a field `UNKNOWN` for what nobody knows."""

    field: str
    value: Any
    start: int
    shown: str


UNKNOWN = "unknown"


def scan(text: str, patterns: tuple[Pattern, ...]) -> Iterator[Said]:
    """What a line says, piece by piece, the longest reading first; what nobody knows as `unknown`."""
    plain, places = _folded(text)
    at = 0
    while at < len(plain):
        found, skipped = _longest(plain, at, patterns), SKIPPED.match(plain, at)
        if skipped and (found is None or found[0].end() <= skipped.end()):
            at = skipped.end()
        elif found is None:
            end = _end_of_unknown(plain, at, patterns)
            yield Said(UNKNOWN, None, places[at], plain[at:end])
            at = end
        else:
            match, say = found
            yield from (Said(field, value, places[at], match.group().strip()) for field, value in say(match))
            at = match.end()


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in narrow characters, and for each of them where in the text it stands."""
    pieces = [(piece, place) for place, one in enumerate(text) for piece in unicodedata.normalize("NFKC", one)]
    return "".join(piece for piece, _ in pieces), [place for _, place in pieces]


def _longest(text: str, at: int, patterns: tuple[Pattern, ...]) -> tuple[re.Match[str], Say] | None:
    found = [(match, say) for pattern, say in patterns if (match := pattern.match(text, at)) and match.end() > at]
    return max(found, key=lambda one: one[0].end(), default=None)


def _end_of_unknown(text: str, at: int, patterns: tuple[Pattern, ...]) -> int:
    for end in range(at + 1, len(text)):
        if GAP.match(text, end):
            return end
        known = _longest(text, end, patterns)
        if known and len(known[0].group()) >= SURE:
            return end
    return len(text)


@lru_cache(maxsize=1024)
def nearest(value: str, known: tuple[str, ...]) -> str:
    """The word that may have been meant, "" where none is near: of equally near ones the first."""
    found, best = "", NEAR
    for word in known if len(value) in SHORT else ():
        near = SequenceMatcher(None, value, word).ratio() + (ALIKE if word[0] == value[0] else 0)
        if near > best:
            found, best = word, near
    return found
