"""What a pack's file says of reports, materials, meetings, reviews and other tasks: kept, not yet acted on."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from duty.policy_file import Paper, Problem, Section, Wrong
from storage.packs import values, words
from storage.packs.grammar import MOST_TIMES, PAPER
from storage.packs.heard import Heard, Reader
from storage.packs.rules import KNOWN, once_of, span_of, when
from storage.packs.tree import Node, Table, Text


def _line(node: Node, heard: Heard) -> None:
    """The first word is the name, the rest says how often, by whom and to whom."""
    found = values.text(node, heard)
    if not found:
        return
    name = re.split(r"\s", found.value, maxsplit=1)[0]
    heard.say("name", name, found.mark, name)
    heard.read_line(found, PAPER, KNOWN, len(name))


_NAME, _NOTE = values.plain(values.LONGEST_NAME), values.plain(values.LONGEST_TEXT)
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "line": _line,
        "name": _NAME,
        "per": values.word(words.PERIODS),
        "times": values.count(MOST_TIMES, 1),
        "scope": values.word(words.SCOPES_ALONE),
        "when": when,
        "first": values.calendar_day,
        "last": values.calendar_day,
        "by": _NAME,
        "to": _NAME,
        "time": _NAME,
        "note": _NOTE,
    }
)


def paper(section: Section, node: Node) -> tuple[Paper | None, list[Problem]]:
    """What an entry of a section says, or what is wrong with its form."""
    heard = Heard(node.mark)
    if isinstance(node, Text):
        _line(node, heard)
    elif isinstance(node, Table):
        heard.read_table(node, words.PAPER_KEYS, READERS)
    else:
        heard.wrong(Wrong.NO_TEXT_HERE)
    first, last = span_of(heard)
    if not heard.problems and "name" not in heard.values:
        heard.wrong(Wrong.MISSING, other=words.firsts(words.PAPER_KEYS)[1])
    if heard.get("per") and heard.get("once"):
        heard.wrong(Wrong.PERIOD_AND_TRIGGER, heard.marks["per"])
    if heard.problems:
        return None, heard.problems
    made = Paper(
        section,
        heard.get("name"),
        heard.get("per"),
        heard.get("times", 1),
        once_of(heard),
        heard.get("scope"),
        first,
        last,
        by=heard.get("by", ""),
        to=heard.get("to", ""),
        when=heard.get("time", ""),
        note=heard.get("note", ""),
    )
    return made, []
