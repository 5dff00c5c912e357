"""Files as schools have them: other orders and titles, merged cells, and files that are no workbook."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter

from duty.roster_problems import Problem, Wrong
from storage.roster import package
from storage.roster.workbook import RawSheet, read_workbook
from storage.work import Store
from tests.storage.roster.books import MEMBERS, TERMS, Book, details, fill, places, rows, run, sample, workbook


def shuffled(book: Book) -> Book:
    """The same school with sheets and columns the other way round."""
    return {name: [list(reversed(cells)) for cells in found] for name, found in reversed(book.items())}


def sheet(content: bytes) -> RawSheet:
    read = read_workbook(content)
    assert read.problems == ()
    return read.sheets[0]


def test_the_order_of_sheets_and_columns_does_not_matter(store: Store, school_id: int) -> None:
    fill(store, school_id, shuffled(sample()))
    assert run(store, school_id, sample()).changes == 0


def test_headers_and_sheet_names_may_be_written_in_other_ways() -> None:
    found = sheet(workbook({" 教师 ": [("企业微信账号 *", "姓　名", "角色：", "手机\n"), ["a", "王丽", "校长", ""]]}))
    assert found.sheet.name == "教师"
    assert found.columns == {"account", "name", "roles", "phone"}


def test_a_title_above_the_header_and_blank_rows_between_keep_excels_row_numbers() -> None:
    title: list[str] = ["青山中学教师名册"]
    found = sheet(workbook({"教师": [title, [], MEMBERS, ["", " "], ["a", "王丽", "", "校长", "", ""], [""]]}))
    assert [row.number for row in found.rows] == [5]


def test_leading_zeros_and_numbers_as_text_survive(store: Store, school_id: int) -> None:
    book = sample()
    book["学生"][1] = ["00123", *book["学生"][1][1:]]
    book["监护人"] = book["监护人"][:1]
    book["结对"] = book["结对"][:1]
    book["记录"] = book["记录"][:1]
    fill(store, school_id, book)
    assert [row["student_no"] for row in rows(store, "student")] == ["00123", "20260002"]
    member = store.vault.open_json(rows(store, "member")[0]["sealed_details"], "member.details")
    assert member == {"phone": "13800001111"}


def test_cells_merged_downwards_all_have_the_value() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet("学生")
        page.merge_range(0, 0, 0, 3, "名册")
        page.write_row(1, 0, ("学号", "姓名", "年级", "班级"))
        page.write_row(2, 0, ("1", "张三"))
        page.write_row(3, 0, ("2", "李四"))
        page.merge_range(2, 2, 4, 2, "七年级")
        page.merge_range(2, 3, 3, 3, "1班")
    found = sheet(content.getvalue())
    assert [(row.number, row.cells["grade"], row.cells["class_name"]) for row in found.rows] == [
        (3, "七年级", "1班"),
        (4, "七年级", "1班"),
    ]


def test_an_error_in_a_cell_is_named_and_never_read_as_empty(store: Store, school_id: int) -> None:
    fill(store, school_id)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet("学生")
        page.write_row(0, 0, ("学号", "姓名", "年级", "班级", "备注", "其他"))
        page.write_row(1, 0, (20260001, "张三", "七年级", "1班"))
        page.write_formula(1, 4, "=NA()", None, "#N/A")
        page.write_formula(1, 5, "=1/0", None, "#DIV/0!")
    problems = run(store, school_id, content.getvalue()).problems
    assert places(problems) == [("学生", 2, "备注", Wrong.ERROR_VALUE), ("学生", 2, "其他", Wrong.ERROR_VALUE)]
    assert details(store, "student")[0]["remarks"] == "爱画画"


def test_other_sheets_are_passed_over_with_a_note(store: Store, school_id: int) -> None:
    outcome = run(store, school_id, {"Sheet1": [["x"]], "说明": [["x"]], **sample()})
    assert (outcome.problems, outcome.notes.ignored_sheets) == ((), ("Sheet1",))


def test_a_column_without_a_header_is_kept_by_its_letter() -> None:
    found = sheet(workbook({"教师": [MEMBERS, ["a", "王丽", "", "校长", "", "", "", "数学"]]}))
    assert found.rows[0].unknown == {"H": "数学"}


def test_a_header_cannot_steer_the_terminal() -> None:
    found = sheet(workbook({"教师": [[*MEMBERS, "学\x1b[2J科\n目"], ["a", "王丽", "", "校长", "", "", "数学"]]}))
    assert found.rows[0].unknown == {"学[2J科 目": "数学"}


# A sheet with something wrong with its make-up, and the problems; cells without references are still named.
MAKE_UPS: list[tuple[Book, list[tuple[str, int | None, str, Wrong]]]] = [
    (
        {"教师": [("姓名", "手机"), ["王丽", ""]]},
        [
            ("教师", None, "企业微信账号", Wrong.COLUMN_MISSING),
            ("教师", None, "角色", Wrong.COLUMN_MISSING),
        ],
    ),
    ({"学期": [(*TERMS, "学期")]}, [("学期", None, "学期", Wrong.TWICE_THE_COLUMN)]),
    ({"学期": [TERMS], "学期 ": [TERMS]}, [("学期", None, "", Wrong.TWICE_THE_SHEET)]),
    (
        {"学生": [("学号",)], "监护人": [("学号", "姓名", "关系"), ["1", "", "父亲"]]},
        [
            ("学生", None, "姓名", Wrong.COLUMN_MISSING),
            ("学生", None, "年级", Wrong.COLUMN_MISSING),
            ("学生", None, "班级", Wrong.COLUMN_MISSING),
            ("监护人", 2, "姓名", Wrong.EMPTY),
        ],
    ),
    ({"Sheet1": [["学号"]]}, [("", None, "", Wrong.NO_KNOWN_SHEET)]),
]


@pytest.mark.parametrize(("book", "expected"), MAKE_UPS)
def test_what_a_sheet_lacks_is_named(
    idle_store: Store, idle_school_id: int, book: Book, expected: list[tuple[str, int | None, str, Wrong]]
) -> None:
    assert places(run(idle_store, idle_school_id, book).problems) == expected


def test_a_blank_sheet_is_no_problem(idle_store: Store, idle_school_id: int) -> None:
    outcome = run(idle_store, idle_school_id, {"教师": [], "学生": [[" "]]})
    assert (outcome.problems, outcome.changes) == ((), 0)


def repacked(change: Callable[[str, bytes], bytes]) -> bytes:
    """The sample workbook with its parts changed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(sample()))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


def with_far_cell(reference: str) -> bytes:
    cell = f'<row r="900000"><c r="{reference}"><v>1</v></c></row></sheetData>'.encode()
    return repacked(lambda name, data: data.replace(b"</sheetData>", cell) if name.endswith("sheet2.xml") else data)


def moved(name: str, data: bytes) -> bytes:
    """The far cell again, in a part that is no worksheet by its name."""
    if name == "xl/_rels/workbook.xml.rels":
        return data.replace(b"worksheets/sheet2.xml", b"theme/theme1.xml")
    cell = b'<worksheet><sheetData><row><c r="XFD150000"><v>1</v></c></row></sheetData></worksheet>'
    return cell if name == "xl/theme/theme1.xml" else data


def with_a_second_part(name: str) -> bytes:
    content = io.BytesIO(WHOLE)
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr(name, b"")
    return content.getvalue()


WHOLE = workbook(sample())
STRANGE = [
    (b"", Wrong.NOT_A_WORKBOOK),
    ("学号,姓名\n1,张三\n".encode(), Wrong.NOT_A_WORKBOOK),
    (WHOLE[: len(WHOLE) // 2], Wrong.NOT_A_WORKBOOK),
    (WHOLE[:2000] + b"\0" * 200 + WHOLE[2200:], Wrong.NOT_A_WORKBOOK),
    (repacked(lambda name, data: b"" if name == "xl/workbook.xml" else data), Wrong.NOT_A_WORKBOOK),
    (repacked(lambda name, data: data[:-40] if name.endswith("sheet2.xml") else data), Wrong.NOT_A_WORKBOOK),
    (
        repacked(lambda name, data: data.decode().encode("utf-16") if "worksheets/sheet" in name else data),
        Wrong.NOT_A_WORKBOOK,
    ),
    (package.OLE_START + b"\0" * 600, Wrong.OLD_FORMAT),
    (package.OLE_START + b"\0" * 600 + package.ENCRYPTED_STREAM, Wrong.LOCKED),
    (b"PK" + b"\0" * package.MAX_FILE, Wrong.TOO_LARGE),
    (with_far_cell("A900000"), Wrong.TOO_MANY_ROWS),
    (with_far_cell("XFD150000"), Wrong.SPREAD_OUT),
    (repacked(moved), Wrong.SPREAD_OUT),
    (with_a_second_part("xl/worksheets/SHEET2.xml"), Wrong.NOT_A_WORKBOOK),
]


@pytest.mark.parametrize(
    ("content", "code"), STRANGE, ids=[f"{number}-{code}" for number, (_, code) in enumerate(STRANGE)]
)
def test_a_file_that_cannot_be_read_is_one_problem(content: bytes, code: Wrong) -> None:
    read = read_workbook(content)
    assert [problem.code for problem in read.problems] == [code]
    assert read.sheets == ()


def test_a_file_that_unpacks_to_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 1024 * 1024)
    bomb = repacked(lambda name, data: data + b" " * 1_000_000 if "sheet" in name else data)
    assert len(bomb) < 100_000
    assert read_workbook(bomb).problems == (Problem(Wrong.TOO_LARGE),)


def test_cells_that_do_not_say_where_they_are_are_read_in_order() -> None:
    content = repacked(lambda name, data: re.sub(rb' r="[A-Z]+\d+"', b"", data) if "worksheets/sheet" in name else data)
    read = read_workbook(content)
    assert read.problems == ()
    assert [len(found.rows) for found in read.sheets] == [1, 3, 2, 2, 2, 1, 1]


def test_dates_are_read_in_all_their_forms(store: Store, school_id: int) -> None:
    forms = (date(2026, 9, 1), "2026-09-01", "2026/9/1", "2026.9.1", "2026年9月1日")
    book: Book = {"学期": [TERMS, *(["2026-2027", "上学期", form, "2027-01-20"] for form in forms)]}
    fill(store, school_id, book)
    assert [row["first"] for row in rows(store, "term")] == [date(2026, 9, 1)]
