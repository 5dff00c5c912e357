"""The school of the simulated year: its staff, its children, who cares for whom, as a roster workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

import xlsxwriter

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华建国志远思源雨桐子涵欣怡浩然梓轩诗琪宇航若曦晨曦佳慧俊熙"
FIRST_TERM = (date(2025, 9, 1), date(2026, 1, 23))
SECOND_TERM = (date(2026, 3, 2), date(2026, 7, 3))
YEAR = "2025-2026"
PACKS = ("四个一", "四个一强化", "学困生包保")
GRADES = ("七年级", "八年级", "九年级")


@dataclass(frozen=True)
class Teacher:
    """A member of staff; `leads` is a grade, `class_of` grade and class."""

    user: str
    name: str
    temper: str
    leads: str = ""
    class_of: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Pupil:
    number: str
    name: str
    grade: str
    class_name: str


@dataclass
class Pairing:
    mentor: str
    student: str
    pack: str
    start: date
    end: date | None = None


@dataclass
class School:
    """Everybody by user id and student number."""

    teachers: dict[str, Teacher]
    pupils: dict[str, Pupil]
    pairings: list[Pairing]
    coordinator: str = "coordinator"
    exams: list[tuple[date, date]] = field(default_factory=list)

    def mentees(self, user: str, on: date) -> list[Pairing]:
        return [
            one
            for one in self.pairings
            if one.mentor == user and one.start <= on and (one.end is None or on <= one.end)
        ]


TEMPERS = (
    ("diligent", 45),
    ("talker", 18),
    ("late", 15),
    ("forgetful", 13),
    ("silent", 4),
    ("partial", 5),
)


def make_school(random: Random, *, teachers: int, pairings: int) -> School:
    """`pairings` spread evenly; every tenth teacher or so leads a class, one a grade."""
    places = [(grade, f"{number}班") for grade in GRADES for number in range(1, max(2, teachers // 20) + 1)]
    staff = dict(_staff(random, teachers, places))
    mentors = list(staff)
    pupils: dict[str, Pupil] = {}
    found: list[Pairing] = []
    names: set[str] = set()
    packs = {user: PACKS[max(0, place % 5 - 2)] for place, user in enumerate(mentors)}
    for place in range(pairings):
        mentor = mentors[place % len(mentors)]
        grade, class_name = places[(place // len(mentors) + place) % len(places)]
        name = _name(random, names, 3)
        number = f"2025{place:05d}"
        pupils[number] = Pupil(number, name, grade, class_name)
        found.append(Pairing(mentor, number, packs[mentor], FIRST_TERM[0]))
    staff["coordinator"] = Teacher("coordinator", "德育张", "leader")
    return School(staff, pupils, found, exams=[(date(2025, 11, 12), date(2025, 11, 14))])


def _staff(random: Random, count: int, places: Sequence[tuple[str, str]]) -> Iterable[tuple[str, Teacher]]:
    tempers = random.choices([name for name, _ in TEMPERS], [weight for _, weight in TEMPERS], k=count)
    taken: set[str] = set()
    for place in range(count):
        user, name = f"t{place:03d}", _name(random, taken, 2)
        leads = GRADES[place] if place < len(GRADES) else ""
        own = place - len(GRADES)
        class_of = places[own] if 0 <= own < len(places) else ("", "")
        # Whoever leads does the own part.
        temper = "diligent" if leads or class_of[0] else tempers[place]
        yield user, Teacher(user, name, temper, leads, class_of)


def _name(random: Random, taken: set[str], length: int) -> str:
    while True:
        name = random.choice(SURNAMES) + "".join(random.choice(GIVEN) for _ in range(length - 1))
        if name not in taken and (length > 2 or not any(name in other or other in name for other in taken)):
            taken.add(name)
            return name


def write_workbook(path: Path, school: School) -> None:
    """The roster as it stands now, pairings that ended included."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, header, rows in _sheets(school):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, header)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell:
                    sheet.write_string(number, column, cell)
    book.close()


def _sheets(school: School) -> Iterable[tuple[str, tuple[str, ...], list[tuple[str | date | None, ...]]]]:
    yield "学校", ("学校名称", "启用日期", "试运行"), [("模拟中学", FIRST_TERM[0], "否")]
    yield "教师", ("企业微信账号", "姓名", "角色", "年级", "班级"), [_teacher(one) for one in school.teachers.values()]
    pupils = [(one.number, one.name, one.grade, one.class_name) for one in school.pupils.values()]
    yield "学生", ("学号", "姓名", "年级", "班级"), list(pupils)
    pairings = [(one.mentor, one.student, one.pack, one.start, one.end) for one in school.pairings]
    yield "结对", ("企业微信账号", "学号", "制度", "开始日期", "结束日期"), list(pairings)
    terms = [(YEAR, "上学期", *FIRST_TERM), (YEAR, "下学期", *SECOND_TERM)]
    yield "学期", ("学年", "学期", "开始日期", "结束日期"), list(terms)
    yield "校历", ("开始日期", "结束日期", "类型", "名称"), [(*span, "考试周", "期中") for span in school.exams]


def _teacher(one: Teacher) -> tuple[str | date | None, ...]:
    if one.temper == "leader":
        return one.user, one.name, "德育主任", "", ""
    roles = ["帮扶教师", *(["年级组长"] if one.leads else []), *(["班主任"] if one.class_of[0] else [])]
    return one.user, one.name, "、".join(roles), one.leads or one.class_of[0], one.class_of[1]
