"""From the plaintext of a callback to an `Inbound`: the fields common to all, the key, and the messages."""

import hashlib
import json
import re
from collections.abc import Callable

from bot.wecom.events import read_event
from bot.wecom.xml import Element, read_xml
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

_YEAR_10000 = 253_402_300_800  # seconds; beyond it no date can be made of a time
_MESSAGE_ID = re.compile("[0-9]{1,20}")  # 64 bits

# Nobody says that a repeated card event carries the same response code, or a repeated notice the same time.
_VOLATILE = frozenset({"ResponseCode"})
_NOTICE_IDENTITY = frozenset({"ToUserName", "Event", "OpenKfId", "Token"})


def read_inbound(plaintext: bytes) -> Inbound:
    """What a callback's plaintext says; raises nothing but `BadEnvelope`, and only where it is not WeCom's XML."""
    root = read_xml(plaintext)
    is_event = root.get("MsgType") == "event"
    sent_at = root.whole("CreateTime") or 0
    return Inbound(
        corp_id=root.get("ToUserName"),
        sender=root.get("FromUserName"),
        sent_at=sent_at if 0 <= sent_at < _YEAR_10000 else 0,
        agent_id=root.whole("AgentID"),
        key=_event_key(root) if is_event else _message_key(root),
        content=read_event(root) if is_event else _read_message(root),
    )


def _message_key(root: Element) -> str:
    message_id = root.get("MsgId")
    return "m:" + (message_id if _MESSAGE_ID.fullmatch(message_id) else _digest(root.children))


def _event_key(root: Element) -> str:
    if root.get("Event") == "kf_msg_or_event" and root.get("Token"):
        return "e:" + _digest([child for child in root.children if child.tag in _NOTICE_IDENTITY])
    return "e:" + _digest([child for child in root.children if child.tag not in _VOLATILE])


_Canonical = tuple[str, str, list["_Canonical"]]


def _digest(elements: list[Element]) -> str:
    return hashlib.sha256(json.dumps(_canonical(elements)).encode()).hexdigest()


def _canonical(elements: list[Element]) -> list[_Canonical]:
    # Sorted at every level: the platform promises no order of elements.
    return sorted((element.tag, element.text, _canonical(element.children)) for element in elements)


def _read_message(root: Element) -> Message:
    read = _MESSAGES.get(root.get("MsgType"), _unknown)
    return read(root)


def _unknown(root: Element) -> Message:
    return UnknownMessage(type=root.get("MsgType"), fields=tuple(root.leaves()))


def _text(root: Element) -> Message:
    return TextMessage(content=root.typed("Content"))


def _image(root: Element) -> Message:
    return ImageMessage(media_id=root.get("MediaId"), picture_url=root.get("PicUrl"))


def _voice(root: Element) -> Message:
    return VoiceMessage(media_id=root.get("MediaId"), format=root.get("Format"))


def _video(root: Element) -> Message:
    return VideoMessage(media_id=root.get("MediaId"), thumb_media_id=root.get("ThumbMediaId"))


def _location(root: Element) -> Message:
    return LocationMessage(
        latitude=root.decimal("Location_X"),
        longitude=root.decimal("Location_Y"),
        scale=root.whole("Scale"),
        label=root.typed("Label"),
        app_type=root.get("AppType"),
    )


def _link(root: Element) -> Message:
    return LinkMessage(
        title=root.typed("Title"),
        description=root.typed("Description"),
        url=root.get("Url"),
        picture_url=root.get("PicUrl"),
    )


def _file(root: Element) -> Message:
    return FileMessage(
        media_id=root.get("MediaId"),
        name=root.typed("FileName") or root.typed("Title"),
        fields=tuple(root.leaves()),
    )


_MESSAGES: dict[str, Callable[[Element], Message]] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "location": _location,
    "link": _link,
    "file": _file,
}
