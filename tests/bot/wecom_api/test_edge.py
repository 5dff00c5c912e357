"""The thread in which calls are made: reached from threads and from other loops, ended without leaving anybody."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from bot.wecom import api
from bot.wecom.edge import Edge, make_edge
from bot.wecom.errors import Transport, WeComError
from storage.shared import LocalShared
from storage.vault import Vault
from tests.bot.wecom_api.conftest import MakeClient
from tests.bot.wecom_api.platform import AGENT, CORP, SECRET, ApiServer, Raw, refuse
from tests.support import databases


@pytest.fixture
async def edge(make_client: MakeClient) -> AsyncIterator[Edge]:
    made = Edge(make_client())
    made.start()
    yield made
    await asyncio.to_thread(made.stop)


async def test_a_call_from_a_thread(platform: ApiServer, edge: Edge) -> None:
    platform.on("user/get", {"errcode": 0, "userid": "WangFang"})
    found = await asyncio.to_thread(edge.call, api.user_get, edge.members, "WangFang")
    assert found.userid == "WangFang"


async def test_a_call_from_another_loop(platform: ApiServer, edge: Edge) -> None:
    platform.on("user/get", {"errcode": 0, "userid": "WangFang"})
    assert (await edge.acall(api.user_get, edge.members, "WangFang")).userid == "WangFang"


async def test_an_error_arrives_where_the_call_was_made(platform: ApiServer, edge: Edge) -> None:
    platform.on("user/get", refuse(60111))
    with pytest.raises(WeComError) as caught:
        await edge.acall(api.user_get, edge.members, "WangFang")
    assert caught.value.code == 60111
    with pytest.raises(WeComError):
        await asyncio.to_thread(edge.call, api.user_get, edge.members, "WangFang")


async def test_calls_from_many_threads_fetch_one_token(platform: ApiServer, edge: Edge) -> None:
    platform.token_delay = 0.05
    calls = (asyncio.to_thread(edge.call, api.recall, edge.members, str(number)) for number in range(20))
    await asyncio.gather(*calls)
    assert len(platform.calls("gettoken")) == 1
    assert len(platform.calls("message/recall")) == 20


async def test_stopping_ends_the_calls_in_flight_as_perhaps_done(platform: ApiServer, edge: Edge) -> None:
    platform.on("message/recall", Raw(b"", after=30))
    in_a_thread = asyncio.create_task(asyncio.to_thread(edge.call, api.recall, edge.members, "1"))
    in_a_loop = asyncio.create_task(edge.acall(api.recall, edge.members, "2"))
    while len(platform.calls("message/recall")) < 2:
        await asyncio.sleep(0.01)
    await asyncio.to_thread(edge.stop)
    for ended in await asyncio.gather(in_a_thread, in_a_loop, return_exceptions=True):
        assert isinstance(ended, Transport)
        assert ended.perhaps_done


async def test_who_gives_up_in_another_loop_is_cancelled(platform: ApiServer, edge: Edge) -> None:
    platform.on("message/recall", Raw(b"", after=30))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(edge.acall(api.recall, edge.members, "1"), 0.1)
    await edge.acall(api.subscribe_qr_code, edge.members)


async def test_a_stopped_edge_refuses_and_can_start_again(platform: ApiServer, make_client: MakeClient) -> None:
    edge = Edge(make_client())
    for _ in range(2):
        with pytest.raises(Transport) as caught:
            await edge.acall(api.recall, edge.members, "1")
        assert not caught.value.perhaps_done
        edge.start()
        edge.start()
        await edge.acall(api.recall, edge.members, "1")
        await asyncio.to_thread(edge.stop)
        await asyncio.to_thread(edge.stop)
    assert "wecom" not in {thread.name for thread in threading.enumerate()}


async def test_stopping_closes_the_connections_of_both_apps(platform: ApiServer, make_client: MakeClient) -> None:
    edge = Edge(make_client(), make_client())
    edge.start()
    for client in (edge.members, edge.parents):
        await edge.acall(api.recall, client, "1")
        assert client._session is not None
    await asyncio.to_thread(edge.stop)
    assert edge.members._session is edge.parents._session is None


def _settings(base: str, **more: object) -> Settings:
    given: dict[str, object] = {
        "wecom_corp_id": CORP,
        "wecom_agent_id": AGENT,
        "wecom_secret": SecretStr(SECRET),
        "wecom_api_base": base,
    }
    return Settings(**{**given, **more})  # type: ignore[arg-type]


def _edge(settings: Settings) -> Edge | None:
    return make_edge(settings, LocalShared(), Vault(databases.SECRET), on_not_trusted=lambda _ip: None)


async def test_the_settings_make_an_edge(platform: ApiServer) -> None:
    edge = _edge(_settings(platform.base))
    assert edge is not None
    edge.start()
    await edge.acall(api.recall, edge.members, "1")
    await asyncio.to_thread(edge.stop)
    assert edge.parents is edge.members
    assert platform.calls("gettoken")[0].query == {"corpid": CORP, "corpsecret": SECRET}


def test_a_second_app_has_a_client_of_its_own() -> None:
    base = "https://qyapi.weixin.qq.com"
    other = {"wecom_parent_agent_id": 7, "wecom_parent_secret": SecretStr("another")}
    edge = _edge(_settings(base, **other))
    assert edge is not None
    assert (edge.members.app.agent_id, edge.parents.app.agent_id) == (AGENT, 7)
    assert edge.parents.app.secret == "another"


@pytest.mark.parametrize("missing", ["wecom_corp_id", "wecom_agent_id", "wecom_secret"])
def test_without_an_app_there_is_no_edge(tmp_path: Path, missing: str) -> None:
    empty = {"wecom_corp_id": "", "wecom_agent_id": None, "wecom_secret": SecretStr("")}[missing]
    assert _edge(_settings("https://qyapi.weixin.qq.com", **{missing: empty})) is None
