"""The alarm as those who can help see it: the card to take it over, what comes then, and what they type."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from duty.alarm import AlarmTap, Facts
from duty.messages import Button, ButtonCard
from language.say import words
from language.say.alarms import call, children, first_of_all, speaks_of

# So many characters fit a message beside what frames them.
_PIECE = 400
# So many lines fit a message, each with so many children.
_MOST_LISTED, _MOST_NAMED = 8, 2
_TAKE = Button(AlarmTap.TAKE, "我来接手", main=True)
_CLOSE = (Button(AlarmTap.HANDLED, "已处理", main=True), Button(AlarmTap.FALSE_ALARM, "是误报"))
_DECIDE = (Button(AlarmTap.RELEASE, "放行"), Button(AlarmTap.WITHHOLD, "不发"))
# How each button is typed, for whoever must say which of several is meant.
TYPED = {
    AlarmTap.TAKE: "接手",
    AlarmTap.HANDLED: "已处理",
    AlarmTap.FALSE_ALARM: "误报",
    AlarmTap.RELEASE: "放行",
    AlarmTap.WITHHOLD: "不发",
}


def alert(task_id: str, facts: Facts, local: datetime, waited: timedelta = timedelta()) -> ButtonCard:
    """What somebody who can help gets; never the sentence itself.

    `local`: when it was written, in the school's zone; `waited`: for how long nobody has taken it over.
    """
    waits = f"已经等了 {words.how_long(waited)}，还没有人接手" if waited >= timedelta(minutes=1) else "还没有人接手"
    text = "\n".join(
        [
            f"{children(facts.children)}。{facts.who} {_when(local)} 写的。",
            f"{first_of_all(facts.danger)}。{waits}；原话只发给接手的人。情况紧急打 110 或 120。",
        ]
    )
    return ButtonCard(task_id, f"紧急：{speaks_of(facts.danger)}", text, (_TAKE,))


def taken_by_you(task_id: str, facts: Facts, note_to: str = "") -> ButtonCard:
    """The card of whoever took it over; `note_to`: the guardian for whom a note is held, as called."""
    held = f"\n{_held(facts, note_to)}" if note_to else ""
    text = f"{children(facts.children)}。原话单独发给您，请勿转发。处理过了点「已处理」，没有危险点「是误报」。{held}"
    return ButtonCard(task_id, f"您接手了：{speaks_of(facts.danger)}", text, _CLOSE + (_DECIDE if note_to else ()))


def taken_by_other(task_id: str, facts: Facts, contact: str, local: datetime) -> ButtonCard:
    text = f"{children(facts.children)}。{contact} {local:%H:%M} 接手了，您不用再点。"
    return ButtonCard(task_id, f"有人接手了：{speaks_of(facts.danger)}", text, (_TAKE,), done=f"{contact}接手了")


def handled(task_id: str, facts: Facts, contact: str, closing: str, *, may_add: bool) -> ButtonCard:
    """`closing`: what was done, "" for who may not read it or where it was not said."""
    done = f"做了什么：{closing}" if closing else ""
    add = "想记一句做了什么，回「已处理」加那句话；不记也行。" if may_add and not closing else ""
    text = "\n".join(part for part in (f"{children(facts.children)}。", done, add) if part)
    return ButtonCard(task_id, f"处理过了：{speaks_of(facts.danger)}", text, _CLOSE, done=f"{contact}处理过了")


def false_alarm(task_id: str) -> ButtonCard:
    """Nothing says any more whom it was about."""
    return ButtonCard(task_id, "这次是误报，关上了", "孩子的档案里什么都没留。", _CLOSE, done="误报，已关上")


def with_word(card: ButtonCard, said: str) -> ButtonCard:
    """The card, with a word on what its last tap came to."""
    return replace(card, text=f"{said}\n{card.text}")


def still_held(card: ButtonCard, note_to: str) -> ButtonCard:
    """A card that is closed but for the note that is held: its fate can still be decided."""
    return replace(card, text=f"给{note_to}的话还压着，发不发请您定。", buttons=_DECIDE, done="")


# --- messages


def sentence(facts: Facts, text: str, local: datetime, *, phone: str, duty_phone: str) -> tuple[str, ...]:
    """The words themselves, to whoever took it over, in as many messages as they need; phones "" where unknown."""
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)] or [""]
    pieces[0] = f"{facts.who} {local:%H:%M} 的原话（只给您看，请勿转发）：\n「{pieces[0]}"
    own = f"{facts.who}的电话：{phone}。" if phone else ""
    pieces[-1] = f"{pieces[-1]}」\n{own}{call(duty_phone)}"
    return tuple(pieces)


def sentence_lost(facts: Facts, *, phone: str, duty_phone: str) -> str:
    own = f"，电话 {phone}" if phone else ""
    return f"原话平台没让发出来。请直接找{facts.who}问清楚{own}。\n{call(duty_phone)}"


def others_told(facts: Facts, contact: str) -> str:
    """To the others who were told: one of them has it."""
    return f"{children(facts.children)}的紧急情况，{contact}接手了，您不用再点。"


# --- what is typed


def you_took_it(facts: Facts, note_to: str = "") -> str:
    held = f"\n{_held(facts, note_to)}回「放行」或「不发」。" if note_to else ""
    return (
        f"您接手了：{children(facts.children)}，{speaks_of(facts.danger)}。原话单独发给您，请勿转发。\n"
        f"处理过了回「已处理」加做了什么，没有危险回「误报」。{held}"
    )


def other_took_it(facts: Facts, contact: str, local: datetime) -> str:
    return f"{children(facts.children)}的紧急情况，{contact} {local:%H:%M} 接手了。"


def you_handled_it(facts: Facts, *, described: bool) -> str:
    add = (
        "做了什么也记下了，只有接手的人、校长和心理老师能看。"
        if described
        else "想记一句做了什么，再回「已处理」加那句话。"
    )
    return f"好的，{children(facts.children)}这件关上了。{add}"


def it_was_false() -> str:
    return "好的，按误报关上了，孩子的档案里什么都没留。"


def take_it_first(facts: Facts) -> str:
    return f"{children(facts.children)}这件还没有人接手。请先回「接手」，看过原话再定。"


@dataclass(frozen=True, slots=True)
class Listed:
    """An alarm in a list: its number, which stays its own, and when it was written, in the school's zone."""

    number: int
    facts: Facts
    local: datetime

    def line(self) -> str:
        """All that tells it from others: the words themselves are only for whoever takes it over."""
        about = f"{children(self.facts.children, _MOST_NAMED)}，{speaks_of(self.facts.danger)}"
        return f"第 {self.number} 件：{about}，{self.facts.who} {_when(self.local)} 写的"


def which(several: Sequence[Listed], word: str) -> str:
    """Several may be meant; each can be named by its child or by its number."""
    return "\n".join([f"有 {len(several)} 件，您说的是哪一件？", *_lines(several), _by_number(several, word)])


def no_such(number: int, several: Sequence[Listed], word: str) -> str:
    """A number that is not on offer, and what is."""
    first = f"没有第 {number} 件可以{word}，所以什么都没动。"
    return "\n".join([first, *_lines(several), _by_number(several, word)]) if several else first


def already_closed(number: int) -> str:
    return f"第 {number} 件已经关上了，不用再管。"


def one_at_a_time(several: Sequence[Listed], word: str) -> str:
    """More was said than one number, so that nothing was done."""
    return "\n".join(["一次只说一件，我先都没动。", *_lines(several), _by_number(several, word)])


def _lines(several: Sequence[Listed]) -> list[str]:
    more = len(several) - _MOST_LISTED
    return [*(one.line() for one in several[:_MOST_LISTED]), *([f"另有 {more} 件"] if more > 0 else [])]


def _by_number(several: Sequence[Listed], word: str) -> str:
    return f"请点卡片上的按钮，或回「{word} {several[0].number}」这样。"


def released_later(label: str, when: str) -> str:
    return f"好的，给{label}的话{when}。"


def withheld(label: str) -> str:
    return f"好的，给{label}的话不发了。"


def not_to_the_accused(label: str) -> str:
    """The note would go to the one of whom it says that they do the harm."""
    return f"这条不能放行：话里说到的正是{label}，发过去孩子会更危险。请另想办法，可以先打 110 或 12355。"


def cannot_release(label: str) -> str:
    return f"给{label}的话现在发不了：对方收不到，或内容发不出去。请打电话说。"


def already_decided(label: str) -> str:
    return f"给{label}的话已经定过了。"


def note_released_to_writer(label: str, contact: str) -> str:
    return f"给{label}的话，{contact}看过了，放行了。"


def note_withheld_to_writer(label: str, contact: str) -> str:
    return f"给{label}的话，{contact}看过了，先不发。怎么告诉家里，请和{contact}商量。"


def _held(facts: Facts, note_to: str) -> str:
    return f"{facts.who}给{note_to}的话先压着，发不发请您定。"


def _when(local: datetime) -> str:
    return f"{words.plain_day(local.date(), local.date())} {local:%H:%M}"
