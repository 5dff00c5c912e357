"""The platform's directories read and spelt plainly, as the values that are compared with the roster."""

from collections.abc import Callable, Iterable, Mapping

from bot.wecom import api
from bot.wecom.answers import SchoolDepartment, SchoolStudent
from bot.wecom.edge import Edge
from duty.directory import Colleague, ListedStudent
from handlers.directory import listed_parent
from language.hear.same import name_key, place_key

CLASS = 1  # `type` of a department of the school's directory

Departments = Mapping[int, SchoolDepartment]
Progress = Callable[[int, int], None]


def departments(edge: Edge) -> Departments:
    """The classes and grades by id."""
    return {one.id: one for one in edge.call(api.school_department_list, edge.parents)}


def listed(student: SchoolStudent, known: Departments) -> ListedStudent:
    """A student with every class that it is in."""
    places = frozenset(_place(known[one], known) for one in student.department_ids if one in known)
    parents = {
        one.parent_userid.casefold(): listed_parent(
            one.parent_userid, one.relation, one.mobile, follows=one.is_subscribe
        )
        for one in student.parents
        if one.parent_userid
    }
    return ListedStudent(student.student_userid, name_key(student.name), places, tuple(parents.values()))


def of_class(edge: Edge, department_id: int, known: Departments) -> list[ListedStudent]:
    found = edge.call(api.school_user_list, edge.parents, department_id)
    return [listed(one, known) for one in found if one.student_userid]


def everybody(edge: Edge, known: Departments, progress: Progress) -> list[ListedStudent]:
    """All students of all classes that have not left school, each once."""
    classes = [one.id for one in known.values() if one.type == CLASS and not one.is_graduated]
    found: dict[str, ListedStudent] = {}
    for number, class_id in enumerate(classes, start=1):
        found |= {one.key: one for one in of_class(edge, class_id, known)}
        progress(number, len(classes))
    return list(found.values())


def staff(edge: Edge, progress: Progress) -> list[Colleague]:
    """All members whom the app may see, each once."""
    parties = edge.call(api.department_list, edge.members)
    found: dict[str, Colleague] = {}
    for number, party in enumerate(parties, start=1):
        for one in edge.call(api.user_simplelist, edge.members, party.id):
            found[one.userid.casefold()] = Colleague(one.userid, one.name)
        progress(number, len(parties))
    return list(found.values())


def classes_of(student: SchoolStudent, known: Departments) -> Iterable[int]:
    return (one for one in student.department_ids if one in known)


def _place(department: SchoolDepartment, known: Departments) -> tuple[str, ...]:
    above = known.get(department.parent_id)
    return place_key(above.name if above else "", department.name)
