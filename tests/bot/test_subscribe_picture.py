"""The picture to follow: fetched once from the platform, kept, and asked for again where there was none."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from bot.subscribe_picture import ASKED_AGAIN, SubscribePicture
from bot.wecom.edge import Edge, make_edge
from bot.wecom.errors import Transport
from storage.shared import LocalShared
from storage.vault import Vault
from tests.bot.clinic import APP_SECRET, PARENT_AGENT, PARENT_SECRET
from tests.bot.directory_kit import platform
from tests.support import databases
from tests.support.platform import AGENT_ID, CORP_ID


@pytest.fixture
def edge(tmp_path: Path) -> Iterator[Edge]:
    with platform(tmp_path / "sandbox") as base:
        given = Settings(
            data_dir=tmp_path,
            wecom_corp_id=CORP_ID,
            wecom_agent_id=AGENT_ID,
            wecom_secret=SecretStr(APP_SECRET),
            wecom_parent_agent_id=PARENT_AGENT,
            wecom_parent_secret=SecretStr(PARENT_SECRET),
            wecom_api_base=base,
        )
        made = make_edge(given, LocalShared(), Vault(databases.SECRET), on_not_trusted=lambda _ip: None)
        assert made is not None
        made.start()
        yield made
        made.stop()


def test_it_is_fetched_once_and_outlives_the_platform(edge: Edge) -> None:
    now = 0.0
    picture = SubscribePicture(edge, lambda: now)
    first = asyncio.run(_ask(picture))
    assert first is not None
    assert (first[0][:4], first[1]) == (b"\x89PNG", "image/png")
    edge.stop()
    assert asyncio.run(_ask(picture)) == first
    now = 90_000.0
    assert asyncio.run(_ask(picture)) == first


def test_where_there_was_none_it_is_asked_for_again(edge: Edge) -> None:
    edge.stop()
    now = 0.0
    picture = SubscribePicture(edge, lambda: now)
    assert asyncio.run(_ask(picture)) is None
    edge.start()
    assert asyncio.run(_ask(picture)) is None
    now = ASKED_AGAIN
    assert asyncio.run(_ask(picture)) is not None


def test_without_keys_there_is_none() -> None:
    assert asyncio.run(_ask(SubscribePicture(None))) is None


@pytest.mark.parametrize("url", ["", "ftp://x/y.png", "http://127.0.0.1:1/x.png", "file:///etc/passwd"])
def test_only_addresses_of_the_platform_are_asked(edge: Edge, url: str) -> None:
    with pytest.raises(Transport):
        edge.call(edge.parents.picture, url)


def test_what_is_no_picture_is_none(edge: Edge) -> None:
    base = edge.parents._route.api_base
    with pytest.raises(Transport):
        edge.call(edge.parents.picture, f"{base}/nowhere.png")
    assert edge.call(edge.parents.picture, f"{base}/healthz").startswith(b"{")


async def _ask(picture: SubscribePicture) -> tuple[bytes, str] | None:
    return await picture()
