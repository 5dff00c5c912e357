"""Logging in to a page: who a browser is, the platform's login page, and codes that are good once."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.errors import ApiError
from sandbox.kf.customers import Customers
from sandbox.settings import SandboxSettings

CODE_SECONDS = 300
_COOKIE = "sandbox_as"
_STATE = re.compile(r"[0-9A-Za-z]{0,128}")
_PAGE = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>无法打开</title><p>{}</p></html>'


@dataclass(frozen=True, slots=True)
class Identity:
    """Who opens a page: a parent, a member, or a stranger; only one of the names is set."""

    parent_userid: str = ""
    userid: str = ""
    openid: str = ""


class Logins:
    """The login page, and the door through which the chat page opens links as somebody."""

    def __init__(self, settings: SandboxSettings, clock: Callable[[], float], customers: Customers) -> None:
        self._settings = settings
        self._customers = customers
        self._clock = clock
        self._codes: dict[str, tuple[Identity, float]] = {}

    def routes(self) -> list[Route]:
        return [
            Route("/open", self._open, methods=["GET"]),
            Route("/connect/oauth2/authorize", self._authorize, methods=["GET"]),
        ]

    def redeem(self, code: str) -> Identity:
        """Whose code it is; it is good once, for five minutes."""
        identity, made_at = self._codes.pop(code, (None, 0.0))
        if identity is None or self._clock() - made_at > CODE_SECONDS:
            raise ApiError(40029)
        return identity

    async def _open(self, request: Request) -> Response:
        name, url = request.query_params.get("as", ""), request.query_params.get("url", "")
        if self._identity(name).openid and self._customers.called(name) is None:
            raise HTTPException(404, "没有这个人")
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise HTTPException(400, "url 要是一个网址")
        response = RedirectResponse(url, 302)
        response.set_cookie(_COOKIE, name, path="/", samesite="lax", httponly=True)
        return response

    async def _authorize(self, request: Request) -> Response:
        query = request.query_params
        if refusal := self._refusal(request):
            return HTMLResponse(_PAGE.format(refusal), 400)
        code = secrets.token_urlsafe(32)
        self._codes[code] = (self._identity(request.cookies.get(_COOKIE, "")), self._clock())
        address = urlsplit(query["redirect_uri"])
        answer = [*parse_qsl(address.query, keep_blank_values=True), ("code", code), ("state", query.get("state", ""))]
        return RedirectResponse(urlunsplit(address._replace(query=urlencode(answer))), 302)

    def _refusal(self, request: Request) -> str:
        """Why the page cannot be opened, in Chinese; empty where it can."""
        query, settings = request.query_params, self._settings
        address = urlsplit(query.get("redirect_uri", ""))
        if query.get("appid") != settings.corp_id:
            return "appid 参数错误（40013）"
        if address.scheme not in ("http", "https") or not address.netloc:
            return "redirect_uri 参数错误（50001）"
        if settings.trusted_domains and address.netloc not in settings.trusted_domains:
            return "redirect_uri 域名与后台配置不一致（50001）"
        if query.get("response_type") != "code" or query.get("scope") != "snsapi_base":
            return "response_type 或 scope 参数错误"
        if not _STATE.fullmatch(query.get("state", "")):
            return "state 只能是 128 个以内的字母和数字"
        if query.get("agentid", "") not in ("", *(str(app.agent_id) for app in settings.apps)):
            return "agentid 参数错误（40056）"
        return ""

    def _identity(self, name: str) -> Identity:
        if parent := self._settings.directory.parent(name):
            return Identity(parent_userid=parent.userid)
        for person in self._settings.members:
            if person.userid == name:
                return Identity(userid=person.userid)
        return Identity(openid="o" + secrets.token_hex(14))
