"""The seal written a second time, straight from the platform's rules: the oracle that ours is compared with."""

import base64
import hashlib
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from tests.bot.wecom.vectors import Vector

RANDOM16 = b"0123456789abcdef"
TIMESTAMP, NONCE = "1700000000", "nonce123"


def sign(token: str, timestamp: str, nonce: str, encrypt: str) -> str:
    return hashlib.sha1("".join(sorted([token, timestamp, nonce, encrypt])).encode()).hexdigest()


def encrypt_blocks(aes_key: str, raw: bytes) -> str:
    """Whole blocks, with whatever padding they hold, as base64."""
    key = base64.b64decode(aes_key + "=")
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(raw) + encryptor.finalize()).decode()


def decrypt_blocks(aes_key: str, encrypt: str) -> bytes:
    key = base64.b64decode(aes_key + "=")
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    return decryptor.update(base64.b64decode(encrypt)) + decryptor.finalize()


def layout(message: bytes, receive_id: str, random16: bytes = RANDOM16) -> bytes:
    """Everything that is encrypted, up to the padding."""
    return random16 + struct.pack(">I", len(message)) + message + receive_id.encode()


def pad(raw: bytes) -> bytes:
    padder = PKCS7(256).padder()
    return padder.update(raw) + padder.finalize()


def unpad(raw: bytes) -> bytes:
    unpadder = PKCS7(256).unpadder()
    return unpadder.update(raw) + unpadder.finalize()


def encrypt(vector: Vector, message: bytes) -> str:
    return encrypt_blocks(vector.aes_key, pad(layout(message, vector.receive_id)))


def decrypt(vector: Vector, encrypted: str) -> tuple[bytes, bytes, str]:
    """The random prefix, the message and the receive id."""
    raw = unpad(decrypt_blocks(vector.aes_key, encrypted))
    (length,) = struct.unpack(">I", raw[16:20])
    return raw[:16], raw[20 : 20 + length], raw[20 + length :].decode()
