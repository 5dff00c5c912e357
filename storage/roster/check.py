"""Rows against each other and against the database: everything that no cell shows by itself."""

from collections.abc import Iterator
from datetime import date

from duty.roster_problems import Problem, Wrong
from storage.roster.cells import Bad
from storage.roster.check_spans import pairing_problems, term_problems
from storage.roster.check_time import exemption_problems, hours_problems, school_day_problems
from storage.roster.columns import DEEDS, EXEMPTIONS, GUARDIANS, MEMBERS, PAIRINGS, SCHOOL, STUDENTS, Sheet
from storage.roster.posts import posts_of
from storage.roster.rows import Row
from storage.roster.scene import Scene, user_key

YOUNGEST, OLDEST = 3, 30  # years; a school's children, from kindergarten to a late vocational class


def check(scene: Scene) -> list[Problem]:
    """Every problem between the rows, sheet by sheet, in the order of the rows."""
    return [
        *_school_problems(scene),
        *hours_problems(scene),
        *_member_problems(scene),
        *_student_problems(scene),
        *_reference_problems(scene, GUARDIANS),
        *_reference_problems(scene, PAIRINGS),
        *pairing_problems(scene),
        *term_problems(scene),
        *school_day_problems(scene),
        *_reference_problems(scene, EXEMPTIONS),
        *exemption_problems(scene),
        *_reference_problems(scene, DEEDS),
        *_deed_problems(scene),
    ]


def _school_problems(scene: Scene) -> Iterator[Problem]:
    for row in scene.of(SCHOOL):
        for account in row.several("crisis_contacts"):
            if not scene.has_member(account):
                yield _problem(SCHOOL, row, "crisis_contacts", Wrong.UNKNOWN_MEMBER, account)


def _member_problems(scene: Scene) -> Iterator[Problem]:
    for row in scene.of(MEMBERS):
        account = row.text("account")
        known = scene.known.members.get(user_key(account))
        if known is not None and known.school_id != scene.known.school.id:
            yield _problem(MEMBERS, row, "account", Wrong.OTHER_SCHOOL, account)
        elif not row.bad & {"roles", "grades", "classes"}:
            found = posts_of(row, known.posts if known else frozenset(), scene.grades)
            if isinstance(found, Bad):
                yield _problem(MEMBERS, row, found.other, found.code, found.value)


def _student_problems(scene: Scene) -> Iterator[Problem]:
    for row in scene.of(STUDENTS):
        born = row.day("birth_date")
        if born is not None and not YOUNGEST <= _years_between(born, scene.today) <= OLDEST:
            yield _problem(STUDENTS, row, "birth_date", Wrong.IMPOSSIBLE_AGE)


def _reference_problems(scene: Scene, sheet: Sheet) -> Iterator[Problem]:
    for row in scene.of(sheet):
        account, student_no = row.text("account"), row.text("student_no")
        if account and not scene.has_member(account):
            yield _problem(sheet, row, "account", Wrong.UNKNOWN_MEMBER, account)
        if student_no and not scene.has_student(student_no):
            yield _problem(sheet, row, "student_no", Wrong.UNKNOWN_STUDENT, student_no)


def _deed_problems(scene: Scene) -> Iterator[Problem]:
    for row in scene.of(DEEDS):
        day = row.day("happened_on")
        if day is None:
            continue
        if day > scene.today:
            yield _problem(DEEDS, row, "happened_on", Wrong.IN_FUTURE, day.isoformat())
        born = scene.born(row.text("student_no"))
        if born is not None and day < born:
            yield _problem(DEEDS, row, "happened_on", Wrong.BEFORE_BIRTH, day.isoformat())


def _problem(sheet: Sheet, row: Row, key: str, code: Wrong, value: str = "") -> Problem:
    return Problem(code, sheet.name, row.number, sheet.header(key), value)


def _years_between(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
