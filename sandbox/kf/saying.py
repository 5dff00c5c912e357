"""What a customer can send from a phone: words, a tapped item of a menu, and files made for the occasion."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException

from sandbox.contents import Shown
from sandbox.envelope import clean_text
from sandbox.media import MediaStore
from sandbox.samples import Sample, document, picture, video, voice

_TEXT_LIMIT, _MENU_ID_BYTES = 20_000, 128
_FILE_NAME = "请假条.docx"
_SAMPLES: dict[str, Callable[[], Sample]] = {
    "image": picture,
    "voice": voice,
    "video": video,
    "file": lambda: document(_FILE_NAME),
}
_WORDS = {"image": "［图片］", "voice": "［语音］", "video": "［视频］", "file": f"［文件］{_FILE_NAME}"}


@dataclass(frozen=True, slots=True)
class Said:
    """One message: how the phone shows it, and the platform's fields of its type."""

    shown: Shown
    content: Mapping[str, object]


def said_by_customer(body: Mapping[str, Any], media: MediaStore) -> Said:
    """The message that a request of the chat page asks to send."""
    kind = str(body.get("kind"))
    if kind in _SAMPLES:
        media_id = media.add(kind, _SAMPLES[kind]()).media_id
        return Said(Shown(kind, _WORDS[kind], media_id=media_id), {"media_id": media_id})
    text, menu_id = words_of(body), body.get("menu_id", "")
    if not isinstance(menu_id, str) or len(menu_id.encode()) > _MENU_ID_BYTES:
        raise HTTPException(400, "menu_id 太长")
    return Said(Shown("text", text), {"content": text, **({"menu_id": menu_id} if menu_id else {})})


def words_of(body: Mapping[str, Any]) -> str:
    """The text of a request, without what a keyboard cannot write."""
    text = body.get("text")
    words = clean_text(text) if isinstance(text, str) and len(text) <= _TEXT_LIMIT else ""
    if not words.strip():
        raise HTTPException(400, "要有 text 或 kind")
    return words
