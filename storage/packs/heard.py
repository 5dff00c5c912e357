"""What was said of one demand, field by field, from a line of words and from a table of keys."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from duty.policy_file import Problem, Wrong
from storage.packs import words
from storage.packs.grammar import Bad, Pattern
from storage.packs.mending import Mark
from storage.packs.scanning import UNKNOWN, nearest, scan
from storage.packs.tree import Node, Table, Text

ADDED_TO = ("modes", "levels", "excused_by", "substituted_by")
LONGEST_LINE = 300

Reader = Callable[[Node, "Heard"], Any]


@dataclass(slots=True)
class Heard:
    """Values by field, each where it was said; fields of several values hold all of them in order."""

    mark: Mark
    values: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def get(self, name: str, usual: Any = None) -> Any:
        return self.values.get(name, usual)

    def wrong(self, code: Wrong, mark: Mark | None = None, value: str = "", other: str = "") -> None:
        self.problems.append((mark or self.mark).problem(code, value, other))

    def say(self, name: str, value: Any, mark: Mark, shown: str) -> None:
        """Takes a value; a field that holds one is not said twice in two ways."""
        if isinstance(value, Bad):
            self.wrong(value.code, mark, shown, value.other)
        elif name in ADDED_TO:
            self.values.setdefault(name, []).append(value)
            self.marks.setdefault(name, mark)
        elif self.values.setdefault(name, value) != value:
            self.wrong(Wrong.SAID_TWICE, mark, shown)
        else:
            self.marks.setdefault(name, mark)

    def read_line(self, text: Text, patterns: tuple[Pattern, ...], known: tuple[str, ...], start: int = 0) -> None:
        """Takes what a line says from a character on."""
        if len(text.value) > LONGEST_LINE:
            return self.wrong(Wrong.TOO_LONG, text.mark, other=str(LONGEST_LINE))
        for said in scan(text.value[start:], patterns):
            mark = Mark(text.mark.line, text.mark.column + (start + said.start if text.literal else 0))
            if said.field == UNKNOWN:
                self.wrong(Wrong.UNKNOWN_WORD, mark, said.shown, nearest(said.shown, known))
            else:
                self.say(said.field, said.value, mark, said.shown)
        return None

    def read_table(self, table: Table, keys: words.Table[str], readers: Mapping[str, Reader]) -> None:
        """Takes what stands under the known keys, each by its reader, which says it itself or gives it back."""
        for name, key, node in named(table, keys, self.problems):
            value = readers[name](node, self)
            if value is not None:
                self.say(name, value, key.mark, key.value)


def named(table: Table, keys: words.Table[str], problems: list[Problem]) -> Iterable[tuple[str, Text, Node]]:
    """The entries of a table by what their keys mean; unknown and repeated keys are problems."""
    meanings, seen = words.by_word(keys), dict[str, int]()
    found = []
    for key, node in table.entries:
        name = meanings.get(key.value.casefold())
        if name is None and words.COLONS[1] in key.value:
            problems.append(key.mark.problem(Wrong.WIDE_COLON))
        elif name is None:
            problems.append(
                key.mark.problem(Wrong.UNKNOWN_KEY, key.value, nearest(key.value, tuple(meanings)) or listed(keys))
            )
        elif name in seen:
            problems.append(key.mark.problem(Wrong.TWICE, key.value, str(seen[name])))
        else:
            seen[name] = key.mark.line
            found.append((name, key, node))
    return found


def listed(table: words.Table[Any]) -> str:
    """The words to write, as one sentence may hold them."""
    return words.COMMA.join(word for word in words.firsts(table) if not word.isascii())
