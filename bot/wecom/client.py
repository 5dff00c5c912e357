"""Calls to WeCom over HTTP: the token added, the answer read whatever it pretends to be, the failure named."""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import structlog

from bot.wecom.errors import NotTrusted, TokenRefused, Transport, WeComError, refusal
from bot.wecom.tokens import Fresh, Tokens
from storage.shared import Shared
from storage.vault import Vault

API_BASE = "https://qyapi.weixin.qq.com"
CONNECT_SECONDS = 3.0
TOTAL_SECONDS = 10.0
# So long an idle connection is used again: less than any server keeps one. What is written to a connection that is
# being closed at the other end perhaps arrived, and a message in doubt waits.
IDLE_SECONDS = 2.0
MAX_ANSWER_BYTES = 4 * 1024 * 1024
# The platform takes files of at most 20 MB.
MAX_FILE_BYTES = 21 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
USER_AGENT = "jiedui"

OK, MOST_OF_REFUSAL = 200, 4096
_NUMBER = re.compile("-?[0-9]{1,9}")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class App:
    """One app of one corp, as the platform's console shows it."""

    corp_id: str
    agent_id: int
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Route:
    """The way to the platform: scheme, host and port, and an HTTP proxy where there is one."""

    api_base: str = API_BASE
    proxy: str = field(default="", repr=False)
    total_seconds: float = TOTAL_SECONDS


class WeComClient:
    """Calls in the name of one app, from one event loop at a time. Every call raises WeComError and nothing else.

    `on_not_trusted` is told the address that the platform saw, whenever it does not trust it; in the event loop, so
    it neither waits nor raises.
    """

    def __init__(
        self,
        app: App,
        shared: Shared,
        vault: Vault,
        *,
        route: Route = Route(),
        on_not_trusted: Callable[[str], None] = lambda _ip: None,
    ) -> None:
        self.app = app
        self._route = route
        self._on_not_trusted = on_not_trusted
        self._tokens = Tokens(shared, vault, app=f"{app.corp_id}\0{app.secret}", fetch=self._gettoken)
        self._session: aiohttp.ClientSession | None = None

    async def get(self, path: str, params: Mapping[str, str | int] | None = None) -> dict[str, Any]:
        """The answer of a call that only reads; `path` is what follows /cgi-bin/."""
        return await self._call("GET", path, params or {}, None)

    async def post(
        self, path: str, body: Mapping[str, Any], params: Mapping[str, str | int] | None = None
    ) -> dict[str, Any]:
        """The answer of a call with a JSON body."""
        # As UTF-8, not as \uXXXX: some calls refuse that. A lone surrogate becomes a question mark.
        return await self._call(
            "POST", path, params or {}, json.dumps(body, ensure_ascii=False).encode(errors="replace")
        )

    async def download(self, path: str, params: Mapping[str, str | int]) -> "File":
        """What a call answers with a file; its refusals are JSON all the same."""
        token = await self._tokens.get()
        try:
            return await self._downloaded(_Request("GET", path, {**params, "access_token": token}, None))
        except TokenRefused:
            token = await self._tokens.renew(token)
        return await self._downloaded(_Request("GET", path, {**params, "access_token": token}, None, attempt=2))

    async def _downloaded(self, request: "_Request") -> "File":
        started, line = time.monotonic(), log.bind(path=request.path, attempt=request.attempt)
        try:
            status, body, content_type = await self._exchange(request, MAX_FILE_BYTES)
            if status != OK or _errcode_of(body) is not None:
                _read(status, body)
        except WeComError as error:
            line.warning("wecom_call", errcode=error.code, error=error.name, ms=_since(started))
            raise
        line.info("wecom_call", errcode=0, ms=_since(started))
        return File(body, content_type)

    async def picture(self, url: str) -> bytes:
        """What stands at an address that the platform gave us: over https, or where its API is."""
        if not url.startswith(("https://", f"{self._route.api_base}/")):
            raise Transport("no address of a picture", perhaps_done=False)
        try:
            async with self._opened().get(url, proxy=self._route.proxy or None, allow_redirects=False) as response:
                content = await _bounded(response, MAX_ANSWER_BYTES)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise Transport(f"no picture ({type(error).__name__})", perhaps_done=False) from None
        if response.status != OK:
            raise Transport("no picture", perhaps_done=False, status=response.status)
        return content

    async def close(self) -> None:
        """A later call opens again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _call(
        self, method: str, path: str, params: Mapping[str, str | int], body: bytes | None
    ) -> dict[str, Any]:
        token = await self._tokens.get()
        try:
            return await self._attempt(_Request(method, path, {**params, "access_token": token}, body))
        except TokenRefused:
            token = await self._tokens.renew(token)
        return await self._attempt(_Request(method, path, {**params, "access_token": token}, body, attempt=2))

    async def _gettoken(self) -> Fresh:
        params = {"corpid": self.app.corp_id, "corpsecret": self.app.secret}
        try:
            answer = await self._attempt(_Request("GET", "gettoken", params, None))
        except Transport as error:
            # Whatever became of this, the call that needs the token was not made yet.
            raise Transport(error.what, perhaps_done=False, status=error.code) from None
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not token or not isinstance(seconds, int) or seconds <= 0:
            raise Transport("an answer without a token", perhaps_done=False)
        return Fresh(token, seconds)

    async def _attempt(self, request: "_Request") -> dict[str, Any]:
        """One exchange, and its line in the log: no parameters, no bodies, no errmsg, for they name people."""
        started = time.monotonic()
        line = log.bind(path=request.path, attempt=request.attempt)
        try:
            status, body, _ = await self._exchange(request, MAX_ANSWER_BYTES)
            answer = _read(status, body)
        except WeComError as error:
            line.warning("wecom_call", errcode=error.code, error=error.name, ms=_since(started))
            if isinstance(error, NotTrusted):
                self._on_not_trusted(error.ip)
            raise
        line.info("wecom_call", errcode=0, ms=_since(started))
        return answer

    async def _exchange(self, request: "_Request", most: int) -> tuple[int, bytes, str]:
        """Status, body and its type. What errors say is our own: aiohttp's would name the address with its token."""
        try:
            async with self._opened().request(
                request.method,
                f"{self._route.api_base}/cgi-bin/{request.path}",
                params=request.params,
                data=request.body,
                headers={"Content-Type": "application/json"} if request.body is not None else None,
                proxy=self._route.proxy or None,
                allow_redirects=False,
            ) as response:
                return response.status, await _bounded(response, most), response.content_type
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError) as error:
            raise Transport(f"no connection ({type(error).__name__})", perhaps_done=False) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Transport(f"no answer ({type(error).__name__})", perhaps_done=True) from None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(keepalive_timeout=IDLE_SECONDS),
                timeout=aiohttp.ClientTimeout(total=self._route.total_seconds, connect=CONNECT_SECONDS),
                headers={"User-Agent": USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of a file and what the platform calls their type."""

    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    path: str
    params: Mapping[str, str | int]
    body: bytes | None
    attempt: int = 1


async def _bounded(response: aiohttp.ClientResponse, most: int) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK_BYTES):
        body += chunk
        if len(body) > most:
            raise Transport("an answer that is too large", perhaps_done=True, status=response.status)
    return bytes(body)


def _read(status: int, body: bytes) -> dict[str, Any]:
    """The platform's JSON, whatever type it is declared as and whatever the status; a proxy's page is none."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    code = _errcode(answer)
    if code is None or status >= 500:
        # Below 200 and from 300 to 499, HTTP itself says that the request was not carried out.
        raise Transport("not the platform's answer", perhaps_done=status >= 500 or 200 <= status < 300, status=status)
    if code != 0:
        raise refusal(code, str(answer.get("errmsg", "")))
    return dict(answer)


def _errcode_of(body: bytes) -> int | None:
    """Of what may be a file: only a small thing that reads as the platform's refusal is one."""
    try:
        return _errcode(json.loads(body)) if len(body) <= MOST_OF_REFUSAL else None
    except (ValueError, RecursionError):
        return None


def _errcode(answer: object) -> int | None:
    code = answer.get("errcode") if isinstance(answer, dict) else None
    if isinstance(code, str) and _NUMBER.fullmatch(code):
        return int(code)
    return code if type(code) is int else None


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
