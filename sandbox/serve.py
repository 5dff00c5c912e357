"""Running the sandbox: one uvicorn server, on loopback unless told otherwise."""

import socket
import time
from collections.abc import Callable

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from sandbox.app import create_app
from sandbox.faults import CONNECTION
from sandbox.hub import Hub
from sandbox.settings import SandboxSettings

LOOPBACK = "127.0.0.1"


class _Protocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, with the connection at hand for the fault that breaks it."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {CONNECTION: {"transport": self.transport}}


class Server(uvicorn.Server):
    """A uvicorn server that does not wait for open chat pages when it is told to stop."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hub.close()
        await super().shutdown(sockets)


def build_server(
    settings: SandboxSettings, *, host: str = LOOPBACK, port: int = 8600, clock: Callable[[], float] = time.time
) -> Server:
    """A server ready to `run()`; `port` 0 takes a free one."""
    app = create_app(settings, clock)
    config = uvicorn.Config(
        app,
        http=_Protocol,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        lifespan="on",
        # A push to a silent bot may take half a minute; nobody who presses Ctrl-C waits for that.
        timeout_graceful_shutdown=2,
    )
    return Server(config, app.state.hub)


def serve(
    settings: SandboxSettings, host: str = LOOPBACK, port: int = 8600, *, clock: Callable[[], float] = time.time
) -> None:
    """Run the sandbox until it is interrupted."""
    build_server(settings, host=host, port=port, clock=clock).run()
