"""XML that nobody sends in good faith: refused in one sentence, quickly, whoever reads it."""

import re
from collections.abc import Callable

import pytest

from bot.wecom.envelope import read_envelope
from bot.wecom.parse import read_inbound
from bot.wecom.xml import MAX_DEPTH, MAX_ELEMENTS, BadEnvelope
from tests.bot.wecom import plaintexts

GOOD = "<xml><ToUserName>c</ToUserName><MsgType>text</MsgType><Content>secret</Content><Encrypt>secret</Encrypt></xml>"
BODY_LIMIT = 64 * 1024  # what the callback lets in

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n ",
    "not XML": b"secret",
    "JSON": b'{"tousername":"secret","encrypt":"secret"}',
    "cut off": GOOD.encode()[:-3],
    "two roots": (GOOD + GOOD).encode(),
    "rubbish after": (GOOD + "secret").encode(),
    "other root": GOOD.replace("xml>", "html>").encode(),
    "prefixed root": GOOD.replace("xml>", "w:xml>").encode(),
    "document type": f"<!DOCTYPE xml>{GOOD}".encode(),
    "external document type": f'<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/x.dtd">{GOOD}'.encode(),
    "billion laughs": f'<!DOCTYPE xml [<!ENTITY l0 "secret">{LAUGHS}]><xml><Encrypt>&l9;</Encrypt></xml>'.encode(),
    "quadratic blow-up": (
        f'<!DOCTYPE xml [<!ENTITY a "{"a" * 30_000}">]><xml><Encrypt>{"&a;" * 10_000}</Encrypt></xml>'.encode()
    ),
    "external entity": (
        b'<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><MsgType>&x;</MsgType><Encrypt>&x;</Encrypt></xml>'
    ),
    "parameter entity": (f'<!DOCTYPE xml [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>{GOOD}'.encode()),
    "one harmless entity": f'<!DOCTYPE xml [<!ENTITY x "secret">]>{GOOD}'.encode(),
    "undefined entity": b"<xml><Encrypt>&secret;</Encrypt></xml>",
    "reference to NUL": b"<xml><Encrypt>secret&#0;</Encrypt></xml>",
    "duplicate attribute": b'<xml a="secret" a="secret"><Encrypt>secret</Encrypt></xml>',
    "naked end of CDATA": b"<xml><Encrypt>secret]]></Encrypt></xml>",
    "UTF-16": GOOD.encode("utf-16"),
    "UTF-32": GOOD.encode("utf-32"),
    "GBK": b'<?xml version="1.0" encoding="gbk"?>' + GOOD.replace("secret", "秘密").encode("gbk"),
    "Latin-1": GOOD.replace("secret", "sécret").encode("latin-1"),
    "overlong UTF-8": GOOD.encode().replace(b"secret", b"\xc0\xbc"),
    "nested, as large as the callback lets in": b"<xml>" + b"<a>" * (BODY_LIMIT // 3),
    "nested and closed": b"<xml>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</xml>",
    "200,000 deep": b"<xml>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</xml>",
    "wide": b"<xml>" + b"<a/>" * (MAX_ELEMENTS + 1) + b"<Encrypt>secret</Encrypt></xml>",
    "field twice": GOOD.replace("</xml>", "<Encrypt>2</Encrypt><MsgType>2</MsgType></xml>").encode(),
}

READERS: list[Callable[[bytes], object]] = [read_envelope, read_inbound]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_body_is_refused_in_a_sentence_that_tells_nothing_of_it(
    read: Callable[[bytes], object], body: bytes
) -> None:
    with pytest.raises(BadEnvelope) as caught:
        read(body)
    assert re.fullmatch("(The|A) .*[.]", str(caught.value))
    assert "secret" not in str(caught.value)


HARMLESS: dict[str, bytes] = {
    "byte order mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "declaration": b'<?xml version="1.0" encoding="UTF-8"?>\n' + GOOD.encode(),
    "a declaration that is wrong": b'<?xml version="1.0" encoding="gbk"?>' + GOOD.encode(),
    "processing instruction": b'<?xml-stylesheet href="http://127.0.0.1:9/x"?>' + GOOD.encode(),
    "comments": b"<!-- a -->" + GOOD.replace("</MsgType>", "</MsgType><!-- b -->").encode() + b"<!-- c -->",
    "attributes": GOOD.replace("<xml>", '<xml Encrypt="other">').replace("<Encrypt>", '<Encrypt a="b">').encode(),
    "namespaces": GOOD.replace("<xml>", '<xml xmlns="urn:a" xmlns:w="urn:b"><w:Encrypt>2</w:Encrypt>').encode(),
    "same tag further down": GOOD.replace("</xml>", "<More><Encrypt>2</Encrypt></More></xml>").encode(),
    "spaces and line breaks": GOOD.replace("<Encrypt>secret<", "\n<Encrypt>\n<![CDATA[secret]]>\n<").encode(),
    "as deep as allowed": GOOD.replace(
        "</xml>", "<a>" * (MAX_DEPTH - 1) + "</a>" * (MAX_DEPTH - 1) + "</xml>"
    ).encode(),
}


@pytest.mark.parametrize("body", HARMLESS.values(), ids=HARMLESS.keys())
def test_odd_but_harmless_xml_is_read_as_if_it_were_plain(body: bytes) -> None:
    assert read_envelope(body).encrypt == "secret"
    assert read_inbound(body).corp_id == "c"


def test_one_level_deeper_than_allowed_is_refused() -> None:
    with pytest.raises(BadEnvelope, match="nested too deep"):
        read_inbound(b"<xml>" + b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH + b"</xml>")


def test_a_text_that_is_not_cdata_is_read_with_its_entities_resolved() -> None:
    body = b"<Content>&lt;a&gt; &amp;&#x4f60;&#22909; &quot;</Content>"
    content = read_inbound(plaintexts.message("text", body.decode())).content
    assert getattr(content, "content", None) == '<a> &你好 "'
