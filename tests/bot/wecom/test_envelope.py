"""The envelope: its three fields in any order, and nothing believed that is not there."""

import pytest

from bot.wecom.envelope import Envelope, read_envelope
from bot.wecom.xml import BadEnvelope

SAMPLES = {
    "with an app": (
        "<xml><ToUserName><![CDATA[corp]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID>"
        "<Encrypt><![CDATA[QUJD+/==]]></Encrypt></xml>",
        Envelope("corp", 1000002, "QUJD+/=="),
    ),
    "without an app": (
        "<xml><ToUserName>corp</ToUserName><Encrypt>QUJD</Encrypt></xml>",
        Envelope("corp", None, "QUJD"),
    ),
    "in another order, with more": (
        "<xml>\n  <Encrypt>QUJD</Encrypt>\n  <New>1</New>\n  <AgentID/>\n  <ToUserName>corp</ToUserName>\n</xml>\n",
        Envelope("corp", None, "QUJD"),
    ),
    "to nobody": ("<xml><Encrypt>QUJD</Encrypt></xml>", Envelope("", None, "QUJD")),
    "long": (f"<xml><Encrypt>{'QUJD' * 15_000}</Encrypt></xml>", Envelope("", None, "QUJD" * 15_000)),
}


@pytest.mark.parametrize(("body", "envelope"), SAMPLES.values(), ids=SAMPLES.keys())
def test_an_envelope_is_read(body: str, envelope: Envelope) -> None:
    assert read_envelope(body.encode()) == envelope


@pytest.mark.parametrize("body", ["<xml/>", "<xml><Encrypt/></xml>", "<xml><Encrypt> \n</Encrypt></xml>"])
def test_an_envelope_with_nothing_in_it_is_refused(body: str) -> None:
    with pytest.raises(BadEnvelope, match="carries no encrypted message"):
        read_envelope(body.encode())
