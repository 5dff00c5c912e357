"""The sample school in the books, and a sandbox whose directories change, each without the other's accounts."""

import json
import os
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from typer.testing import CliRunner, Result

from bot.cli.main import build
from bot.cli.roster import fill
from bot.settings import Settings
from sandbox.school import write_workbook
from sandbox.serve import build_server
from sandbox.settings import SandboxSettings
from storage import directory
from storage.directory import GUARDIAN, STUDENT, GuardianOnFile, StudentOnFile
from storage.roster.details import ACCOUNT, GUARDIAN_DETAILS, STUDENT_DETAILS
from storage.work import Store, Work
from tests.bot.clinic import APP_SECRET, PARENT_AGENT, PARENT_SECRET
from tests.support import databases
from tests.support.platform import AES_KEY, AGENT_ID, CORP_ID, TOKEN

TODAY = date(2026, 11, 21)


@contextmanager
def platform(folder: Path, callback: str = "http://127.0.0.1:9/wecom/callback") -> Iterator[str]:
    """A sandbox's address."""
    settings = SandboxSettings(
        corp_id=CORP_ID,
        agent_id=AGENT_ID,
        secret=APP_SECRET,
        token=TOKEN,
        aes_key=AES_KEY,
        callback_url=callback,
        data_dir=folder,
        parent_agent_id=PARENT_AGENT,
        parent_secret=PARENT_SECRET,
        retry_gap_seconds=0.0,
    )
    server = build_server(settings, port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def post(base: str, path: str, **body: object) -> Any:
    """What an experimenter changes."""
    request = urllib.request.Request(
        f"{base}/api/directory/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.load(response)


@dataclass(frozen=True)
class Office:
    """The books of the sample school, and the command line over them."""

    store: Store
    school_id: int
    environment: dict[str, str]

    def sync(self, *arguments: str) -> Result:
        environment = {name: "" for name in os.environ if name.startswith("JIEDUI_WECOM")} | self.environment
        return CliRunner().invoke(build("sync"), ["sync", *arguments], env=environment)

    def synced(self, *arguments: str) -> Any:
        result = self.sync("--json", *arguments)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def students(self) -> list[StudentOnFile]:
        with self.store.reading() as work:
            return directory.students(work, self.school_id)

    def student(self, name: str) -> StudentOnFile:
        return next(one for one in self.students() if one.name == name)

    def family(self, name: str) -> dict[str, GuardianOnFile]:
        """The guardians of a child by relation."""
        with self.store.reading() as work:
            student = self.student(name)
            return {one.relation: one for one in directory.guardians(work, [student.id])[student.id]}


def office(store: Store, school_id: int, folder: Path, base: str) -> Office:
    url = store.engine.url.render_as_string(hide_password=False)
    write_workbook(folder / "school.xlsx", TODAY)
    given = Settings.model_validate(
        {"database_url": url, "data_dir": folder, "secret_key": databases.SECRET, "wecom_corp_id": CORP_ID}
    )
    assert not fill(given, (folder / "school.xlsx").read_bytes()).problems
    environment = {
        "JIEDUI_DATA_DIR": str(folder),
        "JIEDUI_DATABASE_URL": url,
        "JIEDUI_SECRET_KEY": databases.SECRET,
        "JIEDUI_WECOM_API_BASE": base,
        "JIEDUI_WECOM_CORP_ID": CORP_ID,
        "JIEDUI_WECOM_AGENT_ID": str(AGENT_ID),
        "JIEDUI_WECOM_SECRET": APP_SECRET,
        "JIEDUI_WECOM_PARENT_AGENT_ID": str(PARENT_AGENT),
        "JIEDUI_WECOM_PARENT_SECRET": PARENT_SECRET,
    }
    return Office(store, school_id, environment)


def forget_accounts(work: Work) -> None:
    """As a school begins that has typed none."""
    for rows, context in ((STUDENT, STUDENT_DETAILS), (GUARDIAN, GUARDIAN_DETAILS)):
        for row in work.connection.execute(select(rows)).all():
            details = work.vault.open_json(row.sealed_details, context)
            details.pop(ACCOUNT, None)
            values = {"platform_mark": None, "sealed_details": work.vault.seal_json(details, context)}
            work.connection.execute(update(rows).where(rows.c.id == row.id).values(values))
