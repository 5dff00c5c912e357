"""How far a mentor's duties are done: a line a duty, no ranking, nobody compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duty.assess import Assessment
from duty.kinds import Kind
from language.say import words

_NO_OVERVIEW = "年级和全校的汇总我还做不了，以后会有；看一个孩子回「查」加名字。"


@dataclass(frozen=True, slots=True)
class Progress:
    """A duty in the period that runs: for how many children it is asked, and for how many it is done."""

    item: Assessment
    of: int
    done: int


def progress(
    teacher_name: str, lines: Sequence[Progress], kind: Kind | None, today: date, *, mentees: int, leads: bool
) -> str:
    """`mentees`: how many children the teacher is paired with; `leads`: others ask the teacher for an overview."""
    name, tail = words.teacher(teacher_name), [_NO_OVERVIEW] if leads else []
    if not mentees:
        return "\n".join([f"{name}，现在没有和您结对的孩子，没有要数的。", *tail])
    if not lines:
        what = f"{words.KIND[kind]}这阵子没有要办的" if kind else "这阵子没有要办的"
        return "\n".join([f"{name}，{what}。", *tail])
    open_ = any(one.done < one.of for one in lines)
    last = ["还等谁，回「待办」。"] if open_ else ["眼下的都齐了。"]
    return "\n".join([f"{name}，到今天为止：", *(_line(one, today) for one in lines), *last, *tail])


def _line(one: Progress, today: date) -> str:
    period, kind = words.period(one.item.per, one.item.window, today), words.KIND[one.item.kind]
    done = "都齐了" if one.done == one.of else f"齐了 {one.done} 位"
    return f"· {period}{kind}：{one.of} 位里{done}" if one.of > 1 else f"· {period}{kind}：{_of_one(one)}"


def _of_one(one: Progress) -> str:
    return "齐了" if one.done else "还等您"
