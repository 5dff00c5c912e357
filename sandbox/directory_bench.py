"""The experimenter's hand in the directory of students and parents: who comes, goes and is called otherwise."""

import re
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.bodies import read_object
from sandbox.directory import CLASS, Child, Department, Directory, Parent, Student
from sandbox.envelope import SYSTEM
from sandbox.facts import Followers
from sandbox.phones import Phones

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_\-@.]{0,63}")
_MOBILE = re.compile(r"[0-9+]{5,32}")
_LONGEST_NAME = 32
_TAKEN = "这个账号已经有人用了"


class DirectoryBench:
    """/api/directory/…: each change is written down, seen by the API from then on, and told to the bot."""

    def __init__(self, followers: Followers, phones: Phones) -> None:
        self._followers = followers
        self._phones = phones

    def routes(self) -> list[Route]:
        table = {
            "students": self._student_comes,
            "students/{userid}": self._student_changes,
            "students/{userid}/leave": self._student_leaves,
            "students/{userid}/parents": self._parent_joins,
            "parents/{userid}/leave": self._parent_leaves,
            "departments/{id}": self._department_changes,
        }
        return [Route(f"/api/directory/{path}", endpoint, methods=["POST"]) for path, endpoint in table.items()]

    @property
    def _directory(self) -> Directory:
        return self._followers.directory

    async def _student_comes(self, request: Request) -> Response:
        body = await read_object(request)
        student = Student(new_id(body.get("userid")), name_in(body), self._class(body.get("class_id")).id)
        if self._directory.student(student.userid) or self._directory.parent(student.userid):
            raise HTTPException(409, _TAKEN)
        self._change(students=(*self._directory.students, student))
        return await self._tell(("create_student", student.userid))

    async def _student_changes(self, request: Request) -> Response:
        """Another name, another class, or both."""
        body, before = await read_object(request), self._student(request)
        name = name_in(body) if "name" in body else before.name
        place = self._class(body["class_id"]).id if "class_id" in body else before.class_id
        after = Student(before.userid, name, place)
        self._change(
            students=tuple(after if one is before else one for one in self._directory.students),
            parents=tuple(_calling(one, after) for one in self._directory.parents),
        )
        return await self._tell(("update_student", after.userid))

    async def _student_leaves(self, request: Request) -> Response:
        """With the child go the parents who have no other one here."""
        await read_object(request)
        gone = self._student(request)
        left = [_without(one, gone.userid) for one in self._directory.parents]
        self._change(
            students=tuple(one for one in self._directory.students if one is not gone),
            parents=tuple(one for one in left if one.children),
        )
        lost = [("delete_parent", one.userid) for one in left if not one.children]
        return await self._tell(("delete_student", gone.userid), *lost)

    async def _parent_joins(self, request: Request) -> Response:
        """A parent whom the directory does not have, or one who has another child in it."""
        body, child = await read_object(request), self._student(request)
        userid = new_id(body.get("userid") or f"parent{len(self._directory.parents) + 1}.{child.userid}")
        seen = Child(child.userid, child.name, name_in(body, "relation"))
        known = self._directory.parent(userid)
        if known and any(one.student_userid == child.userid for one in known.children):
            raise HTTPException(409, "已经是这个孩子的家长了")
        if known is None and self._directory.student(userid):
            raise HTTPException(409, _TAKEN)
        follows = body.get("follows") is True
        joined = known or Parent(userid, child.name + seen.relation, _mobile_in(body), follows, ())
        others = tuple(one for one in self._directory.parents if one is not known)
        self._change(parents=(*others, replace(joined, children=(*joined.children, seen))))
        change = "update_parent" if known else "create_parent"
        return await self._tell((change, joined.userid), ("update_student", child.userid))

    async def _parent_leaves(self, request: Request) -> Response:
        await read_object(request)
        gone = self._directory.parent(request.path_params["userid"])
        if gone is None:
            raise HTTPException(404, "没有这位家长")
        self._change(parents=tuple(one for one in self._directory.parents if one is not gone))
        orphaned = [("update_student", child.student_userid) for child in gone.children]
        return await self._tell(("delete_parent", gone.userid), *orphaned)

    async def _department_changes(self, request: Request) -> Response:
        """Another name; `misspelt`: the event is spelt as the platform's own sample spells it."""
        body = await read_object(request)
        before = self._directory.department(request.path_params["id"])
        if before is None:
            raise HTTPException(404, "没有这个部门")
        after = replace(before, name=name_in(body))
        departments = tuple(after if one is before else one for one in self._directory.departments)
        self._followers.change(replace(self._directory, departments=departments))
        spelt = "update_deparmtment" if body.get("misspelt") is True else "update_department"
        return await self._tell((spelt, str(after.id)))

    def _change(
        self, *, students: tuple[Student, ...] | None = None, parents: tuple[Parent, ...] | None = None
    ) -> None:
        now = self._directory
        learning = now.students if students is None else students
        self._followers.change(Directory(now.departments, learning, now.parents if parents is None else parents))

    async def _tell(self, *changes: tuple[str, str]) -> Response:
        """An event for each change, as (kind, id); the answer names whom the first is about."""
        for change, whose in changes:
            event = (("Event", "change_school_contact"), ("ChangeType", change), ("Id", whose))
            await self._phones.push_unseen(self._phones.inbound(SYSTEM, "event", event))
        return JSONResponse({"id": changes[0][1]})

    def _student(self, request: Request) -> Student:
        student = self._directory.student(request.path_params["userid"])
        if student is None:
            raise HTTPException(404, "没有这个孩子")
        return student

    def _class(self, wanted: object) -> Department:
        found = self._directory.department(str(wanted))
        if found is None or found.kind != CLASS:
            raise HTTPException(400, "class_id 要是一个班级的编号")
        return found


def new_id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise HTTPException(400, "账号是 1 到 64 个字母、数字和 _-@.")
    return value


def name_in(body: dict[str, object], key: str = "name") -> str:
    value = body.get(key)
    if not isinstance(value, str) or not 0 < len(value.strip()) <= _LONGEST_NAME:
        raise HTTPException(400, f"{key} 要有 1 到 {_LONGEST_NAME} 个字")
    return value


def _mobile_in(body: dict[str, object]) -> str:
    value = body.get("mobile")
    if not isinstance(value, str) or not _MOBILE.fullmatch(value):
        raise HTTPException(400, "mobile 要是一个手机号")
    return value


def _calling(parent: Parent, student: Student) -> Parent:
    """The parent with the student's name as it is now."""
    children = (
        replace(child, name=student.name) if child.student_userid == student.userid else child
        for child in parent.children
    )
    return replace(parent, children=tuple(children))


def _without(parent: Parent, student_userid: str) -> Parent:
    return replace(parent, children=tuple(child for child in parent.children if child.student_userid != student_userid))
