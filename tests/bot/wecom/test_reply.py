"""The passive reply: whatever a text holds, the XML around it stands."""

from xml.etree import ElementTree

import pytest

from bot.wecom.reply import MAX_TEXT_BYTES, ReplyTooLong, text_reply


def read_back(reply: bytes) -> dict[str, str]:
    return {child.tag: child.text or "" for child in ElementTree.fromstring(reply)}


def test_a_reply_goes_from_the_corp_to_the_member() -> None:
    assert (
        text_reply("zhangsan", "corpid", 1348831860, "记下了")
        == (
            "<xml><ToUserName><![CDATA[zhangsan]]></ToUserName><FromUserName><![CDATA[corpid]]></FromUserName>"
            "<CreateTime>1348831860</CreateTime><MsgType><![CDATA[text]]></MsgType>"
            "<Content><![CDATA[记下了]]></Content></xml>"
        ).encode()
    )


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("", ""),
        (" a\n\tb ", " a\n\tb "),
        ("]]>", "]]>"),
        ("]]]]>>]]>", "]]]]>>]]>"),
        ("]]><Content>x</Content><![CDATA[", "]]><Content>x</Content><![CDATA["),
        ("<&>\"'&amp;", "<&>\"'&amp;"),
        ("]]\x00>", "]]>"),
        ("]\ud800]\x0b>", "]]>"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x01\x08\x1f\x7f\ufffe\uffff", ""),
        ("👩‍🏫\u200b\u3000", "👩‍🏫\u200b\u3000"),
    ],
    ids=ascii,
)
def test_no_text_breaks_the_reply(content: str, read: str) -> None:
    assert read_back(text_reply("a", "b", 0, content))["Content"] == read


def test_no_name_breaks_the_reply_either() -> None:
    reply = read_back(text_reply("]]><x/>", "]]></xml>", 0, "hello"))
    assert reply["ToUserName"] == "]]><x/>"
    assert reply["FromUserName"] == "]]></xml>"


def test_a_text_of_2048_bytes_is_the_longest() -> None:
    longest = "长" * 682 + "ab"
    assert len(longest.encode()) == MAX_TEXT_BYTES
    assert read_back(text_reply("a", "b", 0, longest))["Content"] == longest
    assert read_back(text_reply("a", "b", 0, longest + "\x00"))["Content"] == longest
    assert read_back(text_reply("a", "b", 0, longest[:-1] + "\r\n"))["Content"] == longest[:-1] + "\n"
    with pytest.raises(ReplyTooLong, match="2049 bytes is longer than the 2048"):
        text_reply("a", "b", 0, longest + "c")
    assert issubclass(ReplyTooLong, ValueError)
