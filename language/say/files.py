"""Pictures and files on a guardian's page: how each is called, how large it is, and what is said until it is there."""

STILL_FETCHED = "还在取，过一会儿再看"
LOST = "这个没能留下来，请跟老师说一声"
_WITHOUT_NAME = {"image": "图片", "voice": "语音", "video": "视频"}
_FILE = "文件"
KIB = 1024


def named(kind: str, name: str) -> str:
    """The file's own name, else what it is."""
    return name or _WITHOUT_NAME.get(kind, _FILE)


def picture(by: str) -> str:
    """For who does not see it."""
    return f"{by}发来的图片"


def size(count: int) -> str:
    """980 字节, 12 KB, 3.4 MB."""
    if count < KIB:
        return f"{count} 字节"
    return f"{count / KIB:.0f} KB" if count < KIB * KIB else f"{count / KIB / KIB:.1f} MB"
