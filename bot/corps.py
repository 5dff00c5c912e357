"""The corps whose callbacks we answer: the default one from the settings, others from the database."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import anyio.to_thread
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings
from bot.settling import StorageAway
from bot.wecom.cipher import BadCallbackSettings, Cipher
from storage.schools import CorpKeys, other_corps
from storage.work import Store

LOOK_AGAIN_SECONDS = 10.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Corp:
    """A corp's callback: its cipher, and the apps that may speak to us (none named: any)."""

    corp_id: str
    cipher: Cipher
    agent_ids: frozenset[int]

    def expects(self, *agent_ids: int | None) -> bool:
        """Whether every app that a message names is one of ours."""
        named = {agent_id for agent_id in agent_ids if agent_id is not None}
        return not self.agent_ids or named <= self.agent_ids


class Corps:
    """Finds a corp by its id; one that is new in the database, or has new keys, is seen within seconds."""

    def __init__(self, default: Corp, store: Store, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.default = default
        self._store, self._monotonic = store, monotonic
        self._others: dict[str, Corp] = {}
        self._look_at = 0.0
        self._looking = asyncio.Lock()

    async def find(self, corp_id: str) -> Corp | None:
        """Raises StorageAway where nobody can say, because the database is away."""
        if corp_id == self.default.corp_id:
            return self.default
        # A stranger who guesses ids causes one look in a while, not one a guess.
        async with self._looking:
            if self._monotonic() >= self._look_at:
                try:
                    self._others = await anyio.to_thread.run_sync(self._read)
                except SQLAlchemyError:
                    raise StorageAway from None
                self._look_at = self._monotonic() + LOOK_AGAIN_SECONDS
        return self._others.get(corp_id)

    def _read(self) -> dict[str, Corp]:
        with self._store.reading() as work:
            keys = other_corps(work)
        found = {}
        for one in keys:
            try:
                found[one.corp_id] = _corp(one)
            except BadCallbackSettings:
                log.error("corp_keys_wrong", corp=one.corp_id)
        return found


def default_corp(settings: Settings) -> Corp:
    """Raises BadCallbackSettings where the token or the AES key cannot be right."""
    agents = (settings.wecom_agent_id, settings.wecom_parent_agent_id)
    # With only the parents' app named, the teachers' app would be refused: then any app is meant.
    named = tuple(agent for agent in agents if agent is not None) if settings.wecom_agent_id is not None else ()
    token, aes_key = settings.wecom_token.get_secret_value(), settings.wecom_aes_key.get_secret_value()
    return _corp(CorpKeys(settings.wecom_corp_id, token, aes_key, named))


def _corp(keys: CorpKeys) -> Corp:
    return Corp(keys.corp_id, Cipher(keys.token, keys.aes_key, keys.corp_id), frozenset(keys.agent_ids))
