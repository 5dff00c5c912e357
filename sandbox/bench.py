"""The experimenter's bench of the chat page: the clock, who follows, and the whole journal for an audit."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.bodies import read_object, whole
from sandbox.clock import Destination, TravelClock
from sandbox.envelope import SYSTEM
from sandbox.facts import Followers
from sandbox.journal import Journal
from sandbox.phones import Phones

_DUMP, _DUMP_LIMIT = 200, 1000
_LONGEST_JOURNEY = 400 * 86_400
_HIGHEST_ID = 2**63 - 1


class Bench:
    """/api/clock, /api/parents/…/follow and /api/journal."""

    def __init__(self, clock: TravelClock, followers: Followers, phones: Phones, journal: Journal) -> None:
        self._clock = clock
        self._followers = followers
        self._phones = phones
        self._journal = journal

    def routes(self) -> list[Route]:
        return [
            Route("/api/clock", self._time, methods=["GET"]),
            Route("/api/clock", self._travel, methods=["POST"]),
            Route("/api/parents/{parent_userid}/follow", self._follow, methods=["POST"]),
            Route("/api/journal", self._dump, methods=["GET"]),
        ]

    async def _time(self, _: Request) -> Response:
        clock = self._clock
        return JSONResponse({"now": clock(), "offset": clock.offset, "can_travel": clock.can_travel})

    async def _travel(self, request: Request) -> Response:
        body = await read_object(request)
        if not self._clock.can_travel:
            raise HTTPException(409, "这里的时间不能调")
        if "to" in body:
            if body["to"] not in set(Destination):
                raise HTTPException(400, f"to 可以是 {'、'.join(Destination)}")
            self._clock.travel(Destination(body["to"]))
        else:
            self._clock.advance(whole(body.get("advance"), "advance", 1, _LONGEST_JOURNEY))
        return await self._time(request)

    async def _follow(self, request: Request) -> Response:
        parent = self._followers.directory.parent(request.path_params["parent_userid"])
        if parent is None:
            raise HTTPException(404, "没有这位家长")
        follows = (await read_object(request)).get("follows")
        if not isinstance(follows, bool):
            raise HTTPException(400, "follows 要是 true 或 false")
        if follows != self._followers.follows(parent):
            self._followers.set(parent, follows)
            change = ("ChangeType", "subscribe" if follows else "unsubscribe")
            event = (("Event", "change_school_contact"), change, ("Id", parent.userid))
            await self._phones.push_unseen(self._phones.inbound(SYSTEM, "event", event))
        return JSONResponse({"follows": follows})

    async def _dump(self, request: Request) -> Response:
        query = request.query_params
        after = whole(query.get("after", 0), "after", 0, _HIGHEST_ID)
        limit = whole(query.get("limit", _DUMP), "limit", 1, _DUMP_LIMIT)
        entries = self._journal.after(after, limit)
        return JSONResponse({"entries": [{**entry.as_json(), "userid": entry.userid} for entry in entries]})
