"""Pictures and files that a teacher sends: what becomes of them, and what stands under a note that brings some."""

from collections.abc import Sequence

PICTURE, FILE = "image", "file"
CALLED = {PICTURE: "图片", "video": "视频", FILE: "文件"}
MINUTES = 10


def received(kind: str) -> str:
    """To the teacher: it goes with the next note, if one follows."""
    what = f"{CALLED.get(kind, CALLED[FILE])}收到了，里面写的我看不懂。"
    return f"{what}要转给家长，{MINUTES} 分钟内说「转告 张三妈妈 …」，我一起带上；不转就不用理会。"


def attached(kinds: Sequence[str]) -> str:
    """附 2 张图片、1 个文件; "" for none."""
    pictures = sum(kind == PICTURE for kind in kinds)
    parts = [
        f"{pictures} 张图片" if pictures else "",
        f"{len(kinds) - pictures} 个文件" if len(kinds) > pictures else "",
    ]
    listed = "、".join(part for part in parts if part)
    return f"附 {listed}" if listed else ""


def under(note: str, kinds: Sequence[str], *, has_page: bool) -> str:
    """A note and what it brings, as the writer reads it before it goes."""
    what = attached(kinds)
    if not what:
        return note
    return f"{note}\n（{what}）" if has_page else f"{note}\n（{what}，可学校还没有网页地址，家长看不到，要另外发）"
