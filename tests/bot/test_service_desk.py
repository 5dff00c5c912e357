"""微信客服 is read over real HTTP: every word once and in order, whatever the pages look like and whoever stops."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.service_desk import reader
from bot.settings import Settings
from bot.wecom.edge import Edge, make_edge
from sandbox.app import SandboxSettings, create_app
from scheduler.moment import At
from scheduler.tools import Tools
from storage import customers, findings
from storage.customers import WORD
from storage.schools import corp_row
from storage.shared import LocalShared
from storage.work import Store
from tests.support.platform import AES_KEY, AGENT_ID, CORP_ID, TOKEN
from tests.support.service import serving

SECRET, KF, STRANGER = "app-secret", "wkOfTheTest", "stranger1"
ZONE = ZoneInfo("Asia/Shanghai")


class Place:
    """A sandbox with small pages, and the reader of its account."""

    def __init__(self, base: str, edge: Edge, store: Store) -> None:
        self.base, self.edge, self.store = base, edge, store
        self.now = datetime.now(UTC)
        self.start_again()

    def start_again(self) -> None:
        """Another process reads from now on."""
        self.step = reader(self.edge, CORP_ID, KF)

    def read(self) -> None:
        self.step(Tools(self.store, self.store), At(self.now, ZONE))

    def post(self, path: str, body: object, method: str = "POST") -> Any:
        data = json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.loads(response.read())

    def write(self, text: str) -> None:
        self.post(f"/api/chats/kf:{STRANGER}", {"text": text})

    def notice(self) -> None:
        with self.store.writing() as work:
            customers.noticed(work, corp_row(work, CORP_ID), KF, "", self.now)

    def kept(self) -> list[str]:
        with self.store.reading() as work:
            rows = work.connection.execute(select(WORD).where(WORD.c.kind == "text").order_by(WORD.c.id))
            return [work.vault.open_json(row.sealed_body, customers.BODY)["content"] for row in rows]

    def found(self, name: str) -> str:
        with self.store.reading() as work:
            return findings.value(work, name)


@pytest.fixture
def place(store: Store, school_id: int, tmp_path: Path) -> Iterator[Place]:
    settings = SandboxSettings(
        corp_id=CORP_ID,
        agent_id=AGENT_ID,
        secret=SECRET,
        token=TOKEN,
        aes_key=AES_KEY,
        callback_url="http://127.0.0.1:9/nobody",
        data_dir=tmp_path / "sandbox",
        kf_open_kfid=KF,
        kf_page=2,
        kf_empty_pages=True,
        retry_gap_seconds=0.01,
    )
    with serving(create_app(settings)) as base:
        ours = Settings(
            data_dir=tmp_path,
            wecom_corp_id=CORP_ID,
            wecom_agent_id=AGENT_ID,
            wecom_secret=SecretStr(SECRET),
            wecom_api_base=base,
        )
        edge = make_edge(ours, LocalShared(), store.vault, on_not_trusted=lambda _ip: None)
        assert edge is not None
        edge.start()
        yield Place(base, edge, store)
        edge.stop()


def test_all_pages_are_read_in_order_and_once(place: Place) -> None:
    said = [f"第 {number} 句" for number in range(7)]
    for one in said:
        place.write(one)
    place.read()
    assert place.kept() == said
    place.notice()
    place.read()
    assert place.kept() == said


def test_nothing_is_asked_until_the_platform_speaks(place: Place) -> None:
    place.read()
    place.write("在吗")
    place.read()
    assert place.kept() == []
    place.notice()
    place.read()
    assert place.kept() == ["在吗"]


def test_a_lost_notice_does_no_harm(place: Place) -> None:
    place.read()
    place.write("在吗")
    place.now += timedelta(minutes=11)
    place.read()
    assert place.kept() == ["在吗"]


def test_whoever_starts_reads_at_once_and_twice_is_once(place: Place) -> None:
    place.read()
    place.write("在吗")
    for _ in range(2):
        place.start_again()
        place.read()
    assert place.kept() == ["在吗"]


def test_the_way_into_the_chat_is_found_and_kept(place: Place) -> None:
    place.read()
    link = place.found(findings.SERVICE_LINK)
    assert link.startswith(place.base)
    place.start_again()
    place.read()
    assert place.found(findings.SERVICE_LINK) == link


def test_trouble_is_told_and_mended(place: Place) -> None:
    place.read()
    place.post("/api/faults", {"path": "kf/sync_msg", "times": 1, "kind": "code", "code": 48002})
    place.write("在吗")
    place.notice()
    place.read()
    assert place.found("app_trouble_customers") == "service_forbidden 48002"
    place.read()
    assert place.kept() == []
    place.now += timedelta(seconds=31)
    place.read()
    assert place.kept() == ["在吗"]
    assert place.found("app_trouble_customers") == ""


def test_a_page_that_came_and_was_not_kept_comes_again(place: Place) -> None:
    """The platform executes and does not answer; or we stop before all is kept: the cursor is where it was."""
    place.read()
    for one in "一二三":
        place.write(one)
    place.post("/api/faults", {"path": "kf/sync_msg", "times": 1, "kind": "drop_after"})
    place.notice()
    place.read()
    # The connection that was broken off may be tried once more.
    for _ in range(3):
        place.now += timedelta(seconds=4)
        place.read()
    assert place.kept() == ["一", "二", "三"]
