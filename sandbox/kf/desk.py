"""The app's side of the account: what it may send to whom, and how it moves a session."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sandbox.contents import Shown
from sandbox.errors import ApiError
from sandbox.kf.account import Account
from sandbox.kf.codes import KfCode
from sandbox.kf.contents import shown_to_customer
from sandbox.kf.customers import Customer
from sandbox.kf.sessions import QUOTA, WINDOW_SECONDS, Session, State, past
from sandbox.kf.tickets import Occasion
from sandbox.settings import KfRepeat

_MSGID = re.compile(r"[0-9a-zA-Z_-]{0,32}")
_REFUSED_BY_USER = 10
_MOVES = {
    State.UNHANDLED: (State.ASSISTANT, State.POOL, State.SERVED),
    State.ASSISTANT: (State.POOL, State.SERVED),
    State.POOL: (State.SERVED,),
    State.SERVED: (State.SERVED, State.CLOSED),
    State.CLOSED: (),
}
_OCCASIONS = {State.POOL: Occasion.POOL, State.SERVED: Occasion.TAKEN, State.CLOSED: Occasion.ENDED}

Request = Mapping[str, Any]


class Desk:
    """kf/send_msg, kf/send_msg_on_event and kf/service_state/…, as the platform decides them."""

    def __init__(self, account: Account) -> None:
        self._settings = account.settings
        self._clock = account.clock
        self._database = account.database
        self._customers = account.customers
        self._sessions = account.sessions
        self._tickets = account.tickets
        self._news = account.news
        self._media = account.media
        self._phones = account.phones

    def customer(self, request: Request, field: str = "external_userid") -> Customer:
        """Whom a request is about; the account must be the one there is."""
        self.check_account(request)
        customer = self._customers.known_as(request.get(field))
        if customer is None:
            raise ApiError(KfCode.WRONG_CUSTOMER)
        return customer

    def check_account(self, request: Request) -> None:
        if request.get("open_kfid") != self._settings.kf_open_kfid:
            raise ApiError(KfCode.WRONG_ACCOUNT)

    def send(self, request: Request) -> str:
        """Send one of the few messages that a customer's words allow; its msgid."""
        customer = self.customer(request, "touser")
        shown = shown_to_customer(request, self._media)
        msgid = self._new_msgid(request)
        session = self._sessions.of(customer)
        if session.wrote_at is not None and past(session.wrote_at, WINDOW_SECONDS, self._clock()):
            raise ApiError(KfCode.WINDOW_CLOSED)
        if session.window_until is None or session.state not in (State.UNHANDLED, State.ASSISTANT):
            raise ApiError(KfCode.WRONG_STATE)
        if session.sent >= QUOTA:
            raise ApiError(KfCode.QUOTA_SPENT)
        self._sessions.keep(customer, replace(session, sent=session.sent + 1))
        self._arrive(customer, session, shown, msgid)
        return msgid

    def send_on_event(self, request: Request) -> str:
        """Answer an event with its code, outside of the few; the msgid of the answer."""
        ticket = self._tickets.valid(request.get("code"))
        if request.get("msgtype") not in ticket.types:
            raise ApiError(KfCode.WRONG_MESSAGE_TYPE)
        shown = shown_to_customer(request, self._media)
        msgid = self._new_msgid(request)
        customer = self._customers.called(ticket.customer)
        if customer is None:
            raise ApiError(KfCode.WRONG_CUSTOMER)
        session = self._sessions.of(customer)
        if ticket.occasion is Occasion.WELCOME:
            self._sessions.keep(customer, replace(session, welcomed_at=self._clock()))
        elif session.state is not ticket.state:
            raise ApiError(KfCode.WRONG_STATE)
        self._tickets.spend(ticket)
        self._arrive(customer, session, shown, msgid)
        return msgid

    def standing(self, customer: Customer) -> dict[str, object]:
        """The answer to service_state/get."""
        session = self._sessions.of(customer)
        servicer = {"servicer_userid": session.servicer} if session.servicer else {}
        return {"service_state": int(session.state), **servicer}

    def move(self, request: Request) -> dict[str, object]:
        """Move a session as the app wishes, where the platform's table has the move."""
        customer = self.customer(request)
        session = self._sessions.of(customer)
        try:
            wanted = State(request.get("service_state"))  # type: ignore[arg-type]
        except ValueError as error:
            raise ApiError(KfCode.WRONG_PARAMETER) from error
        if wanted not in _MOVES[session.state]:
            raise ApiError(KfCode.WRONG_MOVE)
        servicer = self._servicer(request) if wanted is State.SERVED else ""
        moved = session.ended() if wanted is State.CLOSED else replace(session, state=wanted, servicer=servicer)
        self._sessions.keep(customer, moved)
        if wanted not in _OCCASIONS:
            return {}
        return {"msg_code": self._tickets.give(customer, _OCCASIONS[wanted], wanted)}

    def _servicer(self, request: Request) -> str:
        wanted = str(request.get("servicer_userid") or "").lower()
        for member in self._settings.members:
            if member.userid.lower() == wanted:
                if member.userid in self._settings.kf_stopped:
                    raise ApiError(KfCode.SERVICER_STOPPED)
                return member.userid
        raise ApiError(KfCode.NO_SERVICER)

    def _new_msgid(self, request: Request) -> str:
        """The caller's own msgid or a new one; one that was there before is refused or not, as is set up."""
        msgid = request.get("msgid", "")
        if not isinstance(msgid, str) or not _MSGID.fullmatch(msgid):
            raise ApiError(KfCode.WRONG_PARAMETER)
        known = self._database.execute("SELECT 1 FROM kf_sent WHERE msgid = ?", (msgid,)).fetchone()
        if known and self._settings.kf_repeat is KfRepeat.REFUSE:
            raise ApiError(KfCode.REPEATED_MSGID, "invalid request parameter: msgid repeated")
        return msgid or secrets.token_urlsafe(24)

    def _arrive(self, customer: Customer, session: Session, shown: Shown, msgid: str) -> None:
        """Show the message, or tell later that the customer will not have it."""
        values = (msgid, self._clock())
        self._database.execute("INSERT OR IGNORE INTO kf_sent (msgid, sent_at) VALUES (?, ?)", values)
        if session.blocked:
            self._news.event(customer, "msg_send_fail", fail_msgid=msgid, fail_type=_REFUSED_BY_USER)
        else:
            self._phones.receive(customer.phone, shown)
