"""What is said when something recorded is taken back: what it was, or that there was nothing to take back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duty.kinds import Kind
from duty.people import Child
from duty.policy import EventKind
from language.say import words
from language.say.recording import Done, all_of


@dataclass(frozen=True, slots=True)
class Tried:
    """A deed that was told as tried in vain; `kind` None where nobody said which."""

    child: Child
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Happened:
    """What was told to have happened to a child."""

    child: Child
    kind: EventKind
    day: date


@dataclass(frozen=True, slots=True)
class Undone:
    """What is taken back; `put_right`: there was an earlier version of it, which does not come back."""

    deeds: Sequence[Done]
    tried: Sequence[Tried] = ()
    happened: Sequence[Happened] = ()
    put_right: bool = False


def done(undone: Undone, today: date) -> str:
    before = "改之前的那条也不算，要记就再发一句。" if undone.put_right else ""
    count = len(undone.deeds) + len(undone.tried) + len(undone.happened)
    these = "这条" if count == 1 else "这几条"
    return f"撤销了：{_what(undone, today)}。{these}不算了。{before}"


def which(undone: Undone, today: date, *, older: bool) -> str:
    """Names what would be taken back; `older`: the newest was taken back already."""
    what = _what(undone, today)
    if older:
        return f"最近一条已经撤销过了。再往前是：{what}。\n这条也撤销吗？回 1 撤销，回 2 留着。"
    return f"最近一条是：{what}。\n要撤销它吗？回 1 撤销，回 2 留着。"


def denied(undone: Undone, today: date) -> str:
    """What is on file of which somebody now says that it was not done."""
    return f"没有新记。不过之前记了一条，还在：{_what(undone, today)}。\n要撤销它吗？回 1 撤销，回 2 留着。"


def others_stand() -> str:
    """Only the newest message was taken back."""
    return "\n更早记的没有动，也不要了就再回「撤销」。"


def nothing() -> str:
    return "没有可以撤销的记录。"


def nothing_of(children: Sequence[Child], kind: Kind | None) -> str:
    """Nothing of these children, or of this kind, was recorded lately."""
    what = words.KIND[kind] if kind else "记录"
    whose = f"{words.some_names(children)}的" if children else ""
    return f"最近没有您记的{whose}{what}，什么都没动。"


def no_such_line(count: int) -> str:
    return f"上一次记的只有 {count} 条，没有这个号，什么都没动。"


def already() -> str:
    return "这条已经撤销过了。"


def _what(undone: Undone, today: date) -> str:
    tried = [f"{words.called(one.child)}没办成{words.KIND[one.kind] if one.kind else ''}的那条" for one in undone.tried]
    said = [all_of(undone.deeds, today)] if undone.deeds else []
    happened = [
        f"{words.called(one.child)}{words.EVENT[one.kind]}，{words.day_said(one.day, today)}" for one in undone.happened
    ]
    return "；".join([*said, *tried, *happened])
