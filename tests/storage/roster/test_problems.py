"""Every bad cell is named by sheet, row and column, and nothing at all is written."""

from datetime import date
from typing import Any

import pytest

from duty.roster_problems import Wrong
from storage.rows import METADATA
from storage.work import Store
from tests.storage.roster.books import DEEDS, MEMBERS, PAIRINGS, TERMS, TODAY, Book, fill, places, rows, run, sample

# Sheet, row from Excel, header, what stands there, what is wrong with it.
BAD_CELLS = [
    ("学校", 2, "学校名称", "", Wrong.EMPTY),
    ("学校", 2, "启用日期", "九月一日", Wrong.BAD_DATE),
    ("学校", 2, "值班电话", "无", Wrong.BAD_PHONE),
    ("学校", 2, "危机联系人", "ZhouMin、Nobody", Wrong.UNKNOWN_MEMBER),
    ("学校", 2, "危机联系人", "周敏", Wrong.BAD_ACCOUNT),
    ("学校", 2, "试运行", "也许", Wrong.UNKNOWN_WORD),
    ("教师", 3, "企业微信账号", "", Wrong.EMPTY),
    ("教师", 3, "企业微信账号", "_zhou", Wrong.BAD_ACCOUNT),
    ("教师", 3, "企业微信账号", "zhou min", Wrong.BAD_ACCOUNT),
    ("教师", 2, "姓名", "  ", Wrong.EMPTY),
    ("教师", 2, "姓名", date(2026, 9, 1), Wrong.NOT_TEXT),
    ("教师", 2, "姓名", "王" * 65, Wrong.TOO_LONG),
    ("教师", 2, "姓名", "王\x01丽", Wrong.UNPRINTABLE),
    ("教师", 2, "手机", 1380000111, Wrong.BAD_PHONE),
    ("教师", 2, "手机", "没有", Wrong.BAD_PHONE),
    ("教师", 2, "角色", "", Wrong.EMPTY),
    ("教师", 2, "角色", "帮扶教师、门卫", Wrong.UNKNOWN_WORD),
    ("教师", 2, "班级", "", Wrong.ROLE_WITHOUT_PLACE),
    ("教师", 2, "班级", date(2026, 1, 2), Wrong.NOT_TEXT),
    ("学生", 2, "学号", "", Wrong.EMPTY),
    ("学生", 3, "学号", "2026 0002", Wrong.BAD_CODE),
    ("学生", 3, "学号", 520123201403081234, Wrong.DIGITS_LOST),
    ("学生", 3, "学号", True, Wrong.NOT_TEXT),
    ("学生", 2, "姓名", "", Wrong.EMPTY),
    ("学生", 2, "年级", "", Wrong.EMPTY),
    ("学生", 2, "班级", "", Wrong.EMPTY),
    ("学生", 2, "出生日期", "2014-02-30", Wrong.BAD_DATE),
    ("学生", 2, "出生日期", 0.5, Wrong.BAD_DATE),
    ("学生", 2, "出生日期", "0014-03-08", Wrong.IMPOSSIBLE_DATE),
    ("学生", 2, "出生日期", "2026-09-01", Wrong.IMPOSSIBLE_AGE),
    ("学生", 2, "出生日期", "1980-09-01", Wrong.IMPOSSIBLE_AGE),
    ("学生", 2, "出生日期", "2030-01-01", Wrong.IMPOSSIBLE_AGE),
    ("学生", 2, "关注等级", "很重点", Wrong.UNKNOWN_WORD),
    ("学生", 2, "备注", "画" * 2001, Wrong.TOO_LONG),
    ("监护人", 2, "学号", "20269999", Wrong.UNKNOWN_STUDENT),
    ("监护人", 2, "姓名", "", Wrong.EMPTY),
    ("监护人", 2, "关系", "", Wrong.EMPTY),
    ("监护人", 2, "手机", "139", Wrong.BAD_PHONE),
    ("监护人", 2, "不发送", "看情况", Wrong.UNKNOWN_WORD),
    ("结对", 2, "企业微信账号", "nobody", Wrong.UNKNOWN_MEMBER),
    ("结对", 2, "学号", "20269999", Wrong.UNKNOWN_STUDENT),
    ("结对", 2, "制度", "五个一", Wrong.UNKNOWN_WORD),
    ("结对", 2, "开始日期", "开学", Wrong.BAD_DATE),
    ("结对", 2, "开始日期", "1026-09-05", Wrong.IMPOSSIBLE_DATE),
    ("结对", 2, "结束日期", "2026-09-04", Wrong.END_BEFORE_START),
    ("结对", 3, "结束日期", "2026-08-31", Wrong.END_BEFORE_START),
    ("学期", 2, "学年", "", Wrong.EMPTY),
    ("学期", 2, "学期", "", Wrong.EMPTY),
    ("学期", 2, "开始日期", "", Wrong.EMPTY),
    ("学期", 2, "结束日期", "明年", Wrong.BAD_DATE),
    ("学期", 2, "结束日期", "2026-08-20", Wrong.END_BEFORE_START),
    ("记录", 2, "企业微信账号", "nobody", Wrong.UNKNOWN_MEMBER),
    ("记录", 2, "学号", "20269999", Wrong.UNKNOWN_STUDENT),
    ("记录", 2, "类型", "打球", Wrong.UNKNOWN_WORD),
    ("记录", 2, "日期", "", Wrong.EMPTY),
    ("记录", 2, "日期", "2026-09-21", Wrong.IN_FUTURE),
    ("记录", 2, "日期", "2014-03-07", Wrong.BEFORE_BIRTH),
]


def change(book: Book, sheet: str, row: int, header: str, value: Any) -> Book:
    """The book with one cell changed; `row` as Excel counts."""
    cells = list(book[sheet][row - 1])
    cells[list(book[sheet][0]).index(header)] = value
    book[sheet][row - 1] = cells
    return book


@pytest.mark.parametrize(("sheet", "row", "header", "value", "code"), BAD_CELLS)
def test_a_bad_cell_is_named(
    idle_store: Store, idle_school_id: int, sheet: str, row: int, header: str, value: Any, code: Wrong
) -> None:
    outcome = run(idle_store, idle_school_id, change(sample(), sheet, row, header, value))
    assert (sheet, row, header, code) in places(outcome.problems)


# Sheet, rows to add to the sample, the one problem that they are.
BAD_ROWS = [
    ("学校", ["另一所中学", "", "", "", ""], (3, "", Wrong.SECOND_SCHOOL)),
    ("教师", ["wangli", "王莉", "", "帮扶教师", "", ""], (5, "企业微信账号", Wrong.DUPLICATE)),
    ("教师", ["ChenHua", "陈华", "", "年级组长", "", ""], (5, "年级", Wrong.ROLE_WITHOUT_PLACE)),
    ("教师", ["ChenHua", "陈华", "", "班主任", "", "九（9）班"], (5, "年级", Wrong.GRADE_UNCLEAR)),
    ("学生", ["20260001", "张山", "", "", "七年级", "七（1）班", *[""] * 6], (4, "学号", Wrong.DUPLICATE)),
    ("监护人", ["20260001", "刘梅", "母亲", "", "", "否"], (4, "学号", Wrong.DUPLICATE)),
    ("结对", ["WangLi", 20260001, "", "2026-09-05", "2026-12-31"], (4, "企业微信账号", Wrong.DUPLICATE)),
    ("结对", ["WangLi", 20260001, "", "2026-11-01", ""], (4, "开始日期", Wrong.OVERLAP)),
    ("结对", ["WangLi", 20260001, "", "2026-09-01", ""], (2, "开始日期", Wrong.OVERLAP)),
    ("学期", ["2026-2027", "上学期", "2026-09-02", "2027-01-20"], (3, "学年", Wrong.DUPLICATE)),
    ("学期", ["2026-2027", "下学期", "2027-01-20", "2027-07-10"], (3, "开始日期", Wrong.OVERLAP)),
]


@pytest.mark.parametrize(("sheet", "cells", "expected"), BAD_ROWS)
def test_a_row_that_clashes_with_another_is_named(
    idle_store: Store, idle_school_id: int, sheet: str, cells: list[Any], expected: tuple[int, str, Wrong]
) -> None:
    book = sample()
    book[sheet].append(cells)
    assert (sheet, *expected) in places(run(idle_store, idle_school_id, book).problems)


def test_all_bad_cells_are_named_at_once_and_nothing_is_written(store: Store, school_id: int) -> None:
    book = sample()
    change(book, "教师", 2, "角色", "门卫")
    change(book, "学生", 3, "班级", "")
    change(book, "学生", 2, "出生日期", "不详")
    change(book, "结对", 3, "学号", "1")
    outcome = run(store, school_id, book)
    assert places(outcome.problems) == [
        ("教师", 2, "角色", Wrong.UNKNOWN_WORD),
        ("学生", 2, "出生日期", Wrong.BAD_DATE),
        ("学生", 3, "班级", Wrong.EMPTY),
        ("结对", 3, "学号", Wrong.UNKNOWN_STUDENT),
    ]
    assert outcome.counts == ()
    assert not any(
        rows(store, table) for table in ("member", "student", "guardian", "term", "pairing", "deed", "audit")
    )
    assert rows(store, "school")[0]["roster_version"] == 0


def test_a_student_with_a_bad_cell_is_still_one_whom_others_may_name(store: Store, school_id: int) -> None:
    book = change(sample(), "学生", 2, "班级", "")
    assert places(run(store, school_id, book).problems) == [("学生", 2, "班级", Wrong.EMPTY)]


def test_personal_cells_are_never_quoted(store: Store, school_id: int) -> None:
    book = change(sample(), "教师", 2, "手机", "1380000111")
    change(book, "学生", 2, "出生日期", "2014年2月30日")
    change(book, "学生", 3, "关注等级", "看看")
    assert [found.value for found in run(store, school_id, book).problems] == ["", "", "看看"]


def test_an_account_of_another_school_of_the_corp_is_named(store: Store, school_id: int) -> None:
    with store.writing() as work:
        school = METADATA.tables["school"]
        corp = work.connection.execute(school.select()).mappings().one()["corp_id"]
        values = {"corp_id": corp, "slug": "other", "name": "Other", "trial": True, "crisis_contacts": ""}
        other = work.connection.execute(school.insert().values(**values, roster_version=0).returning(school.c.id))
        other_id = other.scalar_one()
    fill(store, other_id, {"教师": [MEMBERS, ["wangli", "王丽", "", "帮扶教师", "", ""]]})
    problems = run(store, school_id, sample()).problems
    assert ("教师", 2, "企业微信账号", Wrong.OTHER_SCHOOL) in places(problems)


def test_what_is_in_the_books_counts_when_rows_are_compared(store: Store, school_id: int) -> None:
    fill(store, school_id)
    later: Book = {
        "结对": [PAIRINGS, ["WangLi", 20260001, "", "2026-10-01", ""]],
        "学期": [TERMS, ["2026-2027", "冬学期", "2027-01-10", "2027-02-01"]],
        "记录": [DEEDS, ["WangLi", 20260002, "谈心", "2014-03-01", ""]],
    }
    assert places(run(store, school_id, later).problems) == [
        ("结对", 2, "开始日期", Wrong.OVERLAP),
        ("学期", 2, "开始日期", Wrong.OVERLAP),
        ("记录", 2, "日期", Wrong.BEFORE_BIRTH),
    ]


def test_a_date_may_be_today(store: Store, school_id: int) -> None:
    assert run(store, school_id, change(sample(), "记录", 2, "日期", TODAY)).problems == ()
