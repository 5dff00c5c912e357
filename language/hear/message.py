"""A message on its way through the reader: what each step may look at, worked out once and only when asked for."""

from datetime import date
from functools import cached_property

from language.hear.amended import amended
from language.hear.line import Line
from language.hear.masked import Masked, mask
from language.hear.names import Care
from language.hear.normalise import Plain
from language.hear.opening import Opening, opening
from language.hear.outline import outline
from language.hear.regex import regex
from language.hear.shape import Shape
from language.hear.tokens import Token, tokenise

_NOTED = regex(r"[^:\n]*(?:K[^:\n]*N|N[^:\n]*K)[^:\n]{0,3}:")


class Message:
    """A plain text, the children whom its sender may speak of, and the day on which it was sent."""

    def __init__(self, plain: Plain, care: Care, today: date) -> None:
        self.plain = plain
        self.care = care
        self.today = today

    @cached_property
    def opened(self) -> Opening | None:
        """The word with which it begins to ask."""
        return opening(self.plain)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its stretches, from left to right."""
        return tokenise(self.plain, self.care, self.today)

    @cached_property
    def outline(self) -> Shape:
        """Its text with one letter for each name, deed, day and guardian."""
        return outline(self.plain, self.tokens)

    @cached_property
    def masked(self) -> Masked:
        """The same with the people and counts as letters, too, and put right where speech corrects itself."""
        return mask(amended(Line.of(self.plain.text, self.tokens)))

    @property
    def is_noted(self) -> bool:
        """Whether it is a deed and a child, and a colon: what follows is a note, whatever it says."""
        return _NOTED.match(self.outline.text) is not None
