"""The platform's API in miniature: scripted answers over real HTTP, written apart from the product."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

CORP, AGENT, SECRET = "wwtest0123456789", 1000002, "the-secret-of-the-app"
TAIL = ", hint: [1576065934_28_e0fae07666aa64636023c1fa7e8f49a4], from ip: {ip}, more info at https://open.work.weixin.qq.com/devtool/query?e={code}"


@dataclass(frozen=True)
class Seen:
    """A request as it arrived; `body` is its JSON."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Raw:
    """Bytes of a body, and how it is sent."""

    body: bytes
    status: int = 200
    content_type: str = "application/json"
    missing: int = 0  # bytes that are promised and never come
    after: float = 0.0  # seconds
    headers: str = ""


RESET = Raw(b"", status=0)


def refuse(code: int, errmsg: str = "refused", ip: str = "9.30.0.138") -> dict[str, object]:
    return {"errcode": code, "errmsg": errmsg + TAIL.format(code=code, ip=ip)}


@dataclass
class ApiServer:
    """Answers `gettoken` by itself and every other path by its script, whose last answer stays."""

    base: str = ""
    token: str = "token-1"  # the one that is good
    issued: int = 0
    token_delay: float = 0.0
    expires_in: int = 7200
    seen: list[Seen] = field(default_factory=list)
    _script: dict[str, list[dict[str, object] | Raw]] = field(default_factory=lambda: defaultdict(list))

    def on(self, path: str, *answers: dict[str, object] | Raw) -> None:
        self._script[path] = list(answers)

    def calls(self, path: str) -> list[Seen]:
        return [one for one in self.seen if one.path == path]

    def expire(self) -> None:
        """The token that is out is not good any more; the next one is another."""
        self.token = f"token-{self.issued + 1}"

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (seen := await _read(reader)) is not None:
                self.seen.append(seen)
                if not await _write(writer, await self._answer(seen)):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, seen: Seen) -> Raw:
        script = self._script[seen.path]
        if script:
            scripted = script.pop(0) if len(script) > 1 else script[0]
            return scripted if isinstance(scripted, Raw) else _json(scripted)
        if seen.path == "gettoken":
            return await self._gettoken(seen)
        if seen.query.get("access_token") != self.token:
            return _json(refuse(42001, "access_token expired"))
        return _json({"errcode": 0, "errmsg": "ok"})

    async def _gettoken(self, seen: Seen) -> Raw:
        await asyncio.sleep(self.token_delay)
        if seen.query != {"corpid": CORP, "corpsecret": SECRET}:
            return _json(refuse(40001, "secret is invalid"))
        self.issued += 1
        return _json({"errcode": 0, "errmsg": "ok", "access_token": self.token, "expires_in": self.expires_in})


@asynccontextmanager
async def api_server() -> AsyncIterator[ApiServer]:
    platform = ApiServer()
    server = await asyncio.start_server(platform.handle, "127.0.0.1", 0)
    platform.base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield platform
    server.close()


async def _read(reader: asyncio.StreamReader) -> Seen | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, _version = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    raw = await reader.readexactly(int(headers.get("content-length", "0")))
    url = urlsplit(target)
    path = url.path.removeprefix("/cgi-bin/")
    return Seen(method, path, dict(parse_qsl(url.query)), headers, json.loads(raw) if raw else None)


async def _write(writer: asyncio.StreamWriter, answer: Raw) -> bool:
    """Whether the connection stays open."""
    await asyncio.sleep(answer.after)
    if answer.status == 0:
        writer.transport.abort()
        return False
    phrase = HTTPStatus(answer.status).phrase
    head = (
        f"HTTP/1.1 {answer.status} {phrase}\r\nContent-Type: {answer.content_type}\r\n"
        f"Content-Length: {len(answer.body) + answer.missing}\r\n{answer.headers}\r\n"
    )
    writer.write(head.encode() + answer.body)
    await writer.drain()
    return not answer.missing


def _json(answer: dict[str, object]) -> Raw:
    return Raw(json.dumps(answer).encode())
