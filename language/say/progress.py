"""How far duties are done: a line a duty, no ranking, nobody compared."""

from collections.abc import Sequence
from datetime import date

from duty.assess import Assessment, State
from duty.calendar import Pause
from duty.figures import Figure, HowFar
from duty.kinds import Kind
from language.say import words
from language.say.wishes import STILL_EMPTY


def progress(teacher_name: str, far: HowFar, kind: Kind | None, today: date, *, mentees: int) -> str:
    """`mentees`: how many children the teacher is paired with."""
    name = words.teacher(teacher_name)
    if not mentees:
        return f"{name}，现在没有和您结对的孩子，没有要数的。"
    if far.pause:
        return paused(f"{name}，", far, own_lines(far.figures, today), today)
    if not far.figures:
        return f"{name}，{words.KIND[kind] if kind else ''}这阵子没有要办的。"
    last = "还等谁，回「待办」。" if any(one.open for one in far.figures) else "眼下的都齐了。"
    return "\n".join([f"{name}，到今天为止：", *own_lines(far.figures, today), last])


def paused(first_words: str, far: HowFar, lines: Sequence[str], today: date, ask: str = "待办") -> str:
    """Outside of terms: that nothing is owed now, when school begins again, and how far things were before.

    `ask`: what to say to see for whom something can still be made up.
    """
    first = f"{first_words}{_pause(far.pause, today) if far.pause else ''}"
    if not lines:
        return first
    last = [f"{STILL_EMPTY}的还能补，回「{ask}」看。"] if any(map(can_be_made_up, far.figures)) else []
    return "\n".join([first, "放假前：", *lines, *last])


def can_be_made_up(figure: Figure) -> bool:
    return any(one.assessment.state is State.OVERDUE for one in figure.open)


def _pause(pause: Pause, today: date) -> str:
    if pause.first is None:
        return "现在不在学期里，没有要办的；下学期的日子还没排进来。"
    return f"现在放假，没有要办的，{words.day_said(pause.first, today)}开学再接着来。"


def own_lines(figures: Sequence[Figure], today: date) -> list[str]:
    """Of the teacher's own children; of a single one how it is, instead of numbers."""
    return [
        "，".join([f"· {what(one.sample, today)}：{_of_one(one)}", *_exempt(one)]) if one.of == 1 else line(one, today)
        for one in figures
    ]


def line(figure: Figure, today: date) -> str:
    """Of how many children it is done, and of how many it is settled otherwise."""
    about = what(figure.sample, today)
    if not figure.running:
        return f"· {about}：{len(figure.waiting)} 位{STILL_EMPTY}，还能补"
    if not figure.of:
        return f"· {about}：{len(figure.exempt)} 位这些天免除"
    others = [
        f"{said} {len(those)} 位"
        for said, those in (("换了方式", figure.substituted), ("情况特殊", figure.excused))
        if those
    ]
    done = "都齐了" if len(figure.done) == figure.of else f"齐了 {len(figure.done)} 位"
    return "，".join([f"· {about}：{figure.of} 位里{done}", *others, *_exempt(figure)])


def _exempt(figure: Figure) -> list[str]:
    return [f"另有 {len(figure.exempt)} 位这些天免除"] if figure.exempt else []


def _of_one(figure: Figure) -> str:
    if figure.substituted:
        return "换了方式，算数"
    if figure.excused:
        return "情况特殊，不用补"
    if figure.missed:
        return STILL_EMPTY
    return "还等您" if figure.open else "齐了"


def what(item: Assessment, today: date) -> str:
    """这个月谈心."""
    return f"{words.period(item.per, item.window, today)}{words.KIND[item.kind]}"
