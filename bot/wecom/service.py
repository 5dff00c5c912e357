"""微信客服: a message in the platform's form, and what it tells of accounts, customers and their words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.wecom.answers import flag, inner, rows, text, whole
from bot.wecom.client import WeComClient
from duty.messages import Choices, Media, Message
from handlers.service_words import ServiceWord
from language.say.delivery import in_words, shortened

TEXT_BYTES, HEAD_BYTES, CHOICE_BYTES, MOST_CHOICES = 2048, 1024, 128, 10
PAGE = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """What was new, in order; `cursor` is kept once all of it is. An empty page may have more behind it."""

    words: tuple[ServiceWord, ...]
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


async def nickname(client: WeComClient, customer: str) -> str:
    """What the customer calls themselves; "" for who has not been there in 48 hours."""
    answer = await client.post("kf/customer/batchget", {"external_userid_list": [customer]})
    return next((text(row, "nickname") for row in rows(answer, "customer_list")), "")


def _word(row: Mapping[str, Any]) -> ServiceWord:
    kind = text(row, "msgtype")
    content = inner(row, kind)
    event = kind == "event"
    return ServiceWord(
        msgid=text(row, "msgid"),
        origin=whole(row, "origin"),
        kind=text(content, "event_type") if event else kind,
        customer=text(row, "external_userid") or text(content, "external_userid"),
        servicer=text(row, "servicer_userid"),
        sent_at=whole(row, "send_time"),
        content=content,
    )
