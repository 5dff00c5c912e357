"""The workbook as its sheets stand: which are there, where their columns are, and their raw rows."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from duty.roster_problems import Notes, Problem, UnknownColumn, Wrong
from storage.roster.cells import Broken, Raw, folded, is_blank
from storage.roster.columns import HELP_SHEET, SHEETS, Column, Sheet, listed
from storage.roster.package import Cell, RefusedFile, error_cells

# A title may stand above the header; the header is looked for in this many rows.
HEADER_ROWS = 10

# A header of its own may be as long as this.
NAME_LENGTH = 64

SHEET_OF = {folded(sheet.name): sheet for sheet in SHEETS}


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row that is not blank; `number` as Excel counts. `unknown` has the cells of unknown columns by header."""

    number: int
    cells: Mapping[str, Raw]
    unknown: Mapping[str, Raw]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A known sheet; a required column may be missing, which is then among the problems."""

    sheet: Sheet
    columns: frozenset[str]
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """The known sheets in the order in which an import needs them, and what is wrong with their make-up."""

    sheets: tuple[RawSheet, ...]
    problems: tuple[Problem, ...]
    notes: Notes


@dataclass(frozen=True, slots=True)
class _Header:
    """Where a sheet's columns are, all positions from 0; `repeated` are headers that stand there twice."""

    row: int
    known: Mapping[int, Column]
    unknown: Mapping[int, str]
    repeated: tuple[str, ...]


Grid = list[list[Any]]


def read_workbook(content: bytes) -> RawWorkbook:
    """Reads an .xlsx file; what is no workbook at all is one problem."""
    try:
        errors = error_cells(content)
        return _read(CalamineWorkbook.from_filelike(io.BytesIO(content)), errors)
    except RefusedFile as refused:
        problem = refused.problem
    except CalamineError:
        problem = Problem(Wrong.NOT_A_WORKBOOK)
    return RawWorkbook((), (problem,), Notes())


def _read(book: CalamineWorkbook, errors: Mapping[str, frozenset[Cell]]) -> RawWorkbook:
    found: dict[str, RawSheet] = {}
    problems: list[Problem] = []
    ignored: list[str] = []
    for name in book.sheet_names:
        sheet = SHEET_OF.get(folded(name))
        if sheet is None:
            ignored += [_printable(name)] if folded(name) != HELP_SHEET else []
        elif sheet.name in found:
            problems.append(Problem(Wrong.TWICE_THE_SHEET, sheet.name))
        else:
            found[sheet.name], wrong = _read_sheet(sheet, book.get_sheet_by_name(name), errors.get(name, frozenset()))
            problems += wrong
    if not found:
        problems.append(Problem(Wrong.NO_KNOWN_SHEET, other=listed(sheet.name for sheet in SHEETS)))
    ordered = tuple(found[sheet.name] for sheet in SHEETS if sheet.name in found)
    return RawWorkbook(ordered, tuple(problems), Notes(tuple(ignored), _unknown_columns(ordered)))


def _unknown_columns(sheets: Iterable[RawSheet]) -> tuple[UnknownColumn, ...]:
    headers = ((raw.sheet.name, header) for raw in sheets for row in raw.rows for header in row.unknown)
    return tuple(UnknownColumn(*pair) for pair in dict.fromkeys(headers))


def _read_sheet(sheet: Sheet, raw: CalamineSheet, errors: frozenset[Cell]) -> tuple[RawSheet, list[Problem]]:
    grid: Grid = raw.to_python(skip_empty_area=False)
    for row, column in errors:
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = Broken.ERROR
    if not any(_filled(cells) for cells in grid):
        return RawSheet(sheet, frozenset(), ()), []
    header = _header(sheet, grid)
    present = frozenset(column.key for column in header.known.values())
    missing = [column.header for column in sheet.columns if column.required and column.key not in present]
    problems = [Problem(Wrong.COLUMN_MISSING, sheet.name, column=text) for text in missing]
    problems += [Problem(Wrong.TWICE_THE_COLUMN, sheet.name, column=text) for text in header.repeated]
    return RawSheet(sheet, present, tuple(_rows(grid, header, raw.merged_cell_ranges or []))), problems


def _filled(cells: Iterable[Raw]) -> bool:
    return any(not is_blank(cell) for cell in cells)


def _header(sheet: Sheet, grid: Grid) -> _Header:
    """The row with the most columns that the sheet knows, the first of them where several have as many."""
    columns = {folded(column.header): column for column in sheet.columns}
    filled = [number for number, cells in enumerate(grid) if _filled(cells)][:HEADER_ROWS]
    row = max(filled, key=lambda number: len({_header_key(cell) for cell in grid[number]} & columns.keys()))
    known: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    repeated: list[str] = []
    for position, cell in enumerate(grid[row]):
        column = columns.get(_header_key(cell))
        if column is None:
            if is_blank(cell) and not _filled(cells[position] for cells in grid[row + 1 :]):
                continue
            unknown[position] = _unknown_header(cell, position, taken=unknown.values())
        elif column in known.values():
            repeated.append(column.header)
        else:
            known[position] = column
    return _Header(row, known, unknown, tuple(repeated))


def _header_key(cell: Raw) -> str:
    # Many schools mark a required column with a star.
    return folded(cell).strip("*:") if isinstance(cell, str) else ""


def _unknown_header(cell: Raw, position: int, taken: Iterable[str]) -> str:
    """The header's text, or Excel's letter for the column where it has none of its own."""
    text = _printable(cell) if isinstance(cell, str) else ""
    return text if text and text not in taken else f"{text} {_letter(position)}".strip()


def _printable(text: str) -> str:
    """A name out of a file as it may be shown on a terminal: one line, nothing that steers the cursor."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())[:NAME_LENGTH]


def _letter(position: int) -> str:
    before, last = divmod(position, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _rows(grid: Grid, header: _Header, merged: Sequence[tuple[Cell, Cell]]) -> Iterator[RawRow]:
    filled = [number for number in range(header.row + 1, len(grid)) if _filled(grid[number])]
    _fill_down(grid, header.row, merged)
    for number in filled:
        cells = grid[number]
        known = {column.key: cells[position] for position, column in header.known.items()}
        unknown = {text: cells[position] for position, text in header.unknown.items()}
        yield RawRow(number + 1, known, unknown)


def _fill_down(grid: Grid, header_row: int, merged: Sequence[tuple[Cell, Cell]]) -> None:
    """Cells merged down a column all have the value of the first; what is merged across stays where it is."""
    for (first, column), (last, _) in merged:
        if first <= header_row or first >= len(grid) or column >= len(grid[first]):
            continue
        for row in range(first + 1, min(last + 1, len(grid))):
            grid[row][column] = grid[first][column]
