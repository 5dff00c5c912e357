"""The dangers to a child, how soon somebody must look, and what a text says of them."""

from dataclasses import dataclass
from enum import StrEnum


class Danger(StrEnum):
    """What kind of danger a text speaks of."""

    SELF_HARM = "self_harm"
    BULLYING = "bullying"
    ABUSE = "abuse"
    DROPOUT = "dropout"
    RUNAWAY = "runaway"
    MEDICAL = "medical"


class Grade(StrEnum):
    """How soon somebody must look: URGENT now, WATCH within days."""

    URGENT = "urgent"
    WATCH = "watch"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Risk:
    """What a text says of danger to a child.

    `danger` is None exactly where the grade is NONE. `accused`: the words of the text that name who does the harm,
    in their order; whoever of the staff fits one of them must not be told.
    """

    grade: Grade
    danger: Danger | None = None
    accused: tuple[str, ...] = ()
