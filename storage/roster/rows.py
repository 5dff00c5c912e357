"""Rows whose cells are read one by one: what each means, and every cell that cannot be taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from duty.roster_problems import Problem, Wrong
from storage.roster import cells
from storage.roster.cells import Bad, Raw, Value
from storage.roster.columns import Column, Sheet
from storage.roster.workbook import RawRow, RawSheet


@dataclass(frozen=True, slots=True)
class Row:
    """A row's values by column key: None for an empty cell, no key for a column that is not in the sheet.

    `remarks` are the cells of unknown columns by header, "" for empty ones. `bad` are the keys of
    cells that could not be taken; they have no value.
    """

    number: int
    values: Mapping[str, Value | None]
    remarks: Mapping[str, str]
    bad: frozenset[str] = frozenset()

    def text(self, key: str) -> str:
        """ "" where the cell is empty or the column is not there."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def several(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()

    def with_values(self, values: Mapping[str, Value | None]) -> "Row":
        return replace(self, values={**self.values, **values})

    def has(self, *keys: str) -> bool:
        """Whether all these columns are there and none of the cells is bad."""
        return all(key in self.values for key in keys)

    def says_the_same(self, other: "Row", key: Iterable[str]) -> bool:
        """Whether two rows agree in everything but the columns of their key, which are alike already."""
        mine, theirs = ({k: v for k, v in row.values.items() if k not in key} for row in (self, other))
        return mine == theirs and self.remarks == other.remarks


def read_rows(raw: RawSheet) -> tuple[list[Row], list[Problem]]:
    """All rows of a sheet, those with bad cells included, and a problem for each bad cell."""
    columns = [column for column in raw.sheet.columns if column.key in raw.columns]
    rows: list[Row] = []
    problems: list[Problem] = []
    for raw_row in raw.rows:
        row, wrong = _read(raw.sheet, columns, raw_row)
        rows.append(row)
        problems += wrong
    return rows, problems


def _read(sheet: Sheet, columns: Iterable[Column], raw: RawRow) -> tuple[Row, list[Problem]]:
    values: dict[str, Value | None] = {}
    remarks: dict[str, str] = {}
    problems: list[Problem] = []
    for column in columns:
        value = cells.read(column, raw.cells[column.key])
        if value is None and column.required:
            value = Bad(Wrong.EMPTY)
        if isinstance(value, Bad):
            problems.append(_cell_problem(sheet, column, raw, value))
        else:
            values[column.key] = value
    for header, cell in raw.unknown.items():
        text = Bad(Wrong.ERROR_VALUE) if cell is cells.Broken.ERROR else cells.remark(cell)
        if isinstance(text, Bad):
            problems.append(Problem(text.code, sheet.name, raw.number, header, other=text.other))
        else:
            remarks[header] = text
    bad = frozenset(column.key for column in columns) - values.keys()
    return Row(raw.number, values, remarks, bad), problems


def _cell_problem(sheet: Sheet, column: Column, raw: RawRow, bad: Bad) -> Problem:
    shown = (bad.value or _quoted(raw.cells[column.key])) if column.shown else ""
    return Problem(bad.code, sheet.name, raw.number, column.header, " ".join(shown.split()), bad.other)


def _quoted(raw: Raw) -> str:
    return "" if raw is cells.Broken.ERROR else cells.quote(raw)
