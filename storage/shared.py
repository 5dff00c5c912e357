"""What processes share for a while: Redis where one is given, and a stand-in inside the process.

Nothing in here may be needed for being right. Any value may vanish at any moment, and a lock may be held twice when
Redis comes or goes; whatever must happen once is decided in the database.

Synchronous, because the scheduler's threads and the pages use it as well as the one event loop that makes calls,
which asks here about once a minute and does so in a thread.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import structlog
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

T = TypeVar("T")

PREFIX = "jiedui:"
# Somebody waits for a page or a reply: better without Redis than late.
SOCKET_SECONDS = 0.5
LOOK_AGAIN_SECONDS = 1.0

# A lock that ran out and was taken by another must stay the other's.
_UNLOCK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end"

log = structlog.get_logger()


class Shared(Protocol):
    """Values and locks that end by themselves after `seconds`. Safe from any thread; raises nothing."""

    def get(self, key: str) -> bytes | None: ...

    def set(self, key: str, value: bytes, seconds: float) -> None: ...

    def delete(self, key: str) -> None: ...

    def lock(self, key: str, owner: str, seconds: float) -> bool:
        """Whether the lock is now `owner`'s; does not wait."""

    def unlock(self, key: str, owner: str) -> None:
        """Gives the lock back where it is still `owner`'s."""

    def close(self) -> None: ...


class LocalShared:
    """The stand-in: shared by the threads of one process."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._kept: dict[str, tuple[bytes, float]] = {}
        self._guard = threading.Lock()

    def get(self, key: str) -> bytes | None:
        with self._guard:
            return self._living(key)

    def set(self, key: str, value: bytes, seconds: float) -> None:
        with self._guard:
            self._keep(key, value, seconds)

    def delete(self, key: str) -> None:
        with self._guard:
            self._kept.pop(key, None)

    def lock(self, key: str, owner: str, seconds: float) -> bool:
        with self._guard:
            if self._living(key) is not None:
                return False
            self._keep(key, owner.encode(), seconds)
            return True

    def unlock(self, key: str, owner: str) -> None:
        with self._guard:
            if self._living(key) == owner.encode():
                del self._kept[key]

    def close(self) -> None:
        with self._guard:
            self._kept.clear()

    def _living(self, key: str) -> bytes | None:
        value, until = self._kept.get(key, (None, 0.0))
        return value if self._monotonic() < until else None

    def _keep(self, key: str, value: bytes, seconds: float) -> None:
        now = self._monotonic()
        self._kept = {name: kept for name, kept in self._kept.items() if now < kept[1]}
        self._kept[key] = (value, now + seconds)


class RedisShared:
    """Redis, and the stand-in for as long as it is away. Raises ValueError for an impossible URL."""

    def __init__(self, url: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        # With redis-py's own retries a command that merely took long was executed twice.
        self._redis = Redis.from_url(
            url,
            retry=Retry(NoBackoff(), 0),
            socket_timeout=SOCKET_SECONDS,
            socket_connect_timeout=SOCKET_SECONDS,
        )
        self._monotonic = monotonic
        self._stand_in = LocalShared(monotonic)
        self._guard = threading.Lock()
        self._away = False
        self._look_at = 0.0

    def get(self, key: str) -> bytes | None:
        value = self._try(lambda redis: redis.get(PREFIX + key), lambda: self._stand_in.get(key))
        return value if isinstance(value, bytes) else None

    def set(self, key: str, value: bytes, seconds: float) -> None:
        life = _milliseconds(seconds)
        self._try(
            lambda redis: redis.set(PREFIX + key, value, px=life), lambda: self._stand_in.set(key, value, seconds)
        )

    def delete(self, key: str) -> None:
        self._try(lambda redis: redis.delete(PREFIX + key), lambda: self._stand_in.delete(key))

    def lock(self, key: str, owner: str, seconds: float) -> bool:
        life = _milliseconds(seconds)
        return bool(
            self._try(
                lambda redis: redis.set(PREFIX + key, owner, px=life, nx=True),
                lambda: self._stand_in.lock(key, owner, seconds),
            )
        )

    def unlock(self, key: str, owner: str) -> None:
        self._try(lambda redis: redis.eval(_UNLOCK, 1, PREFIX + key, owner), lambda: self._stand_in.unlock(key, owner))

    def close(self) -> None:
        self._redis.close()
        self._stand_in.close()

    def _try(self, command: Callable[[Any], T], otherwise: Callable[[], T]) -> T:
        if self._monotonic() < self._look_at:
            return otherwise()
        try:
            answer = command(self._redis)
        except RedisError as error:
            self._goes(error)
            return otherwise()
        self._comes()
        return answer

    def _goes(self, error: RedisError) -> None:
        with self._guard:
            self._look_at = self._monotonic() + LOOK_AGAIN_SECONDS
            was_away, self._away = self._away, True
        if not was_away:
            log.warning("redis_away", error=type(error).__name__)

    def _comes(self) -> None:
        with self._guard:
            was_away, self._away = self._away, False
        if was_away:
            # What was kept meanwhile would be old news in the next outage.
            self._stand_in.close()
            log.info("redis_back")


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))


def open_shared(url: str) -> Shared:
    """What this installation shares through: the Redis at `url`; "" for the process alone."""
    return RedisShared(url) if url else LocalShared()
