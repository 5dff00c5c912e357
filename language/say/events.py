"""What is said when somebody tells what happened to a child: that it is noted, and what it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duty.kinds import Kind
from duty.people import Child
from duty.policy import EventKind, Rule
from duty.windows import Window
from language.say import words
from language.say.reminders import DONE_SAID

# What a rule asks for, as one says it to a colleague.
ASKED = {
    Kind.TALK: "聊聊",
    Kind.HOME_VISIT: "去看看",
    Kind.WARMTH: "送份温暖",
    Kind.HELP: "帮着补补课",
    Kind.CONTACT: "和家里联系",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A window of so many days that an event opened; `by` names whose it is, "" is whoever told of the event."""

    child: Child
    rule: Rule
    days: int
    window: Window
    by: str


def noted(children: Sequence[Child], kind: EventKind, day: date, opened: Sequence[Opened], *, today: date) -> str:
    """That it is noted, what the policies ask because of it, how to take it back."""
    first = f"记下了：{words.some_names(children)}{words.EVENT[kind]}，{words.day_said(day, today)}。"
    asked = _asked(children, opened, today)
    follows = [f"按学校的办法，{'；'.join(asked)}。"] if asked else ["学校的办法里没有为这个另外安排。"]
    how = [f"办完发「{DONE_SAID[one.rule.kind]} {one.child.name}」。" for one in opened if not one.by][:1]
    return "\n".join([first, *follows, f"{''.join(how)}记错了回「撤销」。"])


def _asked(children: Sequence[Child], opened: Sequence[Opened], today: date) -> list[str]:
    """Each thing once; what is not the same for all children says for whom it is."""
    of_child = {child.id: [_what(one, today) for one in opened if one.child.id == child.id] for child in children}
    alike = len({tuple(those) for those in of_child.values()}) == 1
    phrases = (
        what if alike else f"{words.called(child)}的：{what}" for child in children for what in of_child[child.id]
    )
    return list(dict.fromkeys(phrases))


def _what(one: Opened, today: date) -> str:
    who = f"结对的{words.teacher(one.by)} " if one.by else ""
    times = f" {one.rule.times} 次" if one.rule.times > 1 else ""
    until = f"{words.deadline(one.window, today)}前都来得及" if today <= one.window.last else "现在去也不晚，算补上"
    return f"{who}{one.days} 天内{ASKED[one.rule.kind]}{times}，{until}"


def on_file(child: Child, kind: EventKind, day: date, *, by: str, today: date) -> str:
    """The same was told of before; `by` names the colleague who did."""
    who = words.teacher(by) if by else ""
    return (
        f"{words.called(child)}{words.EVENT[kind]}的事{who}已经记过了，是{words.day_said(day, today)}的，没有重复记。"
    )
