"""What a pack's file says that nobody may be without: each from a line of words, or from a table of keys."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from duty.policy import Coverage
from duty.policy_file import Problem, Wrong
from storage.packs import values, words
from storage.packs.grammar import AT_LEAST_MENTEES, COVERED_CHILDREN, number
from storage.packs.heard import LONGEST_LINE, Heard, Reader
from storage.packs.tree import Items, Node, Table, Text

MOST_MENTEES = 100


def _categories(node: Node, heard: Heard) -> frozenset[str] | None:
    pieces = node.items if isinstance(node, Items) else (node,)
    found = [values.text(piece, heard, values.LONGEST_NAME) for piece in pieces]
    return frozenset(one.value for one in found if one) or None


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "mentees": values.count(MOST_MENTEES, 1),
        "categories": _categories,
        "mentor": values.yes,
        "contact_card": values.yes,
        "follower": values.yes,
    }
)


def coverage(node: Node) -> tuple[Coverage | None, list[Problem]]:
    """What an entry of the list says, or what is wrong with it."""
    heard = Heard(node.mark)
    if isinstance(node, Text):
        _read_line(node, heard)
    elif isinstance(node, Table):
        heard.read_table(node, words.COVERAGE_KEYS, READERS)
    else:
        heard.wrong(Wrong.NO_TEXT_HERE)
    said = {name: heard.get(name, False) for name in ("mentor", "contact_card", "follower")}
    if not heard.problems and not heard.get("mentees") and not any(said.values()):
        heard.wrong(Wrong.UNCLEAR_COVERAGE)
    if heard.problems:
        return None, heard.problems
    return Coverage(heard.get("mentees", 0), categories=heard.get("categories", frozenset()), **said), []


def _read_line(line: Text, heard: Heard) -> None:
    if len(line.value) > LONGEST_LINE:
        return heard.wrong(Wrong.TOO_LONG, other=str(LONGEST_LINE))
    said = re.sub(r"[\s.;]", "", unicodedata.normalize("NFKC", line.value))
    if mentors := AT_LEAST_MENTEES.fullmatch(said):
        mentees = number(mentors["n"])
        if not 1 <= mentees <= MOST_MENTEES:
            return heard.wrong(Wrong.OUT_OF_RANGE, value=mentors["n"], other=f"1–{MOST_MENTEES}")
        heard.values["mentees"] = mentees
    elif children := COVERED_CHILDREN.fullmatch(said):
        covered = words.by_word(words.COVERED)
        for what in re.split(words.COMMA, children["what"]):
            heard.values[covered[what]] = True
        if children["whose"]:
            heard.values["categories"] = frozenset(children["whose"].split(words.COMMA))
    else:
        heard.wrong(Wrong.UNCLEAR_COVERAGE)
    return None
