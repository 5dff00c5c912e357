"""The children in a sender's care, found by their names in a plain text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from duty.people import Child
from language.hear.lexicon import Lexicon
from language.hear.normalise import DOT, fold
from language.hear.unknown_names import is_han
from language.hear.words import WORDS
from language.surnames import COMPOUND_SURNAMES


@dataclass(frozen=True, slots=True)
class Named:
    """The children whom a typed name fits."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Care:
    """The index of the children whom one sender may speak of; built once, used for every message."""

    spoken: dict[int, str]
    names: Lexicon[Named]

    @classmethod
    def of(cls, children: Iterable[Child]) -> Self:
        """Index the spellings of full names, the given names, and the parts of dotted names."""
        spoken: dict[int, str] = {}
        whole: dict[str, tuple[int, ...]] = {}
        part: dict[str, tuple[int, ...]] = {}
        for child in children:
            name = fold(child.name)
            if not name or child.id in spoken:
                continue
            spoken[child.id] = child.name
            parts = name.replace(DOT, " ").split()
            for spelling in _spellings(parts):
                whole[spelling] = (*whole.get(spelling, ()), child.id)
            for spelling in _short_names(parts):
                part[spelling] = (*part.get(spelling, ()), child.id)
        # A full name beats a given name; a given name that is a word of ours would hide that word.
        entries = {name: ids for name, ids in part.items() if name not in WORDS} | whole
        return cls(spoken, Lexicon({name: Named(ids) for name, ids in entries.items()}))


def _spellings(parts: list[str]) -> set[str]:
    """How a full name may be typed: run together, with spaces or dots, or spaced out to the width of others."""
    joined = "".join(parts)
    if len(parts) > 1:
        return {joined, " ".join(parts), DOT.join(parts)}
    return {joined, " ".join(joined)} if len(joined) <= 4 else {joined}


def _short_names(parts: list[str]) -> set[str]:
    """The given name, or the parts of a dotted name; two characters at least."""
    if len(parts) > 1:
        return {part for part in parts if len(part) >= 2}
    name = parts[0]
    if not is_han(name):
        return set()
    surname = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    given = {name[surname:], name[2:]} if len(name) == 4 else {name[surname:]}
    return {short for short in given if len(short) >= 2}
