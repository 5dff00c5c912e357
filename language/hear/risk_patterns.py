"""How the tables of risk are written, and a reader made of them that finds their words in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from language.hear.lexicon import spelled
from language.hear.risk_parts import PARTS

_PART = re.compile("<([a-z]+)>")
_GAP = re.compile("([~=])(\\d\\d?)")
LEAVES_OPEN = "[^."
_GAPS = {"~": f"{LEAVES_OPEN}]", "=": f"{LEAVES_OPEN}F]"}
_ENDLESS = str.maketrans({"*": "{0,9}", "+": "{1,9}"})
_CONTINUED = re.compile("\\s+\\|")
_DIGITS = "0123456789"


def written_out(pattern: str) -> str:
    """`<part>` stands for words, `~4` for up to four characters of one sentence, `=4` for the same without F.

    What may be repeated is so at most nine times: a row of 20 000 digits would be read from each of them to its end.
    """
    named = _PART.sub(lambda part: "".join(PARTS[part[1]].split()), pattern)
    return _GAP.sub(lambda gap: f"{_GAPS[gap[1]]}{{0,{gap[2]}}}?", named).translate(_ENDLESS)


@dataclass(frozen=True, slots=True)
class Found:
    """A place where the words of a table stand; `exact`: nothing was left open between them."""

    table: str
    start: int
    end: int
    exact: bool


def in_order(tables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each pattern under the name of its table; a table is text, its patterns parted by white space.

    A line that begins with | goes on with the pattern of the line above.
    """
    for name, table in tables.items():
        yield from ((name, written_out(pattern)) for pattern in spelled(_CONTINUED.sub("|", table)))


def either(table: str) -> str:
    """One expression for a table."""
    return f"(?:{'|'.join(pattern for _, pattern in in_order({'': table}))})"


class Reader:
    """Finds patterns in a text; where two begin at one place, the earlier counts.

    Most characters of a text begin nothing, so what can begin with a character is kept for that character, and
    compiled when one comes up.
    """

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        self._given = patterns
        self._compiled: dict[str, re.Pattern[str]] = {}

    def find(self, text: str, unless: re.Pattern[str] | None = None) -> Iterator[Found]:
        """From left to right, none inside another; what is not exact and holds `unless` is passed over."""
        end = 0
        for head in self._heads.finditer(text):
            start = head.start()
            if start < end:
                continue
            begins = self._compiled.get(head[0]) or self._compile(head[0])
            found = begins.match(text, start)
            if found and found.lastindex:
                name, pattern = self._by_head[head[0]][found.lastindex - 1]
                exact = LEAVES_OPEN not in pattern
                if exact or not unless or not unless.search(found[0]):
                    end = found.end()
                    yield Found(name, start, end, exact)

    def _compile(self, head: str) -> re.Pattern[str]:
        self._compiled[head] = re.compile("|".join(f"({pattern})" for _, pattern in self._by_head[head]))
        return self._compiled[head]

    @cached_property
    def patterns(self) -> tuple[tuple[str, str], ...]:
        """Each under the name of its table; they are read when the first text comes."""
        return tuple(self._given)

    @cached_property
    def _heads(self) -> re.Pattern[str]:
        return re.compile(f"[{''.join(map(re.escape, self._by_head))}]")

    @cached_property
    def _by_head(self) -> dict[str, list[tuple[str, str]]]:
        by_head: dict[str, list[tuple[str, str]]] = {}
        for name, pattern in self.patterns:
            for head in heads(pattern):
                by_head.setdefault(head, []).append((name, pattern))
        return by_head


def heads(pattern: str) -> frozenset[str]:
    """The characters a pattern of our tables may begin with; what it looks at beside itself is passed over."""
    found: set[str] = set()
    here = 0
    while here < len(pattern):
        atom = _ATOM.match(pattern, here)
        end = _closing(pattern, here) if pattern[here] == "(" else atom.end() if atom else here + 1
        found.update(_of_atom(pattern[here:end]))
        optional = _OPTIONAL.match(pattern, end)
        if not optional and not pattern.startswith(("(?=", "(?!", "(?<"), here):
            return frozenset(found)
        here = optional.end() if optional else end
    raise ValueError(pattern)


_ATOM = re.compile(r"\[[^\]]*\]|\\.|.")
_OPTIONAL = re.compile(r"(?:[?*]|\{0,\d+\})\??")


def _of_atom(atom: str) -> frozenset[str]:
    if atom == "\\d":
        return frozenset(_DIGITS)
    if atom.startswith("["):
        return frozenset(atom[1:-1].replace("\\d", _DIGITS))
    if atom.startswith("(?:"):
        return frozenset[str]().union(*map(heads, _alternatives(atom[3:-1])))
    return frozenset() if atom.startswith("(") else frozenset(atom)


def _closing(pattern: str, start: int) -> int:
    depth = 0
    for here in range(start, len(pattern)):
        depth += {"(": 1, ")": -1}.get(pattern[here], 0)
        if depth == 0:
            return here + 1
    raise ValueError(pattern)


def _alternatives(inside: str) -> list[str]:
    depth, pieces = 0, [""]
    for character in inside:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces
