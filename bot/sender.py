"""The way out over WeCom: messages to members, notices to parents."""

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from bot.wecom import api
from bot.wecom.answers import SchoolParent
from bot.wecom.cards import card_json
from bot.wecom.edge import Edge
from bot.wecom.errors import Transport, WeComError
from duty.messages import ButtonCard, LinkCard, Message, Text, VoteCard
from language.say.delivery import in_words, shortened
from scheduler.reasons import fate
from scheduler.sender import Delivered, Later, Outcome, Perhaps, Reason, Refused, duplicate_seconds
from storage.outbox import Channel

MEMBERS, PARENTS = "message/send", "externalcontact/message/send"
# The platform counts characters or bytes, by edition: bytes are the safer reading.
TEXT_BYTES, TITLE_BYTES, DESCRIPTION_BYTES = 2048, 128, 512
AT_ONCE = 8
# What has not begun by then is left for the next round, so that no lease runs out on its way.
BEGIN_SECONDS = 80.0
AGAIN_SECONDS = 15.0


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
        return _dumped(MEMBERS, {"touser": account, **_content(message), **once})

    def send_many(self, requests: Sequence[str]) -> list[Outcome]:
        try:
            return self._edge.call(self._all, requests)
        except Transport:
            # The edge is not running: nothing has begun.
            return [Later(Reason.NO_CONNECTION, 0, AGAIN_SECONDS, app_wide=True)] * len(requests)

    async def _all(self, requests: Sequence[str]) -> list[Outcome]:
        room, stopped = asyncio.Semaphore(AT_ONCE), dict[str, Later]()
        give_up_at = self._monotonic() + BEGIN_SECONDS

        async def one(request: str) -> Outcome:
            parsed = json.loads(request)
            async with room:
                if self._monotonic() >= give_up_at:
                    return Later(Reason.PLATFORM, 0, AGAIN_SECONDS, app_wide=False)
                outcome = stopped.get(parsed["path"]) or await self._one(parsed["path"], parsed["body"])
            if isinstance(outcome, Later) and outcome.app_wide:
                stopped[parsed["path"]] = outcome
            return outcome

        return list(await asyncio.gather(*(one(request) for request in requests)))

    async def _one(self, path: str, body: dict[str, Any]) -> Outcome:
        try:
            return await (self._to_parent(body) if path == PARENTS else self._to_member(body))
        except Transport as error:
            return Perhaps() if error.perhaps_done else _unreached(error)
        except WeComError as error:
            return fate(Channel.GUARDIAN if path == PARENTS else Channel.MEMBER, error.code)

    async def _to_member(self, body: dict[str, Any]) -> Outcome:
        sent = await api.message_send(self._edge.members, body)
        # One receiver a request: whoever is named there is the one.
        if sent.unlicensed_users:
            return Refused(Reason.UNLICENSED)
        if sent.invalid_users:
            return Refused(Reason.UNREACHABLE)
        return Delivered(sent.msgid, sent.response_code)

    async def _to_parent(self, body: dict[str, Any]) -> Outcome:
        # Who does not follow may be passed over in silence, with an answer like any other: ask before.
        if await self._is_known_not_to_follow(body["to_parent_userid"][0]):
            return Refused(Reason.NOT_FOLLOWING)
        sent = await api.school_notice_send(self._edge.parents, body)
        return Refused(Reason.NOT_FOLLOWING) if sent.invalid_parents else Delivered()


    async def _is_known_not_to_follow(self, parent_userid: str) -> bool:
        try:
            found = await api.school_user_get(self._edge.parents, parent_userid)
        except WeComError:
            # Not everybody may ask. Then what the platform says to the notice itself is all that is known.
            return False
        return isinstance(found, SchoolParent) and not found.is_subscribe


def _unreached(error: Transport) -> Later:
    # With a status something answered that is not the platform: a proxy, or a page of the provider's.
    return Later(Reason.NO_CONNECTION, error.code, AGAIN_SECONDS, app_wide=True)


def _content(message: Message) -> dict[str, Any]:
    match message:
        case Text(content):
            return _text(content)
        case LinkCard(title, text, url, button):
            card = {
                "title": shortened(title, TITLE_BYTES),
                "description": shortened(text, DESCRIPTION_BYTES),
                "url": url,
                "btntxt": button,
            }
            return {"msgtype": "textcard", "textcard": card}
        case VoteCard() | ButtonCard():
            return {"msgtype": "template_card", "template_card": card_json(message)}


def _text(content: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": shortened(content, TEXT_BYTES)}}


def _dumped(path: str, body: dict[str, Any]) -> str:
    return json.dumps({"path": path, "body": body}, ensure_ascii=False, separators=(",", ":"))
