"""How far duties are done: a line a duty, no ranking, nobody compared."""

from collections.abc import Sequence
from datetime import date

from duty.assess import Assessment
from duty.figures import Figure
from duty.kinds import Kind
from language.say import words
from language.say.wishes import STILL_EMPTY


def progress(teacher_name: str, figures: Sequence[Figure], kind: Kind | None, today: date, *, mentees: int) -> str:
    """`mentees`: how many children the teacher is paired with."""
    name = words.teacher(teacher_name)
    if not mentees:
        return f"{name}，现在没有和您结对的孩子，没有要数的。"
    if not figures:
        return f"{name}，{words.KIND[kind] if kind else ''}这阵子没有要办的。"
    last = "还等谁，回「待办」。" if any(one.open for one in figures) else "眼下的都齐了。"
    return "\n".join([f"{name}，到今天为止：", *own_lines(figures, today), last])


def own_lines(figures: Sequence[Figure], today: date) -> list[str]:
    """Of the teacher's own children; of a single one how it is, instead of numbers."""
    return [f"· {what(one.sample, today)}：{_of_one(one)}" if one.of == 1 else line(one, today) for one in figures]


def line(figure: Figure, today: date) -> str:
    """Of how many children it is done, and of how many it is settled otherwise."""
    about = what(figure.sample, today)
    if not figure.running:
        return f"· {about}：{len(figure.waiting)} 位{STILL_EMPTY}，还能补"
    others = [
        f"{said} {len(those)} 位"
        for said, those in (("换了方式", figure.substituted), ("情况特殊", figure.excused))
        if those
    ]
    done = f"齐了 {len(figure.done)} 位" if figure.waiting or others else "都齐了"
    return "，".join([f"· {about}：{figure.of} 位里{done}", *others])


def _of_one(figure: Figure) -> str:
    if figure.substituted:
        return "换了方式，算数"
    if figure.excused:
        return "情况特殊，不用补"
    return "还等您" if figure.open else "齐了"


def what(item: Assessment, today: date) -> str:
    """这个月谈心."""
    return f"{words.period(item.per, item.window, today)}{words.KIND[item.kind]}"
