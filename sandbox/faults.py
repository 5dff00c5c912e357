"""Faults made on purpose: which calls of the server API go wrong next, and how."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sandbox.bodies import read_object, whole
from sandbox.errors import ERRORS, ApiError, error_json

# Where the server puts the connection of a request, so that a fault can break it.
CONNECTION = "sandbox.connection"
_EVERY_CALL = "*"
_BUSY = -1
_TIMES_LIMIT, _SECONDS_LIMIT, _PATH_LIMIT = 100_000, 600, 100


class Kind(StrEnum):
    """How a call goes wrong; `slow`, `drop_after` and `truncated` carry it out, the others do not."""

    CODE = "code"
    HTTP = "http"
    SLOW = "slow"
    DROP_AFTER = "drop_after"
    HTML = "html"
    EMPTY = "empty"
    TRUNCATED = "truncated"


_LABELS = {
    Kind.CODE: "答一个错误码",
    Kind.HTTP: "HTTP 502",
    Kind.SLOW: "答得很慢",
    Kind.DROP_AFTER: "办了，但断线",
    Kind.HTML: "答一个网页",
    Kind.EMPTY: "答空白",
    Kind.TRUNCATED: "只答一半",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: for calls of `path`, `times` more times; None times until it is removed."""

    path: str
    kind: Kind
    code: int = _BUSY
    seconds: float = 0.0
    times: int | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "path": self.path,
            "kind": self.kind,
            "code": self.code,
            "seconds": self.seconds,
            "times": self.times or 0,
        }


class _Dropped(Response):
    """No answer at all: the connection is broken."""

    async def __call__(self, scope: Scope, receive: Receive, _: Send) -> None:
        scope["extensions"][CONNECTION]["transport"].abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class Faults:
    """The switchboard; the oldest fault that fits a call is used first."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._faults: list[Fault] = []

    def routes(self) -> list[Route]:
        return [
            Route("/api/faults", self._list, methods=["GET"]),
            Route("/api/faults", self._add, methods=["POST"]),
            Route("/api/faults", self._clear, methods=["DELETE"]),
        ]

    async def around(self, path: str, request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        """Answer a call of `path`, wrongly where a fault stands for it."""
        fault = self._take(path)
        match fault.kind if fault else None:
            case Kind.CODE if fault:
                client = request.client.host if request.client else "127.0.0.1"
                return JSONResponse(error_json(ApiError(fault.code), self._clock(), client))
            case Kind.HTTP:
                return HTMLResponse("<html><body>502 Bad Gateway</body></html>", 502)
            case Kind.HTML:
                return HTMLResponse("<html><body>请登录网络</body></html>")
            case Kind.EMPTY:
                return Response()
            case Kind.SLOW if fault:
                await asyncio.sleep(fault.seconds)
            case Kind.DROP_AFTER:
                await answer(request)
                return _Dropped()
            case Kind.TRUNCATED:
                whole_answer = await answer(request)
                body = bytes(whole_answer.body)
                return Response(body[: len(body) // 2], media_type=whole_answer.media_type)
        return await answer(request)

    def _take(self, path: str) -> Fault | None:
        """The fault for this call, with one time less to go."""
        for place, fault in enumerate(self._faults):
            if fault.path in (path, _EVERY_CALL):
                if fault.times == 1:
                    del self._faults[place]
                elif fault.times:
                    self._faults[place] = replace(fault, times=fault.times - 1)
                return fault
        return None

    async def _list(self, _: Request) -> Response:
        known = [{"name": kind, "label": label} for kind, label in _LABELS.items()]
        return JSONResponse({"faults": [fault.as_json() for fault in self._faults], "known": known})

    async def _add(self, request: Request) -> Response:
        self._faults.append(_fault(await read_object(request)))
        return await self._list(request)

    async def _clear(self, request: Request) -> Response:
        self._faults.clear()
        return await self._list(request)


def _fault(body: Mapping[str, Any]) -> Fault:
    kind, path = str(body.get("kind")), body.get("path", _EVERY_CALL)
    if kind not in set(Kind):
        raise HTTPException(400, f"kind 可以是 {'、'.join(Kind)}")
    if not isinstance(path, str) or not 0 < len(path) <= _PATH_LIMIT:
        raise HTTPException(400, "要有 path")
    code = body.get("code", _BUSY) if kind == Kind.CODE else _BUSY
    if not isinstance(code, int) or code not in ERRORS:
        raise HTTPException(400, "平台没有这个错误码")
    seconds, times = body.get("seconds") or 0, whole(body.get("times", 1), "times", 0, _TIMES_LIMIT)
    if not isinstance(seconds, int | float) or not 0 <= seconds <= _SECONDS_LIMIT:
        raise HTTPException(400, f"seconds 要在 0 和 {_SECONDS_LIMIT} 之间")
    return Fault(path, Kind(kind), code, float(seconds), times or None)
