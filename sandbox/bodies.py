"""Reading requests of the sandbox's own HTTP: bodies with a limit, numbers with bounds, refusals as JSON."""

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

BODY_LIMIT = 256 * 1024


async def read_body(request: Request, limit: int = BODY_LIMIT) -> bytes:
    """The body; 413 as soon as it grows over `limit` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(413, "请求太大")
    return bytes(body)


async def read_object(request: Request) -> dict[str, Any]:
    """A JSON object; 415 unless it is declared as JSON, so that no foreign web page can send it unasked."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise HTTPException(415, "请用 application/json")
    try:
        value = json.loads(await read_body(request))
    except ValueError as error:
        raise HTTPException(400, "不是 JSON") from error
    if not isinstance(value, dict):
        raise HTTPException(400, "要一个 JSON 对象")
    return value


def whole(value: object, name: str, low: int, high: int) -> int:
    """`value` as an integer within bounds, from a number or its digits; 400 otherwise."""
    digits = str(value)
    if isinstance(value, bool) or not digits.isascii() or not digits.isdigit() or not low <= int(digits) <= high:
        raise HTTPException(400, f"{name} 要在 {low} 和 {high} 之间")
    return int(digits)
