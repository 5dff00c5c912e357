"""The loader: keeps HTTP/1.1 connections to one server busy, and measures from outside."""

import asyncio
import gc
import math
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, repeat
from typing import cast

import uvloop

from bench.messages import Message

HOST = "127.0.0.1"
CONNECTIONS = 32
SAMPLE_EVERY = 500
# Beyond the planned time; a server that has not answered by then never will.
GRACE_SECONDS = 30.0

_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)
_CLOSE = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """One run, times in seconds. `rate` is in messages a second; None sends the next as soon as an answer came."""

    port: int
    warm_up: float
    seconds: float
    rate: float | None = None


@dataclass(slots=True)
class Seen:
    """What a run saw; the counts hold the warm-up, `latencies` (in seconds) only what was measured."""

    accepted: int = 0
    refused: int = 0
    latencies: list[float] = field(default_factory=list)
    samples: list[tuple[Message, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `reusable` says whether the connection stays open."""

    status: int
    body: bytes
    reusable: bool


class MessagesRanOut(RuntimeError):
    """The server was quicker than the number of prepared messages allows to measure."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def run(plan: Plan, messages: Sequence[Message]) -> Seen:
    """Sends messages by the plan, each once; a run with a rate needs `due_count(plan)` of them."""
    gc.collect()
    # Tens of thousands of prepared messages: a collection in the middle would show up as the server's latency.
    gc.disable()
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(_run(plan, messages))
    finally:
        gc.enable()


def due_count(plan: Plan) -> int:
    """How many messages a run with a rate sends."""
    return round((plan.rate or 0.0) * (plan.warm_up + plan.seconds))


def due_times(plan: Plan, start: float) -> Iterator[float]:
    """When each message is to be sent: evenly by the rate, or at once."""
    if plan.rate is None:
        return repeat(start)
    rate = plan.rate
    return (start + number / rate for number in count())


def read_answer(received: bytes) -> Answer | None:
    """The answer in what was received so far, None while it is not complete."""
    head, blank, body = received.partition(b"\r\n\r\n")
    length = _LENGTH.search(head) if blank else None
    if length is None or len(body) < int(length[1]):
        return None
    return Answer(int(head[9:12]), body, _CLOSE.search(head) is None)


class _Connection(asyncio.Protocol):
    """One connection; one request at a time."""

    def __init__(self) -> None:
        self._received = b""
        self._answered: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one, but not by inheritance

    def data_received(self, data: bytes) -> None:
        self._received += data
        answer = read_answer(self._received)
        if answer is not None and self._answered is not None and not self._answered.done():
            self._answered.set_result(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(exc or ConnectionResetError())

    async def exchange(self, request: bytes) -> Answer:
        """Raises OSError where the connection ends before the answer does."""
        assert self._transport is not None
        self._received = b""
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answered

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


async def _run(plan: Plan, messages: Sequence[Message]) -> Seen:
    seen = Seen()
    start = time.perf_counter()
    work = zip(due_times(plan, start), messages, strict=False)
    end = start + plan.warm_up + plan.seconds
    # With a rate, everything that was due counts, however late its answer comes.
    measured = (start + plan.warm_up, end if plan.rate is None else math.inf)
    async with asyncio.timeout(plan.warm_up + plan.seconds + GRACE_SECONDS), asyncio.TaskGroup() as lanes:
        for _ in range(CONNECTIONS):
            lanes.create_task(_lane(plan, work, measured, seen))
    if plan.rate is None and time.perf_counter() < end:
        raise MessagesRanOut
    return seen


async def _lane(plan: Plan, work: Iterator[tuple[float, Message]], measured: tuple[float, float], seen: Seen) -> None:
    """Sends whatever is next over one connection; with a rate, a late lane's message has waited since it was due."""
    connection = await _connect(plan.port)
    for due, message in work:
        sent = time.perf_counter()
        if plan.rate is None:
            if sent >= measured[1]:
                break
            due = sent
        elif due > sent:
            await asyncio.sleep(due - sent)
            due = min(due, time.perf_counter())  # the loop's timer may be half a millisecond early
        try:
            answer = await connection.exchange(message.wire)
        except OSError:
            seen.refused += 1
            connection = await _connect(plan.port)
            continue
        _note(seen, message, answer, due=due, measured=measured)
        if not answer.reusable:
            connection.close()
            connection = await _connect(plan.port)
    connection.close()


def _note(seen: Seen, message: Message, answer: Answer, *, due: float, measured: tuple[float, float]) -> None:
    now = time.perf_counter()
    if answer.status != 200:
        seen.refused += 1
        return
    if seen.accepted % SAMPLE_EVERY == 0:
        seen.samples.append((message, answer.body))
    seen.accepted += 1
    if measured[0] <= now < measured[1]:
        seen.latencies.append(now - due)


async def _connect(port: int) -> _Connection:
    _, connection = await asyncio.get_running_loop().create_connection(_Connection, HOST, port)
    return connection
