"""The seal against the platform's public test vectors, and what its strict opening refuses."""

import base64

import pytest
from wechatpy.crypto.base import WeChatCipher

from sandbox.cipher import BadSeal, Seal

KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
CORP = "wx5823bf96d3bd56c7"

# Timestamp, nonce, ciphertext, signature, plain text: paddings 7, 14, 26, 32 (a full extra block) and 1.
VECTORS = [
    (
        "1409659589",
        "263014780",
        "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
        "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
        "1616140317555161061",
    ),
    (
        "1700000000",
        "nonce123",
        "sKqRbbiSUnDhFHOvPjtUMajtBLdj7Yq63XAKSmbpeP0AvihGw2runYYalxLZjVH8HOoU1drvVEVZk5XcNExC5g==",
        "75470ce929e6a43e0f8401027c2b3c81c69cb9dc",
        "hello 你好",
    ),
    (
        "1700000000",
        "nonce123",
        "sKqRbbiSUnDhFHOvPjtUMU5qwF3QTRQT35ZLQKNzkIFzNtEiqzhRA2bjiTq/aLNxdb+TySor6nIW5pigQ2NbKg==",
        "0a8ce64d40f3608adadbf87d0f839aa19f521a96",
        "",
    ),
    (
        "1700000000",
        "nonce123",
        "sKqRbbiSUnDhFHOvPjtUMS1Nd7fI/rcjsVC1btvu0fmrCwNN39ALC5WIhyzhiSe/DJmXnNV7eRA2j6lJACJANf5U"
        "wcqjd6aUyfMJBUYulBZJHjfzchd14r1SiKn7O/aK",
        "5e7be0459913c0915d57363307fca038163dc7ee",
        "a" * 26,
    ),
    (
        "1700000000",
        "nonce123",
        "sKqRbbiSUnDhFHOvPjtUMQrNvEeR1qP5ilDJ0ryHt2o3ZMEIKUtjdlH9HiDF1maPatN/j/HUbqEizZjRT42zpw==",
        "3c11dc9972995249939ed7ac4f836f0d09e654a2",
        "a" * 25,
    ),
]


@pytest.mark.parametrize(("timestamp", "nonce", "sealed", "signature", "plain"), VECTORS)
def test_the_public_vectors_verify_and_open(
    timestamp: str, nonce: str, sealed: str, signature: str, plain: str
) -> None:
    seal = Seal("QDG6eK", KEY, CORP)
    assert seal.signature(timestamp, nonce, sealed) == signature
    assert seal.decrypt(sealed) == plain


@pytest.mark.parametrize("length", range(33))
def test_what_is_sealed_opens_whatever_its_padding(length: int) -> None:
    seal = Seal("t", KEY, CORP)
    assert seal.decrypt(seal.encrypt("好" + "a" * length)) == "好" + "a" * length


def test_the_same_text_never_seals_to_the_same_bytes() -> None:
    seal = Seal("t", KEY, CORP)
    assert seal.encrypt("x") != seal.encrypt("x")


def _raw(plain: bytes) -> str:
    return base64.b64encode(WeChatCipher(base64.b64decode(KEY + "=")).encrypt(plain)).decode()


@pytest.mark.parametrize(
    ("sealed", "problem"),
    [
        ("%%%", "密文不是 base64"),
        ("", "密文长度不对"),
        (base64.b64encode(b"short").decode(), "密文长度不对"),
        (_raw(b"x" * 31 + b"\x21"), "填充不对"),
        (_raw(b"x" * 30 + b"\x07\x02"), "填充不对"),
        (_raw(b"r" * 16 + b"\x10" * 16), "密文太短"),
        (Seal("t", KEY, "wwother").encrypt("x"), "接收方不对"),
        (_raw(b"r" * 16 + b"\0\0\0\1\xff" + CORP.encode() + b"\x19" * 25), "内容不是 UTF-8"),
        (Seal("t", KEY, CORP).encrypt_badly_padded("x"), "填充不对"),
    ],
    # Sealed anew in every process of a parallel run, so the texts cannot name the cases.
    ids=["no base64", "empty", "short", "33", "uneven", "no head", "receiver", "no utf-8", "badly padded"],
)
def test_opening_names_what_is_wrong(sealed: str, problem: str) -> None:
    with pytest.raises(BadSeal, match=problem):
        Seal("t", KEY, CORP).decrypt(sealed)
