"""A dictionary that finds its longest entry at a place in a text."""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Lexicon(Generic[T]):
    """Entries by their spelling, found by longest match in time that does not grow with their number."""

    __slots__ = ("_entries", "_lengths")

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._entries = entries
        self._lengths = _lengths_by_first(entries)

    def match(self, text: str, start: int) -> tuple[int, T] | None:
        """The end and the value of the longest entry that begins at `start`."""
        for length in self._lengths.get(text[start], ()):
            end = start + length
            found = self._entries.get(text[start:end])
            # A slice at the end of the text is shorter than asked for and may equal a shorter entry.
            if found is not None and end <= len(text):
                return end, found
        return None

    def __contains__(self, spelling: str) -> bool:
        return spelling in self._entries


def spelled(words: str) -> tuple[str, ...]:
    """Words written as one text, parted by white space: a table that is read more often than parsed."""
    return tuple(words.split())


def _lengths_by_first(spellings: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for spelling in spellings:
        lengths.setdefault(spelling[0], set()).add(len(spelling))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
