"""`jiedui demo` and `jiedui sandbox`: the product tried out against a pretend WeCom."""

import json
import os
import secrets
import signal
import socket
import string
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import typer
from pydantic import SecretStr

from bot.cli.console import fail, settings
from bot.cli.roster import fill
from bot.clock import now
from bot.settings import ENV_FILE, Settings
from language.say import cli
from sandbox.school import write_workbook
from sandbox.serve import serve
from sandbox.settings import KF_ACCOUNT, SandboxSettings

LOOPBACK = "127.0.0.1"
BOT_PORT, SANDBOX_PORT = 8000, 8600
START_SECONDS = 90.0
LOG = "demo.log"

BotPort = Annotated[int | None, typer.Option("--port", help=cli.OPTION_PORT)]
SandboxPort = Annotated[int | None, typer.Option("--sandbox-port", help=cli.OPTION_SANDBOX_PORT)]
Port = Annotated[int, typer.Option("--port", help=cli.OPTION_PORT)]
Callback = Annotated[str, typer.Option("--callback", metavar="URL", help=cli.OPTION_CALLBACK)]


def sandbox(port: Port = SANDBOX_PORT, callback: Callback = f"http://{LOOPBACK}:{BOT_PORT}/wecom/callback") -> None:
    """The pretend WeCom alone, with the same keys as the bot."""
    given = settings()
    if not given.has_callback_keys:
        fail(cli.callback_keys_missing())
    serve(
        SandboxSettings(
            corp_id=given.wecom_corp_id,
            agent_id=given.wecom_agent_id or 1000002,
            secret=given.wecom_secret.get_secret_value(),
            token=given.wecom_token.get_secret_value(),
            aes_key=given.wecom_aes_key.get_secret_value(),
            callback_url=callback,
            data_dir=given.data_dir / "sandbox",
            parent_agent_id=given.wecom_parent_agent_id,
            parent_secret=given.wecom_parent_secret.get_secret_value(),
            trusted_domains=(urlsplit(given.base_url).netloc,) if given.base_url else (),
            clock_file=given.clock_file,
            kf_open_kfid=given.wecom_kf_open_kfid or KF_ACCOUNT,
        ),
        port=port,
    )


def demo(port: BotPort = None, sandbox_port: SandboxPort = None) -> None:
    """Everything from nothing: database, sample school, sandbox and bot; ends all of it together."""
    folder = settings().data_dir / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    bot_port = _port(port, BOT_PORT)
    chat_port = _port(sandbox_port, SANDBOX_PORT, taken=bot_port)
    keys = _keys(folder)
    environment = {**_without_settings(os.environ), **keys, **_places(folder, bot_port, chat_port), ENV_FILE: ""}
    _fill(folder, keys)
    commands = {
        "bot": ["serve", "--port", str(bot_port)],
        "sandbox": ["sandbox", "--port", str(chat_port), "--callback", f"http://{LOOPBACK}:{bot_port}/wecom/callback"],
    }
    # Stopping is the parent's business: a Ctrl-C that reaches all three at once would end in three traces.
    with (folder / LOG).open("ab") as log:  # or the lines of every call would drown the address
        processes = {
            name: subprocess.Popen(
                [sys.executable, "-m", "bot", *command], env=environment, start_new_session=True, stdout=log, stderr=log
            )
            for name, command in commands.items()
        }
    for number in (signal.SIGINT, signal.SIGTERM):  # a job in the background starts with SIGINT ignored
        signal.signal(number, signal.default_int_handler)
    try:
        _wait_until_ready(processes, [f"http://{LOOPBACK}:{bot_port}/readyz", f"http://{LOOPBACK}:{chat_port}/healthz"])
        typer.echo(cli.demo_try())
        sys.stdout.write(f"http://{LOOPBACK}:{chat_port}/\n")
        sys.stdout.flush()
        _wait_until_stopped(processes)
    except KeyboardInterrupt:
        pass
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            process.wait(timeout=15)


def _without_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """The demo is a world of its own: a real school's settings must not leak into it."""
    return {name: value for name, value in environment.items() if not name.upper().startswith("JIEDUI_")}


def _places(folder: Path, bot_port: int, chat_port: int) -> dict[str, str]:
    """Where the two find each other, and the file by which the chat page moves the time of both."""
    sandbox_url = f"http://{LOOPBACK}:{chat_port}"
    return {
        "JIEDUI_DATA_DIR": str(folder),
        "JIEDUI_BASE_URL": f"http://{LOOPBACK}:{bot_port}",
        "JIEDUI_WECOM_API_BASE": sandbox_url,
        "JIEDUI_WECOM_OAUTH_BASE": sandbox_url,
        "JIEDUI_CLOCK_FILE": str(folder / "clock"),
    }


def _keys(folder: Path) -> dict[str, str]:
    """Keys that only this demo knows, made once and kept so that a restart speaks the same language."""
    path = folder / "demo.json"
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    letters = string.ascii_letters + string.digits
    keys = {
        "JIEDUI_WECOM_CORP_ID": "ww" + secrets.token_hex(8),
        "JIEDUI_WECOM_AGENT_ID": "1000002",
        "JIEDUI_WECOM_SECRET": secrets.token_urlsafe(32),
        "JIEDUI_WECOM_PARENT_AGENT_ID": "1000003",
        "JIEDUI_WECOM_PARENT_SECRET": secrets.token_urlsafe(32),
        "JIEDUI_WECOM_KF_OPEN_KFID": "wk" + secrets.token_hex(15),
        "JIEDUI_WECOM_TOKEN": secrets.token_hex(16),
        "JIEDUI_WECOM_AES_KEY": "".join(secrets.choice(letters) for _ in range(42)) + "A",
        **kept,
    }
    if keys != kept:
        # Written whole or not at all: half a file would fail every later demo.
        unfinished = path.with_suffix(".new")
        unfinished.write_text(json.dumps(keys), encoding="utf-8")
        unfinished.rename(path)
    return keys


def _fill(folder: Path, keys: Mapping[str, str]) -> None:
    """The sample school, imported like any other school's workbook, the first time only."""
    workbook = folder / "sample_school.xlsx"
    if workbook.exists():
        return
    named = {name.removeprefix("JIEDUI_").lower(): value for name, value in keys.items()}
    # Nothing of the surrounding settings: their database may be a real school's.
    given = Settings(data_dir=folder, database_url="", secret_key=SecretStr(""), **named)  # type: ignore[arg-type]
    unfinished = workbook.with_suffix(".new.xlsx")
    write_workbook(unfinished, now().astimezone(given.zone).date())
    fill(given, unfinished.read_bytes())
    unfinished.rename(workbook)


def _port(wanted: int | None, usual: int, taken: int | None = None) -> int:
    """The port asked for, or the usual one, or any other that is free."""
    if wanted is not None:
        return wanted if _is_free(wanted) else fail(cli.port_taken(wanted))
    if usual != taken and _is_free(usual):
        return usual
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def _wait_until_ready(processes: Mapping[str, subprocess.Popen[bytes]], urls: list[str]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not all(_answers(url) for url in urls):
        _check_running(processes)
        if time.monotonic() > deadline:
            fail(cli.demo_not_ready())
        time.sleep(0.1)


def _wait_until_stopped(processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    while True:
        _check_running(processes)
        time.sleep(0.5)


def _check_running(processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for name, process in processes.items():
        if process.poll() is not None:
            fail(cli.demo_stopped(name))


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False
