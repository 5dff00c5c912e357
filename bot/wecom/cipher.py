"""The seal on every callback: the signature, the encryption, and the layout of what is encrypted."""

import base64
import hashlib
import hmac
import os
import re
from enum import StrEnum
from xml.sax.saxutils import escape

from wechatpy.crypto.cryptography import WeChatCipher

from bot.wecom.xml import cdata

# wechatpy gives the AES. Its layout (`PrpCrypto`) is not used: it compares signatures with `!=`, accepts any padding
# bytes, lets five kinds of exception out, and draws the random prefix from a generator that can be guessed.
_BLOCK = 32
_HEAD = 20  # 16 random bytes, 4 bytes of length
_PADDINGS = tuple(bytes([size]) * size for size in range(_BLOCK + 1))


class SealFault(StrEnum):
    """What is wrong with a seal."""

    SIGNATURE = "signature"
    BASE64 = "base64"
    PADDING = "padding"
    RECEIVER = "receiver"
    GARBLED = "garbled"


class BadSeal(Exception):
    """The callback was not sealed by WeCom for us."""

    def __init__(self, fault: SealFault) -> None:
        super().__init__(f"The callback was not sealed by WeCom for us ({fault}).")
        self.fault = fault


class BadCallbackSettings(ValueError):
    """The callback's token or EncodingAESKey cannot be the ones that WeCom's console shows."""


class Cipher:
    """Opens and makes seals for one receiver (the corp id, or "" where the platform uses none).

    `token` is at most 32 and `aes_key` exactly 43 letters and digits, as WeCom's console shows them.
    One instance serves any number of threads.
    """

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        if not re.fullmatch("[A-Za-z0-9]{1,32}", token):
            raise BadCallbackSettings("The callback token must be 1 to 32 letters and digits.")
        if not re.fullmatch("[A-Za-z0-9]{43}", aes_key):
            raise BadCallbackSettings("The EncodingAESKey must be exactly 43 letters and digits.")
        self._token = token
        self._receive_id = receive_id.encode()
        self._aes = WeChatCipher(base64.b64decode(aes_key + "="))

    def open(self, msg_signature: str, timestamp: str, nonce: str, encrypt: str) -> bytes:
        """The message inside `encrypt` (or the echo of a URL check), base64 exactly as received; else a `BadSeal`."""
        expected = self._sign(timestamp, nonce, encrypt)
        if not hmac.compare_digest(expected.encode(), _utf8(msg_signature)):
            raise BadSeal(SealFault.SIGNATURE)
        try:
            ciphertext = base64.b64decode(encrypt, validate=True)
        except ValueError:
            raise BadSeal(SealFault.BASE64) from None
        if not ciphertext or len(ciphertext) % _BLOCK:
            raise BadSeal(SealFault.PADDING)
        return self._unpack(self._aes.decrypt(ciphertext))

    def seal(self, plaintext: bytes, timestamp: str, nonce: str, random16: bytes | None = None) -> str:
        """The whole XML body that carries `plaintext`; `random16` is drawn where not given."""
        head = (os.urandom(16) if random16 is None else random16) + len(plaintext).to_bytes(4, "big")
        raw = head + plaintext + self._receive_id
        raw += _PADDINGS[_BLOCK - len(raw) % _BLOCK]
        encrypt = base64.b64encode(self._aes.encrypt(raw)).decode()
        return (
            f"<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt>"
            f"<MsgSignature><![CDATA[{self._sign(timestamp, nonce, encrypt)}]]></MsgSignature>"
            f"<TimeStamp>{escape(timestamp)}</TimeStamp>"
            f"<Nonce>{cdata(nonce)}</Nonce></xml>"
        )

    def _sign(self, timestamp: str, nonce: str, encrypt: str) -> str:
        parts = sorted((self._token, timestamp, nonce, encrypt))
        return hashlib.sha1(_utf8("".join(parts))).hexdigest()

    def _unpack(self, raw: bytes) -> bytes:
        size = raw[-1]
        if not 1 <= size <= _BLOCK or not hmac.compare_digest(raw[-size:], _PADDINGS[size]):
            raise BadSeal(SealFault.PADDING)
        end = int.from_bytes(raw[16:_HEAD], "big") + _HEAD
        if end > len(raw) - size:
            raise BadSeal(SealFault.GARBLED)
        if not hmac.compare_digest(raw[end:-size], self._receive_id):
            raise BadSeal(SealFault.RECEIVER)
        return raw[_HEAD:end]


def _utf8(text: str) -> bytes:
    # What an outsider sends may hold lone surrogates; they must end as a wrong signature, not as a crash.
    return text.encode("utf-8", "surrogatepass")
