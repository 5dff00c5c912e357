"""What a message is as a whole, weighed by all that stands in it and apart from what the steps made of it.

The steps read words that they know; whoever says the same in other words is still understood by the rest of the
sentence. The weights are a table, made from the labelled sets by `python -m tests.support.whole_weights`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from string import ascii_lowercase

from duty.kinds import Kind
from language.hear.message import Message
from language.hear.parts import Gap, Part
from language.hear.regex import regex
from language.hear.shipped import lines
from language.hear.tokens import Token

SCALE = 50
# What stands further behind says more of the child than of what is meant.
_LETTERS, _STRETCHES = 60, 50
_BREAK = regex(r"[,.|:]+")
_PLAIN = str.maketrans("\n\t", "| ")


class Sense(StrEnum):
    """What a message can be: a record of one kind or of several, or what else a teacher can want."""

    TALK = "talk"
    HOME_VISIT = "home_visit"
    WARMTH = "warmth"
    HELP = "help"
    CONTACT = "contact"
    SEVERAL = "several"
    UNCERTAIN = "uncertain"  # a record that must be asked about
    NO_ACTION = "no_action"
    TODO = "todo"
    STUDENT = "student"
    PROGRESS = "progress"
    TO_PARENT = "to_parent"
    ANSWER = "answer"
    UNDO = "undo"
    CORRECT = "correct"
    POSTPONE = "postpone"
    HELP_WANTED = "help_wanted"
    PAIR = "pair"
    UNPAIR = "unpair"
    LEAVE = "leave"
    OTHER = "other"


SENSES = tuple(Sense)
KINDS: Mapping[Sense, Kind] = {
    Sense.TALK: Kind.TALK,
    Sense.HOME_VISIT: Kind.HOME_VISIT,
    Sense.WARMTH: Kind.WARMTH,
    Sense.HELP: Kind.HELP,
    Sense.CONTACT: Kind.CONTACT,
}
_RECORDS = frozenset({*KINDS, Sense.SEVERAL})
# What stands for a sense in the table.
LETTERS = ascii_lowercase[: len(SENSES)]
# How wide a weight stands in a number that holds all senses: enough for the sum of a message's.
_BITS, _LIFT = 32, 1 << 16
_FIELD = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class Whole:
    """How likely a message has each sense; all together are 1."""

    shares: Mapping[Sense, float]

    @property
    def sense(self) -> Sense:
        """The likeliest one."""
        return max(self.shares, key=self.shares.__getitem__)

    @property
    def share(self) -> float:
        """How likely that one is."""
        return self.shares[self.sense]

    @property
    def records(self) -> float:
        """How likely anything is recorded, whatever it is."""
        return sum(self.shares[sense] for sense in _RECORDS)


def weigh(message: Message) -> Whole:
    """How likely a message has each sense."""
    return _weighed(features(message))


def weigh_part(message: Message, start: int, end: int) -> Whole:
    """The same of what stands between two places of the masked text, as if nothing else were said."""
    masked = message.masked
    tokens = masked.line.tokens[masked.token(start) : masked.token(end)]
    stretches = [_stretch(message, token) for token in tokens if token.part is not Part.GAP]
    return _weighed(_features(_letters(message)[start:end], stretches))


def clauses(message: Message) -> list[tuple[int, int]]:
    """Where the clauses of the masked text stand that say something."""
    said = _letters(message)
    borders = [(0, 0), *(one.span() for one in _BREAK.finditer(said)), (len(said), len(said))]
    return [(one[1], other[0]) for one, other in pairwise(borders) if one[1] < other[0]]


def weigh_clauses(message: Message) -> list[Whole]:
    """The same of each of its clauses by itself, where it has several."""
    spans = clauses(message)
    return [weigh_part(message, *span) for span in spans] if len(spans) > 1 else []


def features(message: Message) -> set[str]:
    """What is weighed: letters and stretches, one, two and three in a row."""
    return _features(_letters(message), _stretches(message))


def _features(said: str, parts: Sequence[str]) -> set[str]:
    letters, stretches = f"^{said[:_LETTERS]}$", ["^", *parts[:_STRETCHES], "$"]
    pairs = [f":{one}:{two}" for one, two in pairwise(stretches)]
    return {
        *letters,
        *(letters[at : at + 2] for at in range(len(letters) - 1)),
        *(letters[at : at + 3] for at in range(len(letters) - 2)),
        *(f":{one}" for one in stretches),
        *pairs,
        *(f"{pair}:{third}" for pair, third in zip(pairs, stretches[2:], strict=False)),
    }


def _letters(message: Message) -> str:
    return message.masked.text.translate(_PLAIN)


def _stretches(message: Message) -> list[str]:
    return [_stretch(message, token) for token in message.tokens]


def _weighed(found: set[str]) -> Whole:
    rows = _rows()
    weights = [_packed(feature) for feature in ("", *found) if feature in rows]
    total, lifted = sum(weights), len(weights) * _LIFT
    return _whole([(total >> _BITS * place & _FIELD) - lifted for place in range(len(SENSES))])


def _stretch(message: Message, token: Token) -> str:
    if token.part in (Part.OTHER, Part.WORD):
        return message.plain.text[token.start : token.end].translate(_PLAIN)
    if token.means is Gap.SPACE:
        return "space"
    return f"{token.part}{token.means}" if isinstance(token.means, Kind) else token.part


def _whole(sums: Sequence[float]) -> Whole:
    highest = max(sums)
    raised = [math.exp((value - highest) / SCALE) for value in sums]
    whole = sum(raised)
    return Whole({sense: one / whole for sense, one in zip(SENSES, raised, strict=True)})


@cache
def _packed(feature: str) -> int:
    """How much it speaks for each sense, side by side in one number: so a message's weights are one sum.

    Each is lifted above nought, so that none borrows from its neighbour. Only what the table has is kept: what people
    type would fill the memory. "" is the same for every message.
    """
    weights = {one[0]: int(one[1:]) for one in _rows()[feature].split(" ")}
    return sum((weights.get(letter, 0) + _LIFT) << _BITS * place for place, letter in enumerate(LETTERS))


@cache
def _rows() -> Mapping[str, str]:
    """The lines of the table as they are: most are never asked for."""
    rows = (line.partition("\t") for line in lines("whole_weights.txt"))
    return {feature: weights for feature, _, weights in rows}
