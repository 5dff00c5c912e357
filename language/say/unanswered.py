"""A family's words as a card to tap, what the card says next, and the word that they still wait."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from duty.messages import Button, ButtonCard, Message, Text
from duty.unanswered import AnswerTap
from language.say import notes, words
from language.say.note_words import plain
from language.say.recording import UNDO_HINT
from language.say.reminders import LONGEST_TEXT, LONGEST_TITLE

# More lines than these are not read on a card.
MOST_LINES = 5
EXCERPT = 40

PHONED, NO_NEED = Button(AnswerTap.PHONED, "电话回了"), Button(AnswerTap.NO_NEED, "不用回")
CONTACT = Button(AnswerTap.CONTACT, "记联系家长")
CALLED, NEITHER = Button(AnswerTap.CALLED, "记上", main=True), Button(AnswerTap.NEITHER, "不用")
TAP_IT = "打过电话或不用回，点一下就好。"


class Contact(StrEnum):
    """What became of the wish to record the contact with a family."""

    RECORDED = "recorded"
    BEFORE = "before"  # by an earlier tap for the same words
    ON_FILE = "on_file"  # the same day's was told otherwise
    TAKEN_BACK = "taken_back"
    NOT_IN_CARE = "not_in_care"


# --- the words themselves


def answer(task_id: str, note_id: int, label: str, text: str, *, exchange: bool) -> tuple[Message, ...]:
    """The words whole, and what to tap: one card where they fit, else texts with a card behind them."""
    said, hint = plain(text), go_on(note_id)
    whole = f"{said}\n{hint}"
    if len(whole) <= LONGEST_TEXT and whole.count("\n") < MOST_LINES:
        return (ButtonCard(task_id, _title(f"#{note_id} {label}给您回话了"), whole, buttons(exchange=exchange)),)
    texts = (Text(one) for one in notes.answer(label, text, number=note_id, alarming=False))
    card = ButtonCard(task_id, _title(f"#{note_id} {label}的话在上面"), f"{hint}{TAP_IT}", buttons(exchange=exchange))
    return (*texts, card)


def buttons(*, exchange: bool) -> tuple[Button, ...]:
    """`exchange`: both sides have spoken, which may be recorded as a contact with the family."""
    return (PHONED, NO_NEED, CONTACT) if exchange else (PHONED, NO_NEED)


def go_on(note_id: int) -> str:
    return f"想接着说，发「回复 #{note_id}」加您的话；不急。"


# --- they still wait


def still_waits(
    task_id: str, note_id: int, label: str, text: str, written: datetime, *, today: date, exchange: bool
) -> ButtonCard:
    """To their reader, gently."""
    said = " ".join(plain(text).split())
    short = said if len(said) <= EXCERPT else f"{said[:EXCERPT]}…"
    told = f"{_when(written, today)}写的：「{short}」\n{go_on(note_id)}{TAP_IT}"
    return ButtonCard(task_id, _waits(note_id, label), told, buttons(exchange=exchange))


def waits_for_somebody(
    task_id: str, label: str, reader: str, told: Sequence[str], written: datetime, *, today: date
) -> ButtonCard:
    """To a colleague who can help: since when, and who was told; never the family's words."""
    whom = words.names(dict.fromkeys(map(words.teacher, told)))
    known = f"已经跟{whom}说过" if whom else f"还没能跟{words.teacher(reader)}说上"
    text = (
        f"{_when(written, today)}写给{words.teacher(reader)}，还没有人回；{known}。\n"
        "请您搭把手，看谁方便回一声，电话也行。是帮忙，不是告状。\n回过了，或不用回，点一下就好。"
    )
    return ButtonCard(task_id, _title(f"{label}在等一句回话"), text, buttons(exchange=False))


# --- after a tap


def phoned(task_id: str, note_id: int, label: str, day: str) -> ButtonCard:
    """Settled, with a question; `day` as it is said."""
    text = f"这条不再提醒了。要算一次联系家长吗？记在{day}。"
    return ButtonCard(task_id, _title(f"#{note_id} {label}：电话回过了"), text, (CALLED, NEITHER))


def settled(task_id: str, note_id: int, label: str, *, phone: bool) -> ButtonCard:
    """Nothing more to be done about these words."""
    how = "电话回过了" if phone else "不用回"
    done = (PHONED, NO_NEED)
    return ButtonCard(task_id, _title(f"#{note_id} {label}：{how}"), "这条不再提醒了。", done, "好了")


def contact(task_id: str, label: str, child: str, what: Contact, day: str, *, waits: bool, note_id: int) -> ButtonCard:
    """What was recorded or was not; with `waits` the words themselves still want an answer."""
    said, written = _outcome(what, child, day), what is Contact.RECORDED
    if waits:
        return ButtonCard(task_id, _waits(note_id, label), f"{said}\n{go_on(note_id)}", (PHONED, NO_NEED))
    title = _title(f"#{note_id} {label}：{'记好了' if written else '没有新记'}")
    return ButtonCard(task_id, title, said, (PHONED, NO_NEED), "已记好" if written else "没有新记")


def not_yours(task_id: str, label: str) -> ButtonCard:
    """Somebody else looks after the child now."""
    text = "孩子现在由别的老师看着，这次没有动。家里的话会到那位老师手里。"
    return ButtonCard(task_id, _title(f"{label}的话"), text, (PHONED, NO_NEED), "没有动")


# --- typed instead of tapped


def typed(note_id: int, label: str, child: str, *, phone: bool) -> str:
    rest = f"要记一次联系家长，发「已联系家长 {child}」。" if phone else ""
    return f"好的，#{note_id} {label}的话不再提醒了。{rest}"


def which(waiting: Sequence[tuple[int, str]], said: str) -> str:
    """Of several: `waiting` are their numbers and how the guardians are called."""
    listed = words.names(f"#{number} {label}" for number, label in waiting)
    return f"等着回的有：{listed}。\n是哪一条？发「{said} #{waiting[0][0]}」这样的号。"


def no_such(number: int) -> str:
    return f"您这儿没有等着回的 #{number}，所以没有动。"


SAID = {True: PHONED.text, False: NO_NEED.text}
"""What is typed, by whether it was on the phone."""


def _outcome(what: Contact, child: str, day: str) -> str:
    match what:
        case Contact.RECORDED:
            return f"记好了：{child}，联系家长，{day}。{UNDO_HINT}"
        case Contact.BEFORE:
            return f"{child}的这次联系家长已经记过，没有重复记。"
        case Contact.ON_FILE:
            return f"{child}{day}的联系家长已经记过，没有重复记。"
        case Contact.TAKEN_BACK:
            return f"{child}的这次联系家长撤销过，没有再记；要记就发「已联系家长 {child}」。"
        case _:
            return f"{child}现在不在您这儿，没有记。"


def _when(written: datetime, today: date) -> str:
    return f"{words.day_said(written.date(), today)} {written.hour}:{written.minute:02} "


def _waits(note_id: int, label: str) -> str:
    return _title(f"#{note_id} {label}的话还等着您")


def _title(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
