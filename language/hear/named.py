"""What a typed name may mean: whose name it is, and how it was recognised."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from language.hear.normalise import DOT
from language.hear.unknown_names import is_han
from language.surnames import COMPOUND_SURNAMES

Ids = dict[str, tuple[int, ...]]
"""Children by a spelling, a sound or another key that fits their names."""


class How(StrEnum):
    """How a typed name was recognised, the surest first."""

    EXACT = "exact"
    VARIANT = "variant"
    GIVEN = "given"
    AFFIX = "affix"
    SOUND = "sound"
    PINYIN = "pinyin"
    INITIALS = "initials"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Named:
    """The children whom a typed name fits.

    `doubtful`: the spelling is as well an ordinary word (高兴, 天天) or what colleagues are called (小郭), so that only
    its place in the sentence makes it a child.
    """

    ids: tuple[int, ...]
    how: How = How.EXACT
    doubtful: bool = False

    @property
    def sure(self) -> bool:
        """Whether one child is meant, so that nothing must be asked."""
        return len(self.ids) == 1 and self.how is not How.SIMILAR


@dataclass(frozen=True, slots=True)
class FullName:
    """A name in plain form, taken apart: its parts between dots or spaces, and surname and given name of a Han name.

    `plain`: all of it. Names in other scripts, of several parts or of one character have neither surname nor
    given name.
    """

    plain: str
    parts: tuple[str, ...]
    surname: str
    given: str

    @classmethod
    def of(cls, plain: str) -> Self:
        """Take a name apart; of five characters and more it is a minority name without its dot."""
        parts = tuple(plain.replace(DOT, " ").split())
        name = parts[0]
        if len(parts) > 1 or not is_han(name) or not 2 <= len(name) <= 4:
            return cls(plain, parts, "", "")
        surname = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
        return cls(plain, parts, name[:surname], name[surname:])

    @property
    def joined(self) -> str:
        """The name without dots and spaces."""
        return "".join(self.parts)

    @property
    def has_halves(self) -> bool:
        """Whether it may be of two names, as Tibetan and Mongolian ones of four characters are: 扎西顿珠."""
        return len(self.given) == 3 and len(self.surname) == 1

    def shorts(self) -> set[str]:
        """What of the name is used alone: the given name, each half, the parts of a dotted name and their ends."""
        if self.has_halves:
            return {self.given, self.joined[:2], self.joined[2:]}
        if self.given:
            return {self.given} if len(self.given) > 1 else set()
        long = [part for part in self.parts if is_han(part) and len(part) >= 4]
        ends = {end for part in long for cut in range(2, len(part) - 1) for end in (part[:cut], part[cut:])}
        return ends | ({part for part in self.parts if len(part) >= 2} if len(self.parts) > 1 else set())


def add(ids: Ids, child: int, keys: Iterable[str]) -> None:
    """Enter a child under keys, once under each."""
    for key in keys:
        found = ids.get(key, ())
        if child not in found:
            ids[key] = (*found, child)
