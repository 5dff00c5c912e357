"""Who has a phone: the staff, who talk to the app, the parents, who hear from it, and all who write to 微信客服."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.directory import Parent
from sandbox.facts import Followers
from sandbox.kf.customers import PHONE as KF_PHONE
from sandbox.kf.customers import Customers
from sandbox.notices import PHONE
from sandbox.settings import SandboxSettings


class People:
    """/api/people, and the reading of a phone's name in every other address."""

    def __init__(self, settings: SandboxSettings, followers: Followers, customers: Customers) -> None:
        self._settings = settings
        self._customers = customers
        self._followers = followers

    def routes(self) -> list[Route]:
        return [Route("/api/people", self._people, methods=["GET"])]

    def phone(self, request: Request) -> str:
        """A member's phone, a parent's, or a customer's chat."""
        name: str = request.path_params["userid"]
        return self.called(name) or self.member(request)

    def called(self, name: str) -> str | None:
        """The phone of that name, if there is one."""
        if name.startswith(PHONE):
            parent = self._settings.directory.parent(name.removeprefix(PHONE))
            return PHONE + parent.userid if parent else None
        if name.startswith(KF_PHONE):
            customer = self._customers.called(name)
            return customer.phone if customer else None
        return name if any(person.userid == name for person in self._settings.members) else None

    def member(self, request: Request) -> str:
        """A phone that can talk to the app: the platform gives parents no way to."""
        userid: str = request.path_params["userid"]
        if userid.startswith(PHONE):
            raise HTTPException(409, "学校通知不能直接回话，点通知里的链接说")
        if userid.startswith(KF_PHONE) or self.called(userid) is None:
            raise HTTPException(404, "通讯录里没有这个人")
        return userid

    async def _people(self, _: Request) -> Response:
        people = [
            {"userid": person.userid, "name": person.name, "role": person.role, "children": person.children}
            for person in self._settings.members
        ]
        parents = [self._parent(parent) for parent in self._settings.directory.parents]
        apps = {"app": self._settings.app_name, "parents_app": self._settings.parents_app_name}
        strangers = [{"id": one.phone, "name": one.nickname} for one in self._customers.strangers]
        return JSONResponse({**apps, "people": people, "parents": parents, "strangers": strangers})

    def _parent(self, parent: Parent) -> dict[str, object]:
        first = parent.children[0]
        return {
            "id": PHONE + parent.userid,
            "parent_userid": parent.userid,
            "name": parent.name,
            "label": first.name + first.relation,
            "child": first.name,
            "children": [child.name for child in parent.children],
            "follows": self._followers.follows(parent),
            "kf": KF_PHONE + parent.userid,
        }
