"""The text of a pack's file before it is read as YAML: its bytes decoded, and what an input method writes put right."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from duty.policy_file import Problem, Wrong
from storage.packs import words

LARGEST = 256 * 1024
KB = 1024
# What an editor may save as; the last is what older Windows editors call ANSI.
ENCODINGS = ("utf-8", "gb18030")
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
ZIPPED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
ALLOWED_CONTROLS = "\n\t"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the file, counted from 1."""

    line: int
    column: int

    def problem(self, code: Wrong, value: str = "", other: str = "") -> Problem:
        return Problem(code, self.line, self.column, value, other)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text that YAML understands, and where a space was put in: by line, the columns at which they stand."""

    text: str
    inserted: Mapping[int, tuple[int, ...]]

    def place(self, line: int, column: int) -> Mark:
        """Where in the file this is, which YAML counts from 0."""
        return Mark(line + 1, column - sum(at < column for at in self.inserted.get(line, ())) + 1)


def decoded(content: bytes) -> str | Problem:
    """The text of a file, lines ended by "\\n", or why it is none."""
    if len(content) > LARGEST:
        return Problem(Wrong.TOO_LARGE, other=str(LARGEST // KB))
    if content.startswith(ZIPPED):
        return Problem(Wrong.NOT_TEXT)
    encodings = [name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)] or ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(text)
    return Problem(Wrong.NOT_TEXT)


def _checked(text: str) -> str | Problem:
    text = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    text = re.sub("[\x85\u2028\u2029]", " ", text)
    if any(unicodedata.category(one) in ("Cc", "Cs") and one not in ALLOWED_CONTROLS for one in text):
        return Problem(Wrong.NOT_TEXT)
    return text


_TABLES = (
    words.TOP_KEYS,
    words.RULE_KEYS,
    words.PAPER_KEYS,
    words.COVERAGE_KEYS,
    words.DISTANCE_KEYS,
    words.REASONS,
)
_KEYS = "|".join(sorted(map(re.escape, words.every(_TABLES)), key=len, reverse=True))
# A known key before a colon of either width, with or without a space behind it.
_KEY_LINE = re.compile(rf"(?P<head>[ ]*(?:- +)?(?:{_KEYS})[ ]*)[:\uff1a](?P<space>[ ]?)")
# Dashes that look like the one of a list, and the one without a space behind it.
_ITEM_LINE = re.compile(r"(?P<indent>[ ]*)[-\uff0d\u2013\u2014\u2022\u00b7\u25cf](?P<space>[ ]?)(?=[^\s\d-])")
_INDENT = re.compile(r"[^\S\n]*")


def mended(text: str) -> Mended | tuple[Problem, ...]:
    """The text with dashes and colons as YAML wants them, or every line that begins with what is no space for YAML."""
    problems: list[Problem] = []
    lines: list[str] = []
    inserted: dict[int, tuple[int, ...]] = {}
    for number, line in enumerate(text.split("\n")):
        found = _INDENT.match(line)
        indent = found.group() if found else ""
        if line.strip() and indent.strip(" "):
            column = len(indent) - len(indent.lstrip(" "))
            code = Wrong.TAB if indent[column] == "\t" else Wrong.WIDE_SPACE
            problems.append(Problem(code, number + 1, column + 1))
        line, spaces = _line(line)
        lines.append(line)
        if spaces:
            inserted[number] = spaces
    return tuple(problems) or Mended("\n".join(lines), inserted)


def _line(line: str) -> tuple[str, tuple[int, ...]]:
    """The line put right, and the columns of the spaces that were put in."""
    spaces: tuple[int, ...] = ()
    if item := _ITEM_LINE.match(line):
        line = f"{item['indent']}- {line[item.end() :]}"
        spaces += () if item["space"] else (item.end(),)
    if key := _KEY_LINE.match(line):
        line = f"{key['head']}: {line[key.end() :]}"
        spaces += () if key["space"] else (key.end(),)
    return line, spaces
