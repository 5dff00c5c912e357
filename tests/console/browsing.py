"""A browser in miniature."""

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Page:
    """One answer over HTTP."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def location(self) -> str:
        return self.headers["location"]

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, self.text
        return found.group(1)


@dataclass
class Browser:
    """Keeps cookies by path and follows nothing by itself."""

    base: str
    cookies: dict[tuple[str, str], str] = field(default_factory=dict)

    def get(self, url: str) -> Page:
        return self.ask("GET", url)

    def post(self, url: str, form: Mapping[str, str]) -> Page:
        return self.ask("POST", url, urlencode(form).encode(), {"Content-Type": FORM})

    def ask(self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Page:
        here, path = urlsplit(self.base), url.removeprefix(self.base)
        line = http.client.HTTPConnection(here.hostname or "", here.port, timeout=20)
        kept = {name: value for (under, name), value in self.cookies.items() if path.startswith(under)}
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())} if kept else {}
        line.request(method, path, body, {**cookie, **(headers or {})})
        answer = line.getresponse()
        text = answer.read().decode()
        for header in answer.headers.get_all("Set-Cookie", []):
            self._keep(header)
        line.close()
        return Page(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)

    def follow(self, url: str) -> Page:
        """What stands at the end of the redirects."""
        page = self.get(url)
        for _ in range(6):
            if page.status != 303 and page.status != 307:
                return page
            page = self.get(page.location)
        raise AssertionError("a circle of redirects")

    def _keep(self, header: str) -> None:
        for name, morsel in SimpleCookie(header).items():
            key = (morsel["path"], name)
            if morsel["max-age"] == "0":
                self.cookies.pop(key, None)
            else:
                self.cookies[key] = morsel.value


def filled(page: Page, text: str) -> dict[str, str]:
    """The form of a page with an answer in it."""
    return {"form_token": page.hidden("form_token"), "client_key": page.hidden("client_key"), "text": text}


def state_in(location: str) -> str:
    [state] = parse_qs(urlsplit(location).query)["state"]
    return state
