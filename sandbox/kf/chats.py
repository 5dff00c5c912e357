"""The chat page's HTTP of 微信客服: what customers do on their phones, and what a servicer does in the client."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from sandbox.bodies import read_object, whole
from sandbox.contents import Shown
from sandbox.journal import Entry, Journal, entries_json
from sandbox.kf.account import Account
from sandbox.kf.customers import Customer
from sandbox.kf.saying import said_by_customer, words_of
from sandbox.kf.sessions import WINDOW_SECONDS, State, past
from sandbox.kf.tickets import Occasion, Way

_HIGHEST_ID = 2**63 - 1
# What a session's change is called, by the state it had before a servicer took it.
_TAKEN, _PASSED_ON, _ENDED, _OPENED_AGAIN = 1, 2, 3, 4
_CHANGES = {State.SERVED: _PASSED_ON, State.CLOSED: _OPENED_AGAIN}
_PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{name}</title><h1>{name}</h1><p>在手机上打开</p>"
    '<script type="module" src="/static/kf.js"></script></html>'
)
_PAGE_HEADERS = {"Content-Security-Policy": "default-src 'self'; base-uri 'none'", "Cache-Control": "no-cache"}


class KfChats:
    """POST /api/chats/kf:…, /api/kf/… and the page behind a link."""

    def __init__(self, account: Account, journal: Journal) -> None:
        self._settings = account.settings
        self._clock = account.clock
        self._customers = account.customers
        self._sessions = account.sessions
        self._tickets = account.tickets
        self._links = account.links
        self._news = account.news
        self._media = account.media
        self._phones = account.phones
        self._journal = journal

    def routes(self) -> list[Route]:
        """Before those of the other phones, whose addresses have the same form."""
        return [
            Route("/api/chats/kf:{customer}", self._say, methods=["POST"]),
            Route("/api/kf/{customer}", self._standing, methods=["GET"]),
            Route("/api/kf/{customer}/enter", self._enter, methods=["POST"]),
            Route("/api/kf/{customer}/block", self._block, methods=["POST"]),
            Route("/api/kf/{customer}/recall", self._recall, methods=["POST"]),
            Route("/api/kf/{customer}/servicer", self._serve, methods=["POST"]),
            Route("/api/kf/{customer}/end", self._end, methods=["POST"]),
            Route(self._links.path, self._page, methods=["GET"]),
        ]

    async def _say(self, request: Request) -> Response:
        customer, body = self._customer(request), await read_object(request)
        client_id = str(body.get("client_id") or "")
        # The page repeats a request whose answer it never saw; it is one message all the same.
        known = self._journal.sent_as(customer.phone, client_id) if client_id else None
        entry = known or self._said(customer, body, client_id)
        return JSONResponse({"entries": entries_json([entry])})

    async def _standing(self, request: Request) -> Response:
        return self._shown(self._customer(request))

    async def _enter(self, request: Request) -> Response:
        customer, body = self._customer(request), await read_object(request)
        way = self._links.way(str(body["url"])) if body.get("url") else Way()
        if way is None:
            raise HTTPException(400, "这个链接打不开客服")
        session, now = self._sessions.of(customer), self._clock()
        entered = replace(session, entered_at=now, scene=way.scene, scene_param=way.scene_param)
        self._sessions.keep(customer, entered)
        greeted = not all(past(at, WINDOW_SECONDS, now) for at in (session.welcomed_at, session.wrote_at))
        code = "" if greeted else self._tickets.give(customer, Occasion.WELCOME, session.state)
        self._news.event(customer, "enter_session", scene=way.scene, scene_param=way.scene_param, welcome_code=code)
        return self._shown(customer)

    async def _block(self, request: Request) -> Response:
        customer, blocked = self._customer(request), (await read_object(request)).get("blocked")
        if not isinstance(blocked, bool):
            raise HTTPException(400, "blocked 要是 true 或 false")
        self._sessions.keep(customer, replace(self._sessions.of(customer), blocked=blocked))
        return self._shown(customer)

    async def _recall(self, request: Request) -> Response:
        customer, body = self._customer(request), await read_object(request)
        entry = self._journal.one(customer.phone, whole(body.get("entry"), "entry", 1, _HIGHEST_ID))
        msgid = self._news.msgid_of(entry.id) if entry and entry.line.sender == "me" else None
        if entry is None or msgid is None:
            raise HTTPException(409, "这一条撤不回")
        taken_back = self._phones.take_back(entry)
        self._news.event(customer, "user_recall_msg", recall_msgid=msgid)
        return JSONResponse({"entries": entries_json([taken_back])})

    async def _serve(self, request: Request) -> Response:
        customer, body = self._customer(request), await read_object(request)
        servicer, text = str(body.get("userid") or ""), words_of(body)
        if all(member.userid != servicer for member in self._settings.members):
            raise HTTPException(404, "通讯录里没有这个人")
        session = self._sessions.of(customer)
        self._sessions.keep(customer, session.served_by(servicer, self._clock()))
        if (session.state, session.servicer) != (State.SERVED, servicer):
            self._change(customer, _CHANGES.get(session.state, _TAKEN), old=session.servicer, new=servicer)
        entry = self._phones.receive(customer.phone, Shown("text", text))
        self._news.servicer_message(customer, servicer, text)
        return JSONResponse({"entries": entries_json([entry])})

    async def _end(self, request: Request) -> Response:
        customer = self._customer(request)
        session = self._sessions.of(customer)
        if session.state is not State.SERVED:
            raise HTTPException(409, "没有人在接待")
        self._sessions.keep(customer, session.ended())
        self._change(customer, _ENDED, old=session.servicer)
        return self._shown(customer)

    async def _page(self, _: Request) -> Response:
        return HTMLResponse(_PAGE.format(name=self._settings.kf_name), headers=_PAGE_HEADERS)

    def _customer(self, request: Request) -> Customer:
        customer = self._customers.called(request.path_params["customer"])
        if customer is None:
            raise HTTPException(404, "没有这位客户")
        return customer

    def _said(self, customer: Customer, body: Mapping[str, Any], client_id: str) -> Entry:
        said = said_by_customer(body, self._media)
        self._sessions.keep(customer, self._sessions.of(customer).wrote(self._clock()))
        entry = self._phones.say(customer.phone, said.shown, client_id)
        self._news.message(customer, said.shown.kind, said.content, entry.id)
        return entry

    def _change(self, customer: Customer, change: int, *, old: str = "", new: str = "") -> None:
        """Tell that the session's state was changed in the client."""
        occasion = {_TAKEN: Occasion.TAKEN, _ENDED: Occasion.ENDED}.get(change)
        code = self._tickets.give(customer, occasion, self._sessions.of(customer).state) if occasion else ""
        self._news.event(
            customer,
            "session_status_change",
            change_type=change,
            old_servicer_userid=old,
            new_servicer_userid=new,
            msg_code=code,
        )

    def _shown(self, customer: Customer) -> Response:
        """How it stands: how many messages the app has left and until when, in unix seconds."""
        session = self._sessions.of(customer)
        return JSONResponse(
            {
                "state": int(session.state),
                "left": session.left(self._clock()),
                "window_until": session.window_until,
                "blocked": session.blocked,
                "entered": session.entered_at is not None,
            }
        )
