"""What all the characters of a text together say of danger, where no single words are certain."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from duty.danger import Danger
from language.hear.regex import regex
from language.hear.shipped import lines

# The columns of the table of weights.
CLASSES = ("none", "watch", *(danger.value for danger in Danger))
SCALE = 50
_DANGERS = tuple(Danger)
# A long text says many things; each part of about this length is weighed by itself.
_PART = 64
# A shorter clause says nothing by itself; of two clauses the only pair is the whole text.
_CLAUSE_SAYS, _PAIR = 4, 2
# How likely a text must be urgent to count without any word for danger.
SPEAKS_FOR_ITSELF = 0.75
_STOP = regex(r"\.")
_CLAUSE = regex(r"[^.,]+")


@dataclass(frozen=True, slots=True)
class Weight:
    """How likely a text speaks of danger to be told at once, and of anything to look after; from 0 to 1.

    `danger` is the likeliest; `aside` a danger that two clauses by themselves speak of, whatever else is told.
    """

    urgent: float
    concern: float
    danger: Danger
    aside: Danger | None = None


def weigh(text: str, kinds: Sequence[tuple[int, str]]) -> Weight:
    """The part of a text that says most; `text` as it is read for danger, `kinds` its hints with their places."""
    parts = [_part(text, kinds, *part) for part in _parts(text)]
    heaviest = max(parts, key=lambda part: part.urgent)
    concern = max(part.concern for part in parts)
    if heaviest.urgent > SPEAKS_FOR_ITSELF:
        return Weight(heaviest.urgent, concern, heaviest.danger)
    # A record tells much, and what was seen by the way is soon said: 「聊了升学、作业,袖子里有几道印子,她往回缩」.
    pairs = (_part(text, kinds, *pair) for pair in _pairs(text))
    aside = next((pair.danger for pair in pairs if pair.urgent > SPEAKS_FOR_ITSELF), None)
    return Weight(heaviest.urgent, concern, heaviest.danger, aside)


def _part(text: str, kinds: Sequence[tuple[int, str]], start: int, end: int) -> Weight:
    return _weight(features(text[start:end], _between(kinds, start, end)))


def features(text: str, kinds: set[str]) -> set[str]:
    """What is weighed: characters, two in a row, and kinds of hints."""
    return {*text, *(text[at : at + 2] for at in range(len(text) - 1)), *(f"#{kind}" for kind in kinds)}


def _between(kinds: Sequence[tuple[int, str]], start: int, end: int) -> set[str]:
    first, behind = bisect_left(kinds, (start, "")), bisect_left(kinds, (end, ""))
    return {kind for _, kind in kinds[first:behind]}


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Each sentence, for what stands before it may be a command; and several, as long as they fit."""
    start = first = 0
    for end in (*(stop.end() for stop in _STOP.finditer(text)), len(text)):
        if end - first > _PART and start > first:
            yield first, start
            first = start
        yield from ((at, min(at + _PART, end)) for at in range(start, end, _PART))
        start = end
    yield first, len(text)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Clauses that stand side by side."""
    clauses = [clause.span() for clause in _CLAUSE.finditer(text) if clause.end() - clause.start() >= _CLAUSE_SAYS]
    if len(clauses) > _PAIR:
        yield from ((one[0], other[1]) for one, other in pairwise(clauses) if other[1] - one[0] <= _PART)


def _weight(found: set[str]) -> Weight:
    sums = [sum(column) for column in zip(_row(""), *filter(None, map(_row, found)), strict=True)]
    highest = max(sums)
    shares = [math.exp((value - highest) / SCALE) for value in sums]
    whole = sum(shares)
    urgent = shares[2:]
    danger = _DANGERS[urgent.index(max(urgent))]
    return Weight(sum(urgent) / whole, 1 - shares[0] / whole, danger)


@lru_cache(maxsize=20_000)
def _row(feature: str) -> tuple[int, ...]:
    """The weights of a feature, in the order of the classes; "" is what a text weighs that says nothing."""
    return tuple(map(int, _table().get(feature, "").split()))


@cache
def _table() -> dict[str, str]:
    """The weights of each feature as they are written: most are never asked for."""
    rows = (line.partition(" ") for line in lines("risk_weights.txt"))
    return {feature: weights for feature, _, weights in rows}
