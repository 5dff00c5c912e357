"""Messages and the fields common to all: each documented type, and what nobody documented."""

from typing import get_args

import pytest

from bot.wecom.parse import read_inbound
from bot.wecom.xml import BadEnvelope
from handlers.inbound import (
    FileMessage,
    ImageMessage,
    Inbound,
    LinkMessage,
    LocationMessage,
    Message,
    TextMessage,
    UnknownMessage,
    VideoMessage,
    VoiceMessage,
)
from tests.bot.wecom import plaintexts
from tests.bot.wecom.plaintexts import fields
from tests.bot.wecom.vectors import VECTORS, Vector

COMMON = (("ToUserName", "corpid"), ("FromUserName", "zhangsan"), ("CreateTime", "1348831860"))
ENDING = (("MsgId", "1234567890123456"), ("AgentID", "1000002"))

MESSAGES: list[tuple[str, str, Message]] = [
    ("text", fields(Content="已谈心 张三"), TextMessage("已谈心 张三")),
    ("image", fields(PicUrl="https://p/1?a=1&b=2", MediaId="m1"), ImageMessage("m1", "https://p/1?a=1&b=2")),
    ("voice", fields(MediaId="m1", Format="amr"), VoiceMessage("m1", "amr")),
    ("video", fields(MediaId="m1", ThumbMediaId="t1"), VideoMessage("m1", "t1")),
    (
        "location",
        "<Location_X>23.134521</Location_X><Location_Y>-113.358803</Location_Y><Scale>20</Scale>"
        + fields(Label=" 学校门口 ", AppType="wxwork"),
        LocationMessage(23.134521, -113.358803, 20, " 学校门口 ", "wxwork"),
    ),
    (
        "location",
        fields(Location_X="nan", Location_Y="1e5", Scale="20.5", Label=""),
        LocationMessage(None, None, None, "", ""),
    ),
    (
        "link",
        fields(Title="通知", Description="a\nb", Url="https://u", PicUrl="https://p"),
        LinkMessage("通知", "a\nb", "https://u", "https://p"),
    ),
    (
        "file",
        fields(MediaId="m1", FileName="名单.xlsx", FileSize="10"),
        FileMessage(
            "m1",
            "名单.xlsx",
            (
                *COMMON,
                ("MsgType", "file"),
                ("MediaId", "m1"),
                ("FileName", "名单.xlsx"),
                ("FileSize", "10"),
                *ENDING,
            ),
        ),
    ),
    (
        "mixed_one_day",
        "<List><Item>1</Item><Item/>tail</List>",
        UnknownMessage(
            "mixed_one_day",
            (
                *COMMON,
                ("MsgType", "mixed_one_day"),
                ("List", "tail"),
                ("List/Item", "1"),
                ("List/Item", ""),
                *ENDING,
            ),
        ),
    ),
]


@pytest.mark.parametrize(("msg_type", "body", "content"), MESSAGES, ids=[case[0] for case in MESSAGES])
def test_a_message_is_read_as_its_type(msg_type: str, body: str, content: Message) -> None:
    assert read_inbound(plaintexts.message(msg_type, body)) == Inbound(
        corp_id="corpid",
        sender="zhangsan",
        sent_at=1348831860,
        agent_id=1000002,
        key="m:1234567890123456",
        content=content,
    )


def test_every_type_of_message_is_tried_above() -> None:
    assert {type(content) for _, _, content in MESSAGES} == set(get_args(Message))


@pytest.mark.parametrize("vector", [v for v in VECTORS if v.plaintext.startswith("<xml>")], ids=lambda v: v.name)
def test_the_public_samples_are_read(vector: Vector) -> None:
    content = read_inbound(vector.plaintext.encode()).content
    assert isinstance(content, TextMessage)
    assert content.content in {"hello", "x123", "test"}


@pytest.mark.parametrize(
    "content",
    [
        "",
        " ",
        "\n",
        "  已谈心 张三\n\n ",
        "a\tb",
        "]]>",
        "]]]]>>",
        "]]&gt;",
        "<xml>&amp;&#1;",
        "👩‍🏫🇨🇳",
        "\u3000全角\u00a0",
        "长" * 20_000,
    ],
    ids=lambda content: ascii(content)[:20],
)
def test_a_text_is_kept_exactly_as_typed(content: str) -> None:
    assert read_inbound(plaintexts.text(content)).content == TextMessage(content)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("张\x01三", "张三"),
        ("\x00\x08\x0b\x0c\x0e\x1f\x7f", ""),
        ("a\ufffeb\uffffc", "abc"),
        ("half \ud83d an emoji", "half  an emoji"),
        ("\udfff\ud800", ""),
        ("\u0080\u0085\ufffd\ud7ff\ue000", "\u0080\u0085\ufffd\ud7ff\ue000"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
    ],
    ids=ascii,
)
def test_a_character_that_xml_forbids_costs_itself_and_nothing_else(typed: str, read: str) -> None:
    assert read_inbound(plaintexts.text(typed)).content == TextMessage(read)


@pytest.mark.parametrize("hidden", ["\x01", "\x00", "\x7f", "\ufffe", "\ud800"], ids=ascii)
def test_a_forbidden_character_cannot_hide_the_end_of_a_text(hidden: str) -> None:
    attack = f"a]]{hidden}></Content><FromUserName>principal</FromUserName><Content><![CDATA[b"
    inbound = read_inbound(plaintexts.text(attack))
    assert inbound.sender == "zhangsan"
    assert inbound.content == TextMessage(attack.replace(hidden, ""))


@pytest.mark.parametrize("tag", ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content", "MsgId", "AgentID"])
def test_a_field_received_twice_is_refused(tag: str) -> None:
    body = fields(Content="a")
    with pytest.raises(BadEnvelope, match="twice"):
        read_inbound(plaintexts.message("text", body).replace(b"</xml>", f"<{tag}>1</{tag}></xml>".encode()))


def test_the_order_of_fields_does_not_matter() -> None:
    xml = (
        "<xml><AgentID>1</AgentID><Content>hi</Content><Later>x</Later><MsgId>7</MsgId><MsgType>text</MsgType>"
        "<CreateTime>5</CreateTime><FromUserName>lisi</FromUserName><ToUserName>corp</ToUserName></xml>"
    )
    assert read_inbound(xml.encode()) == Inbound("corp", "lisi", 5, 1, "m:7", TextMessage("hi"))


@pytest.mark.parametrize("body", ["", "<Content/>", "<Content></Content>", "<Content><![CDATA[]]></Content>"])
def test_an_empty_or_missing_text_is_empty(body: str) -> None:
    assert read_inbound(plaintexts.message("text", body)).content == TextMessage("")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("<CreateTime>1348831860</CreateTime>", 1348831860),
        ("<CreateTime> <![CDATA[1348831860]]>\n</CreateTime>", 1348831860),
        ("<CreateTime>253402300799</CreateTime>", 253402300799),
        ("<CreateTime>253402300800</CreateTime>", 0),
        ("<CreateTime>99999999999999999999</CreateTime>", 0),
        ("<CreateTime>-5</CreateTime>", 0),
        ("<CreateTime>soon</CreateTime>", 0),
        ("<CreateTime>1_000</CreateTime>", 0),
        ("<CreateTime>١٢٣</CreateTime>", 0),
        ("<CreateTime/>", 0),
        ("", 0),
    ],
)
def test_a_time_that_is_none_is_zero(written: str, seconds: int) -> None:
    xml = f"<xml><FromUserName>a</FromUserName><MsgType>text</MsgType>{written}<MsgId>1</MsgId></xml>"
    assert read_inbound(xml.encode()).sent_at == seconds


@pytest.mark.parametrize("written", ["", "<AgentID/>", "<AgentID>app</AgentID>", "<AgentID>1.0</AgentID>"])
def test_an_app_that_is_none_is_none(written: str) -> None:
    assert read_inbound(f"<xml><MsgType>text</MsgType>{written}</xml>".encode()).agent_id is None


def test_a_message_with_no_field_at_all_is_kept() -> None:
    inbound = read_inbound(b"<xml/>")
    assert (inbound.corp_id, inbound.sender, inbound.sent_at, inbound.agent_id) == ("", "", 0, None)
    assert inbound.content == UnknownMessage("", ())
