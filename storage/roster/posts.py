"""What a row of the staff sheet makes of a member: one post for each role, grade and class."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from duty.people import Role
from duty.roster_problems import Wrong
from storage.people import Post
from storage.roster.cells import Bad
from storage.roster.columns import ROLES
from storage.roster.known import Known
from storage.roster.rows import Row

GradesOfClass = Mapping[str, frozenset[str]]


def grades_of_classes(rows: Iterable[Row], known: Known) -> GradesOfClass:
    """In which grades there is a class of each name, by what the children of the sheet and the school say."""
    listed = {row.text("student_no"): (row.text("class_name"), row.text("grade")) for row in rows}
    stored = {number: (child.class_name, child.grade) for number, child in known.students.items()}
    found: dict[str, set[str]] = defaultdict(set)
    for class_name, grade in {**stored, **listed}.values():
        found[class_name].add(grade)
    return {class_name: frozenset(grades) for class_name, grades in found.items()}


def posts_of(row: Row, stored: frozenset[Post], grades: GradesOfClass) -> frozenset[Post] | Bad:
    """The member's posts. Where the column of grades or classes is not in the sheet, the stored ones stay.

    A `Bad` names in `other` the column in which something is missing.
    """
    posts: set[Post] = set()
    for role in map(Role, row.several("roles")):
        found = _posts(role, row, frozenset(post for post in stored if post.role is role), grades)
        if isinstance(found, Bad):
            return found
        posts |= found
    return frozenset(posts)


def _posts(role: Role, row: Row, kept: frozenset[Post], grades: GradesOfClass) -> frozenset[Post] | Bad:
    if role is Role.CLASS_TEACHER:
        return _class_teacher(row, kept, grades)
    if role is Role.SUBJECT_TEACHER:
        return _subject_teacher(row, kept, grades)
    if role is Role.GRADE_LEAD:
        named = frozenset(Post(role, grade, "") for grade in row.several("grades"))
        found = named if row.has("grades") else kept
        return found or _without_place(role, "grades")
    return frozenset({Post(role, "", "")})


def _class_teacher(row: Row, kept: frozenset[Post], grades: GradesOfClass) -> frozenset[Post] | Bad:
    role = Role.CLASS_TEACHER
    if not row.has("classes"):
        return kept or _without_place(role, "classes")
    placed = dict(_graded(row, grades))
    unclear = next((class_name for class_name, grade in placed.items() if not grade), None)
    if unclear is not None:
        return Bad(Wrong.GRADE_UNCLEAR, unclear, "grades")
    posts = frozenset(Post(role, grade, class_name) for class_name, grade in placed.items())
    return posts or _without_place(role, "classes")


def _subject_teacher(row: Row, kept: frozenset[Post], grades: GradesOfClass) -> frozenset[Post]:
    role = Role.SUBJECT_TEACHER
    if not row.has("classes") and kept:
        return kept
    posts = frozenset(Post(role, grade, class_name) for class_name, grade in _graded(row, grades))
    return posts or frozenset(Post(role, grade, "") for grade in row.several("grades") or ("",))


def _graded(row: Row, grades: GradesOfClass) -> Iterator[tuple[str, str]]:
    """Each class with its grade: one for all, or as they stand side by side, or as its children say; "" if unclear."""
    classes, named = row.several("classes"), row.several("grades")
    if len(named) == 1:
        named *= len(classes)
    if len(named) == len(classes):
        yield from zip(classes, named, strict=True)
        return
    for class_name in classes:
        likely = grades.get(class_name, frozenset())
        likely = likely & set(named) if named else likely
        yield class_name, next(iter(likely)) if len(likely) == 1 else ""


def _without_place(role: Role, column: str) -> Bad:
    return Bad(Wrong.ROLE_WITHOUT_PLACE, ROLES[role][0], column)
