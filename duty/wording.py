"""What in words to a family might hurt: found by `language`, shown to their writer, whose decision it is."""

from dataclasses import dataclass
from enum import StrEnum


class Hurt(StrEnum):
    """Why words might hurt: they name another child, give a number away, label the child, or are harsh."""

    OTHER_CHILD = "other_child"
    NUMBER = "number"
    LABEL = "label"
    HARSH = "harsh"


@dataclass(frozen=True, slots=True)
class Hurting:
    """One thing that was found; `word` as it stands in the text."""

    why: Hurt
    word: str
