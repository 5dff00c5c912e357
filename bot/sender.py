"""The way out over WeCom: messages to members, notices to parents, words in customer service."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.wecom import api
from bot.wecom.answers import SchoolParent
from bot.wecom.cards import card_json
from bot.wecom.edge import Edge
from bot.wecom.errors import Transport, WeComError
from bot.wecom.service import service_content
from duty.messages import ButtonCard, Choices, LinkCard, Media, Message, SelectCard, Text, VoteCard
from language.say.delivery import in_words, shortened
from scheduler.reasons import fate
from scheduler.sender import Delivered, Later, Outcome, Perhaps, Reason, Refused, duplicate_seconds
from storage.outbox import MSGID, Channel
from storage.places import place_of

MEMBERS, PARENTS = "message/send", "externalcontact/message/send"
# Customer service: what is said at any time, and the single word that answers an event.
SERVICE, SERVICE_EVENT = "kf/send_msg", "kf/send_msg_on_event"
CHANNELS: Mapping[str, Channel] = {
    MEMBERS: Channel.MEMBER,
    PARENTS: Channel.GUARDIAN,
    SERVICE: Channel.CUSTOMER,
    SERVICE_EVENT: Channel.CUSTOMER,
}
# The platform counts characters or bytes, by edition: bytes are the safer reading.
TEXT_BYTES, TITLE_BYTES, DESCRIPTION_BYTES = 2048, 128, 512
AT_ONCE = 8
# What has not begun by then is left for the next round, so that no lease runs out on its way.
BEGIN_SECONDS = 60.0
AGAIN_SECONDS = 15.0
_NOT_BEGUN = Later(Reason.PLATFORM, 0, AGAIN_SECONDS, app_wide=False)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Request:
    """A call to make; `place` is where its outcome belongs."""

    place: int
    path: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Round:
    """What the calls of one round share: how many at once, until when, what became of each, which way is shut."""

    room: asyncio.Semaphore
    begin_until: float
    outcomes: list[Outcome]
    stopped: dict[str, Later] = field(default_factory=dict)

    def note(self, request: _Request, outcome: Outcome) -> None:
        self.outcomes[request.place] = outcome
        if isinstance(outcome, Later) and outcome.app_wide:
            self.stopped[request.path] = outcome


class WeComSender:
    """Sends over the edge; where a whole app is in trouble, it stops asking."""

    def __init__(self, edge: Edge, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._edge, self._monotonic = edge, monotonic

    def freeze(self, channel: Channel, account: str, message: Message, row_id: int) -> str:
        """The agent id is not in it: it is added by the client, whose secret it belongs to."""
        once = {"enable_duplicate_check": 1, "duplicate_check_interval": duplicate_seconds(row_id)}
        if channel is Channel.GUARDIAN:
            # Notices know neither cards nor buttons.
            body = {"recv_scope": 0, "to_parent_userid": [account], **_text(in_words(message)), **once}
            return _dumped(PARENTS, body)
        if channel is Channel.CUSTOMER:
            return _to_customer(account, message, row_id)
        return _dumped(MEMBERS, {"touser": account, **_content(message), **once})

    def send_many(self, requests: Sequence[str]) -> list[Outcome]:
        outcomes: list[Outcome] = [_NOT_BEGUN] * len(requests)
        # When the edge stops, what is known by then stays known.
        with suppress(Transport):
            self._edge.call(self._all, requests, outcomes)
        return outcomes

    async def _all(self, requests: Sequence[str], outcomes: list[Outcome]) -> None:
        calls = _Round(asyncio.Semaphore(AT_ONCE), self._monotonic() + BEGIN_SECONDS, outcomes)
        async with asyncio.TaskGroup() as group:
            for waiting in _by_receiver(requests):
                group.create_task(self._in_turn(waiting, calls))

    async def _in_turn(self, waiting: Sequence[_Request], calls: _Round) -> None:
        for one in waiting:
            async with calls.room:
                if one.path in calls.stopped:
                    calls.outcomes[one.place] = calls.stopped[one.path]
                elif self._monotonic() < calls.begin_until:
                    # Until somebody knows better: it may end while it is under way.
                    calls.outcomes[one.place] = Perhaps()
                    calls.note(one, await self._one(one.path, one.body))

    async def _one(self, path: str, body: dict[str, Any]) -> Outcome:
        try:
            return await self._sent(path, body)
        except Transport as error:
            return Perhaps() if error.perhaps_done else _unreached(error)
        except WeComError as error:
            return fate(CHANNELS[path], error.code)
        except Exception as error:
            # Whatever broke here must not take the outcomes of all the others with it.
            log.error("sending_broke", path=path, error=place_of(error))
            return Perhaps()

    async def _sent(self, path: str, body: dict[str, Any]) -> Outcome:
        match CHANNELS[path]:
            case Channel.GUARDIAN:
                return await self._to_parent(body)
            case Channel.CUSTOMER:
                await self._edge.members.post(path, body)
                return Delivered()
            case _:
                return await self._to_member(body)

    async def _to_member(self, body: dict[str, Any]) -> Outcome:
        sent = await api.message_send(self._edge.members, body)
        # One receiver a request: whoever is named there is the one.
        if sent.unlicensed_users:
            return Refused(Reason.UNLICENSED)
        if sent.invalid_users:
            return Refused(Reason.UNREACHABLE)
        return Delivered()

    async def _to_parent(self, body: dict[str, Any]) -> Outcome:
        # Who does not follow may be passed over in silence, with an answer like any other: ask before.
        if await self._is_known_not_to_follow(body["to_parent_userid"][0]):
            return Refused(Reason.NOT_FOLLOWING)
        sent = await api.school_notice_send(self._edge.parents, body)
        return Refused(Reason.NOT_FOLLOWING) if sent.invalid_parents else Delivered()

    async def _is_known_not_to_follow(self, parent_userid: str) -> bool:
        try:
            found = await api.school_user_get(self._edge.parents, parent_userid)
        except WeComError as error:
            if _holds_everything(error):
                raise
            # Not everybody may ask. Then what the platform says to the notice itself is all that is known.
            return False
        return isinstance(found, SchoolParent) and not found.is_subscribe


def _by_receiver(requests: Sequence[str]) -> list[list[_Request]]:
    """Each receiver's requests in their order."""
    found: defaultdict[str, list[_Request]] = defaultdict(list)
    for place, request in enumerate(requests):
        parsed = json.loads(request)
        path, body = parsed["path"], parsed["body"]
        account = body["to_parent_userid"][0] if path == PARENTS else body.get("touser", body.get("code", ""))
        found[f"{path} {account.casefold()}"].append(_Request(place, path, body))
    return list(found.values())


def _holds_everything(error: WeComError) -> bool:
    """Whether the next call would fail as well."""
    unreached = isinstance(error, Transport) and not error.perhaps_done
    return unreached or isinstance(fate(Channel.GUARDIAN, error.code), Later)


def _unreached(error: Transport) -> Later:
    # With a status something answered that is not the platform: a proxy, or a page of the provider's.
    return Later(Reason.NO_CONNECTION, error.code, AGAIN_SECONDS, app_wide=True)


def _to_customer(account: str, message: Message, row_id: int) -> str:
    """`account`: the customer service account and the customer, a space between.

    Whether a repeated msgid is dropped, refused or sent again is nowhere said: nothing here goes twice.
    """
    open_kf_id, _, customer = account.partition(" ")
    body: dict[str, Any] = {"msgid": f"{MSGID}{row_id}", **service_content(message)}
    if isinstance(message, Choices) and message.code:
        return _dumped(SERVICE_EVENT, {"code": message.code, **body})
    return _dumped(SERVICE, {"touser": customer, "open_kfid": open_kf_id, **body})


def _content(message: Message) -> dict[str, Any]:
    match message:
        case Text(content, safe):
            return _text(content) | ({"safe": 1} if safe else {})
        case LinkCard(title, text, url, button):
            card = {
                "title": shortened(title, TITLE_BYTES),
                "description": shortened(text, DESCRIPTION_BYTES),
                "url": url,
                "btntxt": button,
            }
            return {"msgtype": "textcard", "textcard": card}
        case VoteCard() | ButtonCard() | SelectCard():
            return {"msgtype": "template_card", "template_card": card_json(message)}
        case Media(kind, media_id):
            return {"msgtype": kind, kind: {"media_id": media_id}}
        case Choices():
            return _text(in_words(message))


def _text(content: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": shortened(content, TEXT_BYTES)}}


def _dumped(path: str, body: dict[str, Any]) -> str:
    return json.dumps({"path": path, "body": body}, ensure_ascii=False, separators=(",", ":"))
