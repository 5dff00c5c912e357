"""The platform's server API under /cgi-bin: tokens, sending, and the member directory."""

import functools
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.bodies import read_body
from sandbox.errors import ApiError, error_json
from sandbox.phones import Phones
from sandbox.school import Person
from sandbox.sending import Sending
from sandbox.settings import SandboxSettings
from sandbox.tokens import Tokens

Answer = Mapping[str, object]
Endpoint = Callable[[Request], Awaitable[Answer]]


class Api:
    """The endpoints; each returns what its answer holds besides errcode 0."""

    def __init__(self, settings: SandboxSettings, clock: Callable[[], float], phones: Phones) -> None:
        self._settings = settings
        self._clock = clock
        self._phones = phones
        self._tokens = Tokens(settings, clock)
        self._sending = Sending(settings, clock)

    def routes(self) -> list[Route]:
        """The table of contents: path, method, endpoint."""
        table: tuple[tuple[str, str, Endpoint], ...] = (
            ("message/send", "POST", self._message_send),
            ("user/get", "GET", self._user_get),
            ("user/simplelist", "GET", self._user_simplelist),
            ("department/list", "GET", self._department_list),
            ("agent/get", "GET", self._agent_get),
        )
        bought = [self._route(path, method, self._with_token(endpoint)) for path, method, endpoint in table]
        return [self._route("gettoken", "GET", self._gettoken), *bought]

    def _route(self, path: str, method: str, endpoint: Endpoint) -> Route:
        async def answer(request: Request) -> Response:
            client = request.client.host if request.client else "127.0.0.1"
            try:
                # The platform answers a wrong method with its own code, and every refusal with HTTP 200.
                if request.method != method:
                    raise ApiError(40058)
                return JSONResponse({"errcode": 0, "errmsg": "ok", **await endpoint(request)})
            except ApiError as error:
                return JSONResponse(error_json(error.code, self._clock(), client))

        return Route(f"/cgi-bin/{path}", answer, methods=["GET", "POST"])

    def _with_token(self, endpoint: Endpoint) -> Endpoint:
        @functools.wraps(endpoint)
        async def checked(request: Request) -> Answer:
            self._tokens.check(request.query_params.get("access_token"))
            return await endpoint(request)

        return checked

    async def _gettoken(self, request: Request) -> Answer:
        query = request.query_params
        token, seconds = self._tokens.issue(query.get("corpid"), query.get("corpsecret"))
        return {"access_token": token, "expires_in": seconds}

    async def _message_send(self, request: Request) -> Answer:
        try:
            accepted = self._sending.accept(_as_object(await read_body(request)))
        except (AttributeError, TypeError, ValueError) as error:
            # A field of a wrong type, wherever it stands: the platform calls all of them bad parameters.
            raise ApiError(40058) from error
        for userid in accepted.receivers:
            self._phones.receive(userid, accepted.shown)
        return accepted.answer

    async def _user_get(self, request: Request) -> Answer:
        userid = request.query_params.get("userid", "").lower()
        if not userid:
            raise ApiError(41009)
        for person in self._settings.members:
            if person.userid.lower() == userid:
                return {**_member(person), "position": person.role, "main_department": person.parties[0], "status": 1}
        raise ApiError(60111)

    async def _user_simplelist(self, request: Request) -> Answer:
        party = self._party(request.query_params.get("department_id", ""))
        return {"userlist": [_member(person) for person in self._settings.members if party in person.parties]}

    async def _department_list(self, request: Request) -> Answer:
        wanted = request.query_params.get("id")
        root = self._party(wanted) if wanted else 0
        return {
            "department": [
                {"id": party.id, "name": party.name, "parentid": party.parent_id, "order": party.id}
                for party in self._settings.parties
                if not root or root in (party.id, party.parent_id)
            ]
        }

    async def _agent_get(self, request: Request) -> Answer:
        if request.query_params.get("agentid") != str(self._settings.agent_id):
            raise ApiError(301002)
        users = [{"userid": person.userid} for person in self._settings.members]
        return {
            "agentid": self._settings.agent_id,
            "name": self._settings.app_name,
            "allow_userinfos": {"user": users},
            "allow_partys": {"partyid": [party.id for party in self._settings.parties]},
            "close": 0,
        }

    def _party(self, text: str) -> int:
        for party in self._settings.parties:
            if str(party.id) == text:
                return party.id
        raise ApiError(60003)


def _member(person: Person) -> dict[str, object]:
    """A member as apps made since June 2022 see one: no phone, no mail, no gender."""
    return {"userid": person.userid, "name": person.name, "department": list(person.parties)}


def _as_object(body: bytes) -> dict[str, Any]:
    value = json.loads(body)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value
