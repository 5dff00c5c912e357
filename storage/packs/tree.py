"""A YAML text as a tree of texts, lists and tables that know their places; what is wrong with it as YAML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from duty.policy_file import Problem, Wrong
from storage.packs import words
from storage.packs.mending import Mark, Mended

DEPTH, NODES = 8, 2000
NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar; "" where nothing was written. `literal`: its columns are those of the file."""

    value: str
    mark: Mark
    literal: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order of the file; a key may stand twice."""

    entries: tuple[tuple[Text, "Node"], ...]
    mark: Mark


Node = Text | Items | Table


class Unreadable(Exception):
    """The text is no YAML that a pack may be written in."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(self.__doc__)
        self.problem = problem


def tree(mended: Mended) -> Node | None:
    """The one document of a text, None where it is empty; raises Unreadable.

    Built from events, not with a loader: nothing is made of what a hostile file says, and it is left as soon as it
    is too deep or too large.
    """
    builder = _Builder(mended)
    try:
        return builder.document()
    except yaml.YAMLError as error:
        raise Unreadable(_explained(error, mended)) from error


class _Builder:
    def __init__(self, mended: Mended) -> None:
        self._mended = mended
        self._events: Iterator[yaml.Event] = yaml.parse(mended.text, Loader=yaml.SafeLoader)
        self._left = NODES

    def document(self) -> Node | None:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        found = self._node(self._next(), 0)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise Unreadable(self._mark(after).problem(Wrong.TWO_DOCUMENTS))
        return found

    def _next(self) -> yaml.Event:
        return next(self._events)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        mark = self._mark(event)
        self._allow(event, mark, depth)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style is None
            value = "" if plain and event.value in NOTHING else event.value.strip()
            return Text(value, mark, plain and "\n" not in event.value)
        if isinstance(event, yaml.MappingStartEvent):
            return Table(tuple(self._entries(depth)), mark)
        items = []
        while not isinstance(following := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(following, depth + 1))
        return Items(tuple(items), mark)

    def _entries(self, depth: int) -> Iterator[tuple[Text, Node]]:
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Text):
                raise Unreadable(key.mark.problem(Wrong.BROKEN))
            yield key, self._node(self._next(), depth + 1)

    def _allow(self, event: yaml.Event, mark: Mark, depth: int) -> None:
        self._left -= 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise Unreadable(mark.problem(Wrong.ANCHOR))
        if getattr(event, "tag", None) is not None:
            raise Unreadable(mark.problem(Wrong.TAG))
        if depth > DEPTH:
            raise Unreadable(mark.problem(Wrong.TOO_DEEP))
        if self._left < 0:
            raise Unreadable(mark.problem(Wrong.TOO_MANY, other=str(NODES)))

    def _mark(self, event: yaml.Event) -> Mark:
        return self._mended.place(event.start_mark.line, event.start_mark.column)  # type: ignore[union-attr]


# What PyYAML says, in the order in which it is looked for, and what a school has to mend.
_SAYINGS = (
    (r"found undefined tag|while parsing a tag|while scanning a tag", Wrong.TAG),
    (r"while scanning an (?:alias|anchor)", Wrong.ANCHOR),
    (r"\\t", Wrong.TAB),
    (r"quoted scalar", Wrong.QUOTE_OPEN),
    (r"cannot start any token", Wrong.BAD_START),
    (r"flow (?:sequence|mapping|node)", Wrong.BRACKET_OPEN),
    (r"mapping values are not allowed|could not find expected ':'|block (?:mapping|collection)", Wrong.NOT_ALIGNED),
)
COLON, WIDE_COLON = words.COLONS


def _explained(error: yaml.YAMLError, mended: Mended) -> Problem:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(Wrong.NOT_TEXT)
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    code = next((code for pattern, code in _SAYINGS if re.search(pattern, said)), Wrong.BROKEN)
    opened = getattr(error, "context_mark", None)
    if code in (Wrong.QUOTE_OPEN, Wrong.BRACKET_OPEN) and opened is not None:
        mark = opened
    if code is Wrong.NOT_ALIGNED:
        return _misplaced(mended, mark)
    return mended.place(mark.line, mark.column).problem(code)


def _misplaced(mended: Mended, mark: yaml.Mark) -> Problem:
    """A line that does not fit in: because of its colons, or of where it begins.

    A key with a wide colon is no key for YAML, which misses it one line later.
    """
    lines = mended.text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    for number in (mark.line, mark.line - 1):
        if 0 <= number < len(lines) and WIDE_COLON in lines[number] and COLON not in lines[number]:
            return mended.place(number, lines[number].index(WIDE_COLON)).problem(Wrong.WIDE_COLON)
    code = Wrong.TWO_COLONS if line.count(COLON + " ") > 1 else Wrong.NOT_ALIGNED
    return mended.place(mark.line, mark.column).problem(code)
