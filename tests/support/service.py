"""The bot as a service on a free port, in a thread of the test's own process."""

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
def running(settings: Settings, *, patience: float = PATIENCE_SECONDS) -> Iterator[str]:
    """The service's address, over real HTTP, until the block ends."""
    with serving(create_app(settings, patience=patience)) as address:
        yield address


@contextmanager
def serving(app: Any) -> Iterator[str]:
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
