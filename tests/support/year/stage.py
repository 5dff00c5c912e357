"""The stage of the simulated year: sandbox and bot over real HTTP, one travelling clock, what phones received."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot import clock
from bot.app import create_app
from bot.database import open_store, prepare
from bot.sender import WeComSender
from bot.settings import Settings
from bot.wecom.edge import make_edge
from sandbox.app import create_app as create_sandbox
from sandbox.school import Person
from sandbox.settings import SandboxSettings
from scheduler.delivery import able_to_send
from scheduler.jobs import JOBS
from scheduler.moment import At
from scheduler.purposes import PURPOSES
from scheduler.tools import Tools
from storage.roster import import_roster
from storage.shared import open_shared
from storage.work import Store
from tests.support.platform import AES_KEY, AGENT_ID, CORP_ID, TOKEN
from tests.support.service import serving
from tests.support.year.school import School, write_workbook

ZONE = ZoneInfo("Asia/Shanghai")
SECRET = "a secret of the platform"


@dataclass(frozen=True)
class Received:
    """What a phone shows that the bot sent by itself; `card` is as the phone holds it."""

    entry: int
    user: str
    at: datetime
    text: str
    card: dict[str, Any]

    @property
    def words(self) -> str:
        """Everything that can be read on it."""
        return json.dumps(self.card, ensure_ascii=False) + self.text


class Stage:
    """Time, phones and ticks."""

    def __init__(self, folder: Path, sandbox: str, store: Store, settings: Settings, school_id: int) -> None:
        self._folder, self._sandbox, self.store, self.settings = folder, sandbox, store, settings
        self._school_id, self._seen = school_id, 0
        self._phones = sqlite3.connect(folder / "sandbox" / "sandbox.db", check_same_thread=False)
        shared = open_shared("")
        edge = make_edge(settings, shared, store.vault, on_not_trusted=lambda _ip: None)
        assert edge is not None
        self._edge = edge
        edge.start()
        self._tools = able_to_send(Tools(store, store), WeComSender(edge), PURPOSES, clock.now)

    def close(self) -> None:
        self._edge.stop()
        self._phones.close()

    @property
    def now(self) -> datetime:
        return clock.now().astimezone(ZONE)

    def go(self, day: date, hour: int, minute: int = 0) -> None:
        """Travels to a moment of the school's clock."""
        wanted = datetime.combine(day, time(hour, minute), ZONE)
        offset = clock.offset().total_seconds() + (wanted - clock.now()).total_seconds()
        path = self._folder / "clock"
        unfinished = path.with_suffix(".new")
        unfinished.write_text(f"{offset:.3f}", encoding="ascii")
        unfinished.rename(path)

    def tick(self) -> None:
        """All jobs as of now, until none has more to do."""
        moment = At(clock.now(), ZONE)
        for job in JOBS:
            while job.step(self._tools, moment):
                pass

    def enrol(self, school: School) -> None:
        """Imports the roster as it stands now."""
        path = self._folder / "roster.xlsx"
        write_workbook(path, school)
        outcome = import_roster(
            self.store,
            self._school_id,
            path.read_bytes(),
            now=clock.now(),
            today=self.now.date(),
            dry_run=False,
            progress=lambda *_: None,
        )
        assert not outcome.problems, outcome.problems[:3]

    def received(self) -> list[Received]:
        """What came to the phones since the last look, without the answers to what was typed or tapped."""
        asked = "SELECT e.id, e.userid, e.shown_at, e.text, e.card FROM entry e JOIN arrival a ON a.entry_id = e.id "
        rows = self._phones.execute(asked + "WHERE e.id > ? ORDER BY e.id", (self._seen,)).fetchall()
        self._seen = max([self._seen, *(row[0] for row in rows)])
        return [
            Received(row[0], row[1], datetime.fromtimestamp(row[2], ZONE), row[3], json.loads(row[4] or "{}") or {})
            for row in rows
        ]

    def say(self, user: str, text: str) -> str:
        """Types a message; the bot's answer."""
        entries = self._post(f"/api/chats/{user}", {"text": text})
        return "\n".join(one["text"] for one in entries if one["from"] == "bot")

    def tap(self, one: Received, key: str, options: list[str] | None = None) -> dict[str, Any]:
        """Taps a card; the card as it is then."""
        entries = self._post(f"/api/chats/{one.user}/tap", {"entry": one.entry, "key": key, "options": options or []})
        card: dict[str, Any] = entries[0]["card"]
        return card

    def _post(self, path: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        content = json.dumps(body).encode()
        request = Request(self._sandbox + path, content, {"Content-Type": "application/json"}, method="POST")
        with urlopen(request, timeout=30) as response:
            entries: list[dict[str, Any]] = json.load(response)["entries"]
        return entries


@contextmanager
def staged(folder: Path, school: School, begin: date) -> Iterator[Stage]:
    """Sandbox and bot, each a server of its own, at six in the morning of a day."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "clock"
    wanted = datetime.combine(begin, time(6), ZONE)
    clock.use_clock_file(None)
    path.write_text(f"{(wanted - clock.now()).total_seconds():.3f}", encoding="ascii")
    settings = Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'year.db'}",
        secret_key=SecretStr("the key of the simulated school, long enough to be one"),
        wecom_corp_id=CORP_ID,
        wecom_agent_id=AGENT_ID,
        wecom_secret=SecretStr(SECRET),
        wecom_token=SecretStr(TOKEN),
        wecom_aes_key=SecretStr(AES_KEY),
        clock_file=path,
        wecom_api_base="http://127.0.0.1:1",
    )
    app = create_app(settings, only_web=True)
    with serving(app) as bot:
        pretend = SandboxSettings(
            corp_id=CORP_ID,
            agent_id=AGENT_ID,
            secret=SECRET,
            token=TOKEN,
            aes_key=AES_KEY,
            callback_url=f"{bot}/wecom/callback",
            data_dir=folder / "sandbox",
            clock_file=path,
            members=tuple(Person(one.user, one.name, "", (1,)) for one in school.teachers.values()),
        )
        with serving(create_sandbox(pretend)) as sandbox:
            store = open_store(settings)
            school_id = prepare(store, settings)
            stage = Stage(folder, sandbox, store, settings.model_copy(update={"wecom_api_base": sandbox}), school_id)
            try:
                yield stage
            finally:
                stage.close()
                store.engine.dispose()
                clock.use_clock_file(None)
