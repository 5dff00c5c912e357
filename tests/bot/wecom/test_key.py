"""The key: equal for every repeat of one message, different for different ones."""

import re

import pytest

from bot.wecom.cipher import Cipher
from bot.wecom.envelope import read_envelope
from bot.wecom.parse import read_inbound
from bot.wecom.xml import read_xml
from tests.bot.wecom import plaintexts
from tests.bot.wecom.plaintexts import fields
from tests.bot.wecom.vectors import VECTORS

SELECTED = (
    "<SelectedItems><SelectedItem><QuestionKey>{}</QuestionKey><OptionIds><OptionId>1</OptionId></OptionIds>"
    "</SelectedItem><SelectedItem><QuestionKey>{}</QuestionKey><OptionIds><OptionId>2</OptionId></OptionIds>"
    "</SelectedItem></SelectedItems>"
)

DIFFERENT = [
    plaintexts.event("enter_agent"),
    plaintexts.event("enter_agent", sender="lisi"),
    plaintexts.event("enter_agent", created=1348831861),
    plaintexts.event("enter_agent", "<AgentID>1</AgentID>"),
    plaintexts.event("enter_agent", "<AgentID>2</AgentID>"),
    plaintexts.event("subscribe"),
    plaintexts.event("click", fields(EventKey="a")),
    plaintexts.event("click", fields(EventKey="b")),
    plaintexts.event("template_card_event", fields(EventKey="a", TaskId="1")),
    plaintexts.event("template_card_event", fields(EventKey="a", TaskId="2")),
    plaintexts.event("template_card_event", fields(EventKey="a", TaskId="2") + SELECTED.format("Q1", "Q2")),
    plaintexts.event("template_card_event", fields(EventKey="a", TaskId="2") + SELECTED.format("Q2", "Q1")),
    plaintexts.event("change_contact", fields(ChangeType="create_user", UserID="a")),
    plaintexts.event("change_contact", fields(ChangeType="delete_user", UserID="a")),
    plaintexts.event("change_contact", fields(ChangeType="delete_user", UserID="b")),
    plaintexts.event("change_school_contact", fields(ChangeType="create_student", Id="a")),
    plaintexts.event("change_school_contact", fields(ChangeType="create_student", Id="b")),
    plaintexts.event("change_school_contact", fields(ChangeType="create_parent", Id="b")),
    plaintexts.event("kf_msg_or_event", fields(Token="t1", OpenKfId="k1")),
    plaintexts.event("kf_msg_or_event", fields(Token="t2", OpenKfId="k1")),
    plaintexts.event("kf_msg_or_event", fields(Token="t2", OpenKfId="k2")),
    plaintexts.event("kf_msg_or_event", fields(OpenKfId="k2")),
    plaintexts.event("kf_msg_or_event", fields(OpenKfId="k2"), created=1348831861),
    plaintexts.event("new_one_day", fields(A="1", B="2")),
    plaintexts.event("new_one_day", fields(A="2", B="1")),
    plaintexts.event("new_one_day", fields(A="12", B="")),
    plaintexts.message("text", fields(Content="a")),
    plaintexts.message("text", fields(Content="a"), message_id="<MsgId>2</MsgId>"),
    plaintexts.message("text", fields(Content="a"), message_id=""),
    plaintexts.message("text", fields(Content="b"), message_id=""),
    plaintexts.message("text", fields(Content="a"), message_id="<MsgId>none</MsgId>"),
    plaintexts.message("text", fields(Content="a"), message_id="<MsgId>111111111111111111111</MsgId>"),
]


def test_different_events_and_messages_have_different_keys() -> None:
    assert len({read_inbound(plaintext).key for plaintext in DIFFERENT}) == len(DIFFERENT)


def test_a_key_is_short_and_plain_whatever_was_sent() -> None:
    for plaintext in DIFFERENT:
        assert re.fullmatch("m:[0-9]{1,20}|[em]:[0-9a-f]{64}", read_inbound(plaintext).key)


def test_a_message_is_known_by_the_platforms_own_id() -> None:
    first = plaintexts.message("text", fields(Content="a"))
    later = first.replace(b"1348831860", b"1348831999")
    assert read_inbound(first).key == read_inbound(later).key == "m:1234567890123456"


@pytest.mark.parametrize("plaintext", DIFFERENT)
def test_a_repeat_in_a_new_seal_has_the_same_key(plaintext: bytes) -> None:
    a = VECTORS[0]
    cipher = Cipher(a.token, a.aes_key, a.receive_id)
    keys, sealed = set(), set()
    for timestamp, nonce in (("1700000000", "first"), ("1700000005", "second")):
        body = cipher.seal(plaintext, timestamp, nonce)
        signature, encrypt = read_xml(body.encode()).get("MsgSignature"), read_envelope(body.encode()).encrypt
        keys.add(read_inbound(cipher.open(signature, timestamp, nonce, encrypt)).key)
        sealed.add(encrypt)
    assert (len(keys), len(sealed)) == (1, 2)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (
            plaintexts.event("template_card_event", fields(EventKey="a", TaskId="1", ResponseCode="x")),
            plaintexts.event("template_card_event", fields(ResponseCode="y", TaskId="1", EventKey="a")),
        ),
        (
            plaintexts.event("kf_msg_or_event", fields(Token="t", OpenKfId="k")),
            plaintexts.event("kf_msg_or_event", fields(OpenKfId="k", Token="t"), created=1348831865),
        ),
        (
            plaintexts.event("new_one_day", "<A>1</A><B><C>1</C><D>2</D></B>"),
            plaintexts.event("new_one_day", "<B>\n  <D>2</D>\n  <C>1</C>\n</B><A><![CDATA[1]]></A>"),
        ),
    ],
    ids=["new response code", "new time of a notice", "other order and layout"],
)
def test_a_repeat_that_is_written_otherwise_has_the_same_key(first: bytes, again: bytes) -> None:
    assert read_inbound(first).key == read_inbound(again).key
