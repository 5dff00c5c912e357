"""The passive reply: the answer that goes back within the callback itself."""

from bot.wecom.xml import cdata, clean

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
    return (
        f"<xml><ToUserName>{cdata(to_user)}</ToUserName><FromUserName>{cdata(from_corp)}</FromUserName>"
        f"<CreateTime>{create_time}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content>{cdata(content)}</Content></xml>"
    ).encode()
