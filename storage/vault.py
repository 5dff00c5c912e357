"""The vault: what is written down about people is encrypted here before it reaches the database."""

import hashlib
import hmac
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
NONCE_BYTES = 12
MINIMUM_SECRET = 16


class WeakSecret(ValueError):
    """The secret key is missing or shorter than 16 characters."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class CannotUnseal(ValueError):
    """A sealed value does not open with this secret key: the key is another one, or the value was changed."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class Vault:
    """Seals text for one column and opens it again (AES-256-GCM, a fresh nonce each time).

    `context` names the column ("deed.note"): a value moved to another column does not open.
    Wire form: 1 byte version, 12 bytes nonce, ciphertext with its 16-byte tag.
    """

    def __init__(self, secret_key: str) -> None:
        if len(secret_key) < MINIMUM_SECRET:
            raise WeakSecret
        self._aead = AESGCM(_derive(secret_key, b"jiedui seal"))
        self._mark_key = _derive(secret_key, b"jiedui mark")

    def seal(self, text: str, context: str) -> bytes:
        # A lone surrogate can come out of a broken phone; losing it would be losing what was said.
        return self.seal_bytes(text.encode("utf-8", "surrogatepass"), context)

    def open(self, sealed: bytes, context: str) -> str:
        return self.open_bytes(sealed, context).decode("utf-8", "surrogatepass")

    def seal_bytes(self, clear: bytes, context: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._aead.encrypt(nonce, clear, context.encode())

    def open_bytes(self, sealed: bytes, context: str) -> bytes:
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if sealed[:1] != VERSION or len(nonce) < NONCE_BYTES:
            raise CannotUnseal
        try:
            return self._aead.decrypt(nonce, body, context.encode())
        except InvalidTag:
            raise CannotUnseal from None

    def seal_json(self, value: Any, context: str) -> bytes:
        return self.seal(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True), context)

    def open_json(self, sealed: bytes, context: str) -> Any:
        return json.loads(self.open(sealed, context))

    def mark(self, text: str, context: str) -> bytes:
        """A keyed hash (32 bytes) by which equal values of one context are found without being readable."""
        return hmac.new(self._mark_key, context.encode() + b"\0" + text.encode(), hashlib.sha256).digest()


def _derive(secret_key: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(secret_key.encode())
