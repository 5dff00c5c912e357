"""What delivery says itself: a card in plain words, the first line of a trial, and the tick to an operator."""

from collections.abc import Sequence

from duty.messages import Choices, LinkCard, Media, Message, Text, VoteCard
from language.say import words

# A phone gets no more of a text than this.
MOST_BYTES = 2048
CUT = "…（太长，后面略去）"
SOMEBODY = "家长"
MEDIA = {"image": "［图片］", "voice": "［语音］", "video": "［视频］"}
FILE = "［文件］"

HELP_TICK = "按指定时刻运行一遍到点的工作（提醒等）；同一时刻运行两遍也不会重复。"
OPTION_AT = "按哪个时刻运行，如 2026-11-27T12:10+08:00；不写时区就按学校的时区"
OPTION_SEND = "把到点的消息也发出去（照样守频率和免打扰时间）"


def in_words(message: Message) -> str:
    """The message as a plain text: nothing in it can be tapped."""
    match message:
        case Text(content):
            return content
        case LinkCard(title, text, url, _):
            return _lines(title, text, url)
        case VoteCard():
            return _lines(message.title, message.text, *(f"· {option.text}" for option in message.options))
        case Media(kind, _):
            return MEDIA.get(kind, FILE)
        case Choices(text, options, _):
            return _lines(text, *(f"· {option.text}" for option in options))
        case _:
            return _lines(message.title, message.text)


def for_trial(whom: str, message: Message) -> Text:
    """What somebody else would have got, for the coordinator of a school in its trial."""
    first = f"【试运行】这条本来发给{whom or SOMEBODY}，现在只发给您看："
    return Text(shortened(_lines(first, in_words(message)), MOST_BYTES))


def member(name: str, user_id: str) -> str:
    return words.teacher(name) if name else user_id


def shortened(text: str, most: int) -> str:
    """At most so many bytes of UTF-8; what is left out is said, never cut in silence."""
    if len(text.encode()) <= most:
        return text
    room = most - len(CUT.encode())
    return text.encode()[:room].decode(errors="ignore") + CUT


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def time_wrong(given: str) -> str:
    return f"看不懂这个时刻：{given}。请写成 2026-11-27T12:10 这样。"


def cannot_send() -> str:
    keys = "JIEDUI_WECOM_CORP_ID、JIEDUI_WECOM_AGENT_ID、JIEDUI_WECOM_SECRET"
    return f"还缺发消息的设置：{keys}，一条都没发。"


def jobs_failed(names: Sequence[str]) -> str:
    return f"没有跑完：{words.names(names)}。原因在上面的日志里，修好后再跑一遍就行，不会重复。"


def ticked(when: str, *, put: int, sent: int | None, waiting: int) -> str:
    """What a tick did in numbers; `sent` None where nothing was to be sent, `waiting` what is due and has not gone."""
    wait = f"到点等着发的共 {waiting} 条"
    if sent is None:
        rest = f"都没有发。{wait}，加 --send 就发（免打扰时间里只发急的）。" if waiting else "没有要发的。"
    else:
        rest = f"发出 {sent} 条。" + (f"{wait}（免打扰时间、频率限制，或暂时发不出）。" if waiting else "")
    return f"{when} 到点的工作跑完了：新写下 {put} 条消息，{rest}"
