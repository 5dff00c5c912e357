"""A sandbox and an echo bot, each under its own server on a free port, with a clock that tests turn."""

import contextlib
import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette

from sandbox.serve import build_server
from sandbox.settings import RetryMode, SandboxSettings
from tests.sandbox.echo import AES_KEY, CORP, TOKEN, EchoBot

SECRET = "app-secret"
AGENT = 1000002
START = 1_795_233_600.0


@dataclass(slots=True)
class Clock:
    """Unix seconds that only a test moves."""

    now: float = START

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True, slots=True)
class World:
    """One sandbox at `base` that pushes to `bot`."""

    base: str
    bot: EchoBot
    clock: Clock
    bot_server: "Running"

    def bot_gone(self) -> None:
        """Stop the bot, as a crash would."""
        self.bot_server.stop()
        self.bot_server.thread.join()

    def call(self, path: str, body: object = None, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        """The status and the decoded JSON (or the text) of one request; a POST where there is a body."""
        raw = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, raw, headers or {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status, _decoded(response.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _decoded(error.read())

    def ok(self, path: str, body: object = None) -> Any:
        status, answer = self.call(path, body)
        assert status == 200, answer
        return answer

    def token(self, secret: str = SECRET) -> str:
        return str(self.ok(f"/cgi-bin/gettoken?corpid={CORP}&corpsecret={secret}")["access_token"])

    def api(self, path: str, body: object = None, secret: str = SECRET) -> Any:
        """The answer of the platform's server API; `path` may have its own query."""
        joint = "&" if "?" in path else "?"
        return self.ok(f"/cgi-bin/{path}{joint}access_token={self.token(secret)}", body)

    def send(self, **changes: Any) -> Any:
        """The answer to message/send: to WangFang unless told otherwise."""
        return self.api("message/send", {"touser": "WangFang", "agentid": AGENT} | changes)

    def card(self, userid: str = "WangFang") -> Any:
        """The newest card of a phone."""
        entries = self.ok(f"/api/chats/{userid}?limit=200")["entries"]
        return [entry["card"] for entry in entries if entry["card"]][-1]

    def tap(self, key: str, *options: str, userid: str = "WangFang", **selects: str) -> Any:
        """Tap the newest card of a phone, `selects` chosen in its lists: the entries that come of it."""
        entries = self.ok(f"/api/chats/{userid}?limit=200")["entries"]
        entry = [entry["id"] for entry in entries if entry["card"]][-1]
        body = {"entry": entry, "key": key, "options": options, "selects": selects}
        return self.ok(f"/api/chats/{userid}/tap", body)["entries"]

    def lines(self, userid: str = "WangFang") -> list[tuple[str, str]]:
        """Who said what on a phone, oldest first."""
        return [(entry["from"], entry["text"]) for entry in self.ok(f"/api/chats/{userid}?limit=200")["entries"]]


@dataclass(frozen=True, slots=True)
class Running:
    """A server in its own thread; `stop` only asks, so that several can go at once."""

    server: uvicorn.Server
    thread: threading.Thread
    base: str

    def stop(self) -> None:
        self.server.should_exit = True


def start_server(server: uvicorn.Server) -> Running:
    """Run a server in a thread on a free port, and wait until it answers."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.002)
    return Running(server, thread, f"http://127.0.0.1:{listener.getsockname()[1]}")


@contextlib.contextmanager
def open_world(
    data_dir: Path,
    bot: EchoBot,
    clock: Clock,
    *,
    retry_mode: RetryMode = RetryMode.NON_200,
    answer_seconds: float = 5.0,
    **more: Any,
) -> Iterator[World]:
    """Both servers, started and stopped; `more` are further settings of the sandbox."""
    config = uvicorn.Config(Starlette(routes=bot.routes()), log_level="critical", lifespan="off")
    bot_server = start_server(uvicorn.Server(config))
    settings = SandboxSettings(
        corp_id=CORP,
        agent_id=AGENT,
        secret=SECRET,
        token=TOKEN,
        aes_key=AES_KEY,
        callback_url=f"{bot_server.base}/wecom/callback",
        data_dir=data_dir,
        retry_mode=retry_mode,
        answer_seconds=answer_seconds,
        retry_gap_seconds=0.0,
        **more,
    )
    sandbox_server = start_server(build_server(settings, clock=clock))
    try:
        yield World(sandbox_server.base, bot, clock, bot_server)
    finally:
        for running in (bot_server, sandbox_server):
            running.stop()
        for running in (bot_server, sandbox_server):
            running.thread.join()


def _decoded(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return raw.decode()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path, EchoBot(), Clock()) as opened:
        yield opened


@pytest.fixture(scope="module")
def still_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for all tests of a module that leave nothing behind."""
    with open_world(tmp_path_factory.mktemp("still"), EchoBot(), Clock()) as opened:
        yield opened


Opener = Callable[..., contextlib.AbstractContextManager[World]]


@pytest.fixture
def opener(tmp_path: Path) -> Opener:
    """Opens worlds over one data directory, for tests that restart it or set it up differently."""

    def open_one(bot: EchoBot | None = None, clock: Clock | None = None, **settings: Any) -> Any:
        return open_world(tmp_path, bot or EchoBot(), clock or Clock(), **settings)

    return open_one
