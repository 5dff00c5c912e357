"""One token for all that need one: fetched once, shared sealed, and dropped when the platform says so."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from redis import Redis

from bot.wecom.client import WeComClient
from bot.wecom.errors import Throttled, TokenRefused, WeComError
from bot.wecom.tokens import CONTEXT, LOCK_SECONDS, Fresh, Tokens
from storage.shared import LocalShared, RedisShared
from storage.vault import Vault
from tests.bot.wecom_api.conftest import MakeClient
from tests.bot.wecom_api.platform import SECRET, ApiServer, refuse
from tests.support import databases, redis
from tests.support.process import free_port


async def _at_once(*clients: WeComClient, times: int = 20) -> None:
    await asyncio.gather(*(client.get("user/get", {"userid": "a"}) for client in clients for _ in range(times)))


async def test_many_calls_at_once_fetch_one_token(platform: ApiServer, client: WeComClient) -> None:
    platform.token_delay = 0.05
    await _at_once(client)
    assert len(platform.calls("gettoken")) == 1
    await _at_once(client)
    assert len(platform.calls("gettoken")) == 1


@pytest.mark.parametrize("code", [40014, 41001, 42001])
async def test_many_calls_with_an_expired_token_fetch_one(platform: ApiServer, client: WeComClient, code: int) -> None:
    await _at_once(client, times=1)
    platform.expire()
    platform.token_delay = 0.05
    platform.seen.clear()
    platform.on("user/get", *[refuse(code)] * 20, {"errcode": 0, "errmsg": "ok"})
    await _at_once(client)
    assert len(platform.calls("gettoken")) == 1
    assert len(platform.calls("user/get")) == 40
    assert {one.query["access_token"] for one in platform.calls("user/get")[20:]} == {"token-2"}


async def test_a_token_that_comes_back_refused_is_fetched_again_by_the_next_call(
    platform: ApiServer, client: WeComClient
) -> None:
    """The platform may give the same token again within its life."""
    platform.on("user/get", refuse(42001))
    for _ in range(2):
        with pytest.raises(TokenRefused):
            await client.get("user/get")
    platform.on("user/get", {"errcode": 0, "errmsg": "ok"})
    await client.get("user/get")


async def test_a_wrong_secret_is_asked_about_once_by_many(platform: ApiServer, make_client: MakeClient) -> None:
    """Asked again and again it bans the address: the refusal is kept for a while."""
    client = make_client(secret="another secret")
    for _ in range(2):
        results = await asyncio.gather(*(client.get("user/get") for _ in range(20)), return_exceptions=True)
        assert {result.code for result in results if isinstance(result, WeComError)} == {40001}
        assert len(results) == 20
    assert len(platform.calls("gettoken")) == 1


async def test_other_failures_to_fetch_are_tried_again_by_the_next_call(
    platform: ApiServer, client: WeComClient
) -> None:
    platform.on("gettoken", refuse(-1), {"errcode": 0, "access_token": "token-1", "expires_in": 7200})
    with pytest.raises(Throttled):
        await client.get("user/get")
    await client.get("user/get")


async def test_who_gives_up_waiting_does_not_take_the_token_from_the_others(
    platform: ApiServer, client: WeComClient
) -> None:
    platform.token_delay = 0.2
    hasty = asyncio.create_task(client.get("user/get"))
    patient = asyncio.create_task(client.get("user/get"))
    await asyncio.sleep(0.05)
    hasty.cancel()
    await patient
    assert hasty.cancelled()
    assert len(platform.calls("gettoken")) == 1


@pytest.fixture
async def two_processes(platform: ApiServer, make_client: MakeClient) -> AsyncIterator[tuple[WeComClient, WeComClient]]:
    """Two clients that share nothing but a Redis, which knows nothing of theirs yet."""
    key = uuid4().hex
    shared = [RedisShared(redis.ensure_url()) for _ in range(2)]
    yield make_client(shared=shared[0], key=key), make_client(shared=shared[1], key=key)
    for one in shared:
        one.close()


def _kept_as(client: WeComClient) -> str:
    return f"jiedui:{client._tokens._key}"


async def test_two_processes_fetch_one_token(
    platform: ApiServer, two_processes: tuple[WeComClient, WeComClient]
) -> None:
    platform.token_delay = 0.1
    await _at_once(*two_processes, times=10)
    assert len(platform.calls("gettoken")) == 1


async def test_a_token_that_one_process_renewed_serves_the_other(
    platform: ApiServer, two_processes: tuple[WeComClient, WeComClient]
) -> None:
    await _at_once(*two_processes, times=1)
    platform.expire()
    platform.token_delay = 0.1
    await _at_once(*two_processes, times=5)
    assert len(platform.calls("gettoken")) == 2


async def test_a_flushed_redis_costs_nothing_while_the_token_is_held(
    platform: ApiServer, two_processes: tuple[WeComClient, WeComClient]
) -> None:
    await _at_once(*two_processes, times=1)
    with Redis.from_url(redis.ensure_url()) as direct:
        assert direct.delete(_kept_as(two_processes[0])) == 1
    await _at_once(*two_processes, times=5)
    platform.expire()
    await _at_once(*two_processes, times=5)
    assert len(platform.calls("gettoken")) == 2


async def test_calls_go_on_while_redis_is_away(platform: ApiServer, make_client: MakeClient, tmp_path: Any) -> None:
    with redis.own_server(tmp_path, free_port()) as server:
        server.start()
        shared = RedisShared(f"redis://127.0.0.1:{server.port}")
        client = make_client(shared=shared)
        await _at_once(client, times=1)
        server.stop()
        platform.expire()
        await _at_once(client, times=5)
        server.start()
        platform.expire()
        await _at_once(client, times=5)
        shared.close()
    assert len(platform.calls("gettoken")) == 3


async def test_redis_sees_neither_token_nor_secret(
    two_processes: tuple[WeComClient, WeComClient],
) -> None:
    await _at_once(two_processes[0], times=1)
    with Redis.from_url(redis.ensure_url()) as direct:
        key = _kept_as(two_processes[0])
        kept, life = direct.get(key), direct.ttl(key)
    assert isinstance(kept, bytes)
    assert isinstance(life, int)
    assert b"token-1" not in kept
    assert SECRET.encode() not in key.encode() + kept
    assert 6600 < life <= 6900


async def test_what_cannot_be_opened_is_fetched_anew(platform: ApiServer, make_client: MakeClient) -> None:
    shared = LocalShared()
    client = make_client(shared=shared)
    shared.set(client._tokens._key, b"sealed with another key", 60)
    await _at_once(client, times=1)
    assert len(platform.calls("gettoken")) == 1


@dataclass
class Clock:
    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Fetching:
    """Tokens under a clock that only the test moves."""

    def __init__(self, life: float) -> None:
        self.clock, self.fetched, self.life = Clock(), 0, life
        self.shared = LocalShared(self.clock)

    def tokens(self) -> Tokens:
        return Tokens(self.shared, Vault(databases.SECRET), app="app", fetch=self._fetch, monotonic=self.clock)

    async def _fetch(self) -> Fresh:
        self.fetched += 1
        return Fresh(f"token-{self.fetched}", self.life)


@pytest.mark.parametrize(("life", "kept"), [(7200, 6900), (60, 30)])
async def test_a_token_is_given_up_before_its_end(life: float, kept: float) -> None:
    fetching = Fetching(life)
    tokens = fetching.tokens()
    assert await tokens.get() == "token-1"
    fetching.clock.seconds += kept - 1
    assert await tokens.get() == "token-1"
    fetching.clock.seconds += 1
    assert await tokens.get() == "token-2"


async def test_a_token_of_another_process_does_not_outlive_its_margin() -> None:
    fetching = Fetching(7200)
    await fetching.tokens().get()
    fetching.clock.seconds += 6890
    other = fetching.tokens()
    assert await other.get() == "token-1"
    fetching.clock.seconds += 60
    assert await other.get() == "token-2"


async def test_of_many_that_were_refused_the_late_ones_get_what_the_first_fetched() -> None:
    fetching = Fetching(7200)
    tokens = fetching.tokens()
    refused = await tokens.get()
    assert await tokens.renew(refused) == "token-2"
    fetching.shared.close()  # as a flush would
    assert await tokens.renew(refused) == "token-2"
    assert fetching.fetched == 2


async def test_what_the_last_holder_of_the_lock_left_is_not_fetched_again() -> None:
    class LastMoment(LocalShared):
        """Another process leaves its token just before the lock is ours."""

        def lock(self, key: str, owner: str, seconds: float) -> bool:
            self.set(key.removesuffix(":lock"), Vault(databases.SECRET).seal("token-other", CONTEXT), 60)
            return super().lock(key, owner, seconds)

    fetching = Fetching(7200)
    fetching.shared = LastMoment(fetching.clock)
    assert await fetching.tokens().get() == "token-other"
    assert fetching.fetched == 0


async def test_nobody_waits_for_ever_for_a_lock_that_goes_from_hand_to_hand() -> None:
    fetching = Fetching(7200)
    tokens = fetching.tokens()
    assert fetching.shared.lock(f"{tokens._key}:lock", "others", 10 * LOCK_SECONDS)
    waiting = asyncio.create_task(tokens.get())
    await asyncio.sleep(0.05)
    fetching.clock.seconds += LOCK_SECONDS
    assert await waiting == "token-1"


async def test_a_process_that_died_with_the_lock_delays_the_others_for_its_life_at_most() -> None:
    fetching = Fetching(7200)
    tokens = fetching.tokens()
    assert fetching.shared.lock(f"{tokens._key}:lock", "a dead one", LOCK_SECONDS)
    waiting = asyncio.create_task(tokens.get())
    await asyncio.sleep(0.05)
    assert fetching.fetched == 0
    fetching.clock.seconds += LOCK_SECONDS
    assert await waiting == "token-1"
