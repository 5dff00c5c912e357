"""The sample school: its roster as a workbook to import, and its people as the platform's member directory."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sandbox.children import CLASSES, Pupil
from sandbox.families import guardians_of, household
from sandbox.papers import paired_since, papers_of
from sandbox.staff import TEACHERS
from sandbox.terms import current_term, exams_around, terms_around

SCHOOL_NAME = "青禾镇中心学校"

# A cell: text stays text (leading zeros, long numbers), a date becomes a real Excel date.
Cell = str | date
Row = tuple[Cell, ...]

_VILLAGES = (("柳树村", "一组"), ("石桥村", "三组"), ("青禾镇老街", ""), ("枣林村", "二组"), ("河湾村", "五组"))
_BIRTH_YEARS_AGO = {"七年级": 13, "八年级": 14, "九年级": 15}
_GRADE_CODES = {"七年级": "07", "八年级": "08", "九年级": "09"}


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the platform knows him; `role` and `children` (names) help to choose whom to play."""

    userid: str
    name: str
    role: str
    parties: tuple[int, ...]
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A department of the platform's directory; the root has no parent (0)."""

    id: int
    name: str
    parent_id: int


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A child with what is derived from the place in the class list; `number` counts through the school."""

    pupil: Pupil
    number: int
    student_no: str
    grade: str
    class_name: str


def people() -> tuple[Person, ...]:
    """The member directory: the staff, and one visitor who stands in no roster."""
    members = tuple(
        Person(
            teacher.userid,
            teacher.name,
            f"{teacher.grade}{teacher.class_name} {teacher.roles}".strip(),
            (teacher.party,),
            tuple(child.pupil.name for child in enrolled() if child.pupil.mentor == teacher.userid),
        )
        for teacher in TEACHERS
    )
    return (*members, Person("FangKe", "访客老师", "不在名册里", (1,)))


def parties() -> tuple[Party, ...]:
    """The departments: the school, the offices of its grades, the school office."""
    offices = ("七年级组", "八年级组", "九年级组", "校办")
    return (Party(1, SCHOOL_NAME, 0), *(Party(number, name, 1) for number, name in enumerate(offices, start=2)))


def write_workbook(path: Path, today: date) -> None:
    """Write the roster workbook of the school as it stands on the morning of `today`."""
    workbook = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    heading = workbook.add_format({"bold": True, "bg_color": "#E8F3EC"})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for name, columns, rows in _sheets(today):
        sheet = workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 14)
        sheet.write_row(0, 0, columns, heading)
        for (row, cells), column in itertools.product(enumerate(rows, start=1), range(len(columns))):
            _write_cell(sheet, (row, column), cells[column], day)
    workbook.close()


def _write_cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, day: Format) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(*place, cell, day)
    elif cell:
        # As text whatever it looks like: zeros in front and long numbers stay as they are.
        sheet.write_string(*place, cell)


def _sheets(today: date) -> Iterator[tuple[str, tuple[str, ...], Iterable[Row]]]:
    """Each sheet's name, columns and rows, as the roster workbook's format names them."""
    yield "学校", ("学校名称", "启用日期", "值班电话", "危机联系人", "试运行"), _school_rows(today)
    yield "教师", ("企业微信账号", "姓名", "手机", "角色", "年级", "班级"), _teacher_rows()
    columns: tuple[str, ...] = ("学号", "姓名", "性别", "出生日期", "年级", "班级", "类别", "关注等级")
    yield "学生", (*columns, "家庭住址", "村组", "家校账号", "备注"), _student_rows(today)
    columns = ("学号", "姓名", "关系", "手机", "委托监护", "职业", "务工单位", "务工地址")
    yield "监护人", (*columns, "现住址", "健康状况", "家校账号", "不发送"), _guardian_rows()
    yield "结对", ("企业微信账号", "学号", "制度", "开始日期", "结束日期"), _pairing_rows(today)
    yield "学期", ("学年", "学期", "开始日期", "结束日期"), _term_rows(today)
    yield "校历", ("开始日期", "结束日期", "类型", "名称"), _day_rows(today)
    yield "记录", ("企业微信账号", "学号", "类型", "日期", "内容"), _record_rows(today)


def enrolled() -> Iterator[Enrolled]:
    """All children, class by class."""
    number = 0
    for (grade, class_name), pupils in CLASSES.items():
        for seat, pupil in enumerate(pupils, start=1):
            number += 1
            student_no = f"{_GRADE_CODES[grade]}{int(class_name[:-1]):02d}{seat:02d}"
            yield Enrolled(pupil, number, student_no, grade, class_name)


def _paired() -> Iterator[Enrolled]:
    return (child for child in enrolled() if child.pupil.mentor)


def home_of(child: Enrolled) -> str:
    """Where the child's family lives."""
    return _home(household(child.pupil, child.number))[0]


def student_account(number: int) -> str:
    """The platform's name for the school's `number`th child."""
    return f"20060101000000{number:05d}"


def _home(number: int) -> tuple[str, str]:
    village, group = _VILLAGES[number % len(_VILLAGES)]
    return f"青禾镇{village}{number}号" if group else f"{village}{number}号", group


def _school_rows(today: date) -> Iterator[Row]:
    yield SCHOOL_NAME, current_term(today).first, "0000-6660000", "ZhouJing、LiMin", "否"


def _teacher_rows() -> Iterator[Row]:
    for number, teacher in enumerate(TEACHERS, start=1):
        phone = f"1990001{number:04d}" if number % 7 else ""
        # The platform ignores case in accounts and schools do too: one row is typed in small letters.
        account = teacher.userid.lower() if teacher.userid == "SunLi" else teacher.userid
        yield account, teacher.name, phone, teacher.roles, teacher.grade, teacher.class_name


def _student_rows(today: date) -> Iterator[Row]:
    for child in enrolled():
        pupil, number = child.pupil, child.number
        born = date(today.year - _BIRTH_YEARS_AGO[child.grade], number % 12 + 1, number % 28 + 1)
        remark = "住校，周五回家" if number % 8 == 1 else ""
        person = (child.student_no, pupil.name, pupil.gender, born, child.grade, child.class_name)
        yield (
            *person,
            pupil.categories,
            pupil.level,
            *_home(household(pupil, number)),
            student_account(number),
            remark,
        )


def _guardian_rows() -> Iterator[Row]:
    for child in enrolled():
        for one in guardians_of(child.pupil, child.number, home_of(child)):
            work = (one.job, one.workplace, one.work_address)
            who = (child.student_no, one.name, one.relation, one.phone, one.entrusted)
            yield (*who, *work, one.home, one.health, one.account, one.silent)


def _pairing_rows(today: date) -> Iterator[Row]:
    for child in _paired():
        pack = "四个一" if child.number % 2 else ""
        yield child.pupil.mentor, child.student_no, pack, paired_since(child.number, today), ""
    # A pairing that was handed on: the child is now with another mentor.
    first = current_term(today).first
    yield "HeLei", "070201", "四个一", first - timedelta(days=300), first - timedelta(days=1)


def _term_rows(today: date) -> Iterator[Row]:
    return ((term.year, term.name, term.first, term.last) for term in terms_around(today))


def _day_rows(today: date) -> Iterator[Row]:
    return ((first, last, "考试周", "期中考试") for first, last in exams_around(today))


def _record_rows(today: date) -> Iterator[Row]:
    for child in _paired():
        for paper in papers_of(child.pupil, child.number, today):
            yield child.pupil.mentor, child.student_no, paper.kind, paper.day.isoformat(), paper.note
