"""Forms as a browser posts them: small, in time, of the one type that we use; and their text made clean."""

import asyncio
import unicodedata
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from console.pages import Refused

# 1000 characters as a form writes them, at twelve bytes for the longest.
MAX_BODY_BYTES = 16 * 1024
# A body that is too large is read further, unkept, so that its sender hears the refusal.
MAX_DRAINED_BYTES = 4 * 1024 * 1024
READ_SECONDS = 10.0
MOST_FIELDS = 10
FORM = "application/x-www-form-urlencoded"

# They change what stands around them: a text could be made to look like another one.
DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
LINE_ENDS = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)


async def read_form(request: Request, seconds: float = READ_SECONDS) -> dict[str, str]:
    """The fields of a form; raises Refused for anything that no form of ours posts."""
    body = await _in_time(request, seconds)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Refused("content type")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace"))
    except ValueError:
        raise Refused("form") from None


def clean(text: str) -> str:
    """What a person typed, without characters that cannot be seen but do something; lines end in \\n."""
    lines = text.replace("\r\n", "\n").translate(LINE_ENDS)
    return "".join(one for one in lines if one == "\n" or not _is_hidden(one)).strip()


def _is_hidden(character: str) -> bool:
    return character in DIRECTIONS or unicodedata.category(character) in ("Cc", "Cs", "Cn")


async def _in_time(request: Request, seconds: float) -> bytes:
    try:
        async with asyncio.timeout(seconds):
            return await _body(request)
    except TimeoutError:
        raise Refused("slow body") from None
    except ClientDisconnect:
        raise Refused("cut off") from None


async def _body(request: Request) -> bytes:
    kept, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= MAX_BODY_BYTES:
            kept += chunk
        if size > MAX_DRAINED_BYTES:
            break
    if size > MAX_BODY_BYTES:
        raise Refused("body too large")
    return bytes(kept)
