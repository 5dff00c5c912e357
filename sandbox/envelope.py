"""What a member does, as the XML that the platform would push, and the ways in which that XML can be wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sandbox.cipher import Seal

# A tag and what stands in it: a number bare, a text in CDATA, or more tags.
Field = tuple[str, "str | int | tuple[Field, ...]"]
# Who tells of changes that no member made; such events belong to the corp and to none of its apps.
SYSTEM = "sys"
# Whose event tells only that there is something to fetch; it names no sender and belongs to no app.
NOBODY = ""

_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_PICTURE = ("PicUrl", "https://sandbox.invalid/picture.png")
_MEDIA_ID = "media_id"
# The tags of every message without text; the media id is filled in, a new one for each message.
MEDIA: dict[str, tuple[Field, ...]] = {
    "image": (_PICTURE, ("MediaId", _MEDIA_ID)),
    "voice": (("MediaId", _MEDIA_ID), ("Format", "amr")),
    "video": (("MediaId", _MEDIA_ID), ("ThumbMediaId", _MEDIA_ID)),
    "file": (("MediaId", _MEDIA_ID), ("FileName", "谈心记录.docx")),
    "location": (
        ("Location_X", "26.5812"),
        ("Location_Y", "106.7135"),
        ("Scale", 15),
        ("Label", "青禾镇柳树村"),
        ("AppType", "wxwork"),
    ),
    "link": (
        ("Title", "和孩子聊天的十个小办法"),
        ("Description", "先听，再说"),
        ("Url", "https://sandbox.invalid/article"),
        _PICTURE,
    ),
}


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message or event of a member; a repeated push carries the same one.

    `msg_id` is None for events. `fields` are the tags of the type, in the platform's order.
    """

    userid: str
    msg_type: str
    fields: tuple[Field, ...]
    create_time: int
    msg_id: int | None


class Fault(StrEnum):
    """How a push can be made wrong, or strange but right (the last two)."""

    WRONG_SIGNATURE = "wrong_signature"
    WRONG_RECEIVE_ID = "wrong_receiveid"
    BAD_PADDING = "bad_padding"
    GARBAGE_BASE64 = "garbage_base64"
    BROKEN_ENVELOPE = "broken_envelope"
    BROKEN_XML = "broken_xml"
    OVERSIZED = "oversized"
    EXTRA_TAGS = "extra_tags"
    SHUFFLED_TAGS = "shuffled_tags"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed push, ready to be sent."""

    query: Mapping[str, str]
    body: bytes


def media_fields(kind: str, media_id: str) -> tuple[Field, ...]:
    """The tags of a message without text; `kind` is one of `MEDIA`."""
    return tuple((name, media_id if value == _MEDIA_ID else value) for name, value in MEDIA[kind])


def clean_text(text: str) -> str:
    """`text` without the characters that XML cannot carry, as a phone's keyboard would send it."""
    return _NOT_XML.sub("", text)


def render(message: Inbound, corp_id: str, agent_id: int, fault: Fault | None) -> str:
    """The plain XML of a push."""
    sender: list[Field] = [] if message.userid == NOBODY else [("FromUserName", message.userid)]
    tags: list[Field] = [
        ("ToUserName", corp_id),
        *sender,
        ("CreateTime", message.create_time),
        ("MsgType", message.msg_type),
        *message.fields,
    ]
    if message.msg_id is not None:
        tags.append(("MsgId", message.msg_id))
    if message.userid not in (SYSTEM, NOBODY):
        tags.append(("AgentID", agent_id))
    if fault is Fault.EXTRA_TAGS:
        tags[2:2] = [("FutureField", "一个还没有的字段"), ("Nested", "<a>&</a>")]
    if fault is Fault.SHUFFLED_TAGS:
        tags.reverse()
    text = f"<xml>{''.join(_tag(*tag) for tag in tags)}</xml>"
    return text[: len(text) // 2] if fault is Fault.BROKEN_XML else text


def seal(
    text: str, *, seal_with: Seal, corp_id: str, agent_id: int, timestamp: int, nonce: str, fault: Fault | None = None
) -> Envelope:
    """Seal `text` with `timestamp` (seconds) and `nonce`, wrongly where `fault` says so."""
    sealed = _sealed(text, seal_with, fault)
    stamp = str(timestamp)
    signature = seal_with.signature(stamp, nonce, sealed)
    if fault is Fault.WRONG_SIGNATURE:
        signature = signature[::-1]
    tags: list[Field] = [("ToUserName", corp_id), ("AgentID", str(agent_id)), ("Encrypt", sealed)]
    if fault is Fault.EXTRA_TAGS:
        tags.insert(0, ("FutureField", "外层也多一个"))
    if fault is Fault.SHUFFLED_TAGS:
        tags.reverse()
    body = f"<xml>{''.join(_tag(*tag) for tag in tags)}</xml>".encode()
    if fault is Fault.BROKEN_ENVELOPE:
        body = body[: len(body) // 2]
    return Envelope({"msg_signature": signature, "timestamp": stamp, "nonce": nonce}, body)


def _sealed(text: str, seal_with: Seal, fault: Fault | None) -> str:
    match fault:
        case Fault.WRONG_RECEIVE_ID:
            return seal_with.encrypt(text, "ww0000000000000000")
        case Fault.BAD_PADDING:
            return seal_with.encrypt_badly_padded(text)
        case Fault.GARBAGE_BASE64:
            return "%%% 这不是 base64 %%%"
        case Fault.OVERSIZED:
            return seal_with.encrypt(text + " " * 1_200_000)
        case _:
            return seal_with.encrypt(text)


def _tag(name: str, value: str | int | tuple[Field, ...]) -> str:
    if isinstance(value, int):
        return f"<{name}>{value}</{name}>"
    if isinstance(value, tuple):
        return f"<{name}>{''.join(_tag(*field) for field in value)}</{name}>"
    # A CDATA section ends at the first ]]>, so user text that holds one is split over two sections.
    safe = value.replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{safe}]]></{name}>"
