"""The sample school between two ends: a sandbox in this process, and the bot as a process that can be killed."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from bot.cli.roster import fill
from bot.clock import now
from bot.settings import Settings
from sandbox.school import write_workbook
from sandbox.serve import build_server
from sandbox.settings import SandboxSettings
from tests.support.auditor import Line
from tests.support.platform import AES_KEY, AGENT_ID, CORP_ID, TOKEN
from tests.support.process import BotProcess, environment, free_port

APP_SECRET, PARENT_AGENT, PARENT_SECRET = "app-secret-of-the-town", 1000009, "parents-secret-of-the-town"


@dataclass
class Town:
    """`base`: where the sandbox is reached; its people are those of the sample school."""

    base: str
    bot: BotProcess
    settings: Settings

    def call(self, path: str, body: object = None, *, method: str | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, data, {"Content-Type": "application/json"}, method=method or ("POST" if data else "GET")
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.loads(response.read())

    def say(self, userid: str, text: str, *, patience: float = 60) -> str:
        """The bot's answer; a line that nobody answered is sent again, the same line, as a person would."""
        entries = self.call(f"/api/chats/{userid}", {"text": text})["entries"]
        give_up_at = time.monotonic() + patience
        while entries[0]["state"] == "failed" and time.monotonic() < give_up_at:
            time.sleep(0.3)
            entries = self.call(f"/api/chats/{userid}", {"again": entries[0]["id"]})["entries"]
        return "\n".join(entry["text"] for entry in entries[1:] if entry["from"] == "bot")

    def phone(self, userid: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.call(f"/api/chats/{quote(userid)}?limit=200")["entries"]
        return found

    def lines(self) -> list[Line]:
        """Everything that any phone shows, in the order in which it came."""
        found: list[Line] = []
        after = 0
        while entries := self.call(f"/api/journal?after={after}&limit=1000")["entries"]:
            found += [Line(entry["userid"], entry["from"], _whole(entry)) for entry in entries]
            after = entries[-1]["id"]
        return found

    def travel(self, *, to: str = "", seconds: float = 0) -> None:
        self.call("/api/clock", {"to": to} if to else {"advance": seconds})


@dataclass
class Browser:
    """A parent's browser as far as links, forms and cookies go."""

    town: Town
    parent_userid: str

    def __post_init__(self) -> None:
        self._cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(self._cookies)

    def open(self, url: str) -> tuple[str, str]:
        """The page behind a link as (address, HTML), after the platform's login."""
        query = urlencode({"as": self.parent_userid, "url": url})
        with self._opener.open(f"{self.town.base}/open?{query}", timeout=30) as response:
            return response.geturl(), response.read().decode()

    def post(self, url: str, fields: dict[str, str]) -> str:
        with self._opener.open(url, urlencode(fields).encode(), timeout=30) as response:
            return str(response.read().decode())

    def leaving(self, url: str) -> str:
        """Where a page of ours sends somebody who leaves it."""
        opener = urllib.request.build_opener(self._cookies, _Stay())
        try:
            opener.open(url, timeout=30)
        except urllib.error.HTTPError as error:
            return str(error.headers["Location"])
        raise AssertionError("it stays")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@contextmanager
def town(database_url: str, folder: Path) -> Iterator[Town]:
    """A town whose bot is not started yet."""
    bot_port, clock_file = free_port(), folder / "clock"
    base_url = f"http://127.0.0.1:{bot_port}"
    sandbox = SandboxSettings(
        corp_id=CORP_ID,
        agent_id=AGENT_ID,
        secret=APP_SECRET,
        token=TOKEN,
        aes_key=AES_KEY,
        callback_url=f"{base_url}/wecom/callback",
        data_dir=folder / "sandbox",
        parent_agent_id=PARENT_AGENT,
        parent_secret=PARENT_SECRET,
        clock_file=clock_file,
        answer_seconds=2.0,
        retry_gap_seconds=0.2,
    )
    server = build_server(sandbox, port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    base = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    variables = {
        **environment(database_url, folder / "data"),
        "JIEDUI_BASE_URL": base_url,
        "JIEDUI_WECOM_SECRET": APP_SECRET,
        "JIEDUI_WECOM_PARENT_AGENT_ID": str(PARENT_AGENT),
        "JIEDUI_WECOM_PARENT_SECRET": PARENT_SECRET,
        "JIEDUI_WECOM_API_BASE": base,
        "JIEDUI_WECOM_OAUTH_BASE": base,
        "JIEDUI_CLOCK_FILE": str(clock_file),
        "JIEDUI_WECOM_KF_OPEN_KFID": sandbox.kf_open_kfid,
    }
    bot = BotProcess(variables, bot_port, folder / "bot.log")
    ours = {name.removeprefix("JIEDUI_").lower(): value for name, value in variables.items() if name[:7] == "JIEDUI_"}
    settings = Settings.model_validate(ours)
    workbook = folder / "school.xlsx"
    write_workbook(workbook, now().astimezone(settings.zone).date())
    fill(settings, workbook.read_bytes())
    try:
        yield Town(base, bot, settings)
    finally:
        if bot.process is not None and bot.process.poll() is None:
            bot.stop()
        server.should_exit = True
        thread.join()


def _whole(entry: dict[str, Any]) -> str:
    card = entry.get("card") or {}
    return "\n".join(str(part) for part in (entry["text"], card.get("title"), card.get("desc")) if part)
