"""The platform's directory of students and parents, a world apart from the members'; here the sample school's."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.families import guardians_of
from sandbox.school import SCHOOL_NAME, enrolled, home_of, student_account
from sandbox.staff import TEACHERS

# The platform's numbers for kinds of departments and of those in charge of one.
CLASS, GRADE, SCHOOL = 1, 2, 5
_GRADE_LEAD, _CLASS_TEACHER = 2, 3
_CALLED = {"母亲": "妈妈", "父亲": "爸爸", "祖母": "奶奶"}
ROOT = 1
_FIRST_GRADE_ID, _FIRST_CLASS_ID = 2, 11


@dataclass(frozen=True, slots=True)
class Child:
    """A student seen from a parent; `relation` is what the student calls the parent."""

    student_userid: str
    name: str
    relation: str


@dataclass(frozen=True, slots=True)
class Parent:
    """A guardian with an account; `follows` says whether he followed the school's notices at first."""

    userid: str
    name: str
    mobile: str
    follows: bool
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class Student:
    userid: str
    name: str
    class_id: int


@dataclass(frozen=True, slots=True)
class Department:
    """A node of the school's tree; `admins` are userids of members with the kind of their charge."""

    id: int
    name: str
    parent_id: int
    kind: int
    admins: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """Who learns where and who looks after whom; accounts are found whatever their case."""

    departments: tuple[Department, ...]
    students: tuple[Student, ...]
    parents: tuple[Parent, ...]

    def parent(self, userid: str) -> Parent | None:
        return next((parent for parent in self.parents if parent.userid.lower() == userid.lower()), None)

    def student(self, userid: str) -> Student | None:
        return next((student for student in self.students if student.userid.lower() == userid.lower()), None)

    def department(self, name: str) -> Department | None:
        return next((department for department in self.departments if str(department.id) == name), None)

    def parents_of(self, student_userid: str) -> tuple[Parent, ...]:
        return tuple(
            parent
            for parent in self.parents
            if any(child.student_userid.lower() == student_userid.lower() for child in parent.children)
        )

    def below(self, department_id: int) -> frozenset[int]:
        """The ids of the department and of all below it."""
        found = {department_id}
        for department in self.departments:  # a department stands after the one above it
            if department.parent_id in found:
                found.add(department.id)
        return frozenset(found)

    def students_in(self, department_id: int) -> tuple[Student, ...]:
        """Those of the department and of all below it."""
        ids = self.below(department_id)
        return tuple(student for student in self.students if student.class_id in ids)


def external_userid(account: str) -> str:
    """How the platform calls the WeChat user behind an account."""
    return "wm" + hashlib.sha256(account.encode()).hexdigest()[:30]


def directory() -> Directory:
    """The sample school's directory: every child, and every guardian with an account."""
    departments = tuple(_departments())
    classes = {department.name: department.id for department in departments if department.kind == CLASS}
    students = tuple(
        Student(student_account(child.number), child.pupil.name, classes[child.grade + child.class_name])
        for child in enrolled()
    )
    return Directory(departments, students, tuple(_parents()))


def _departments() -> Iterator[Department]:
    classes = list(dict.fromkeys((child.grade, child.class_name) for child in enrolled()))
    grades = list(dict.fromkeys(grade for grade, _ in classes))
    yield Department(ROOT, SCHOOL_NAME, 0, SCHOOL)
    for grade_id, grade in enumerate(grades, start=_FIRST_GRADE_ID):
        yield Department(grade_id, grade, ROOT, GRADE, _leads(grade, "", _GRADE_LEAD))
    for class_id, (grade, name) in enumerate(classes, start=_FIRST_CLASS_ID):
        above = _FIRST_GRADE_ID + grades.index(grade)
        yield Department(class_id, grade + name, above, CLASS, _leads(grade, name, _CLASS_TEACHER))


def _leads(grade: str, class_name: str, kind: int) -> tuple[tuple[str, int], ...]:
    return tuple(
        (teacher.userid, kind) for teacher in TEACHERS if (teacher.grade, teacher.class_name) == (grade, class_name)
    )


def _parents() -> Iterator[Parent]:
    """Every account once, with all its children."""
    found: dict[str, Parent] = {}
    for child in enrolled():
        for one in guardians_of(child.pupil, child.number, home_of(child)):
            if not one.account:
                continue
            seen_from = Child(student_account(child.number), child.pupil.name, _CALLED[one.relation])
            before = found[one.account].children if one.account in found else ()
            # The platform cannot know a parent without a phone, even where the roster has none.
            mobile = one.phone or f"1990002{child.number:04d}"
            found[one.account] = Parent(one.account, one.name, mobile, one.follows, (*before, seen_from))
    yield from found.values()
