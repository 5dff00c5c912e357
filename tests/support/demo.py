"""`jiedui demo` as a person starts it: a process, an address on its last line, Ctrl-C."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.process import ROOT, free_port

SECONDS_TO_STOP = 30


@contextmanager
def demo(data_dir: Path, **settings: str) -> Iterator[str]:
    """The chat page's address; whatever the demo printed is in `data_dir/demo.log`.

    `settings` are those of a real school around it, which must not matter.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("JIEDUI_", "COV_"))}
    command = [sys.executable, "-m", "bot", "demo", "--port", str(free_port()), "--sandbox-port", str(free_port())]
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "demo.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            env={**clean, "JIEDUI_ENV_FILE": "", **settings, "JIEDUI_DATA_DIR": str(data_dir)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        yield _address(process, data_dir / "demo.log")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=SECONDS_TO_STOP)
        assert process.stdout is not None
        process.stdout.close()
    assert process.returncode == 0, (data_dir / "demo.log").read_text()


def _address(process: "subprocess.Popen[str]", log: Path) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("http://127.0.0.1:"):
            return line.rstrip("\n")
    raise AssertionError(log.read_text())
