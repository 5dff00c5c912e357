"""The bot's passive reply, opened and checked as strictly as the platform's documentation reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict

from sandbox.card_xml import card_body
from sandbox.cards import BadCard, Card, template_card
from sandbox.cipher import BadSeal, Seal

TEXT_BYTES = 2048
_OTHER_KINDS = {"image": "图片", "voice": "语音", "video": "视频", "news": "图文"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the phone shows of an answer: `text` (None: nothing), and what was wrong with it, in Chinese.

    In answer to a tap: `card` takes the place of the tapped one, `button` is the new name of its buttons.
    """

    text: str | None = None
    problem: str | None = None
    card: Card | None = field(default=None, hash=False)
    button: str = ""


SILENCE = Reply()


class _Invalid(Exception):
    """The reply breaks a rule of the platform; the message names the rule in Chinese."""


def read_reply(body: bytes, seal: Seal, corp_id: str, userid: str) -> Reply:
    """Open the answer to a push that `userid` caused; an empty body is a valid silence."""
    if not body:
        return SILENCE
    try:
        return _shown(_opened(body, seal), corp_id, userid)
    except (_Invalid, BadSeal, BadCard) as error:
        return Reply(problem=str(error))


def cut(text: str, limit: int = TEXT_BYTES) -> str:
    """`text` as the platform cuts it: at most `limit` bytes of UTF-8, never half a character."""
    return text.encode()[:limit].decode("utf-8", "ignore")


def _opened(body: bytes, seal: Seal) -> Mapping[str, Any]:
    outer = _tags(body)
    missing = [name for name in ("Encrypt", "MsgSignature", "TimeStamp", "Nonce") if not _word(outer, name)]
    if missing:
        raise _Invalid(f"信封里缺 {'、'.join(missing)}")
    if outer["MsgSignature"] != seal.signature(outer["TimeStamp"], outer["Nonce"], outer["Encrypt"]):
        raise _Invalid("签名不对")
    return _tags(seal.decrypt(outer["Encrypt"]).encode())


def _shown(inner: Mapping[str, Any], corp_id: str, userid: str) -> Reply:
    if inner.get("ToUserName") != userid or inner.get("FromUserName") != corp_id:
        raise _Invalid("收发双方没有对调")
    if not _word(inner, "CreateTime").isdigit():
        raise _Invalid("CreateTime 不是整数")
    kind = _word(inner, "MsgType")
    if kind == "update_template_card":
        return Reply(card=template_card(card_body(_block(inner, "TemplateCard")), update=True))
    if kind == "update_button":
        return Reply(button=_replace_name(inner))
    if kind in _OTHER_KINDS:
        return Reply(f"［{_OTHER_KINDS[kind]}］")
    if kind != "text":
        raise _Invalid(f"平台没有 {kind or '空'} 这种回复")
    text = _word(inner, "Content")
    if not text:
        raise _Invalid("回复没有内容")
    size = len(text.encode())
    if size > TEXT_BYTES:
        return Reply(cut(text), f"回复有 {size} 字节，平台只显示前 {TEXT_BYTES} 字节")
    return Reply(text)


def _tags(raw: bytes) -> Mapping[str, Any]:
    try:
        parsed = xmltodict.parse(raw, strip_whitespace=False)
    except (ExpatError, ValueError) as error:
        raise _Invalid("不是 XML") from error
    root = parsed.get("xml")
    if not isinstance(root, dict):
        raise _Invalid("最外层不是 <xml>")
    return root


def _word(tags: Mapping[str, Any], name: str) -> str:
    value = tags.get(name)
    return value if isinstance(value, str) else ""


def _block(tags: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = tags.get(name)
    if not isinstance(value, dict):
        raise _Invalid(f"回复里缺 {name}")
    return value


def _replace_name(inner: Mapping[str, Any]) -> str:
    name = _word(_block(inner, "Button"), "ReplaceName")
    if not name:
        raise _Invalid("回复里缺 ReplaceName")
    return name
