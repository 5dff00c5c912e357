"""The app's menu: as the platform wants it, set again until it is set, and answered when somebody taps it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.app_menu import keeper, menu_json
from bot.settings import Settings
from bot.wecom import api
from bot.wecom.edge import Edge, make_edge
from handlers.menu import COMMANDS, MENU
from scheduler.moment import At
from scheduler.tools import Tools
from storage.shared import LocalShared
from storage.vault import Vault
from storage.work import Store
from tests.bot.clinic import APP_SECRET, sandbox
from tests.support import databases, small_school
from tests.support.meddler import Meddler
from tests.support.platform import AGENT_ID, CORP_ID, Platform
from tests.support.service import running, settings_for

AT = At(datetime(2025, 11, 21, 4, tzinfo=UTC), ZoneInfo("Asia/Shanghai"), "")
MENU_CREATE = "menu/create"


@pytest.fixture
def before_the_platform(tmp_path: Path) -> Iterator[Meddler]:
    with sandbox(tmp_path / "sandbox") as meddler:
        yield meddler


@pytest.fixture
def edge(before_the_platform: Meddler, tmp_path: Path) -> Iterator[Edge]:
    given = Settings(
        data_dir=tmp_path,
        wecom_corp_id=CORP_ID,
        wecom_agent_id=AGENT_ID,
        wecom_secret=SecretStr(APP_SECRET),
        wecom_api_base=before_the_platform.base,
    )
    made = make_edge(given, LocalShared(), Vault(databases.SECRET), on_not_trusted=lambda _ip: None)
    assert made is not None
    made.start()
    yield made
    made.stop()


@pytest.fixture
def tools(tmp_path: Path) -> Iterator[Tools]:
    store = databases.open_store(databases.new_sqlite(tmp_path))
    yield Tools(store, store)
    store.engine.dispose()


class TestKeeping:
    """The platform has the menu that the program has."""

    def test_it_is_set_once(self, edge: Edge, before_the_platform: Meddler, tools: Tools) -> None:
        keep = keeper(edge)
        for _turn in range(3):
            assert keep(tools, AT) is False
        assert before_the_platform.calls[MENU_CREATE] == 1
        assert [button["name"] for button in edge.call(api.menu_get, edge.members)] == [one.name for one in MENU]

    def test_a_refused_one_is_a_line_in_the_log_and_is_tried_again(
        self, edge: Edge, before_the_platform: Meddler, tools: Tools
    ) -> None:
        keep = keeper(edge)
        refusals: list[dict[str, object]] = [{"errcode": 48002, "errmsg": "api forbidden"}, {"errcode": None}]
        for refusal in refusals:
            before_the_platform.change(MENU_CREATE, refusal, once=True)
        with capture_logs() as lines:
            for _turn in range(4):
                assert keep(tools, AT) is False
        refused = [(line["code"], line["log_level"]) for line in lines if line["event"] == "menu_not_set"]
        assert refused == [(48002, "warning"), (200, "warning")]
        assert before_the_platform.calls[MENU_CREATE] == 3

    def test_a_platform_that_cannot_be_reached_is_no_failure(self, edge: Edge, tools: Tools) -> None:
        edge.stop()
        with capture_logs() as lines:
            assert keeper(edge)(tools, AT) is False
        assert [line["event"] for line in lines] == ["menu_not_set"]


def leaves(buttons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [leaf for one in buttons for leaf in (leaves(one["sub_button"]) if "sub_button" in one else [one])]


def test_every_entry_has_a_command_and_every_command_an_entry() -> None:
    keys = [button["key"] for button in leaves(menu_json()["button"])]
    assert sorted(keys) == sorted(COMMANDS)


def test_every_entry_is_answered_and_an_unknown_one_with_nothing(store: Store, school_id: int, tmp_path: Path) -> None:
    small_school.fill(store, school_id)
    url = store.engine.url.render_as_string(hide_password=False)
    with running(settings_for(url, tmp_path / "data")) as address:
        platform = Platform(f"{address}/wecom/callback")

        def click(user: str, key: str, at: int) -> Any:
            extra = f"<EventKey><![CDATA[{key}]]></EventKey>"
            return platform.event(user, "click", at=small_school.NOON + at, extra=extra)

        expected = {"todo": "张三", "record": "已谈心 张三", "relay": "转告 张三妈妈", "help": "撤销"}
        for at, (key, words) in enumerate(expected.items()):
            assert words in click("WangFang", key, at).text
        for at, key in enumerate(("", "nothing", "todo2", "<key>"), start=10):
            found = click("WangFang", key, at)
            assert (found.status, found.body) == (200, b"")
        # Who has no children gets an answer as well.
        for at, key in enumerate(expected, start=20):
            assert click("ZhouNew", key, at).text
