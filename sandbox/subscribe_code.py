"""The picture that parents scan to follow the school's notices, served by the sandbox itself."""

import io

import segno
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

# The platform's three pictures and their widths in pixels.
CODE_SIZES = {"qrcode_big": 1200, "qrcode_middle": 430, "qrcode_thumb": 258}
# Where the code leads; on the platform an address of its own.
_FOLLOW = "https://sandbox.invalid/follow"


def code_routes() -> list[Route]:
    """/subscribe/….png"""
    return [Route("/subscribe/{size:int}.png", _picture, methods=["GET"])]


async def _picture(request: Request) -> Response:
    size = request.path_params["size"]
    if size not in CODE_SIZES.values():
        raise HTTPException(404, "没有这张图")
    code, written = segno.make(_FOLLOW), io.BytesIO()
    code.save(written, kind="png", scale=size // code.symbol_size()[0])
    return Response(written.getvalue(), media_type="image/png")
