"""The empty workbook to fill in: every sheet and column of the roster, with hints that are no data."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import xlsxwriter

from storage.roster.columns import DAYS, HELP_SHEET, KINDS, LEVELS, SHEETS, YES_NO, Column, Form, Sheet, words
from storage.roster.hints import HELP, SUGGESTIONS, hint

# Rows prepared with formats and drop-downs; more rows may follow.
PREPARED_ROWS = 5000

WIDTHS: Mapping[Form, int] = MappingProxyType(
    {
        Form.ACCOUNT: 18,
        Form.ACCOUNTS: 28,
        Form.CODE: 16,
        Form.PHONE: 16,
        Form.LINES: 20,
        Form.ROLES: 20,
        Form.TEXT: 32,
    }
)
USUAL_WIDTH = 12

DROPDOWNS: Mapping[Form, tuple[str, ...]] = MappingProxyType(
    {
        Form.KIND: words(KINDS),
        Form.LEVEL: words(LEVELS),
        Form.YES: words(YES_NO),
        Form.SCHOOL_DAY: words(DAYS),
    }
)


def write_template(path: Path) -> None:
    """Writes the empty workbook; imported as it is, it changes nothing."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        formats = {
            "required": book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#2F6F5E", "border": 1}),
            "optional": book.add_format({"font_color": "#44546A", "bg_color": "#E2EFDA", "border": 1}),
            "text": book.add_format({"num_format": "@"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for sheet in SHEETS:
            _write_sheet(book.add_worksheet(sheet.name), sheet, formats)
        _write_help(book.add_worksheet(HELP_SHEET), book.add_format({"bold": True}))


def _write_sheet(page: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    page.freeze_panes(1, 0)
    for position, column in enumerate(sheet.columns):
        page.write_string(0, position, column.header, formats["required" if column.required else "optional"])
        # Whatever is no date is text: Excel must not eat leading zeros or make dates out of classes.
        is_date = column.form in (Form.DATE, Form.BIRTH)
        page.set_column(
            position, position, WIDTHS.get(column.form, USUAL_WIDTH), formats["date" if is_date else "text"]
        )
        page.write_comment(0, position, hint(sheet, column))
        _offer_words(page, position, sheet, column)


def _offer_words(page: Any, position: int, sheet: Sheet, column: Column) -> None:
    enforced = DROPDOWNS.get(column.form)
    offered = enforced or SUGGESTIONS.get((sheet.name, column.key))
    if offered:
        options = {"validate": "list", "source": list(offered), "show_error": bool(enforced)}
        page.data_validation(1, position, PREPARED_ROWS, position, options)


def _write_help(page: Any, title: Any) -> None:
    page.set_column(0, 0, 80)
    page.write_string(0, 0, HELP[0], title)
    for number, line in enumerate(HELP[1:], 1):
        page.write_string(number, 0, line)
