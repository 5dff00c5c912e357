"""Access tokens: sold for the app's secret, good until the clock says otherwise, forgotten at a restart."""

import secrets
from collections.abc import Callable

from sandbox.errors import ApiError
from sandbox.settings import SandboxSettings


class Tokens:
    """The tokens of one app; asking again inside a token's life gives the same one."""

    def __init__(self, settings: SandboxSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._expires_at: dict[str, float] = {}

    def issue(self, corp_id: str | None, secret: str | None) -> tuple[str, int]:
        """A token and the whole seconds that it still lives."""
        if not corp_id:
            raise ApiError(41002)
        if not secret:
            raise ApiError(41004)
        if corp_id != self._settings.corp_id:
            raise ApiError(40013)
        if not secrets.compare_digest(secret.encode(), self._settings.secret.encode()):
            raise ApiError(40001)
        now = self._clock()
        living = [token for token, expires_at in self._expires_at.items() if expires_at > now]
        token = living[-1] if living else secrets.token_urlsafe(160)
        self._expires_at.setdefault(token, now + self._settings.token_seconds)
        return token, int(self._expires_at[token] - now)

    def check(self, token: str | None) -> None:
        if not token:
            raise ApiError(41001)
        if token not in self._expires_at:
            raise ApiError(40014)
        if self._expires_at[token] <= self._clock():
            raise ApiError(42001)
