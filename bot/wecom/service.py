"""微信客服: a message in the platform's form, and what it tells of accounts, customers and their words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.wecom.answers import flag, inner, rows, text, whole
from bot.wecom.client import WeComClient
from duty.messages import Choices, Media, Message
from language.say.delivery import in_words, shortened

TEXT_BYTES, HEAD_BYTES, CHOICE_BYTES, MOST_CHOICES = 2048, 1024, 128, 10
PAGE = 1000


@dataclass(frozen=True, slots=True)
class Word:
    """Something that happened in an account: what a customer or a colleague wrote, or an event.

    `origin` 3 is the customer, 4 the platform, 5 a colleague in the client. `sent_at`: unix seconds. `content`: the
    fields of its kind, as the platform gave them.
    """

    msgid: str
    origin: int
    kind: str
    customer: str
    servicer: str
    sent_at: int
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """What was new, in order; `cursor` is kept once all of it is. An empty page may have more behind it."""

    words: tuple[Word, ...]
    cursor: str
    has_more: bool


def service_content(message: Message) -> dict[str, Any]:
    """The kind of a message and its fields; customer service knows neither cards nor markdown."""
    if isinstance(message, Choices) and message.options:
        taps = [
            {"type": "click", "click": {"id": one.id, "content": shortened(one.text, CHOICE_BYTES)}}
            for one in message.options[:MOST_CHOICES]
        ]
        return {"msgtype": "msgmenu", "msgmenu": {"head_content": shortened(message.text, HEAD_BYTES), "list": taps}}
    if isinstance(message, Media):
        return {"msgtype": message.kind, message.kind: {"media_id": message.media_id}}
    return {"msgtype": "text", "text": {"content": shortened(in_words(message), TEXT_BYTES)}}


async def sync(client: WeComClient, open_kf_id: str, cursor: str, token: str) -> Page:
    """What happened since the cursor, or in the last three days; without a token it may seldom be asked."""
    body = {"cursor": cursor, "limit": PAGE, "open_kfid": open_kf_id, **({"token": token} if token else {})}
    answer = await client.post("kf/sync_msg", body)
    words = tuple(_word(row) for row in rows(answer, "msg_list"))
    return Page(words, text(answer, "next_cursor") or cursor, flag(answer, "has_more"))


async def contact_way(client: WeComClient, open_kf_id: str, scene: str) -> str:
    """The address that opens the account; `&scene_param=…` may be put behind it."""
    return text(await client.post("kf/add_contact_way", {"open_kfid": open_kf_id, "scene": scene}), "url")


async def state_of(client: WeComClient, open_kf_id: str, customer: str) -> int:
    """The session's number: 0 unhandled, 1 answered by us, 2 in the pool, 3 with a colleague, 4 ended or not begun."""
    asked = {"open_kfid": open_kf_id, "external_userid": customer}
    return whole(await client.post("kf/service_state/get", asked), "service_state")


async def take_over(client: WeComClient, open_kf_id: str, customer: str) -> None:
    """From now on we answer (state 1)."""
    asked = {"open_kfid": open_kf_id, "external_userid": customer, "service_state": 1}
    await client.post("kf/service_state/trans", asked)


async def nickname(client: WeComClient, customer: str) -> str:
    """What the customer calls themselves; "" for who has not been there in 48 hours."""
    answer = await client.post("kf/customer/batchget", {"external_userid_list": [customer]})
    return next((text(row, "nickname") for row in rows(answer, "customer_list")), "")


def _word(row: Mapping[str, Any]) -> Word:
    kind = text(row, "msgtype")
    content = inner(row, kind)
    event = kind == "event"
    return Word(
        msgid=text(row, "msgid"),
        origin=whole(row, "origin"),
        kind=text(content, "event_type") if event else kind,
        customer=text(row, "external_userid") or text(content, "external_userid"),
        servicer=text(row, "servicer_userid"),
        sent_at=whole(row, "send_time"),
        content=content,
    )
