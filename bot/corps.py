"""The corps whose callbacks we answer: the default one from the settings, others from the database."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import anyio.to_thread
from sqlalchemy.exc import SQLAlchemyError

from bot.desk import StorageAway
from bot.settings import Settings
from bot.wecom.cipher import Cipher
from storage.schools import CorpKeys, other_corps
from storage.work import Store

LOOK_AGAIN_SECONDS = 10.0


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
    """Finds a corp by its id; a new one in the database is seen within seconds, without a restart."""

    def __init__(self, default: Corp, store: Store, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.default = default
        self._store, self._monotonic = store, monotonic
        self._others: dict[str, Corp] = {}
        self._look_at = 0.0

    async def find(self, corp_id: str) -> Corp | None:
        """Raises StorageAway where nobody can say, because the database is away."""
        if corp_id == self.default.corp_id:
            return self.default
        if corp_id not in self._others and self._monotonic() >= self._look_at:
            # Set before looking: a stranger who guesses ids causes one look, not one a guess.
            self._look_at = self._monotonic() + LOOK_AGAIN_SECONDS
            try:
                self._others = await anyio.to_thread.run_sync(self._read)
            except SQLAlchemyError:
                self._look_at = 0.0
                raise StorageAway from None
        return self._others.get(corp_id)

    def _read(self) -> dict[str, Corp]:
        with self._store.reading() as work:
            return {keys.corp_id: _corp(keys) for keys in other_corps(work)}


def default_corp(settings: Settings) -> Corp:
    """Raises BadCallbackSettings where the token or the AES key cannot be right."""
    agents = (settings.wecom_agent_id, settings.wecom_parent_agent_id)
    # With only the parents' app named, the teachers' app would be refused: then any app is meant.
    named = tuple(agent for agent in agents if agent is not None) if settings.wecom_agent_id is not None else ()
    token, aes_key = settings.wecom_token.get_secret_value(), settings.wecom_aes_key.get_secret_value()
    return _corp(CorpKeys(settings.wecom_corp_id, token, aes_key, named))


def _corp(keys: CorpKeys) -> Corp:
    return Corp(keys.corp_id, Cipher(keys.token, keys.aes_key, keys.corp_id), frozenset(keys.agent_ids))
