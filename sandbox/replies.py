"""The bot's passive reply, opened and checked as strictly as the platform's documentation reads."""

from dataclasses import dataclass
from xml.parsers.expat import ExpatError

import xmltodict

from sandbox.cipher import BadSeal, Seal

TEXT_BYTES = 2048
_OTHER_KINDS = {"image": "图片", "voice": "语音", "video": "视频", "news": "图文"}
_CARD_UPDATES = frozenset({"update_button", "update_template_card"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What the phone shows of an answer: `text` (None: nothing), and what was wrong with it, in Chinese."""

    text: str | None = None
    problem: str | None = None


SILENCE = Reply()


class _Invalid(Exception):
    """The reply breaks a rule of the platform; the message names the rule in Chinese."""


def read_reply(body: bytes, seal: Seal, corp_id: str, userid: str) -> Reply:
    """Open the answer to a push that `userid` caused; an empty body is a valid silence."""
    if not body:
        return SILENCE
    try:
        return _shown(_opened(body, seal), corp_id, userid)
    except (_Invalid, BadSeal) as error:
        return Reply(problem=str(error))


def cut(text: str, limit: int = TEXT_BYTES) -> str:
    """`text` as the platform cuts it: at most `limit` bytes of UTF-8, never half a character."""
    return text.encode()[:limit].decode("utf-8", "ignore")


def _opened(body: bytes, seal: Seal) -> dict[str, str]:
    outer = _tags(body)
    missing = [name for name in ("Encrypt", "MsgSignature", "TimeStamp", "Nonce") if not outer.get(name)]
    if missing:
        raise _Invalid(f"信封里缺 {'、'.join(missing)}")
    if outer["MsgSignature"] != seal.signature(outer["TimeStamp"], outer["Nonce"], outer["Encrypt"]):
        raise _Invalid("签名不对")
    return _tags(seal.decrypt(outer["Encrypt"]).encode())


def _shown(inner: dict[str, str], corp_id: str, userid: str) -> Reply:
    if inner.get("ToUserName") != userid or inner.get("FromUserName") != corp_id:
        raise _Invalid("收发双方没有对调")
    if not inner.get("CreateTime", "").isdigit():
        raise _Invalid("CreateTime 不是整数")
    kind = inner.get("MsgType", "")
    if kind in _CARD_UPDATES:
        return SILENCE
    if kind in _OTHER_KINDS:
        return Reply(f"［{_OTHER_KINDS[kind]}］")
    if kind != "text":
        raise _Invalid(f"平台没有 {kind or '空'} 这种回复")
    text = inner.get("Content", "")
    if not text:
        raise _Invalid("回复没有内容")
    size = len(text.encode())
    if size > TEXT_BYTES:
        return Reply(cut(text), f"回复有 {size} 字节，平台只显示前 {TEXT_BYTES} 字节")
    return Reply(text)


def _tags(raw: bytes) -> dict[str, str]:
    try:
        parsed = xmltodict.parse(raw, strip_whitespace=False)
    except (ExpatError, ValueError) as error:
        raise _Invalid("不是 XML") from error
    root = parsed.get("xml")
    if not isinstance(root, dict):
        raise _Invalid("最外层不是 <xml>")
    return {name: value for name, value in root.items() if isinstance(value, str)}
