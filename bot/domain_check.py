"""The platform's domain check: `/WW_verify_*.txt`, served from the folder `verify` of the data folder."""

import re
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

NAME = re.compile(r"WW_verify_[A-Za-z0-9]{1,64}\.txt")
MAX_BYTES = 4096


@dataclass(frozen=True, slots=True)
class DomainCheck:
    """Serves files of exactly the platform's name; nothing else of the folder can be reached."""

    folder: Path

    async def file(self, request: Request) -> Response:
        name = f"WW_verify_{request.path_params['code']}.txt"
        path = self.folder / name
        if not NAME.fullmatch(name) or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return PlainTextResponse("not found", status_code=404)
        return PlainTextResponse(path.read_text(encoding="utf-8", errors="replace"))
