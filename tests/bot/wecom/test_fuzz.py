"""Anything at all, at every layer: the two expected errors or a value, and texts that come back unharmed."""

from contextlib import suppress
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.wecom.cipher import BadSeal, Cipher, SealFault
from bot.wecom.envelope import Envelope, read_envelope
from bot.wecom.parse import read_inbound
from bot.wecom.reply import text_reply
from bot.wecom.xml import BadEnvelope, read_xml
from handlers.inbound import Inbound, TextMessage
from tests.bot.wecom import independent, plaintexts
from tests.bot.wecom.independent import NONCE, TIMESTAMP
from tests.bot.wecom.vectors import VECTORS

A = VECTORS[0]
CIPHER = Cipher(A.token, A.aes_key, A.receive_id)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=400)
SAMPLES = [
    plaintexts.text("已谈心 张三"),
    plaintexts.event("template_card_event", "<SelectedItems><SelectedItem><OptionIds/></SelectedItem></SelectedItems>"),
    plaintexts.event("change_contact", "<ChangeType>create_user</ChangeType><Department>1,2</Department>"),
    plaintexts.event("location_select", "<SendLocationInfo><Location_X>1.5</Location_X></SendLocationInfo>"),
    b"<xml><ToUserName>corp</ToUserName><AgentID>1</AgentID><Encrypt>QUJD</Encrypt></xml>",
]
quietly = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


def allowed(text: str) -> str:
    """What of `text` XML 1.0 can carry, by its own table, with DEL left out and line breaks as XML reads them."""
    kept = [
        char
        for char in text
        if char in "\t\n\r"
        or " " <= char <= "~"
        or "\x80" <= char <= "\ud7ff"
        or "\ue000" <= char <= "\ufffd"
        or char > "\uffff"
    ]
    return "".join(kept).replace("\r\n", "\n").replace("\r", "\n")


def signed(encrypt: str) -> tuple[str, str, str, str]:
    return independent.sign(A.token, TIMESTAMP, NONCE, encrypt), TIMESTAMP, NONCE, encrypt


@quietly
@given(st.binary(max_size=300))
def test_any_bytes_are_a_bad_envelope_or_a_value(body: bytes) -> None:
    with suppress(BadEnvelope):
        assert isinstance(read_envelope(body), Envelope)
    with suppress(BadEnvelope):
        assert isinstance(read_inbound(body), Inbound)


@quietly
@given(st.sampled_from(SAMPLES), st.integers(0, 400), st.integers(0, 60), st.binary(max_size=30))
def test_a_damaged_message_is_a_bad_envelope_or_a_value(sample: bytes, start: int, length: int, patch: bytes) -> None:
    damaged = sample[:start] + patch + sample[start + length :]
    with suppress(BadEnvelope):
        assert isinstance(read_envelope(damaged), Envelope)
    with suppress(BadEnvelope):
        assert isinstance(read_inbound(damaged), Inbound)


@quietly
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_unsigned_request_is_a_wrong_signature(signature: str, timestamp: str, nonce: str, encrypt: str) -> None:
    with pytest.raises(BadSeal) as caught:
        CIPHER.open(signature, timestamp, nonce, encrypt)
    assert caught.value.fault is SealFault.SIGNATURE


@quietly
@given(st.one_of(st.text(max_size=200), st.text("ABCab+/=\n", max_size=100)))
def test_any_signed_text_that_is_not_ours_is_a_bad_seal(encrypt: str) -> None:
    with pytest.raises(BadSeal):
        CIPHER.open(*signed(encrypt))


@quietly
@given(st.binary(min_size=32, max_size=320).map(lambda raw: raw[: len(raw) // 32 * 32]))
def test_any_encrypted_blocks_that_are_not_ours_are_a_bad_seal(raw: bytes) -> None:
    with pytest.raises(BadSeal):
        CIPHER.open(*signed(independent.encrypt_blocks(A.aes_key, raw)))


@quietly
@given(st.binary(max_size=1000), st.binary(min_size=16, max_size=16))
def test_any_message_is_sealed_as_the_rules_say_and_opens_again(message: bytes, random16: bytes) -> None:
    encrypt = read_envelope(CIPHER.seal(message, TIMESTAMP, NONCE, random16).encode()).encrypt
    assert independent.decrypt(A, encrypt) == (random16, message, A.receive_id)
    assert CIPHER.open(*signed(encrypt)) == message


@quietly
@given(ANY_TEXT)
def test_any_text_that_is_typed_arrives(text: str) -> None:
    assert read_inbound(plaintexts.text(text)).content == TextMessage(allowed(text))


@quietly
@given(ANY_TEXT)
def test_any_text_that_is_replied_arrives(text: str) -> None:
    reply = text_reply("zhangsan", "corp", 1700000000, text)
    assert (ElementTree.fromstring(reply).findtext("Content") or "") == allowed(text)
    sealed = read_xml(CIPHER.seal(reply, TIMESTAMP, NONCE).encode())
    opened = CIPHER.open(
        sealed.get("MsgSignature"), sealed.get("TimeStamp"), sealed.get("Nonce"), sealed.get("Encrypt")
    )
    assert read_xml(opened).typed("Content") == allowed(text)
