"""The servers of a run: real processes on the server's core, each on a port of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil

from bench.loader import HOST
from storage.work import Store
from tests.support.databases import SECRET
from tests.support.platform import AES_KEY, AGENT_ID, CORP_ID, TOKEN

ROOT = Path(__file__).parent.parent
START_SECONDS = 30.0


class NotStarted(RuntimeError):
    """A server did not answer in time; what it said follows."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__(f"{name}: {self.__doc__}\n{said}")


@dataclass(frozen=True, slots=True)
class Contender:
    """A server to be measured: `command` after the interpreter, `{port}` open; `store` is where it keeps its rows."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    store: Store | None = None
    steady: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    """A contender that runs."""

    contender: Contender
    port: int
    process: subprocess.Popen[bytes]

    @property
    def megabytes(self) -> float:
        """Resident memory of the process that answers: the largest, where there is one that only watches."""
        main = psutil.Process(self.process.pid)
        return max(one.memory_info().rss for one in (main, *main.children(recursive=True))) / 1e6


def ours(name: str, store: Store, data_dir: Path) -> Contender:
    """The whole product on this database."""
    environment = {
        "JIEDUI_DATABASE_URL": store.engine.url.render_as_string(hide_password=False),
        "JIEDUI_DATA_DIR": str(data_dir),
        "JIEDUI_SECRET_KEY": SECRET,
        "JIEDUI_WECOM_CORP_ID": CORP_ID,
        "JIEDUI_WECOM_AGENT_ID": str(AGENT_ID),
        "JIEDUI_WECOM_TOKEN": TOKEN,
        "JIEDUI_WECOM_AES_KEY": AES_KEY,
    }
    return Contender(name, ("bot", "serve", "--port", "{port}"), environment, store, steady=True)


FASTAPI_ECHO = Contender(
    "echo: FastAPI, uvicorn",
    (
        *("uvicorn", "bench.echoes:fastapi_app", "--factory", "--host", HOST, "--port", "{port}"),
        *("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"),
    ),
    steady=True,
)
_GUNICORN = ("gunicorn", "bench.echoes:flask_app()", "--bind", f"{HOST}:{{port}}", "--workers", "1")
FLASK_ECHOES = (
    Contender("echo: Flask, gunicorn sync", (*_GUNICORN, "--worker-class", "sync")),
    Contender("echo: Flask, gunicorn gthread", (*_GUNICORN, "--worker-class", "gthread", "--threads", "4")),
)


def pin(core: int) -> None:
    """Keeps this process, and those that it starts, on the core of this number; a single core is left as it is."""
    if len(_CORES) > 1:
        os.sched_setaffinity(0, {_CORES[core]})


_CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
PINNED = len(_CORES) > 1
SERVER_CORE, LOADER_CORE = 0, 1


@contextmanager
def running(contenders: list[Contender], folder: Path) -> Iterator[list[Server]]:
    """All of them at once; an idle one costs the others nothing."""
    servers = []
    try:
        for contender in contenders:
            server = _start(contender, folder)
            servers.append(server)
            _wait(server, folder)
        yield servers
    finally:
        for server in servers:
            server.process.terminate()
        for server in servers:
            server.process.wait(timeout=START_SECONDS)


def _start(contender: Contender, folder: Path) -> Server:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", *(part.format(port=port) for part in contender.command)]
    # An operator's own settings must not leak in.
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("JIEDUI_")}
    with _log(contender, folder).open("wb") as log:
        pin(SERVER_CORE)  # a child inherits where its parent is
        process = subprocess.Popen(command, cwd=ROOT, env={**kept, **contender.environment}, stdout=log, stderr=log)
        pin(LOADER_CORE)
    return Server(contender, port, process)


def _wait(server: Server, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _is_ready(server.port):
        if server.process.poll() is not None or time.monotonic() > deadline:
            said = _log(server.contender, folder).read_text("utf-8", "replace")
            raise NotStarted(server.contender.name, said[-2000:])
        time.sleep(0.05)


def _is_ready(port: int) -> bool:
    """An echo knows no such page, which is an answer too; 503 is ours that is not ready yet."""
    try:
        with urlopen(f"http://{HOST}:{port}/readyz", timeout=5):
            return True
    except HTTPError as error:
        with error:
            return error.code != 503
    except (URLError, OSError):
        return False


def _log(contender: Contender, folder: Path) -> Path:
    return folder / f"{contender.name.replace(' ', '_').replace(':', '')}.log"
