"""What a phone shows of a message: the types that the documentation knows, and what each of them must hold."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sandbox.cards import BadCard, Card, link_card, template_card
from sandbox.errors import ApiError
from sandbox.media import MediaStore
from sandbox.replies import cut

Request = Mapping[str, Any]

# The kind of a text that its receiver can neither pass on nor copy.
SAFE = "safe"
# The kinds of files, and what stands for one where it cannot be seen.
FILES = {"image": "［图片］", "voice": "［语音］", "video": "［视频］", "file": "［文件］"}
_ARTICLES = 8
_LINK = re.compile(r"https?://\S+")
_LINK_BYTES = 2048


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a phone shows it."""

    kind: str
    text: str
    card: Card | None = None
    media_id: str = ""


def shown_to_member(request: Request, media: MediaStore) -> Shown:
    """A message to a member; refused where its type or its content is."""
    shown = _shown(request, _TO_MEMBERS, media)
    # Of what cannot be passed on a phone of the sandbox marks texts alone.
    return replace(shown, kind=SAFE) if request.get("safe") == 1 and shown.kind == "text" else shown


def shown_to_parent(request: Request, media: MediaStore) -> Shown:
    """A school notice; parents' phones know fewer types, and none with a button."""
    return _shown(request, _TO_PARENTS, media)


def shown_file(kind: str, media_id: object, media: MediaStore) -> Shown:
    """A file that is on the platform, as one of its kind."""
    if not media_id:
        raise ApiError(41006)
    medium = media.living(media_id)
    if medium is None or medium.kind != kind:
        raise ApiError(40007)
    name = medium.file_name if kind == "file" else ""
    return Shown(kind, FILES[kind] + name, media_id=medium.media_id)


def _shown(request: Request, known: Mapping[str, Callable[[Request], Shown]], media: MediaStore) -> Shown:
    kind = str(request.get("msgtype"))
    if kind not in known and kind not in FILES:
        raise ApiError(40008)
    body = request.get(kind)
    if not isinstance(body, dict):
        raise ApiError(40058)
    return shown_file(kind, body.get("media_id"), media) if kind in FILES else known[kind](body)


def _text(body: Request) -> Shown:
    content = body.get("content")
    if not isinstance(content, str) or not content.strip():
        raise ApiError(44004)
    return Shown("text", cut(content))


def _text_card(body: Request) -> Shown:
    title, description, url = (str(body.get(key) or "") for key in ("title", "description", "url"))
    if not title or not description or not _is_link(url):
        raise ApiError(40058)
    lines = html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br\s*/?>|</div>", "\n", description))).strip()
    return Shown("card", title, link_card(title, lines, url, str(body.get("btntxt") or "详情")))


def _template_card(body: Request) -> Shown:
    try:
        card = template_card(body)
    except BadCard as error:
        raise ApiError(40058, f"invalid template_card: {error}") from error
    return Shown("card", card["title"] or card["text"], card)


def _news(body: Request) -> Shown:
    """Articles; a phone of the sandbox shows the first."""
    articles = body.get("articles") or []
    if not articles:
        raise ApiError(40058)
    if len(articles) > _ARTICLES:
        raise ApiError(45008)
    title, description, url = (str(articles[0].get(key) or "") for key in ("title", "description", "url"))
    if not title:
        raise ApiError(41016)
    if not _is_link(url):
        raise ApiError(40058)
    return Shown("card", title, link_card(title, description, url))


def _named(label: str) -> Callable[[Request], Shown]:
    return lambda _: Shown("text", f"［{label}］")


def _is_link(url: str) -> bool:
    return bool(_LINK.fullmatch(url)) and len(url.encode()) <= _LINK_BYTES


_TO_BOTH: dict[str, Callable[[Request], Shown]] = {
    "text": _text,
    "news": _news,
    "mpnews": _named("图文"),
}
_TO_MEMBERS = _TO_BOTH | {
    "markdown": _text,
    "textcard": _text_card,
    "template_card": _template_card,
    "miniprogram_notice": _named("小程序通知"),
}
_TO_PARENTS = _TO_BOTH | {"miniprogram": _named("小程序")}
