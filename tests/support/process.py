"""The bot as a real process that can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom

from tests.support.databases import SECRET
from tests.support.platform import AES_KEY, AGENT_ID, CORP_ID, TOKEN, fetch

ROOT = Path(__file__).parents[2]
_PORTS = (20_000, 32_000)
# Not the one that a test may have set: the workers would all choose the same.
_CHANCE = SystemRandom()


def environment(database_url: str, data_dir: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("JIEDUI_", "COV_"))}
    return {
        **clean,
        "JIEDUI_ENV_FILE": "",
        "JIEDUI_DATABASE_URL": database_url,
        "JIEDUI_DATA_DIR": str(data_dir),
        "JIEDUI_SECRET_KEY": SECRET,
        "JIEDUI_WECOM_CORP_ID": CORP_ID,
        "JIEDUI_WECOM_AGENT_ID": str(AGENT_ID),
        "JIEDUI_WECOM_TOKEN": TOKEN,
        "JIEDUI_WECOM_AES_KEY": AES_KEY,
    }


def free_port() -> int:
    """A port on which nothing listens, below those that the system gives to outgoing connections.

    One of theirs could be taken by any client while a killed process is about to start again on it.
    """
    while True:
        port = _CHANCE.randrange(*_PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@dataclass
class BotProcess:
    """`jiedui serve` on one port, to be killed and started again."""

    environment: dict[str, str]
    port: int
    log: Path
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "bot", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=log, stderr=log)

    def wait_until_ready(self) -> None:
        for _ in range(600):
            with suppress(OSError):
                if fetch(f"{self.url}/readyz").status == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def kill(self) -> None:
        """As the power cut does it."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(timeout=20)
