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
        secret = vault.mark("cookies", "console.key")
        self._signed = URLSafeSerializer(
            secret, signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"}
        )
        self._used: dict[str, datetime] = {}

    def session(self, token: str, account: str, now: datetime) -> str:
        """A cookie for whoever was recognised as the account that the link is for."""
        return self._sign("session", self._whose(token, account), now + SESSION)

    def opens(self, cookie: str, token: str, account: str, now: datetime) -> bool:
        return self._is_signed(cookie, "session", self._whose(token, account), now) is not None

    def depart(self, token: str, now: datetime) -> Journey:
        nonce = secrets.token_hex(16)
        cookie = self._sign("journey", self._whose(token, ""), now + WAY_BACK, nonce)
        return Journey(self._state(token, nonce), cookie)

    def arrives(self, token: str, journey: Journey, now: datetime) -> bool:
        """Whether this is the way back of a trip that began with this link in this browser; true once."""
        nonce = self._is_signed(journey.cookie, "journey", self._whose(token, ""), now)
        if not nonce or not _equal(self._state(token, nonce), journey.state):
            return False
        self._used = {used: until for used, until in self._used.items() if until > now}
        if nonce in self._used:
            return False
        self._used[nonce] = now + WAY_BACK
        return True

    def form_token(self, holder: str) -> str:
        """What a form of ours carries; `holder` is the session's cookie, or the link that is a key by itself."""
        return self._vault.mark(holder, "console.form").hex()

    def is_form_token(self, said: str, holder: str) -> bool:
        return _equal(said, self.form_token(holder))

    def same_account(self, one: str, other: str) -> bool:
        """Accounts of the platform are equal in whatever case."""
        return _equal(one.casefold(), other.casefold())

    def _whose(self, token: str, account: str) -> str:
        # A cookie is readable: neither the link nor the account stands in it.
        return self._vault.mark(f"{token}\0{account.casefold()}", "console.cookie").hex()

    def _state(self, token: str, nonce: str) -> str:
        return self._vault.mark(f"{token}\0{nonce}", "console.state").hex()

    def _sign(self, what: str, whose: str, until: datetime, nonce: str = "") -> str:
        return str(self._signed.dumps([what, whose, int(until.timestamp()), nonce]))

    def _is_signed(self, cookie: str, what: str, whose: str, now: datetime) -> str | None:
        """The nonce of a cookie of ours that is of this kind, of this link, and not too old; else None."""
        try:
            content: Any = self._signed.loads(cookie)
        except BadData:
            return None
        said_what, said_whose, until, nonce = content
        good = said_what == what and _equal(said_whose, whose) and now.timestamp() < until
        return str(nonce) if good else None


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
