"""Access tokens: sold for an app's secret, good for that app until the clock says otherwise, lost at a restart."""

import secrets
from collections.abc import Callable

from sandbox.errors import ApiError
from sandbox.settings import App, SandboxSettings


class Tokens:
    """The tokens of all apps; asking again inside a token's life gives the same one."""

    def __init__(self, settings: SandboxSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._sold: dict[str, tuple[App, float]] = {}

    def issue(self, corp_id: str | None, secret: str | None) -> tuple[str, int]:
        """A token and the whole seconds that it still lives."""
        if not corp_id:
            raise ApiError(41002)
        if not secret:
            raise ApiError(41004)
        if corp_id != self._settings.corp_id:
            raise ApiError(40013)
        app = self._app(secret)
        now = self._clock()
        living = [token for token, (owner, expires_at) in self._sold.items() if owner == app and expires_at > now]
        token = living[-1] if living else secrets.token_urlsafe(160)
        _, expires_at = self._sold.setdefault(token, (app, now + self._settings.token_seconds))
        return token, int(expires_at - now)

    def check(self, token: str | None) -> App:
        """The app to which `token` was sold."""
        if not token:
            raise ApiError(41001)
        if token not in self._sold:
            raise ApiError(40014)
        app, expires_at = self._sold[token]
        if expires_at <= self._clock():
            raise ApiError(42001)
        return app

    def _app(self, secret: str) -> App:
        for app in self._settings.apps:
            if secrets.compare_digest(secret.encode(), app.secret.encode()):
                return app
        raise ApiError(40001)
