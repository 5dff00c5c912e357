"""The passive reply: the answer that goes back within the callback itself."""

from bot.wecom.cards import card_xml
from bot.wecom.xml import cdata, clean
from duty.messages import Card

MAX_TEXT_BYTES = 2048


class ReplyTooLong(ValueError):
    """A text reply is longer than the 2048 bytes beyond which the platform cuts it."""

    def __init__(self, size: int) -> None:
        super().__init__(f"A text reply of {size} bytes is longer than the {MAX_TEXT_BYTES} that the platform shows.")


def text_reply(to_user: str, from_corp: str, create_time: int, content: str) -> bytes:
    """The plaintext XML of a text reply, sent at `create_time` (Unix seconds); it arrives as `clean(content)`."""
    size = len(clean(content).encode())
    if size > MAX_TEXT_BYTES:
        raise ReplyTooLong(size)
    return _reply(to_user, from_corp, create_time, "text", f"<Content>{cdata(content)}</Content>")


def card_reply(to_user: str, from_corp: str, create_time: int, card: Card) -> bytes:
    """The plaintext XML that puts a card in the place of the one that was just tapped."""
    body = f"<TemplateCard>{card_xml(card)}</TemplateCard>"
    return _reply(to_user, from_corp, create_time, "update_template_card", body)


def _reply(to_user: str, from_corp: str, create_time: int, kind: str, body: str) -> bytes:
    return (
        f"<xml><ToUserName>{cdata(to_user)}</ToUserName><FromUserName>{cdata(from_corp)}</FromUserName>"
        f"<CreateTime>{create_time}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>{body}</xml>"
    ).encode()
