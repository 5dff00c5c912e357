"""The template: every column that an import reads, and nothing that an import would take for a row."""

import zipfile
from pathlib import Path

from python_calamine import CalamineWorkbook

from storage.roster import write_template
from storage.roster.columns import HELP_SHEET, SHEETS
from storage.work import Store
from tests.storage.roster.books import Book, fill, rows, run, sample, workbook


def test_the_template_as_it_is_has_nothing_to_import(store: Store, school_id: int, tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    outcome = run(store, school_id, (tmp_path / "template.xlsx").read_bytes())
    assert (outcome.problems, outcome.changes, outcome.notes.ignored_sheets) == ((), 0, ())
    assert len(outcome.counts) == len(SHEETS)
    assert rows(store, "school")[0]["live_from"] is None
    assert rows(store, "audit") == []


def test_the_headers_of_the_template_are_the_names_of_the_columns(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "template.xlsx")
    assert book.sheet_names == [*(sheet.name for sheet in SHEETS), HELP_SHEET]
    for sheet in SHEETS:
        page = book.get_sheet_by_name(sheet.name)
        assert page.to_python()[0] == [column.header for column in sheet.columns]


def test_a_template_that_was_filled_in_is_a_school(store: Store, school_id: int, tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    made = CalamineWorkbook.from_path(tmp_path / "template.xlsx")
    filled: Book = {}
    for name, found in sample().items():
        headers = made.get_sheet_by_name(name).to_python()[0]
        cells = (dict(zip(found[0], row, strict=True)) for row in found[1:])
        filled[name] = [headers, *([row.get(str(header), "") for header in headers] for row in cells)]
    fill(store, school_id, workbook(filled))
    assert run(store, school_id, sample()).changes == 0


def test_columns_with_fixed_words_offer_them(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    with zipfile.ZipFile(tmp_path / "template.xlsx") as package:
        students, deeds = (package.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (3, 9))
    assert "一般,重点,特殊" in students
    assert "谈心,家访,送温暖,帮扶,联系家长" in deeds
