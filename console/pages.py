"""How a page is answered: templates, the headers of every page, and the few ways in which one is not shown."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from console.place import Place
from language.say import pages_parent
from storage.places import place_of
from storage.work import is_storage_trouble

TEMPLATES = Path(__file__).parent / "templates"
STATIC = "/static-console"
COMMON_HEADERS = {
    "Referrer-Policy": "no-referrer",  # an address may be a key
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}

Endpoint = Callable[[Request], Awaitable[Response]]

log = structlog.get_logger()


class Refused(Exception):
    """A request that gets the one refusal; `reason` is a word for the log, never for the page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TooOften(Exception):
    """More requests, or more answers, than a person makes."""


class Pages:
    """Renders the templates with the sentences of `language.say.pages_parent`.

    `title` stands above a page that shows nothing, `refused` on it: staff are told something else than parents.
    """

    def __init__(self, place: Place, *, title: str = pages_parent.TITLE, refused: str = pages_parent.REFUSAL) -> None:
        self.place, self._title, self._refused = place, title, refused
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(say=pages_parent, static=place.path(STATIC))

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        text = self._templates.get_template(template).render(**values)
        return HTMLResponse(text, status, self._headers())

    def redirect(self, url: str) -> RedirectResponse:
        """To be asked for with GET, whatever was asked now."""
        return RedirectResponse(url, 303, self._headers())

    def refusal(self) -> Response:
        """The same in every case and to everybody: it says nothing about what is behind it."""
        return self._notice(403, self._refused)

    def _notice(self, status: int, sentence: str) -> Response:
        return self.page("notice.html", status, title=self._title, sentence=sentence)

    def guarded(self, endpoint: Endpoint) -> Endpoint:
        """An endpoint that raises anything still answers with a page, and the log says nothing personal of it."""

        async def answer(request: Request) -> Response:
            try:
                return await endpoint(request)
            except Refused as refused:
                log.info("page_refused", reason=refused.reason)
                return self.refusal()
            except TooOften:
                return self._notice(429, pages_parent.TOO_OFTEN)
            except Exception as error:
                if is_storage_trouble(error):
                    log.warning("page_without_storage", error=type(error).__name__)
                    return self._notice(503, pages_parent.STORAGE_AWAY)
                log.error("page_broke", error=place_of(error))
                return self._notice(500, pages_parent.BROKEN)

        return answer

    def _headers(self) -> dict[str, str]:
        policy = (
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
            f"base-uri 'none'; frame-ancestors {self.place.frame_ancestors}"
        )
        return {**COMMON_HEADERS, "Cache-Control": "no-store", "Content-Security-Policy": policy}
