"""The server API of messages: to members and to parents, a card changed later, a message taken back."""

from collections.abc import Callable, Iterable
from typing import Any

from starlette.requests import Request

from sandbox.api import Answer, Row, read_call, wrong_types_refused
from sandbox.cards import BadCard, Card, template_card, updated
from sandbox.errors import ApiError
from sandbox.journal import Entry, Journal
from sandbox.notices import Notices
from sandbox.outbox import RECALL_SECONDS, Outbox
from sandbox.phones import Phones
from sandbox.sending import Accepted, Sending, check_agent
from sandbox.settings import App

_TARGETS = ("userids", "partyids", "tagids")


class MessagesApi:
    """message/… and externalcontact/message/send."""

    def __init__(
        self,
        *,
        sending: Sending,
        notices: Notices,
        outbox: Outbox,
        journal: Journal,
        phones: Phones,
        clock: Callable[[], float],
    ) -> None:
        self._sending = sending
        self._notices = notices
        self._outbox = outbox
        self._journal = journal
        self._phones = phones
        self._clock = clock

    def rows(self) -> Iterable[Row]:
        return (
            ("message/send", "POST", self._send),
            ("message/update_template_card", "POST", self._update),
            ("message/recall", "POST", self._recall),
            ("externalcontact/message/send", "POST", self._notify),
        )

    async def _send(self, request: Request, app: App) -> Answer:
        body = await read_call(request)
        with wrong_types_refused():
            accepted = self._sending.accept(body, app)
        self._outbox.add_arrivals(accepted.msgid, [entry.id for entry in self._arrive(accepted)])
        return accepted.answer

    async def _notify(self, request: Request, app: App) -> Answer:
        body = await read_call(request)
        with wrong_types_refused():
            accepted = self._notices.accept(body, app)
        self._arrive(accepted)
        return accepted.answer

    async def _update(self, request: Request, app: App) -> Answer:
        body = await read_call(request)
        with wrong_types_refused():
            check_agent(body, app)
            code = str(body.get("response_code") or "")
            message = self._outbox.message_for(code, app.agent_id, self._clock())
            entries = [entry for entry_id in message.entry_ids if (entry := self._journal.by_id(entry_id))]
            entries, invalid = self._targets(body, entries)
            cards = [_changed(dict(entry.line.card or {}), body) for entry in entries]
        self._outbox.spend(code)
        for entry, card in zip(entries, cards, strict=True):
            self._phones.change(entry, card)
        return {"invaliduser": invalid}

    async def _recall(self, request: Request, app: App) -> Answer:
        msgid = (await read_call(request)).get("msgid")
        message = self._outbox.message(str(msgid))
        if message is None or message.agent_id != app.agent_id or self._clock() - message.sent_at > RECALL_SECONDS:
            raise ApiError(40058)
        for entry_id in message.entry_ids:
            if entry := self._journal.by_id(entry_id):
                self._phones.take_back(entry)
        return {}

    def _arrive(self, accepted: Accepted) -> list[Entry]:
        return [self._phones.receive(phone, accepted.shown) for phone in accepted.receivers]

    def _targets(self, body: dict[str, Any], entries: list[Entry]) -> tuple[list[Entry], list[str]]:
        """Whose cards an update is for, and the names that it cannot be for, in small letters."""
        if body.get("atall") == 1:
            return entries, []
        users, parties, tags = ([str(name) for name in body.get(field) or []] for field in _TARGETS)
        if not users and not parties and not tags:
            raise ApiError(82101)
        wanted = self._sending.members(users, parties)
        audience = {entry.userid for entry in entries}
        reached = [entry for entry in entries if entry.userid in wanted.values()]
        if not reached:
            raise ApiError(82102)
        return reached, [name.lower() for name in users if wanted.get(name) not in audience]


def _changed(card: Card, body: dict[str, Any]) -> Card:
    button = (body.get("button") or {}).get("replace_name", "")
    successor = body.get("template_card")
    if bool(button) == bool(successor):
        raise ApiError(40058)
    try:
        return updated(card, template_card(successor, update=True) if successor else None, str(button))
    except BadCard as error:
        raise ApiError(40058, f"invalid template_card: {error}") from error
