"""A healthy installation to be made ill: the sample school's books, and a sandbox before which somebody meddles."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select, update
from typer.testing import CliRunner, Result

from bot.cli.main import build
from bot.cli.roster import fill
from bot.settings import Settings
from language.say import doctor as say
from sandbox.school import write_workbook
from sandbox.serve import build_server
from sandbox.settings import SandboxSettings
from storage.engine import make_engine
from storage.inbox import INBOX
from storage.outbox import OUTBOX
from storage.overview import GUARDIAN
from storage.people import SCHOOL
from tests.support import databases
from tests.support.meddler import Meddler, meddling
from tests.support.platform import AES_KEY, AGENT_ID, CORP_ID, TOKEN

APP_SECRET, PARENT_AGENT, PARENT_SECRET = "app-secret-of-the-clinic", 1000009, "parents-secret-of-the-clinic"
PROXY_PASSWORD, DATABASE_PASSWORD, REDIS_PASSWORD = "hush-proxy", "hush-database", "hush-redis"
SECRETS = (
    *(APP_SECRET, PARENT_SECRET, TOKEN, AES_KEY, databases.SECRET),
    *(PROXY_PASSWORD, DATABASE_PASSWORD, REDIS_PASSWORD),
)
NOW = datetime.now(UTC)
ORDER = (
    *(say.KEYS, say.CALLBACK, say.DOMAIN, say.ADDRESS, say.TOKEN, say.RANGE, say.EVENTS, say.PARENTS),
    *(say.FOLLOWS, say.CONTACTS, say.CALENDAR, say.CLOCK, say.DATABASE, say.DELIVERY, say.DISK),
)

Checks = dict[str, dict[str, str]]


def run(environment: dict[str, str], *arguments: str) -> Result:
    """What an operator sees; never a secret."""
    result = CliRunner().invoke(build("doctor"), ["doctor", *arguments], env=environment)
    for secret in SECRETS:
        assert secret not in result.output
    return result


def examined(environment: dict[str, str]) -> tuple[int, Checks]:
    """The exit code, and what is said under each name, in the order of a set-up."""
    result = run(environment, "--json")
    checks = json.loads(result.stdout)
    assert [check["name"] for check in checks] == list(ORDER)
    return result.exit_code, {check["name"]: check for check in checks}


@dataclass
class Clinic:
    """An installation, its database, and the platform before it."""

    environment: dict[str, str]
    platform: Meddler
    folder: Path
    url: str

    def change(self, *statements: Any) -> None:
        engine = make_engine(self.url)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(statement)
        engine.dispose()


@contextmanager
def sandbox(folder: Path) -> Iterator[Meddler]:
    settings = SandboxSettings(
        corp_id=CORP_ID,
        agent_id=AGENT_ID,
        secret=APP_SECRET,
        token=TOKEN,
        aes_key=AES_KEY,
        callback_url="http://127.0.0.1:9/wecom/callback",
        data_dir=folder,
        parent_agent_id=PARENT_AGENT,
        parent_secret=PARENT_SECRET,
    )
    server = build_server(settings, port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    with meddling(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}") as meddler:
        yield meddler
    server.should_exit = True
    thread.join()


def make_healthy(url: str, folder: Path) -> None:
    """A data folder and a database of the sample school in which everything is as it should be."""
    given = Settings.model_validate(
        {"database_url": url, "data_dir": folder, "secret_key": databases.SECRET, "wecom_corp_id": CORP_ID}
    )
    databases.open_store(url).engine.dispose()
    write_workbook(folder / "school.xlsx", NOW.date())
    assert not fill(given, (folder / "school.xlsx").read_bytes()).problems
    (folder / "verify").mkdir()
    (folder / "verify" / "WW_verify_AbCdEf0123456789.txt").write_text("AbCdEf0123456789")
    Clinic({}, Meddler(""), folder, url).change(
        update(SCHOOL).values(trial=False),
        update(GUARDIAN).values(follows=True),
        insert(INBOX).values(**fitting(INBOX, corp_id=select(SCHOOL.c.corp_id).scalar_subquery())),
    )


def admitted(platform: Meddler, folder: Path, url: str) -> Clinic:
    environment = {
        "JIEDUI_DATA_DIR": str(folder),
        "JIEDUI_DATABASE_URL": url,
        "JIEDUI_SECRET_KEY": databases.SECRET,
        "JIEDUI_BASE_URL": "https://jiedui.school.example",
        "JIEDUI_WECOM_API_BASE": platform.base,
        "JIEDUI_WECOM_CORP_ID": CORP_ID,
        "JIEDUI_WECOM_AGENT_ID": str(AGENT_ID),
        "JIEDUI_WECOM_SECRET": APP_SECRET,
        "JIEDUI_WECOM_TOKEN": TOKEN,
        "JIEDUI_WECOM_AES_KEY": AES_KEY,
        "JIEDUI_WECOM_PARENT_AGENT_ID": str(PARENT_AGENT),
        "JIEDUI_WECOM_PARENT_SECRET": PARENT_SECRET,
    }
    return Clinic(environment, platform, folder, url)


def fitting(rows: Table, **values: Any) -> dict[str, Any]:
    """A row's values, with something for every column that wants one."""
    fillers: dict[type, Any] = {str: "", bytes: b"", int: 0, bool: False}
    needed = [column for column in rows.columns if not column.nullable and not column.primary_key]
    return {**{column.name: fillers.get(column.type.python_type, NOW) for column in needed}, **values}


def message(number: int = 1, **values: Any) -> Any:
    """A row of the outbox: it waits and is due just now, unless told otherwise."""
    school = select(SCHOOL.c.id).scalar_subquery()
    given = {"school_id": school, "unique_key": f"m{number}", "state": "waiting", **values}
    return insert(OUTBOX).values(**fitting(OUTBOX, **given))
