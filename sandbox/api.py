"""The gate of the platform's server API under /cgi-bin: tokens, refusals, and faults made on purpose."""

import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.bodies import read_body
from sandbox.errors import ApiError, error_json
from sandbox.faults import Faults
from sandbox.settings import App, SandboxSettings
from sandbox.tokens import Tokens

Answer = Mapping[str, object]
# A file goes out as it is, everything else as the platform's JSON.
Endpoint = Callable[[Request, App], Awaitable[Answer | Response]]
# Path below /cgi-bin, method, endpoint.
Row = tuple[str, str, Endpoint]


class Api:
    """The endpoints behind their gate; each returns what its answer holds besides errcode 0."""

    def __init__(self, settings: SandboxSettings, clock: Callable[[], float], faults: Faults) -> None:
        self._clock = clock
        self._faults = faults
        self._tokens = Tokens(settings, clock)

    def routes(self, rows: Iterable[Row]) -> list[Route]:
        bought = [self._route(path, method, self._with_token(endpoint)) for path, method, endpoint in rows]
        return [self._route("gettoken", "GET", self._gettoken), *bought]

    def _route(self, path: str, method: str, endpoint: Callable[[Request], Awaitable[Answer | Response]]) -> Route:
        async def answer(request: Request) -> Response:
            client = request.client.host if request.client else "127.0.0.1"
            try:
                # The platform answers a wrong method with its own code, and every refusal with HTTP 200.
                if request.method != method:
                    raise ApiError(40058)
                given = await endpoint(request)
                return given if isinstance(given, Response) else JSONResponse({"errcode": 0, "errmsg": "ok", **given})
            except ApiError as error:
                return JSONResponse(error_json(error, self._clock(), client))

        async def gate(request: Request) -> Response:
            return await self._faults.around(path, request, answer)

        return Route(f"/cgi-bin/{path}", gate, methods=["GET", "POST"])

    def _with_token(self, endpoint: Endpoint) -> Callable[[Request], Awaitable[Answer | Response]]:
        async def checked(request: Request) -> Answer | Response:
            return await endpoint(request, self._tokens.check(request.query_params.get("access_token")))

        return checked

    async def _gettoken(self, request: Request) -> Answer:
        query = request.query_params
        token, seconds = self._tokens.issue(query.get("corpid"), query.get("corpsecret"))
        return {"access_token": token, "expires_in": seconds}


@contextmanager
def wrong_types_refused() -> Iterator[None]:
    """A field of a wrong type, wherever it stands: the platform calls all of them bad parameters."""
    try:
        yield
    except (AttributeError, TypeError, ValueError) as error:
        raise ApiError(40058) from error


async def read_call(request: Request) -> dict[str, Any]:
    """The JSON object of a call to the platform, which does not ask what it is declared as."""
    with wrong_types_refused():
        value = json.loads(await read_body(request))
        if not isinstance(value, dict):
            raise TypeError("not an object")
        return value
