"""The server API of 微信客服: account, links, news, messages, sessions, customers."""

from collections.abc import Iterable

from starlette.requests import Request

from sandbox.api import Answer, Row, read_call, wrong_types_refused
from sandbox.errors import ApiError
from sandbox.kf.account import Account
from sandbox.kf.codes import KfCode
from sandbox.kf.customers import Customer
from sandbox.kf.desk import Desk
from sandbox.kf.sessions import WINDOW_SECONDS, past
from sandbox.settings import App

_LIST_LIMIT = 100
_PAGE = 1000


class KfApi:
    """kf/…"""

    def __init__(self, account: Account) -> None:
        self._settings = account.settings
        self._clock = account.clock
        self._customers = account.customers
        self._sessions = account.sessions
        self._links = account.links
        self._news = account.news
        self._desk = Desk(account)

    def rows(self) -> Iterable[Row]:
        return (
            ("kf/account/list", "POST", self._accounts),
            ("kf/servicer/list", "GET", self._servicers),
            ("kf/add_contact_way", "POST", self._contact_way),
            ("kf/sync_msg", "POST", self._sync),
            ("kf/send_msg", "POST", self._send),
            ("kf/send_msg_on_event", "POST", self._send_on_event),
            ("kf/service_state/get", "POST", self._state),
            ("kf/service_state/trans", "POST", self._move),
            ("kf/customer/batchget", "POST", self._customer_list),
        )

    async def _accounts(self, request: Request, _: App) -> Answer:
        body = await read_call(request)
        with wrong_types_refused():
            offset, limit = int(body.get("offset") or 0), int(body.get("limit") or _LIST_LIMIT)
        if offset < 0 or not 0 < limit <= _LIST_LIMIT:
            raise ApiError(KfCode.WRONG_PARAMETER)
        account = {
            "open_kfid": self._settings.kf_open_kfid,
            "name": self._settings.kf_name,
            "avatar": "https://sandbox.invalid/kf.png",
            "manage_privilege": True,
        }
        return {"account_list": [account][offset : offset + limit]}

    async def _servicers(self, request: Request, _: App) -> Answer:
        self._desk.check_account(request.query_params)
        stopped = self._settings.kf_stopped
        return {
            "servicer_list": [
                {"userid": member.userid, "status": 1, "stop_type": 0}
                if member.userid in stopped
                else {"userid": member.userid, "status": 0}
                for member in self._settings.members
            ]
        }

    async def _contact_way(self, request: Request, _: App) -> Answer:
        body = await read_call(request)
        self._desk.check_account(body)
        return {"url": str(request.base_url).rstrip("/") + self._links.make(body.get("scene", ""))}

    async def _sync(self, request: Request, _: App) -> Answer:
        body = await read_call(request)
        self._desk.check_account(body)
        with wrong_types_refused():
            cursor, token = str(body.get("cursor") or ""), str(body.get("token") or "")
            return self._news.page(cursor, token, int(body.get("limit") or _PAGE))

    async def _send(self, request: Request, _: App) -> Answer:
        body = await read_call(request)
        with wrong_types_refused():
            return {"msgid": self._desk.send(body)}

    async def _send_on_event(self, request: Request, _: App) -> Answer:
        body = await read_call(request)
        with wrong_types_refused():
            return {"msgid": self._desk.send_on_event(body)}

    async def _state(self, request: Request, _: App) -> Answer:
        return self._desk.standing(self._desk.customer(await read_call(request)))

    async def _move(self, request: Request, _: App) -> Answer:
        return self._desk.move(await read_call(request))

    async def _customer_list(self, request: Request, _: App) -> Answer:
        body = await read_call(request)
        names = body.get("external_userid_list")
        if not isinstance(names, list) or not 0 < len(names) <= _LIST_LIMIT:
            raise ApiError(KfCode.WRONG_PARAMETER)
        found = {name: self._customers.known_as(name) for name in map(str, names)}
        met = [customer for customer in found.values() if customer and self._was_here(customer)]
        with_way = body.get("need_enter_session_context") == 1
        invalid = [name for name, customer in found.items() if customer not in met]
        return {
            "customer_list": [self._told(customer, with_way=with_way) for customer in met],
            "invalid_external_userid": invalid,
        }

    def _was_here(self, customer: Customer) -> bool:
        """Whether the customer opened the chat or wrote in the last 48 hours."""
        session, now = self._sessions.of(customer), self._clock()
        return not all(past(at, WINDOW_SECONDS, now) for at in (session.entered_at, session.wrote_at))

    def _told(self, customer: Customer, *, with_way: bool) -> dict[str, object]:
        told: dict[str, object] = {
            "external_userid": customer.external_userid,
            "nickname": customer.nickname,
            "avatar": "https://sandbox.invalid/avatar.png",
            "gender": 0,
        }
        if with_way:
            session = self._sessions.of(customer)
            told["enter_session_context"] = {"scene": session.scene, "scene_param": session.scene_param}
        return told
