"""The access token of one app: fetched once for all that need it, kept here and, sealed, where processes share."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from bot.wecom.errors import WeComError
from storage.shared import Shared
from storage.vault import CannotUnseal, Vault

CONTEXT = "shared.token"
# A token is given up this long before its end, so that none ends on its way.
MARGIN_SECONDS = 300
# How long a token of unknown remaining life, as another process left it, is used before looking again.
LOOK_AGAIN_SECONDS = 60.0
# Longer than the longest fetch; a process that died holding the lock delays the others by no more.
LOCK_SECONDS = 15.0
POLL_SECONDS = 0.1
# A wrong secret, asked for again and again, bans the whole address for an hour.
HOLD_SECONDS: dict[int, float] = {40001: 60.0, 40013: 60.0, 40091: 60.0, 45009: 60.0}


class Fresh(NamedTuple):
    """A token as the platform gives it, and the seconds that it lives."""

    token: str
    seconds: float


class Tokens:
    """Belongs to one event loop at a time. `fetch` asks the platform, and raises its WeComError."""

    def __init__(
        self,
        shared: Shared,
        vault: Vault,
        *,
        app: str,
        fetch: Callable[[], Awaitable[Fresh]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`app` tells this corp and secret from all others; only a keyed hash of it leaves the process."""
        self._shared, self._vault, self._fetch, self._monotonic = shared, vault, fetch, monotonic
        self._key = "token:" + vault.mark(app, CONTEXT).hex()
        self._owner = secrets.token_hex(8)
        self._token, self._until = "", 0.0
        self._dropped = ""
        self._refusal: tuple[WeComError, float] | None = None
        self._flight: asyncio.Task[str] | None = None

    async def get(self) -> str:
        """A token that is good as far as we know."""
        if self._token and self._monotonic() < self._until:
            return self._token
        return await self._find()

    async def renew(self, refused: str) -> str:
        """Another token than the one that the platform refused; of many that ask, one fetches it."""
        if self._token == refused:
            self._token, self._dropped = "", refused
        return await self.get()

    async def _find(self) -> str:
        if self._flight is None or self._flight.done():
            self._flight = asyncio.create_task(self._shared_or_bought())
            self._flight.add_done_callback(_look_at_failure)
        # One who gives up waiting must not take the token from the others.
        return await asyncio.shield(self._flight)

    async def _shared_or_bought(self) -> str:
        self._raise_held()
        deadline = self._monotonic() + LOCK_SECONDS
        while not (token := await self._left_by_another()):
            locked = await asyncio.to_thread(self._shared.lock, self._key + ":lock", self._owner, LOCK_SECONDS)
            if locked or self._monotonic() >= deadline:
                return await self._under_lock()
            await asyncio.sleep(POLL_SECONDS)
        return token

    async def _under_lock(self) -> str:
        try:
            # The one who held the lock until now may have left what we want.
            return await self._left_by_another() or await self._buy()
        finally:
            await asyncio.to_thread(self._shared.unlock, self._key + ":lock", self._owner)

    async def _left_by_another(self) -> str:
        sealed = await asyncio.to_thread(self._shared.get, self._key)
        try:
            token = self._vault.open(sealed, CONTEXT) if sealed else ""
        except CannotUnseal:
            token = ""
        if not token or token == self._dropped:
            return ""
        self._token, self._until = token, self._monotonic() + LOOK_AGAIN_SECONDS
        return token

    async def _buy(self) -> str:
        try:
            fresh = await self._fetch()
        except WeComError as error:
            if error.code in HOLD_SECONDS:
                self._refusal = (error, self._monotonic() + HOLD_SECONDS[error.code])
            raise
        life = max(fresh.seconds - MARGIN_SECONDS, fresh.seconds / 2)
        self._token, self._until, self._dropped = fresh.token, self._monotonic() + life, ""
        await asyncio.to_thread(self._shared.set, self._key, self._vault.seal(fresh.token, CONTEXT), life)
        return fresh.token

    def _raise_held(self) -> None:
        if self._refusal and self._monotonic() < self._refusal[1]:
            error = self._refusal[0]
            raise type(error)(error.code, error.errmsg)


def _look_at_failure(flight: "asyncio.Task[str]") -> None:
    # Where everybody who waited is gone, nobody else would.
    if not flight.cancelled():
        flight.exception()
