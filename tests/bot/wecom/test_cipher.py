"""The seal: the public vectors, two other implementations, and everything that must not open."""

import ast
import base64
import dataclasses
import inspect
import textwrap
from xml.etree import ElementTree

import pytest
from wechatpy.enterprise.crypto import WeChatCrypto

from bot.wecom import cipher
from bot.wecom.cipher import BadCallbackSettings, BadSeal, Cipher, SealFault
from tests.bot.wecom import independent
from tests.bot.wecom.independent import NONCE, RANDOM16, TIMESTAMP
from tests.bot.wecom.vectors import VECTORS, Vector

A = VECTORS[0]
every_vector = pytest.mark.parametrize("vector", VECTORS, ids=[vector.name for vector in VECTORS])


def cipher_of(vector: Vector) -> Cipher:
    return Cipher(vector.token, vector.aes_key, vector.receive_id)


def fields_of(sealed: str) -> dict[str, str]:
    return {child.tag: child.text or "" for child in ElementTree.fromstring(sealed)}


def fault_of(encrypt: str) -> BadSeal:
    """What opening `encrypt` under a right signature raises."""
    with pytest.raises(BadSeal) as caught:
        cipher_of(A).open(independent.sign(A.token, TIMESTAMP, NONCE, encrypt), TIMESTAMP, NONCE, encrypt)
    return caught.value


def fault_of_blocks(raw: bytes) -> BadSeal:
    return fault_of(independent.encrypt_blocks(A.aes_key, raw))


@every_vector
def test_a_vector_opens_to_its_message(vector: Vector) -> None:
    sealed = (vector.signature, vector.timestamp, vector.nonce, vector.encrypt)
    assert cipher_of(vector).open(*sealed).decode() == vector.plaintext
    assert cipher_of(vector).open(*sealed).decode() == vector.plaintext


@every_vector
def test_a_vector_sealed_again_with_its_random_bytes_is_the_same(vector: Vector) -> None:
    random16, message, receive_id = independent.decrypt(vector, vector.encrypt)
    assert (message.decode(), receive_id) == (vector.plaintext, vector.receive_id)
    assert vector.random16 is None or vector.random16.encode() == random16
    assert fields_of(cipher_of(vector).seal(message, vector.timestamp, vector.nonce, random16)) == {
        "Encrypt": vector.encrypt,
        "MsgSignature": vector.signature,
        "TimeStamp": vector.timestamp,
        "Nonce": vector.nonce,
    }


@every_vector
def test_a_vector_has_the_padding_that_its_source_states(vector: Vector) -> None:
    assert independent.decrypt_blocks(vector.aes_key, vector.encrypt)[-1] == vector.padding


def test_every_length_of_padding_is_made_and_opened() -> None:
    seen = set()
    for length in range(32):
        message = b"x" * length
        ours = fields_of(cipher_of(A).seal(message, TIMESTAMP, NONCE, RANDOM16))
        theirs = independent.encrypt(A, message)
        assert ours["Encrypt"] == theirs
        assert ours["MsgSignature"] == independent.sign(A.token, TIMESTAMP, NONCE, theirs)
        assert cipher_of(A).open(ours["MsgSignature"], TIMESTAMP, NONCE, theirs) == message
        seen.add(independent.decrypt_blocks(A.aes_key, theirs)[-1])
    assert seen == set(range(1, 33))


@pytest.mark.parametrize(
    "message", ["", "hello", "记下了：张三 👩‍🏫", "x" * 60_000], ids=["empty", "ascii", "emoji", "long"]
)
def test_wechatpy_opens_what_we_seal_and_we_open_what_it_seals(message: str) -> None:
    other = WeChatCrypto(A.token, A.aes_key, A.receive_id)
    ours = cipher_of(A).seal(message.encode(), TIMESTAMP, NONCE)
    assert other.decrypt_message(ours, fields_of(ours)["MsgSignature"], TIMESTAMP, NONCE) == message
    theirs = fields_of(other.encrypt_message(message, NONCE, TIMESTAMP))
    assert cipher_of(A).open(theirs["MsgSignature"], TIMESTAMP, NONCE, theirs["Encrypt"]) == message.encode()


def test_two_seals_of_one_message_differ() -> None:
    first, second = (fields_of(cipher_of(A).seal(b"same", TIMESTAMP, NONCE))["Encrypt"] for _ in range(2))
    assert first != second


@pytest.mark.parametrize("field", ["signature", "timestamp", "nonce", "encrypt", "token"])
def test_a_change_of_anything_that_is_signed_is_a_wrong_signature(field: str) -> None:
    changed = dataclasses.replace(A, **{field: getattr(A, field) + "0"})
    with pytest.raises(BadSeal) as caught:
        cipher_of(changed).open(changed.signature, changed.timestamp, changed.nonce, changed.encrypt)
    assert caught.value.fault is SealFault.SIGNATURE


@pytest.mark.parametrize("encrypt", [A.encrypt, "not base64", "\ud800"], ids=["right", "not base64", "surrogate"])
@pytest.mark.parametrize("signature", ["", A.signature.upper(), A.signature[:-1], "é", "\ud800"], ids=ascii)
def test_a_wrong_signature_is_found_before_anything_else_is_looked_at(signature: str, encrypt: str) -> None:
    with pytest.raises(BadSeal) as caught:
        cipher_of(A).open(signature, A.timestamp, A.nonce, encrypt)
    assert caught.value.fault is SealFault.SIGNATURE


@pytest.mark.parametrize(
    "encrypt", ["?", "QUJD\n", "QUJ", "QUJDRA=", "=QUJDRA=", "QUJD=QUJD", "QUJDRA==QUJD", "QU JD", "记下了", "-_-_"]
)
def test_text_that_is_not_strict_base64_is_refused(encrypt: str) -> None:
    fault = fault_of(encrypt)
    assert fault.fault is SealFault.BASE64


@pytest.mark.parametrize("size", [0, 1, 15, 16, 31, 33, 48, 80])
def test_a_length_that_padding_cannot_give_is_refused(size: int) -> None:
    assert fault_of(base64.b64encode(bytes(size)).decode()).fault is SealFault.PADDING


@pytest.mark.parametrize(
    "tail",
    [b"\x00", b"\x21" * 33, b"\xff" * 64, b"\x01\x02\x03\x04\x05", b"\x05\x05\x06\x05\x05", b"\x1f" + b"\x20" * 31],
    ids=["zero", "33", "255", "counting", "one wrong", "first wrong"],
)
def test_padding_is_checked_in_every_byte(tail: bytes) -> None:
    raw = independent.layout(b"", A.receive_id)
    raw = independent.layout(b"x" * (-(len(raw) + len(tail)) % 32), A.receive_id) + tail
    assert fault_of_blocks(raw).fault is SealFault.PADDING


@pytest.mark.parametrize("receive_id", ["", "wx", A.receive_id + "7", A.receive_id[:-1] + "8", A.receive_id.upper()])
def test_a_message_for_another_receiver_is_refused(receive_id: str) -> None:
    fault = fault_of_blocks(independent.pad(independent.layout(b"hello", receive_id)))
    assert fault.fault is SealFault.RECEIVER


@pytest.mark.parametrize("length", [24, 2**31, 2**32 - 1])
def test_a_length_beyond_the_message_is_garbled(length: int) -> None:
    raw = RANDOM16 + length.to_bytes(4, "big") + b"hello" + A.receive_id.encode()
    assert fault_of_blocks(independent.pad(raw)).fault is SealFault.GARBLED


@pytest.mark.parametrize("raw", [b"", b"x", RANDOM16, RANDOM16 + b"\x00\x00\x00"])
def test_a_message_too_short_for_its_own_head_is_garbled(raw: bytes) -> None:
    assert fault_of_blocks(independent.pad(raw)).fault is SealFault.GARBLED


def test_a_length_short_of_the_message_is_a_wrong_receiver() -> None:
    raw = RANDOM16 + (3).to_bytes(4, "big") + b"hello" + A.receive_id.encode()
    assert fault_of_blocks(independent.pad(raw)).fault is SealFault.RECEIVER


def test_the_error_tells_the_fault_and_nothing_of_the_message() -> None:
    assert str(fault_of("?")) == "The callback was not sealed by WeCom for us (base64)."


@pytest.mark.parametrize("token", ["", "with space", "x" * 33, "abc\n", "令牌"])
def test_a_token_that_the_console_cannot_show_is_refused(token: str) -> None:
    with pytest.raises(BadCallbackSettings, match="callback token must be 1 to 32 letters and digits"):
        Cipher(token, A.aes_key, A.receive_id)


@pytest.mark.parametrize("aes_key", ["", A.aes_key[:-1], A.aes_key + "A", A.aes_key[:-1] + "=", A.aes_key[:-1] + "钥"])
def test_a_key_that_the_console_cannot_show_is_refused(aes_key: str) -> None:
    with pytest.raises(BadCallbackSettings, match="EncodingAESKey must be exactly 43 letters and digits"):
        Cipher(A.token, aes_key, A.receive_id)


def test_a_sealed_body_survives_whatever_the_request_said() -> None:
    sealed = cipher_of(A).seal(b"hello", "<1>&", "]]></Nonce>&\x00")
    assert fields_of(sealed)["TimeStamp"] == "<1>&"
    assert fields_of(sealed)["Nonce"] == "]]></Nonce>&"


def test_no_secret_is_compared_with_an_operator_that_stops_early() -> None:
    compared = [node for node in ast.walk(ast.parse(inspect.getsource(cipher))) if isinstance(node, ast.Compare)]
    operators = [operator for node in compared for operator in node.ops]
    assert operators
    assert not [operator for operator in operators if isinstance(operator, ast.Eq | ast.NotEq | ast.In | ast.NotIn)]
    opening = ast.parse(textwrap.dedent(inspect.getsource(Cipher.open)))
    calls = [ast.unparse(node.func) for node in ast.walk(opening) if isinstance(node, ast.Call)]
    assert calls.index("hmac.compare_digest") < calls.index("base64.b64decode")
