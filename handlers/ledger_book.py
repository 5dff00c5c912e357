"""The ledger as a workbook: what somebody typed is text in it, whatever it looks like."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from language.say.ledger import Cell, Sheet

# What a spreadsheet would take for a formula, where somebody opens the cell and leaves it again.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL = 32_000
# A spreadsheet counts days from here.
DAY_ZERO = date(1899, 12, 30)


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of an .xlsx file."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        formats = {
            "header": book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#2F6F5E", "border": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
            "quoted": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
            "number": book.add_format({"valign": "top", "align": "left"}),
        }
        for sheet in sheets:
            _write(book.add_worksheet(sheet.title), sheet, formats)
    return file.getvalue()


def _write(page: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    for position, column in enumerate(sheet.columns):
        page.set_column(position, position, column.width)
        page.write_string(0, position, column.header, formats["header"])
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for number, row in enumerate(sheet.rows, start=1):
        for position, value in enumerate(row):
            _cell(page, (number, position), value, formats)


def _cell(page: Any, place: tuple[int, int], value: Cell, formats: Mapping[str, Any]) -> None:
    if isinstance(value, date):
        page.write_number(*place, (value - DAY_ZERO).days, formats["date"])
    elif isinstance(value, int):
        page.write_number(*place, value, formats["number"])
    elif value:
        text = value[:LONGEST_CELL]
        page.write_string(*place, text, formats["quoted" if text.startswith(FORMULA) else "text"])
