"""What a customer's phone shows of the account's message: the types that 微信客服 knows and what each must hold."""

from collections.abc import Mapping
from typing import Any

from sandbox.cards import link_card
from sandbox.contents import FILES, Shown, shown_file
from sandbox.errors import ApiError
from sandbox.kf.codes import KfCode
from sandbox.media import MediaStore

_TEXT_BYTES, _AROUND_BYTES, _ID_BYTES, _CHOICE_BYTES, _ITEMS = 2048, 1024, 128, 128, 10
_TITLE_BYTES, _DESCRIPTION_BYTES, _URL_BYTES = 128, 512, 2048
# What each type of item holds besides its type: its longest words in bytes.
_ITEM_BYTES = {"click": _CHOICE_BYTES, "view": 1024, "miniprogram": 1024, "text": 256}

Request = Mapping[str, Any]


def shown_to_customer(request: Request, media: MediaStore) -> Shown:
    """The message as the phone shows it; refused where its type or its content is."""
    kind = str(request.get("msgtype"))
    if kind not in ("text", "link", "msgmenu", *FILES):
        raise ApiError(KfCode.WRONG_MESSAGE_TYPE)
    body = request.get(kind)
    if not isinstance(body, dict):
        raise ApiError(KfCode.WRONG_PARAMETER)
    if kind == "text":
        return Shown("text", _text(body))
    if kind == "link":
        return _link(body, media)
    if kind == "msgmenu":
        return _menu(body)
    return shown_file(kind, body.get("media_id"), media)


def _text(body: Request) -> str:
    content = body.get("content")
    if not isinstance(content, str) or not content.strip():
        raise ApiError(KfCode.NO_TEXT)
    return _word(content, _TEXT_BYTES)


def _link(body: Request, media: MediaStore) -> Shown:
    title, url = _word(body.get("title"), _TITLE_BYTES), _word(body.get("url"), _URL_BYTES)
    description = _word(body.get("desc"), _DESCRIPTION_BYTES)
    if not title or not url.startswith(("http://", "https://")):
        raise ApiError(KfCode.WRONG_PARAMETER)
    shown_file("image", body.get("thumb_media_id"), media)  # the picture beside it, which must be there
    return Shown("link", title, link_card(title, description, url))


def _menu(body: Request) -> Shown:
    head, tail = (_word(body.get(name), _AROUND_BYTES) for name in ("head_content", "tail_content"))
    listed = body.get("list") or []
    if len(listed) > _ITEMS:
        raise ApiError(KfCode.TOO_MANY_ITEMS)
    items = [_item(one) for one in listed]
    if not head and not items and not tail:
        raise ApiError(KfCode.WRONG_PARAMETER)
    words = "\n".join(text for text in (head, *(item["text"] for item in items), tail) if text)
    return Shown("menu", words, {"type": "menu", "head": head, "items": items, "tail": tail})


def _item(one: Request) -> dict[str, str]:
    """One line of a menu: with an id it can be tapped, with a url it leads somewhere, else it is only read."""
    kind = str(one.get("type"))
    if kind not in _ITEM_BYTES:
        raise ApiError(KfCode.WRONG_ITEM)
    inner = one.get(kind) or {}
    item = {"id": "", "text": _word(inner.get("content"), _ITEM_BYTES[kind])}
    if not item["text"]:
        raise ApiError(KfCode.WRONG_PARAMETER)
    if kind == "click":
        item["id"] = _word(inner.get("id"), _ID_BYTES)
        if not item["id"]:
            raise ApiError(KfCode.WRONG_PARAMETER)
    if kind == "view":
        item["url"] = _word(inner.get("url"), _URL_BYTES)
        if not item["url"].startswith(("http://", "https://")):
            raise ApiError(KfCode.WRONG_PARAMETER)
    return item


def _word(value: object, limit: int) -> str:
    text = "" if value is None else value
    if not isinstance(text, str) or len(text.encode()) > limit:
        raise ApiError(KfCode.TOO_LONG)
    return text
