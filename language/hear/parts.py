"""What a stretch of a message can be."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from duty.kinds import Kind
from language.hear.grammar import Ask


class Part(StrEnum):
    """What a stretch of text does in a sentence."""

    DEED = "deed"
    ASK = "ask"
    NAME = "name"
    DAY = "day"
    MAKE_UP = "make_up"
    DONE = "done"
    FILL = "fill"
    LOOSE = "loose"
    PREP = "prep"
    JOIN = "join"
    AFFIX = "affix"
    PARENT = "parent"
    PAPER = "paper"
    FAILED = "failed"
    NOT = "not"
    PLAN = "plan"
    IF = "if"
    REQUEST = "request"
    QUESTION = "question"
    OTHER = "other"
    GAP = "gap"
    WORD = "word"


class Gap(IntEnum):
    """How far two stretches of a message stand apart."""

    SPACE = 1
    COMMA = 2
    LINE = 3
    STOP = 4


@dataclass(frozen=True, slots=True)
class Word:
    """What a known word does, and what it means where it means a kind, a question to the bot, or a gap."""

    part: Part
    means: Kind | Ask | Gap | None = None
