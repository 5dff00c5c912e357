"""Between the bot and the sandbox: a platform whose answers can be changed to what a sandbox never says by itself."""

import json
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.request import Request as Call

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.support.platform import fetch
from tests.support.service import serving

Fields = Mapping[str, object]


@dataclass
class Meddler:
    """Passes every call on to `behind`, and writes over fields of the answers as long as it is told to."""

    behind: str
    base: str = ""
    calls: Counter[str] = field(default_factory=Counter)
    _changes: dict[str, list["_Change"]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def change(self, path: str, fields: Fields, *, once: bool = False, but: str = "") -> None:
        """The next answers of `path` have these fields, `once` or always, `but` not those to requests that say so."""
        with self._lock:
            self._changes.setdefault(path, []).append(_Change(fields, once, but.encode()))

    def leave_alone(self) -> None:
        with self._lock:
            self._changes.clear()

    async def handle(self, request: Request) -> Response:
        path, body = request.path_params["path"], await request.body()
        url = f"{self.behind}/cgi-bin/{path}?{request.url.query}"
        answer = await run_in_threadpool(fetch, Call(url, body or None, method=request.method))
        fields = self._take(path, body)
        content = json.dumps({**json.loads(answer.body), **fields}).encode() if fields else answer.body
        return Response(content, answer.status, media_type="application/json")

    def _take(self, path: str, body: bytes) -> Fields:
        with self._lock:
            self.calls[path] += 1
            changes = self._changes.get(path)
            if not changes or (changes[0].but and changes[0].but in body):
                return {}
            return (changes.pop(0) if changes[0].once else changes[0]).fields


@dataclass(frozen=True)
class _Change:
    fields: Fields
    once: bool
    but: bytes


@contextmanager
def meddling(behind: str) -> Iterator[Meddler]:
    """A meddler before the sandbox at `behind`, over real HTTP."""
    meddler = Meddler(behind)
    routes = [Route("/cgi-bin/{path:path}", meddler.handle, methods=["GET", "POST"])]
    with serving(Starlette(routes=routes)) as address:
        meddler.base = address
        yield meddler
