"""What a browser must bring to be let in: the session of one link, the way back from the platform, the form's token."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from storage.vault import Vault

SESSION = timedelta(hours=12)
# As long as the platform's code is good, and the time to get there.
WAY_BACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Journey:
    """A trip to the platform: `state` comes back with the address, `cookie` with the browser."""

    state: str
    cookie: str


class Keys:
    """Signs and checks; everything is bound to one link, so what was made for one opens no other.

    That a way back is used once is remembered by this process; across processes the platform's code is good once.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        key = vault.mark("the key of the signature", "console.cookies")
        self._signed = URLSafeSerializer(key, signer_kwargs={"digest_method": hashlib.sha256})
        self._used: dict[str, datetime] = {}

    def session(self, token: str, account: str, now: datetime) -> str:
        """A cookie for whoever was recognised as the account that the link is for."""
        return self._sign(self._session_of(token, account), now + SESSION)

    def opens(self, cookie: str, token: str, account: str, now: datetime) -> bool:
        return self._is_signed(cookie, self._session_of(token, account), now)

    def depart(self, token: str, now: datetime) -> Journey:
        cookie = self._sign(self._journey_of(token), now + WAY_BACK)
        return Journey(self._state(cookie), cookie)

    def arrives(self, token: str, journey: Journey, now: datetime) -> bool:
        """Whether this is the way back of a trip that began with this link in this browser; true once."""
        state = self._state(journey.cookie)
        if not self._is_signed(journey.cookie, self._journey_of(token), now) or not _equal(state, journey.state):
            return False
        self._used = {used: until for used, until in self._used.items() if until > now}
        if state in self._used:
            return False
        self._used[state] = now + WAY_BACK
        return True

    def form_token(self, holder: str) -> str:
        """What a form of ours carries; `holder` is the session's cookie, or the personal link."""
        return self._vault.mark(holder, "console.form").hex()

    def is_form_token(self, said: str, holder: str) -> bool:
        return _equal(said, self.form_token(holder))

    def same_account(self, one: str, other: str) -> bool:
        """Accounts of the platform are equal in whatever case."""
        return _equal(one.casefold(), other.casefold())

    # A cookie can be read: neither the link nor the account stands in it.

    def _session_of(self, token: str, account: str) -> str:
        return self._vault.mark(f"{token}\0{account.casefold()}", "console.session").hex()

    def _journey_of(self, token: str) -> str:
        return self._vault.mark(token, "console.journey").hex()

    def _state(self, cookie: str) -> str:
        return self._vault.mark(cookie, "console.state").hex()

    def _sign(self, whose: str, until: datetime) -> str:
        # The nonce makes every trip another one.
        return str(self._signed.dumps([whose, int(until.timestamp()), secrets.token_hex(16)]))

    def _is_signed(self, cookie: str, whose: str, now: datetime) -> bool:
        try:
            content: Any = self._signed.loads(cookie)
        except BadData:
            return False
        said_whose, until, _ = content
        return _equal(said_whose, whose) and now.timestamp() < until


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
