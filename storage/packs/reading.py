"""The file of a policy pack from its bytes to a draft, with every problem by its line."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from duty.policy import Coverage, Pack
from duty.policy_file import Draft, Paper, Problem, Reading, Section, Wrong
from storage.packs import values, words
from storage.packs.coverage import coverage
from storage.packs.heard import Heard, named
from storage.packs.mending import decoded, mended
from storage.packs.papers import paper
from storage.packs.rules import Placed, repeats, rule
from storage.packs.tree import Items, Node, Table, Text, Unreadable, tree

T = TypeVar("T")

LONGEST_TITLE, LONGEST_KEY = 20, 40
KEY = re.compile(rf"\w[\w-]{{0,{LONGEST_KEY - 1}}}")
SECTIONS = tuple(Section)


def read(content: bytes) -> tuple[str, Reading]:
    """The text of a file and what it says; "" where it is no text."""
    text = decoded(content)
    if isinstance(text, Problem):
        return "", Reading(None, (text,))
    return text, read_text(text)


# What a school goes by is read again with every look at the school.
@lru_cache(maxsize=64)
def read_text(text: str) -> Reading:
    """What a text says as far as it can be read, and all that is wrong with it."""
    ready = mended(text)
    if isinstance(ready, tuple):
        return Reading(None, ready)
    try:
        root = tree(ready)
    except Unreadable as error:
        return Reading(None, (error.problem,))
    if root is None or (isinstance(root, Text) and not root.value):
        return Reading(None, (Problem(Wrong.EMPTY),))
    if not isinstance(root, Table):
        return Reading(None, (root.mark.problem(Wrong.NO_TABLE),))
    return _read(root)


def _read(root: Table) -> Reading:
    heard = Heard(root.mark)
    entries = {name: (key, node) for name, key, node in named(root, words.TOP_KEYS, heard.problems)}
    for name, reader in HEAD.items():
        if name in entries:
            key, node = entries[name]
            value = reader(node, heard)
            if value is not None:
                heard.say(name, value, key.mark, key.value)
    if "title" not in entries:
        heard.problems.append(Problem(Wrong.MISSING, other=words.firsts(words.TOP_KEYS)[0]))
    rules = _each(entries, "rules", rule, heard)
    heard.problems += repeats(rules)
    covered = _each(entries, "coverage", coverage, heard)
    papers = [found for section in SECTIONS for found in _each(entries, section, _of(section), heard)]
    if not heard.problems and not rules and not covered and not papers:
        heard.problems.append(Problem(Wrong.NOTHING_ASKED))
    return Reading(_draft(heard, rules, covered, papers), tuple(sorted(heard.problems, key=_place)))


def _draft(heard: Heard, rules: list[Placed], covered: list[Coverage], papers: list[Paper]) -> Draft:
    title = heard.get("title", "")
    pack = Pack(heard.get("key", title), tuple(one.rule for one in rules), tuple(covered), title)
    return Draft(pack, heard.get("first"), heard.get("about", ""), tuple(heard.get("concerns", ())), tuple(papers))


def _of(section: Section) -> Callable[[Node], tuple[Paper | None, list[Problem]]]:
    return lambda node: paper(section, node)


def _each(
    entries: dict[str, tuple[Text, Node]],
    name: str,
    reader: Callable[[Node], tuple[T | None, list[Problem]]],
    heard: Heard,
) -> list[T]:
    """What the entries of a list say, those left out of which something is wrong; a section may stand empty."""
    found = []
    for node in _listed(entries[name][1], heard) if name in entries else ():
        one, problems = reader(node)
        heard.problems += problems
        if one is not None:
            found.append(one)
    return found


def _listed(node: Node, heard: Heard) -> Iterable[Node]:
    if isinstance(node, Items):
        return node.items
    if isinstance(node, Text) and not node.value:
        return ()
    heard.wrong(Wrong.NO_LIST_HERE, node.mark)
    return ()


def _key(node: Node, heard: Heard) -> str | None:
    found = values.text(node, heard)
    if found and not KEY.fullmatch(found.value):
        heard.wrong(Wrong.BAD_KEY, found.mark, found.value)
        return None
    return found.value if found else None


def _concerns(node: Node, heard: Heard) -> list[str]:
    """One text, or several."""
    pieces = node.items if isinstance(node, Items) else (node,)
    return [found.value for piece in pieces if (found := values.text(piece, heard))]


HEAD: dict[str, Callable[[Node, Heard], Any]] = {
    "title": values.plain(LONGEST_TITLE),
    "key": _key,
    "about": values.plain(values.LONGEST_TEXT),
    "concerns": _concerns,
    "first": values.calendar_day,
}


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0
