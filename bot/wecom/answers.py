"""What WeCom's calls answer, as values; a field that is missing or of another type than it should be reads as empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """A message to members. The user ids are lower-cased by the platform; `response_code` changes a card once."""

    invalid_users: tuple[str, ...]
    invalid_parties: tuple[str, ...]
    invalid_tags: tuple[str, ...]
    unlicensed_users: tuple[str, ...]
    msgid: str
    response_code: str


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """A notice to parents; nothing is said about parents who do not follow the school."""

    invalid_parents: tuple[str, ...]
    invalid_students: tuple[str, ...]
    invalid_parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgentInfo:
    """The app as the console has it: who sees it, and what it is told of."""

    name: str
    users: tuple[str, ...]
    parties: tuple[int, ...]
    tags: tuple[int, ...]
    closed: bool
    reports_enter: bool
    reports_location: bool
    redirect_domain: str
    home_url: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the staff. A list gives neither `position` nor `status` (1 active, 2 disabled, 4 new, 5 left)."""

    userid: str
    name: str
    department_ids: tuple[int, ...]
    position: str
    status: int


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the corp; the root has the id 1."""

    id: int
    name: str
    parent_id: int
    leaders: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class StudentParent:
    """A parent as a student's record names one; parents have no names of their own."""

    parent_userid: str
    relation: str
    mobile: str
    is_subscribe: bool
    external_userid: str


@dataclass(frozen=True, slots=True)
class SchoolStudent:
    """A student of the school directory."""

    student_userid: str
    name: str
    department_ids: tuple[int, ...]
    parents: tuple[StudentParent, ...]


@dataclass(frozen=True, slots=True)
class Child:
    """A child as a parent's record names one."""

    student_userid: str
    relation: str


@dataclass(frozen=True, slots=True)
class SchoolParent:
    """A parent of the school directory; `is_subscribe`: follows the school's notices in WeChat."""

    parent_userid: str
    mobile: str
    is_subscribe: bool
    external_userid: str
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class DepartmentAdmin:
    """Somebody in charge of a class or grade; `type` as the platform numbers it, 3 subject and 4 class teacher."""

    userid: str
    type: int
    subject: str


@dataclass(frozen=True, slots=True)
class SchoolDepartment:
    """A class (`type` 1), grade (2) or larger part of the school directory."""

    id: int
    name: str
    parent_id: int
    type: int
    register_year: int
    standard_grade: int
    order: int
    is_graduated: bool
    admins: tuple[DepartmentAdmin, ...]


@dataclass(frozen=True, slots=True)
class AllowScope:
    """Whose parents the app may write to."""

    students: tuple[str, ...]
    departments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SubscribeQrCode:
    """Addresses of the picture that parents scan to follow the school: 1200, 430 and 258 pixels."""

    big: str
    middle: str
    thumb: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who opened a page: whichever ids the platform gives, all empty for nobody that it knows."""

    userid: str
    parent_userid: str
    student_userid: str
    external_userid: str
    openid: str


def text(row: Json, key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else str(value) if type(value) is int else ""


def whole(row: Json, key: str) -> int:
    return _whole(row.get(key))


def flag(row: Json, key: str) -> bool:
    return whole(row, key) == 1


def inner(row: Json, key: str) -> Json:
    value = row.get(key)
    return value if isinstance(value, dict) else {}


def rows(row: Json, key: str) -> tuple[Json, ...]:
    return tuple(value for value in _list(row.get(key)) if isinstance(value, dict))


def words(row: Json, key: str) -> tuple[str, ...]:
    """A list of ids: an array, or a text joined with `|`."""
    value = row.get(key)
    found = value.split("|") if isinstance(value, str) else _list(value)
    return tuple(str(word) for word in found if type(word) in (str, int) and word != "")


def numbers(row: Json, key: str) -> tuple[int, ...]:
    return tuple(_whole(value) for value in _list(row.get(key)))


def _whole(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 19:
        return int(value)
    return int(value) if isinstance(value, int) else 0


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def read_member(row: Json) -> Member:
    return Member(
        userid=text(row, "userid"),
        name=text(row, "name"),
        department_ids=numbers(row, "department"),
        position=text(row, "position"),
        status=whole(row, "status"),
    )


def read_department(row: Json) -> Department:
    return Department(
        id=whole(row, "id"),
        name=text(row, "name"),
        parent_id=whole(row, "parentid"),
        leaders=words(row, "department_leader"),
        order=whole(row, "order"),
    )


def read_agent(row: Json) -> AgentInfo:
    return AgentInfo(
        name=text(row, "name"),
        users=tuple(text(user, "userid") for user in rows(inner(row, "allow_userinfos"), "user")),
        parties=numbers(inner(row, "allow_partys"), "partyid"),
        tags=numbers(inner(row, "allow_tags"), "tagid"),
        closed=flag(row, "close"),
        reports_enter=flag(row, "isreportenter"),
        reports_location=whole(row, "report_location_flag") != 0,
        redirect_domain=text(row, "redirect_domain"),
        home_url=text(row, "home_url"),
    )


def read_visitor(row: Json) -> Visitor:
    return Visitor(
        userid=text(row, "userid"),
        parent_userid=text(row, "parent_userid"),
        student_userid=text(row, "student_userid"),
        external_userid=text(row, "external_userid"),
        openid=text(row, "openid"),
    )


def read_student(row: Json) -> SchoolStudent:
    parents = (
        StudentParent(
            parent_userid=text(parent, "parent_userid"),
            relation=text(parent, "relation"),
            mobile=text(parent, "mobile"),
            is_subscribe=flag(parent, "is_subscribe"),
            external_userid=text(parent, "external_userid"),
        )
        for parent in rows(row, "parents")
    )
    return SchoolStudent(text(row, "student_userid"), text(row, "name"), numbers(row, "department"), tuple(parents))


def read_parent(row: Json) -> SchoolParent:
    children = (Child(text(child, "student_userid"), text(child, "relation")) for child in rows(row, "children"))
    return SchoolParent(
        parent_userid=text(row, "parent_userid"),
        mobile=text(row, "mobile"),
        is_subscribe=flag(row, "is_subscribe"),
        external_userid=text(row, "external_userid"),
        children=tuple(children),
    )


def read_school_department(row: Json) -> SchoolDepartment:
    admins = (
        DepartmentAdmin(text(admin, "userid"), whole(admin, "type"), text(admin, "subject"))
        for admin in rows(row, "department_admins")
    )
    return SchoolDepartment(
        id=whole(row, "id"),
        name=text(row, "name"),
        parent_id=whole(row, "parentid"),
        type=whole(row, "type"),
        register_year=whole(row, "register_year"),
        standard_grade=whole(row, "standard_grade"),
        order=whole(row, "order"),
        is_graduated=flag(row, "is_graduated"),
        admins=tuple(admins),
    )


def read_allow_scope(row: Json) -> AllowScope:
    """Both shapes that the platform's documents show: ids under a further key, or rows with an id and bare numbers."""
    nested = words(inner(row, "students"), "userid")
    flat = tuple(text(student, "userid") for student in rows(row, "students"))
    departments = numbers(inner(row, "departments"), "partyid") or numbers(row, "departments")
    return AllowScope(nested or flat, departments)
