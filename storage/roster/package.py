"""The package around a workbook: is it one, is it safe to unpack, and which cells show an error.

The reading library unpacks whatever it is given and allocates the whole rectangle up to the farthest
cell, so both are measured here first. It also reads error cells (#N/A …) as empty ones, which would
silently clear what is stored; they are found here.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.etree import ElementTree

from duty.roster_problems import Problem, Wrong

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 200_000
MAX_RECTANGLE = 6_000_000

# An old .xls and a workbook with a password are both OLE files; only the latter has this stream.
OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*)>")
ROW = re.compile(rb"<(?:\w+:)?row\b")
ROW_NUMBER = re.compile(rb"[^>]*?\br=[\"'](\d+)[\"']")
POSITION = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
ERROR = re.compile(rb"\bt=[\"']e[\"']")
WORKBOOK_PART, RELATIONS_PART = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)

Cell = tuple[int, int]  # row and column, both from 0


class RefusedFile(ValueError):
    """The file cannot be read as a workbook."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(self.__doc__)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class _Part:
    rows: int
    columns: int
    errors: frozenset[Cell]


def error_cells(content: bytes) -> Mapping[str, frozenset[Cell]]:
    """The error cells by sheet name; raises `RefusedFile` where the file is none that may be unpacked."""
    if len(content) > MAX_FILE:
        _refuse(Wrong.TOO_LARGE, other=str(MAX_FILE // 1024 // 1024))
    if content.startswith(OLE_START):
        _refuse(Wrong.LOCKED if ENCRYPTED_STREAM in content else Wrong.OLD_FORMAT)
    parts = _unpacked(content)
    sheets = _sheets(parts)
    # Not only the parts that are named as sheets: the library may look for them in another way.
    measured = {name: _measure(data) for name, data in parts.items() if name in sheets or name.endswith(".xml")}
    for name, part in measured.items():
        _refuse_vast(part, sheets.get(name, ""))
    return {sheet: measured[name].errors for name, sheet in sheets.items() if name in measured}


def _refuse_vast(part: _Part, sheet: str) -> None:
    if part.rows > MAX_ROWS:
        _refuse(Wrong.TOO_MANY_ROWS, sheet, str(MAX_ROWS))
    if part.rows * part.columns > MAX_RECTANGLE:
        _refuse(Wrong.SPREAD_OUT, sheet)


def _refuse(code: Wrong, sheet: str = "", other: str = "") -> NoReturn:
    raise RefusedFile(Problem(code, sheet, other=other))


def _unpacked(content: bytes) -> dict[str, bytes]:
    """All parts by name in small letters. What a part says about its own size is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read_parts(archive)
    except RefusedFile:
        raise
    except BROKEN_ARCHIVE:
        _refuse(Wrong.NOT_A_WORKBOOK)


def _read_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MAX_UNPACKED
    for info in archive.infolist():
        name = info.filename.lower()
        if name in found:
            _refuse(Wrong.NOT_A_WORKBOOK)
        with archive.open(info) as part:
            found[name] = part.read(left + 1)
        left -= len(found[name])
        if left < 0:
            _refuse(Wrong.TOO_LARGE)
    return found


def _sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The names of the sheets by the part in which each stands."""
    try:
        relations = ElementTree.fromstring(parts[RELATIONS_PART])
        workbook = ElementTree.fromstring(parts[WORKBOOK_PART])
    except (KeyError, ElementTree.ParseError):
        _refuse(Wrong.NOT_A_WORKBOOK)
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    named = {}
    for element in workbook.iter():
        if element.tag.rpartition("}")[2] == "sheet":
            reference = next((value for key, value in element.attrib.items() if key.endswith("}id")), None)
            target = targets.get(reference, "")
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            named[part.lower()] = element.get("name", "")
    return named


def _measure(data: bytes) -> _Part:
    # The patterns below would be blind to a wider encoding.
    if b"\0" in data[:200]:
        _refuse(Wrong.NOT_A_WORKBOOK)
    rows = columns = unplaced = 0
    errors = set()
    for match in CELL.finditer(data):
        attributes = match[1]
        if attributes.endswith(b"/"):
            continue
        position = POSITION.search(attributes)
        if position is None:
            unplaced += 1
            continue
        row, column = int(position[2]), _column_number(position[1])
        rows, columns = max(rows, row), max(columns, column)
        if ERROR.search(attributes):
            errors.add((row - 1, column - 1))
    if unplaced:
        rows, columns = _count_unplaced(data, rows, columns)
    return _Part(rows, columns, frozenset(errors))


def _count_unplaced(data: bytes, rows: int, columns: int) -> tuple[int, int]:
    """The extent of a sheet whose cells, as the format allows, do not say where they are."""
    chunks = ROW.split(data)
    numbers = [int(found[1]) for chunk in chunks if (found := ROW_NUMBER.match(chunk))]
    widest = max(len(CELL.findall(chunk)) for chunk in chunks)
    return max(rows, len(chunks) - 1, *numbers), max(columns, widest)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
