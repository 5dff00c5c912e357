"""The callback pusher: seals what a member does, posts it to the bot, repeats as the platform would."""

import asyncio
import io
import secrets
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import aiohttp

from sandbox.cipher import Seal
from sandbox.envelope import Fault, Inbound, render, seal
from sandbox.replies import SILENCE, Reply, read_reply
from sandbox.settings import RetryMode, SandboxSettings

RETRIES = 3
_VERIFY_SECONDS = 1.0


class Failure(StrEnum):
    """Why an attempt brought no HTTP answer."""

    TIMEOUT = "timeout"
    CONNECTION = "connection"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a push; `status` is 0 where no HTTP answer came, and `failure` then says why."""

    status: int
    seconds: float
    reply: Reply = SILENCE
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of the URL check; `problem` is Chinese, None when it passed."""

    status: int
    seconds: float
    problem: str | None


def wants_repeat(mode: RetryMode, attempt: Attempt) -> bool:
    """Whether the platform pushes again after `attempt`: its documentation states two rules."""
    if mode is RetryMode.TIMEOUT_ONLY:
        return attempt.failure is not None
    return attempt.status != 200


class Pusher:
    """Speaks to the bot's callback over one HTTP session; an async context manager, used within it."""

    def __init__(self, settings: SandboxSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._seal = Seal(settings.token, settings.aes_key, settings.corp_id)

    async def __aenter__(self) -> Self:
        # A session belongs to the running loop, so it cannot be made before there is one.
        timeout = aiohttp.ClientTimeout(total=self._settings.answer_seconds)
        self._session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def push(self, message: Inbound, fault: Fault | None = None) -> Attempt:
        """Post `message` once, freshly sealed."""
        settings = self._settings
        envelope = seal(
            render(message, settings.corp_id, settings.agent_id, fault),
            seal_with=self._seal,
            corp_id=settings.corp_id,
            agent_id=settings.agent_id,
            timestamp=int(self._clock()),
            nonce=secrets.token_hex(8),
            fault=fault,
        )
        body = io.BytesIO(envelope.body)
        started = time.perf_counter()
        try:
            async with self._session.post(
                settings.callback_url, params=envelope.query, data=body, headers={"Content-Type": "text/xml"}
            ) as response:
                answer, status = await response.read(), response.status
        except TimeoutError:
            return Attempt(0, time.perf_counter() - started, failure=Failure.TIMEOUT)
        except aiohttp.ClientError:
            return Attempt(0, time.perf_counter() - started, failure=Failure.CONNECTION)
        seconds = time.perf_counter() - started
        reply = read_reply(answer, self._seal, settings.corp_id, message.userid) if status == 200 else SILENCE
        return Attempt(status, seconds, reply)

    async def deliver(self, message: Inbound) -> AsyncIterator[Attempt]:
        """Push `message` until the platform would stop, one attempt after the other as it ends."""
        for retries_left in reversed(range(RETRIES + 1)):
            attempt = await self.push(message)
            yield attempt
            if not wants_repeat(self._settings.retry_mode, attempt) or not retries_left:
                return
            await asyncio.sleep(self._settings.retry_gap_seconds)

    async def verify(self) -> Verification:
        """Do the URL check that saving the callback's address does: byte-exact, within a second."""
        echo, nonce, timestamp = str(secrets.randbits(62)), secrets.token_hex(8), str(int(self._clock()))
        sealed = self._seal.encrypt(echo)
        query = {
            "msg_signature": self._seal.signature(timestamp, nonce, sealed),
            "timestamp": timestamp,
            "nonce": nonce,
            "echostr": sealed,
        }
        started = time.perf_counter()
        try:
            async with self._session.get(self._settings.callback_url, params=query) as response:
                body, status = await response.read(), response.status
        except (TimeoutError, aiohttp.ClientError):
            return Verification(0, time.perf_counter() - started, "连不上回调地址")
        seconds = time.perf_counter() - started
        return Verification(status, seconds, _verdict(status, seconds, body, echo.encode()))


def _verdict(status: int, seconds: float, body: bytes, echo: bytes) -> str | None:
    if status != 200:
        return f"回调地址答了 HTTP {status}"
    if body != echo:
        around = "，前后多了引号、空白或 BOM" if echo in body else ""
        return f"回显的内容不对{around}"
    if seconds > _VERIFY_SECONDS:
        return f"用了 {seconds:.1f} 秒，平台只等 1 秒"
    return None
