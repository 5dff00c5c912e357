"""Small real files for what is sent without a file at hand; no two are the same, so that a mix-up shows."""

import io
import secrets
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

_WIDTH, _HEIGHT = 48, 36
_AMR_SILENCE = b"\x3c" + b"\x00" * 31
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Sample:
    """A file as a phone would upload it."""

    file_name: str
    content_type: str
    content: bytes


def picture() -> Sample:
    """A PNG: two bands of colours of its own."""
    top, bottom = secrets.token_bytes(3), secrets.token_bytes(3)
    rows = b"".join(b"\x00" + (top if row < _HEIGHT // 2 else bottom) * _WIDTH for row in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    return Sample("picture.png", "image/png", b"\x89PNG\r\n\x1a\n" + chunks)


def voice() -> Sample:
    """A second of silence in AMR, its last frame with a number of its own."""
    return Sample("voice.amr", "audio/amr", b"#!AMR\n" + _AMR_SILENCE * 49 + b"\x3c" + secrets.token_bytes(31))


def video() -> Sample:
    """The frame of an MP4 without a scene in it."""
    brand = b"isom" + struct.pack(">I", 512) + b"isommp41"
    return Sample("video.mp4", "video/mp4", _box(b"ftyp", brand) + _box(b"mdat", secrets.token_bytes(256)))


def document(file_name: str) -> Sample:
    """A Word document of one line."""
    number = secrets.randbelow(10**6)
    line = f"<w:p><w:r><w:t>第 {number:06d} 号</w:t></w:r></w:p>"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_DOCUMENT}.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{line}</w:body></w:document>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}')
    return Sample(file_name, _DOCUMENT, packed.getvalue())


SAMPLES: dict[str, Callable[[], Sample]] = {
    "image": picture,
    "voice": voice,
    "video": video,
    "file": lambda: document("谈心记录.docx"),
}


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + kind + data
