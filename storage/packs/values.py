"""Readers of single values: words of a table, numbers, days, yes or no."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from duty.kinds import Kind
from duty.policy import Distances, Reason
from duty.policy_file import Wrong
from storage.packs import words
from storage.packs.grammar import DAY, LIST_BREAK, MOST_DAYS, NUMBER_ALONE, Bad, day, number, within
from storage.packs.heard import Heard, Reader, listed, named
from storage.packs.mending import Mark
from storage.packs.scanning import nearest
from storage.packs.tree import Items, Node, Table, Text

T = TypeVar("T")

LONGEST_NAME, LONGEST_TEXT = 60, 2000


def text(node: Node, heard: Heard, longest: int = LONGEST_TEXT) -> Text | None:
    """A text that is not empty."""
    if not isinstance(node, Text) or not node.value:
        heard.wrong(Wrong.NO_TEXT_HERE, node.mark)
        return None
    if len(node.value) > longest:
        heard.wrong(Wrong.TOO_LONG, node.mark, other=str(longest))
        return None
    return node


def plain(longest: int) -> Reader:
    """A reader of a text that is kept as it stands."""

    def reader(node: Node, heard: Heard) -> str | None:
        found = text(node, heard, longest)
        return found.value if found else None

    return reader


def word(table: words.Table[T]) -> Callable[[Node, Heard], T | None]:
    """A reader of one word of a table."""

    def reader(node: Node, heard: Heard) -> T | None:
        found = text(node, heard)
        return meant(found.value, found.mark, table, heard) if found else None

    return reader


def meant(value: str, mark: Mark, table: words.Table[T], heard: Heard) -> T | None:
    known = words.by_word(table)
    if value.casefold() in known:
        return known[value.casefold()]
    heard.wrong(Wrong.UNKNOWN_WORD, mark, value, nearest(value, tuple(known)) or listed(table))
    return None


def several(node: Node, table: words.Table[T], heard: Heard) -> list[T]:
    """The words of a list, or of one text that holds several."""
    if isinstance(node, Items):
        pieces = [(one.value, one.mark) for one in node.items if isinstance(one, Text) and one.value]
        if len(pieces) < len(node.items):
            heard.wrong(Wrong.NO_TEXT_HERE, node.mark)
    else:
        found = text(node, heard)
        pieces = [(piece, found.mark) for piece in LIST_BREAK.split(found.value) if piece] if found else []
    read = [meant(value, mark, table, heard) for value, mark in pieces]
    return [one for one in read if one is not None]


def each_of(name: str, table: words.Table[Any]) -> Reader:
    """A reader of several words, each of which is said of a field."""

    def reader(node: Node, heard: Heard) -> None:
        for value in several(node, table, heard):
            heard.say(name, value, node.mark, "")

    return reader


def set_of(table: words.Table[Any]) -> Reader:
    return lambda node, heard: frozenset(several(node, table, heard)) or None


def count(most: int, least: int = 0) -> Callable[[Node, Heard], int | None]:
    """A reader of a number, also in Chinese digits."""

    def reader(node: Node, heard: Heard) -> int | None:
        found = text(node, heard)
        if found is None:
            return None
        digits = NUMBER_ALONE.fullmatch(found.value)
        value = within(number(digits[1]), most, least) if digits else Bad(Wrong.NO_NUMBER)
        if isinstance(value, Bad):
            heard.wrong(value.code, found.mark, found.value, value.other)
            return None
        return value

    return reader


def yes(node: Node, heard: Heard) -> bool | None:
    found = text(node, heard)
    if found is None:
        return None
    known = words.by_word(words.YES_NO)
    if found.value.casefold() not in known:
        heard.wrong(Wrong.NO_YES_OR_NO, found.mark, found.value)
        return None
    return known[found.value.casefold()]


def calendar_day(node: Node, heard: Heard) -> date | None:
    found = text(node, heard)
    if found is None:
        return None
    value = day(found.value) if re.fullmatch(DAY, found.value) else Bad(Wrong.BAD_DATE)
    if isinstance(value, Bad):
        heard.wrong(value.code, found.mark, found.value)
        return None
    return value


def during(node: Node, heard: Heard) -> bool | None:
    """Yes and no, or in words whether vacations count."""
    known = words.by_word(words.DURING)
    if isinstance(node, Text) and node.value in known:
        return known[node.value]
    return yes(node, heard)


def distances(node: Node, heard: Heard) -> Distances | None:
    """How many days before and after a deadline."""
    if not isinstance(node, Table):
        heard.wrong(Wrong.NO_TABLE_HERE, node.mark)
        return None
    sides = {"before": (), "after": ()}
    for name, _, value in named(node, words.DISTANCE_KEYS, heard.problems):
        pieces = value.items if isinstance(value, Items) else (value,)
        read = [count(MOST_DAYS)(piece, heard) for piece in pieces]
        sides[name] = tuple(one for one in read if one is not None)  # type: ignore[assignment]
    return Distances(sides["before"], sides["after"])


def substitutes(node: Node, heard: Heard) -> None:
    """For each reason the deeds that may stand in."""
    if not isinstance(node, Table):
        return heard.wrong(Wrong.NO_TABLE_HERE, node.mark)
    for key, value in node.entries:
        reason: Reason | None = meant(key.value, key.mark, words.REASONS, heard)
        kinds: list[Kind] = several(value, words.KINDS, heard)
        if reason and kinds:
            heard.say("substituted_by", (reason, frozenset(kinds)), key.mark, key.value)
    return None
