"""The server API of students and parents, and the exchange of a login code for who logged in."""

from collections.abc import Iterable

from starlette.requests import Request

from sandbox.api import Answer, Row
from sandbox.directory import ROOT, Child, Department, Parent, Student, external_userid
from sandbox.errors import ApiError
from sandbox.facts import Followers
from sandbox.oauth import Identity, Logins
from sandbox.settings import App


class SchoolApi:
    """school/…, the code that parents scan to follow, and …/getuserinfo."""

    def __init__(self, followers: Followers, logins: Logins) -> None:
        self._followers = followers
        self._directory = followers.directory
        self._logins = logins

    def rows(self) -> Iterable[Row]:
        return (
            ("school/user/get", "GET", self._user_get),
            ("school/user/list", "GET", self._user_list),
            ("school/user/list_parent", "GET", self._parent_list),
            ("school/department/list", "GET", self._department_list),
            ("school/agent/get_allow_scope", "GET", self._allow_scope),
            ("externalcontact/get_subscribe_qr_code", "GET", self._subscribe_code),
            ("school/getuserinfo", "GET", self._school_login),
            ("auth/getuserinfo", "GET", self._login),
        )

    async def _user_get(self, request: Request, _: App) -> Answer:
        userid = request.query_params.get("userid", "")
        if not userid:
            raise ApiError(41009)
        if student := self._directory.student(userid):
            return {"user_type": 1, "student": self._student(student)}
        if parent := self._directory.parent(userid):
            return {"user_type": 2, "parent": {**self._account(parent), "children": [*map(_child, parent.children)]}}
        raise ApiError(60111)

    async def _user_list(self, request: Request, _: App) -> Answer:
        return {"students": [self._student(student) for student in self._students_of(request)]}

    async def _parent_list(self, request: Request, _: App) -> Answer:
        students = self._students_of(request)
        found = {parent.userid: parent for one in students for parent in self._directory.parents_of(one.userid)}
        return {
            "parents": [
                {
                    **self._account(parent),
                    "children": [{**_child(child), "name": child.name} for child in parent.children],
                }
                for parent in found.values()
            ]
        }

    async def _department_list(self, request: Request, _: App) -> Answer:
        wanted = request.query_params.get("id")
        ids = self._directory.below(self._department(wanted).id if wanted else ROOT)
        return {"departments": [_department(one) for one in self._directory.departments if one.id in ids]}

    async def _allow_scope(self, request: Request, app: App) -> Answer:
        if request.query_params.get("agentid") != str(app.agent_id):
            raise ApiError(301002)
        # The whole school by its root; single students are listed only where an app is given single students.
        return {"allow_scope": {"students": {"userid": []}, "departments": {"partyid": [ROOT]}}}

    async def _subscribe_code(self, _request: Request, _app: App) -> Answer:
        sizes = {"qrcode_big": 1200, "qrcode_middle": 430, "qrcode_thumb": 258}
        return {name: f"https://sandbox.invalid/subscribe/{size}.png" for name, size in sizes.items()}

    async def _school_login(self, request: Request, _: App) -> Answer:
        identity = self._redeem(request)
        if identity.parent_userid:
            return {"DeviceId": "sandbox", "parent_userid": identity.parent_userid}
        raise ApiError(40029)

    async def _login(self, request: Request, _: App) -> Answer:
        identity = self._redeem(request)
        if parent := self._directory.parent(identity.parent_userid):
            return {"external_userid": external_userid(parent.userid), "parent_userid": parent.userid}
        return {"userid": identity.userid} if identity.userid else {"openid": identity.openid}

    def _redeem(self, request: Request) -> Identity:
        code = request.query_params.get("code", "")
        if not code:
            raise ApiError(41008)
        return self._logins.redeem(code)

    def _students_of(self, request: Request) -> list[Student]:
        """Those of one department alone: who wants those below it asks for those below it."""
        department = self._department(request.query_params.get("department_id", ""))
        return [student for student in self._directory.students if student.class_id == department.id]

    def _department(self, name: str) -> Department:
        department = self._directory.department(name)
        if department is None:
            raise ApiError(60003)
        return department

    def _student(self, student: Student) -> dict[str, object]:
        parents = [
            {**self._account(parent), "relation": child.relation}
            for parent in self._directory.parents_of(student.userid)
            for child in parent.children
            if child.student_userid == student.userid
        ]
        return {
            "student_userid": student.userid,
            "name": student.name,
            "department": [student.class_id],
            "parents": parents,
        }

    def _account(self, parent: Parent) -> dict[str, object]:
        """A parent as the platform tells of one: never by name, and by an outside name only who follows."""
        account: dict[str, object] = {"parent_userid": parent.userid, "mobile": parent.mobile, "is_subscribe": 0}
        if self._followers.follows(parent):
            account |= {"is_subscribe": 1, "external_userid": external_userid(parent.userid)}
        return account


def _child(child: Child) -> dict[str, object]:
    return {"student_userid": child.student_userid, "relation": child.relation}


def _department(department: Department) -> dict[str, object]:
    return {
        "id": department.id,
        "name": department.name,
        "parentid": department.parent_id,
        "type": department.kind,
        "order": department.id,
        "is_graduated": 0,
        "department_admins": [{"userid": userid, "type": kind} for userid, kind in department.admins],
    }
