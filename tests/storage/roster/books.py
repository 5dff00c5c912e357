"""Workbooks for the tests, built cell by cell, and what the database says after importing them."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from sqlalchemy import RowMapping, select

from duty.roster_problems import ImportOutcome, Problem, SheetCount, Wrong
from storage.roster import import_roster
from storage.rows import METADATA
from storage.work import Store

Cells = Sequence[Any]
Book = dict[str, list[Cells]]

TODAY = date(2026, 9, 20)
NOW = datetime(2026, 9, 20, 4, 0, tzinfo=UTC)

SCHOOL = ("学校名称", "启用日期", "值班电话", "危机联系人", "试运行")
MEMBERS = ("企业微信账号", "姓名", "手机", "角色", "年级", "班级")
STUDENTS = (
    "学号",
    "姓名",
    "性别",
    "出生日期",
    "年级",
    "班级",
    "类别",
    "关注等级",
    "家庭住址",
    "村组",
    "家校账号",
    "备注",
)
GUARDIANS = ("学号", "姓名", "关系", "手机", "家校账号", "不发送")
PAIRINGS = ("企业微信账号", "学号", "制度", "开始日期", "结束日期")
TERMS = ("学年", "学期", "开始日期", "结束日期")
SCHOOL_DAYS = ("开始日期", "结束日期", "类型", "名称")
EXEMPTIONS = ("企业微信账号", "学号", "开始日期", "结束日期", "原因")
DEEDS = ("企业微信账号", "学号", "类型", "日期", "内容")


def sample() -> Book:
    """A small school without a problem; the first data row of each sheet is Excel's row 2."""
    born = date(2014, 3, 8)
    return {
        "学校": [SCHOOL, ["青山中学", "2026-09-01", "0854-1234567", "ZhouMin、LiQiang", "是"]],
        "教师": [
            MEMBERS,
            ["WangLi", "王丽", 13800001111, "帮扶教师、班主任", "七年级", "七（1）班"],
            ["ZhouMin", "周敏", "", "心理教师", "", ""],
            ["LiQiang", "李强", "", "德育主任", "", ""],
        ],
        "学生": [
            STUDENTS,
            [20260001, "张三", "男", born, "七年级", "七（1）班", "留守", "重点", "青山路1号", "一组", "zs", "爱画画"],
            [20260002, "李四", "女", born, "七年级", "七（1）班", "", "", "", "", "", ""],
        ],
        "监护人": [
            GUARDIANS,
            [20260001, "张大山", "父亲", 13900001111, "zs_p1", ""],
            [20260001, "刘梅", "母亲", "", "", "是"],
        ],
        "结对": [PAIRINGS, ["wangli", 20260001, "四个一", "2026-09-05", ""], ["wangli", 20260002, "", "", ""]],
        "学期": [TERMS, ["2026-2027", "上学期", date(2026, 9, 1), "2027-01-20"]],
        "记录": [DEEDS, ["WangLi", 20260001, "谈心", "2026-09-10", "聊了聊画画"]],
    }


def workbook(book: Mapping[str, Sequence[Cells]]) -> bytes:
    """An .xlsx file; dates become date cells, None leaves a cell out."""
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(content, options) as made:
        for name, rows in book.items():
            page = made.add_worksheet(name)
            for number, cells in enumerate(rows):
                page.write_row(number, 0, cells)
    return content.getvalue()


def run(
    store: Store,
    school_id: int,
    book: Mapping[str, Sequence[Cells]] | bytes,
    *,
    today: date = TODAY,
    dry_run: bool = False,
) -> ImportOutcome:
    content = book if isinstance(book, bytes) else workbook(book)
    return import_roster(
        store, school_id, content, now=NOW, today=today, dry_run=dry_run, progress=lambda _stage, _done, _total: None
    )


def fill(store: Store, school_id: int, book: Mapping[str, Sequence[Cells]] | bytes | None = None) -> None:
    """Imports a workbook, the sample unless another is given, that must be without a problem."""
    assert run(store, school_id, book or sample()).problems == ()


def rows(store: Store, table: str) -> list[RowMapping]:
    """All rows of a table in the order in which they were made."""
    found = METADATA.tables[table]
    with store.reading() as work:
        return list(work.connection.execute(select(found).order_by(found.c.id)).mappings())


def details(store: Store, table: str) -> list[dict[str, Any]]:
    """The sealed details of all rows of a table, opened."""
    return [store.vault.open_json(row["sealed_details"], f"{table}.details") for row in rows(store, table)]


def counts(outcome: ImportOutcome) -> dict[str, tuple[int, int, int]]:
    """New, changed and unchanged rows by sheet."""
    return {count.sheet: _numbers(count) for count in outcome.counts}


def places(problems: Sequence[Problem]) -> list[tuple[str, int | None, str, Wrong]]:
    return [(problem.sheet, problem.row, problem.column, problem.code) for problem in problems]


def _numbers(count: SheetCount) -> tuple[int, int, int]:
    return count.new, count.changed, count.unchanged
