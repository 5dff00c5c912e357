"""The server API of files: media/upload and media/get, with the platform's limits."""

import re
from collections.abc import Iterable

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.api import Answer, Row
from sandbox.errors import ApiError
from sandbox.media import MediaStore, Medium
from sandbox.samples import Sample
from sandbox.settings import App

_MEGABYTE = 1024 * 1024
_LIMITS = {"image": 10 * _MEGABYTE, "voice": 2 * _MEGABYTE, "video": 10 * _MEGABYTE, "file": 20 * _MEGABYTE}
_ENVELOPE_BYTES = 64 * 1024
_SMALLEST = 6
_NOT_IN_A_HEADER = re.compile(r'[\x00-\x1f\x7f"\\]')
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


class MediaApi:
    """media/…, and the files as phones show them."""

    def __init__(self, media: MediaStore) -> None:
        self._media = media

    def rows(self) -> Iterable[Row]:
        return ("media/upload", "POST", self._upload), ("media/get", "GET", self._get)

    def routes(self) -> list[Route]:
        return [Route("/api/media/{media_id}", self._file, methods=["GET"])]

    async def _file(self, request: Request) -> Response:
        medium = self._media.ever(request.path_params["media_id"])
        if medium is None:
            raise HTTPException(404, "没有这个文件")
        content = self._media.content(medium)
        # A page that somebody uploaded must not become one of the sandbox's own.
        shown = "inline" if medium.kind == "image" else "attachment"
        safe = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return Response(content, headers=safe | _named(medium, shown), media_type=medium.content_type)

    async def _upload(self, request: Request, _: App) -> Answer:
        kind = request.query_params.get("type", "")
        if kind not in _LIMITS:
            raise ApiError(40004)
        if int(request.headers.get("content-length", 0)) > _LIMITS[kind] + _ENVELOPE_BYTES:
            # Read and thrown away: a caller that is cut off while it still sends never sees the answer.
            async for _chunk in request.stream():
                pass
            raise ApiError(45001)
        sample = await _uploaded(request)
        _check(kind, sample.content)
        medium = self._media.add(kind, sample)
        # As the platform answers: no word, and the time as text.
        return {"errmsg": "", "type": kind, "media_id": medium.media_id, "created_at": str(int(medium.made_at))}

    async def _get(self, request: Request, _: App) -> Response:
        media_id = request.query_params.get("media_id")
        if not media_id:
            raise ApiError(41006)
        medium = self._media.living(media_id)
        if medium is None:
            raise ApiError(40007)
        headers = {"Accept-Ranges": "bytes"} | _named(medium, "attachment")
        return _part(self._media.content(medium), request.headers.get("range", ""), headers, medium.content_type)


def _named(medium: Medium, shown: str) -> dict[str, str]:
    # The name as plain UTF-8, as it came; headers are written in Latin-1, byte for byte.
    name = _NOT_IN_A_HEADER.sub("", medium.file_name).encode().decode("latin-1")
    return {"Content-Disposition": f'{shown}; filename="{name}"'}


async def _uploaded(request: Request) -> Sample:
    """The file in the part `media`; a part whose name is not in `filename` is no file."""
    try:
        async with request.form(max_files=1, max_fields=10) as form:
            part = form.get("media")
            if not isinstance(part, UploadFile) or not part.filename:
                raise ApiError(44001)
            content_type = part.content_type or "application/octet-stream"
            return Sample(part.filename, content_type, await part.read())
    except HTTPException as error:
        raise ApiError(40058) from error


def _check(kind: str, content: bytes) -> None:
    """Refuse what is empty, too big, or not what its type promises."""
    if not content:
        raise ApiError(44001)
    if len(content) < _SMALLEST:
        raise ApiError(40006)
    if len(content) > _LIMITS[kind]:
        raise ApiError(45001)
    if kind == "image" and not content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise ApiError(40005)
    if kind == "voice" and not content.startswith(b"#!AMR"):
        raise ApiError(301017)
    if kind == "video" and content[4:8] != b"ftyp":
        raise ApiError(40005)


def _part(content: bytes, wanted: str, headers: dict[str, str], content_type: str) -> Response:
    """All of it, or the bytes that a `Range` of one part asks for."""
    found = _RANGE.fullmatch(wanted)
    if found is None or int(found[1]) >= len(content):
        return Response(content, headers=headers, media_type=content_type)
    first = int(found[1])
    last = min(int(found[2] or len(content)), len(content) - 1)
    headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return Response(content[first : last + 1], 206, headers=headers, media_type=content_type)
