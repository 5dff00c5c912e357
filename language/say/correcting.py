"""What is said when something recorded is put right: what it was, what it is now, and why something stays."""

from collections.abc import Sequence
from datetime import date

from language.say.recording import Done, all_of, what_done


def put_right(before: Sequence[Done], after: Sequence[Done], wished: Sequence[str], today: date, *, added: bool) -> str:
    """What it is now, what it was, what is still wished; `added`: words were added to the note."""
    was, now = all_of(before, today), all_of(after, today)
    rest = ["；".join(wished[:2]) + "。"] if wished else []
    if not before:
        return "\n".join([f"加上了：{now}。", *rest, "不对就接着说；不要了回「撤销」。"])
    if not after:
        return f"改好了：不算「{was}」了，其余照旧。"
    if was == now:
        return "\n".join([f"补上了：{now}，后说的也添进去了。", *rest])
    kept = "，后说的也添进去了" if added else ""
    return "\n".join(
        [f"改好了：{now}{kept}。", f"原来的「{was}」不算了。", *rest, "还不对就接着说；整条不要了回「撤销」。"]
    )


def no_change(said: Sequence[Done], today: date) -> str:
    return f"记的就是这样：{all_of(said, today)}。没有动。"


def on_file(said: Sequence[Done], today: date) -> str:
    """Put right it would equal another deed on file."""
    return f"「{all_of(said, today)}」已经记过一次了，所以没有改。原来那条不要了，回「撤销」加名字。"


def day_ahead() -> str:
    return "那天还没到，所以没有改。是过去的哪一天？比如「日期是昨天」。"


def nothing() -> str:
    return "这几天没有您记的能改的记录，什么都没动。要记就直接发一句，比如「昨天家访」加名字。"


def taken_back_before() -> str:
    return "那条已经撤销了，没有可改的。请把对的直接发一遍。"


def no_such_line(count: int) -> str:
    return f"上一次记的只有 {count} 条，没有这个号，什么都没动。"


def which_line(lines: Sequence[Done], today: date) -> str:
    """Several kinds or days were recorded together: which of them?"""
    named = lines[0].children[0].name
    listed = "；".join(
        f"{number} {what_done(line.kind, line.children, line.day, today)}" for number, line in enumerate(lines, start=1)
    )
    return f"刚才记了几条：{listed}。\n要改哪一条？说「第 1 条改成……」，或者「{named}那条改成……」。这次先没动。"
