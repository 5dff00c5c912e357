"""The callback's seal: encryption and signature as the platform does them, and the wrong seals that tests need."""

import base64
import binascii
import struct

from wechatpy.crypto.base import WeChatCipher
from wechatpy.enterprise.crypto import PrpCrypto
from wechatpy.utils import WeChatSigner

_BLOCK = 32
_RANDOM_BYTES = 16


class BadSeal(Exception):
    """A sealed text does not open; the message says what is wrong with it, in Chinese for the chat page."""


class Seal:
    """Seals and opens texts for one corp's app."""

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        self._token = token
        self._key = base64.b64decode(aes_key + "=")
        self._receive_id = receive_id

    def encrypt(self, text: str, receive_id: str | None = None) -> str:
        """Encrypt with fresh random bytes; `receive_id` other than the corp's own makes a foreign envelope."""
        sealed: bytes = PrpCrypto(self._key).encrypt(text, self._receive_id if receive_id is None else receive_id)
        return sealed.decode("ascii")

    def encrypt_badly_padded(self, text: str) -> str:
        """Encrypt with a last byte that no padding ends in."""
        cipher = WeChatCipher(self._key)
        plain = bytearray(cipher.decrypt(base64.b64decode(self.encrypt(text))))
        plain[-1] = _BLOCK + 1
        return base64.b64encode(cipher.encrypt(bytes(plain))).decode("ascii")

    def signature(self, timestamp: str, nonce: str, sealed: str) -> str:
        signer = WeChatSigner()
        signer.add_data(self._token, timestamp, nonce, sealed)
        return str(signer.signature)

    def decrypt(self, sealed: str) -> str:
        """Open a sealed text, strictly: every byte of padding and the receiver are checked."""
        plain = self._plain(sealed)
        padding = plain[-1]
        if not 1 <= padding <= _BLOCK or plain[-padding:] != bytes([padding]) * padding:
            raise BadSeal("填充不对")
        body = plain[_RANDOM_BYTES:-padding]
        if len(body) < 4:
            raise BadSeal("密文太短")
        length = struct.unpack(">I", body[:4])[0]
        if body[4 + length :] != self._receive_id.encode():
            raise BadSeal("接收方不对")
        return _utf8(body[4 : 4 + length])

    def _plain(self, sealed: str) -> bytes:
        try:
            raw = base64.b64decode(sealed, validate=True)
        except (binascii.Error, ValueError) as error:
            raise BadSeal("密文不是 base64") from error
        if not raw or len(raw) % _BLOCK:
            raise BadSeal("密文长度不对")
        return bytes(WeChatCipher(self._key).decrypt(raw))


def _utf8(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadSeal("内容不是 UTF-8") from error
