"""What is still wished of a member of staff: a line a wish, most urgent first, and whose it is."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from duty.assess import Assessment, State, still_wished
from language.say import progress, wishes, words
from language.say.wishes import ChildStanding


def todo(
    teacher_name: str,
    standings: Sequence[ChildStanding],
    today: date,
    *,
    has_mentees: bool,
    own: Sequence[Assessment] = (),
    stands_in_for: Mapping[int, str] = MappingProxyType({}),
    leads: bool = False,
) -> str:
    """`own` is what the teacher owes by number, whomever it is done for; `stands_in_for` names mentors by their id."""
    name = words.teacher(teacher_name)
    leading = ["看年级、班级的，回「进度」。"] if leads else []
    if not has_mentees:
        return "\n".join([f"{name}，现在没有和您结对的孩子。", *leading])
    lines = [*wishes.listed(standings, today, stands_in_for=stands_in_for), *_by_number(own, today)]
    if not lines:
        return "\n".join([f"{name}，眼下没有等您的事。", *leading])
    empty = wishes.first_empty(standings)
    make_up = f"；补的发「{wishes.make_up_said(empty, today)}」加名字" if empty else ""
    how = f"办完发一句就好，比如「已谈心」加名字{make_up}。"
    return "\n".join([f"{name}，还等您的有：", *(f"· {line}" for line in lines), how, *leading])


def _by_number(own: Sequence[Assessment], today: date) -> list[str]:
    """这学期家访 10 户，还差 4 户，1月15日前."""
    return [_one_by_number(item, today) for item in still_wished(own)]


def _one_by_number(item: Assessment, today: date) -> str:
    unit = words.counted(item.kind)
    line = f"{progress.what(item, today)} {item.times} {unit}，还差 {item.times - item.count} {unit}"
    return line if item.state is State.OVERDUE else f"{line}，{words.deadline(item.window, today)}前"
