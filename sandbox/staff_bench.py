"""The experimenter's hand in the directory of members: who comes, leaves, and gets another name or account."""

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.bodies import read_object
from sandbox.directory_bench import name_in, new_id
from sandbox.envelope import SYSTEM, Field
from sandbox.facts import Staff
from sandbox.phones import Phones
from sandbox.school import Person

_TAKEN = "这个账号已经有人用了"


class StaffBench:
    """/api/directory/teachers…: each change is written down, seen by the API from then on, and told to the bot."""

    def __init__(self, staff: Staff, phones: Phones) -> None:
        self._staff = staff
        self._phones = phones

    def routes(self) -> list[Route]:
        below = "/api/directory/teachers"
        return [
            Route(below, self._comes, methods=["POST"]),
            Route(below + "/{userid}", self._changes, methods=["POST"]),
            Route(below + "/{userid}/leave", self._leaves, methods=["POST"]),
        ]

    async def _comes(self, request: Request) -> Response:
        body = await read_object(request)
        person = Person(new_id(body.get("userid")), name_in(body), "", (self._staff.parties[0].id,))
        if self._staff.member(person.userid):
            raise HTTPException(409, _TAKEN)
        self._staff.change((*self._staff.members, person))
        return await self._tell("create_user", person.userid, ("Name", person.name))

    async def _changes(self, request: Request) -> Response:
        """Another name, another account, or both; the event tells only what changed."""
        body, before = await read_object(request), self._teacher(request)
        name = name_in(body) if "name" in body else before.name
        userid = new_id(body["new_userid"]) if "new_userid" in body else before.userid
        if self._staff.member(userid) not in (None, before):
            raise HTTPException(409, _TAKEN)
        after = replace(before, name=name, userid=userid)
        self._staff.change(tuple(after if one is before else one for one in self._staff.members))
        told: list[Field] = [("NewUserID", userid)] if userid != before.userid else []
        told += [("Name", name)] if name != before.name else []
        return await self._tell("update_user", before.userid, *told)

    async def _leaves(self, request: Request) -> Response:
        await read_object(request)
        gone = self._teacher(request)
        self._staff.change(tuple(one for one in self._staff.members if one is not gone))
        return await self._tell("delete_user", gone.userid)

    async def _tell(self, change: str, userid: str, *more: Field) -> Response:
        event = (("Event", "change_contact"), ("ChangeType", change), ("UserID", userid), *more)
        await self._phones.push_unseen(self._phones.inbound(SYSTEM, "event", event))
        return JSONResponse({"id": userid})

    def _teacher(self, request: Request) -> Person:
        person = self._staff.member(request.path_params["userid"])
        if person is None:
            raise HTTPException(404, "没有这位老师")
        return person
