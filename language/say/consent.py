"""What a guardian is asked before anything goes to them, where the school wants that, and what teachers hear of it.

The text is the version that `duty.consent` names: whoever changes a word of it changes the version, too.
"""

QUESTION = "您愿意收到老师写的小信吗？"
TEXT = (
    "发什么：老师写给您的话，说说孩子在学校的事，有时带图片。",
    "谁看得到：您和写信的老师。您的回话，还有学校里负责这件事的老师看得到。不发到群里。",
    "怎么停：什么时候都可以，在这一页点一下「不同意了」，马上就停。",
)
AGREE, NOT_NOW = "同意", "先不用"
AGREED = "好的，老师的话会发到这里。"
REFUSED = "好的，不给您发。改了主意，回到这里点「同意」就行。"
WITHDRAW = "不同意了"
WITHDRAW_MEANS = "之后什么都不给您发，这一页上的话也不再显示。想再收，回到这里点「同意」。"
WITHDRAWN = "好的，已经停了。"
NOTHING_YET = "这里还没有新的话。"


def request(label: str, school: str, url: str) -> str:
    """The one request, as a notice."""
    here = f'<a href="{url}">看一看，再点「{AGREE}」或「{NOT_NOW}」</a>' if url else ""
    return f"{label}好：{school}的老师想把孩子在学校的事写给您。\n先问您愿不愿意收，不愿意也没关系。\n{here}".rstrip()


def asked_first(label: str) -> str:
    """To the writer: the guardian is asked now, in the morning where it is night, or was before."""
    return f"学校要先问过家长，{label}由我来问，夜里等早上再问。对方同意了这条就发；没同意之前什么都不发。"


def ask_by_hand(label: str, url: str) -> str:
    """To the writer, where only the link reaches the guardian."""
    return f"学校要先问过家长，这条替您留着。把链接转给{label}，点了「{AGREE}」就看得到：{url}"


def ask_by_hand_card(label: str) -> tuple[str, str]:
    """The same as a card, where the request did not arrive: a title and a text; the tap opens the link."""
    return f"没能问到{label}", f"学校要先问过家长，您写的话替您留着。把链接转给{label}，点了「{AGREE}」就看得到。"


def cannot_ask(label: str) -> str:
    return f"学校要先问过{label}，可现在没有路问到。内容替您留着，可以先打个电话。"


def said_no(label: str) -> str:
    return f"{label}说先不用收小信，这条没有发，替您留着；改了主意就发。要紧的事请打个电话。"


def still_kept(label: str) -> str:
    """To whom confirms a note that waits for its guardian's consent."""
    return f"给{label}的话还留着：要等对方同意收，同意了就发。"


def agreed_now(label: str, text: str) -> str:
    """To the writer of what is older than a few days."""
    return f"{label}同意收小信了。之前写的还留着：「{text}」\n还要发，就回「确认」；不发就不用理会。"
