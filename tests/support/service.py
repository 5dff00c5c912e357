"""The bot as a service on a free port, in a thread of the test's own process."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from pydantic import SecretStr

from bot.app import PATIENCE_SECONDS, create_app
from bot.settings import Settings
from tests.support.databases import SECRET
from tests.support.platform import AES_KEY, AGENT_ID, CORP_ID, TOKEN

TICK_SECONDS = 0.005


def settings_for(url: str, data_dir: Path) -> Settings:
    return Settings(
        data_dir=data_dir,
        database_url=url,
        secret_key=SecretStr(SECRET),
        wecom_corp_id=CORP_ID,
        wecom_agent_id=AGENT_ID,
        wecom_token=SecretStr(TOKEN),
        wecom_aes_key=SecretStr(AES_KEY),
    )


@contextmanager
def running(settings: Settings, *, patience: float = PATIENCE_SECONDS, only_web: bool = False) -> Iterator[str]:
    """The service's address, over real HTTP, until the block ends. With `only_web` nothing runs by the clock."""
    with serving(create_app(settings, patience=patience, only_web=only_web)) as address:
        yield address


class PromptServer(uvicorn.Server):
    """A server that ends when it is told to and all is answered; uvicorn's own first sleeps twice, in every test."""

    async def main_loop(self) -> None:
        await self.on_tick(0)
        while not self.should_exit:
            await asyncio.sleep(TICK_SECONDS)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections or self.server_state.tasks:
            await asyncio.sleep(TICK_SECONDS)
        await self.lifespan.shutdown()


@contextmanager
def serving(app: Any) -> Iterator[str]:
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", access_log=False, ws="none")
    server = PromptServer(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(TICK_SECONDS)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
