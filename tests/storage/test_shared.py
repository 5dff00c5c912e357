"""Values and locks that processes share: the same over Redis and inside the process, and while Redis is away."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from redis import Redis
from structlog.testing import capture_logs

from storage.shared import LOOK_AGAIN_SECONDS, LocalShared, RedisShared, Shared, open_shared
from tests.support import redis
from tests.support.process import free_port


@dataclass
class Clock:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(params=["redis", "local"])
def shared(request: pytest.FixtureRequest) -> Iterator[Shared]:
    opened = open_shared(redis.ensure_url() if request.param == "redis" else "")
    yield opened
    opened.close()


@pytest.fixture
def key() -> str:
    return uuid4().hex


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Any]:
    with redis.own_server(tmp_path, free_port()) as own:
        own.start()
        yield own


def test_what_is_set_is_there_until_it_is_deleted(shared: Shared, key: str) -> None:
    assert shared.get(key) is None
    shared.set(key, b"\x00value", 60)
    assert shared.get(key) == b"\x00value"
    shared.delete(key)
    assert shared.get(key) is None


def test_a_value_ends_by_itself(shared: Shared, key: str) -> None:
    shared.set(key, b"value", 0.02)
    assert _within(2, lambda: shared.get(key) is None)


def test_a_lock_has_one_owner_until_it_is_given_back(shared: Shared, key: str) -> None:
    assert shared.lock(key, "one", 60)
    assert not shared.lock(key, "other", 60)
    shared.unlock(key, "other")
    assert not shared.lock(key, "other", 60)
    shared.unlock(key, "one")
    assert shared.lock(key, "other", 60)


def test_a_lock_ends_by_itself_and_is_then_the_others(shared: Shared, key: str) -> None:
    assert shared.lock(key, "one", 0.02)
    assert _within(2, lambda: shared.lock(key, "other", 60))
    shared.unlock(key, "one")
    assert not shared.lock(key, "one", 60)


def test_of_many_at_once_one_gets_the_lock(shared: Shared, key: str) -> None:
    got: list[bool] = []
    start = threading.Barrier(8)

    def compete(owner: str) -> None:
        start.wait()
        got.append(shared.lock(key, owner, 60))

    threads = [threading.Thread(target=compete, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [False] * 7 + [True]


def test_two_processes_share_over_redis(key: str) -> None:
    one, other = RedisShared(redis.ensure_url()), RedisShared(redis.ensure_url())
    one.set(key, b"value", 60)
    assert other.get(key) == b"value"
    assert one.lock(key + "l", "one", 60)
    assert not other.lock(key + "l", "other", 60)
    one.close()
    other.close()


def test_what_a_process_keeps_for_itself_does_not_pile_up() -> None:
    clock = Clock()
    local = LocalShared(clock)
    for number in range(100):
        local.set(str(number), b"value", 10)
        clock.seconds += 1
    assert len(local._kept) == 10


def test_a_flushed_server_has_forgotten_and_goes_on(server: Any, key: str) -> None:
    shared = RedisShared(f"redis://127.0.0.1:{server.port}")
    shared.set(key, b"value", 60)
    assert shared.lock("l", "one", 60)
    with Redis(port=server.port) as direct:
        direct.flushall()
    assert shared.get(key) is None
    assert shared.lock("l", "other", 60)
    shared.set(key, b"again", 60)
    assert shared.get(key) == b"again"
    shared.close()


def test_a_stopped_server_is_stood_in_for_until_it_is_back(server: Any, key: str) -> None:
    port, clock = server.port, Clock(seconds=100)
    shared = RedisShared(f"redis://127.0.0.1:{port}", clock)
    shared.set(key, b"before", 60)
    server.stop()
    with capture_logs() as lines:
        assert shared.get(key) is None
        shared.set(key, b"meanwhile", 60)
        assert shared.lock("l", "one", 60)
        assert not shared.lock("l", "other", 60)
        clock.seconds += LOOK_AGAIN_SECONDS  # looks again, in vain
        assert shared.get(key) == b"meanwhile"
        server.start()
        assert shared.get(key) == b"meanwhile"
        clock.seconds += LOOK_AGAIN_SECONDS
        shared.set(key, b"after", 60)
        assert shared.get(key) == b"after"
        assert shared.lock("l", "other", 60)
    shared.close()
    assert [line["event"] for line in lines] == ["redis_away", "redis_back"]
    with Redis(port=port) as direct:
        assert direct.get(f"jiedui:{key}") == b"after"


def test_what_was_kept_in_one_outage_is_not_found_in_the_next(server: Any, key: str) -> None:
    port, clock = server.port, Clock(seconds=100)
    shared = RedisShared(f"redis://127.0.0.1:{port}", clock)
    server.stop()
    shared.set(key, b"old", 60)
    server.start()
    clock.seconds += LOOK_AGAIN_SECONDS
    assert shared.get(key) is None
    server.stop()
    assert shared.get(key) is None
    shared.close()


def test_a_server_that_does_not_answer_costs_half_a_second_once(key: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        shared = RedisShared(f"redis://127.0.0.1:{silent.getsockname()[1]}")
        started = time.monotonic()
        shared.set(key, b"value", 60)
        for _ in range(100):
            assert shared.get(key) == b"value"
        assert time.monotonic() - started < 2
        shared.close()


def test_a_server_that_refuses_commands_is_as_good_as_away(server: Any, key: str) -> None:
    with Redis(port=server.port) as direct:
        direct.config_set("requirepass", "somebody set one")
    shared = RedisShared(f"redis://127.0.0.1:{server.port}")
    with capture_logs() as lines:
        shared.set(key, b"value", 60)
    assert shared.get(key) == b"value"
    shared.close()
    assert [line["event"] for line in lines] == ["redis_away"]


def _within(seconds: float, happens: Any) -> bool:
    until = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > until:
            return False
        time.sleep(0.005)
    return True
