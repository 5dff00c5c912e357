"""The questions asked back: short, with numbers, and with what happens where they stay unanswered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from duty.commands import (
    Correct,
    CouldNot,
    MakeUp,
    NamesStudent,
    Postpone,
    RecordDeed,
    RecordSeveral,
    TellEvent,
    Undo,
)
from duty.hearing import MOST_OFFERED, Unclear
from duty.kinds import Kind
from duty.people import Child
from duty.relaying import CallBack, Relay, RelaySeveral, SendNow, ShowLetters
from language.say import wishes, words
from language.say.recording import quoted, what_done

_UNCHOSEN = {
    RecordDeed: "您没选，我先不记。",
    RecordSeveral: "您没选，我先不记。",
    Relay: "您没选，我先不发。",
    RelaySeveral: "您没选，我先不发。",
    SendNow: "您没选，我先不动。",
    CallBack: "您没选，我先不动。",
    CouldNot: "您没选，我先不记。",
    TellEvent: "您没选，我先不记。",
    Correct: "您没选，我先不改。",
}
_AGAIN = {
    Kind.TALK: "又聊了一回",
    Kind.HOME_VISIT: "又去了一趟",
    Kind.WARMTH: "又送了一回",
    Kind.HELP: "又辅导了一回",
    Kind.CONTACT: "又联系了一回",
}


def which_student(candidates: Sequence[Child], then: NamesStudent, today: date, *, place: int = 0) -> str:
    """The numbered question about a name that fits several children in the sender's care.

    `place`: of which of several deeds it is, where it is of one of them.
    """
    named = {child.name for child in candidates}
    same = named.pop() if len(named) == 1 else "同学都对得上"
    offer = f"您这儿有 {len(candidates)} 位{same}：{words.options(_labels(candidates))}。"
    return f"{offer}\n{_which_asked(then, today, place)}？回{words.numbers(len(candidates))}。{_unchosen(then)}"


def which_of_all(children: Sequence[Child], then: NamesStudent, today: date) -> str:
    """The question where no name was said; more children than anybody wants to read are not listed."""
    asked = f"{_which_asked(then, today, 0)}？没看到名字。"
    if len(children) > MOST_OFFERED:
        return f"{asked}\n回名字就行。{_unchosen(then)}"
    return f"{asked}{words.options(_labels(children))}。\n回名字或数字都行。{_unchosen(then)}"


def name_one() -> str:
    return "回孩子的名字就行。"


def similar_student(candidates: Sequence[Child], typed: str, then: NamesStudent) -> str:
    """The question about a name that fits nobody, but is near to somebody's."""
    first = f"您这儿没有{quoted([typed])}，"
    if len(candidates) == 1:
        return f"{first}是{words.with_class(candidates[0])}吗？\n是就回 1，不是回 2。{_unchosen(then)}"
    offered = words.options(_labels(candidates))
    numbers = words.numbers(len(candidates))
    return f"{first}是这里的哪一位吗：{offered}？\n回{numbers}，都不是就回「不是」。{_unchosen(then)}"


def which_day(
    deed: RecordDeed, children: Sequence[Child], days: Sequence[date], *, why: Unclear | None, today: date
) -> str:
    """The question about the day; `why` says what was the matter with the one that was said."""
    reason = {Unclear.FUTURE_DAY: "那天还没到。", Unclear.BAD_DAY: "这个日子我没看懂。"}.get(why) if why else None
    asked = f"{words.some_names(children)}的{words.KIND[deed.kind]}是哪天的事？"
    if not days:
        return f"{reason or ''}{asked}\n回一个日子就行，比如「昨天」「11月5日」。您没说，我先不记。"
    offered = words.options([words.day_said(day, today) for day in days])
    return f"{reason or ''}{asked}{offered}。\n回{words.numbers(len(days))}，也可以直接回日子。您没选，我先不记。"


def which_kind(deed: RecordDeed, children: Sequence[Child], kinds: Sequence[Kind], today: date) -> str:
    """The question what was done, where the child and the day are known."""
    day = words.day_said(deed.happened_on, today)
    offered = words.options([words.KIND[kind] for kind in kinds])
    numbers = words.numbers(len(kinds))
    return f"{words.some_names(children)}，{day}，做的是哪一样？{offered}。\n回{numbers}。您没选，我先不记。"


def or_look_up(name: str) -> str:
    """Behind the question, for whoever typed a name only to see that child's records."""
    return f"想看记录就回「查 {name}」。"


def confirm(deed: RecordDeed, children: Sequence[Child], today: date) -> str:
    """The question before something that could be meant otherwise."""
    return confirm_all([_confirmed(deed, children, today)])


def confirm_several(deeds: Sequence[tuple[RecordDeed, Sequence[Child]]], today: date) -> str:
    return confirm_all([_confirmed(deed, children, today) for deed, children in deeds])


def confirm_all(what: Sequence[str]) -> str:
    return f"我没太拿准，先问一句：要记「{'；'.join(what)}」吗？\n回 1 记上，回 2 不记。"


def _confirmed(deed: RecordDeed, children: Sequence[Child], today: date) -> str:
    period = f"，{_made_up(deed.makes_up)}" if deed.makes_up else ""
    return f"{what_done(deed.kind, children, deed.happened_on, today)}{period}"


def _made_up(make_up: MakeUp) -> str:
    period = wishes.meant(make_up)
    return f"算{period}的" if period else "补空着的"


@dataclass(frozen=True, slots=True)
class OnFile:
    """A deed on file that one just told equals; `entered_at` in the school's zone."""

    child: Child
    kind: Kind
    day: date
    entered_at: datetime


def same_deed(on_file: Sequence[OnFile], today: date) -> str:
    """The question whether a deed that equals one on file is the same, or another one."""
    first, names = on_file[0], words.some_names([one.child for one in on_file])
    kind, clock = words.KIND[first.kind], f"{first.entered_at:%H:%M}"
    entered = first.entered_at.date()
    alike = len({(one.kind, one.day, one.entered_at) for one in on_file}) == 1
    if not alike:
        fact = f"{names}已经记过一次同样的了。"
    elif first.day == today:
        fact = f"{names}今天 {clock} 已记过一次{kind}。"
    else:
        fact = f"{names}{words.day_said(first.day, today)}的{kind}，{_entered(entered, today)} {clock} 已记过一次。"
    again = _AGAIN[first.kind] if len({one.kind for one in on_file}) == 1 else "又有一回"
    return f"{fact}这是同一次，还是{again}？\n回 1 同一次，回 2 {again}。您没选，我先不多记。"


def _entered(entered: date, today: date) -> str:
    return words.RECENT.get((today - entered).days) or words.plain_day(entered, today)


def not_that_day(why: Unclear) -> str:
    """The day that was answered cannot be; the question stays."""
    if why is Unclear.FUTURE_DAY:
        return "那天还没到。是哪一天的事？比如「昨天」「11月5日」。"
    return "这个日子我没看懂。可以写「昨天」「上周三」「11月5日」。"


def choose_between(count: int) -> str:
    if not count:
        return "回一个日子就行，比如「昨天」「11月5日」。"
    return f"请回 1 到 {count} 里的一个数字。" if count > 1 else "请回 1。"


def nothing_asked() -> str:
    return "现在没有等您选的问题。想记什么，发一句就好，比如「已谈心」加孩子的名字。"


def question_too_old() -> str:
    return "刚才那个问题隔得久了，我没敢替您选，什么都没记。请把那句话再发一遍。"


def left_alone(command: RecordDeed | RecordSeveral | Undo) -> str:
    return "好的，那条留着。" if isinstance(command, Undo) else "好的，那就不记。"


def none_of_these(then: NamesStudent) -> str:
    """None of the children that were offered."""
    left = {Relay: "先不发", RelaySeveral: "先不发", Correct: "先不改", ShowLetters: "先不看", CallBack: "先不动"}.get(
        type(then), "先不记"
    )
    return f"好的，{left}。请写上孩子的全名，把那句话再发一遍。"


def let_be_before_undo() -> str:
    """「撤销」 while something was still asked about."""
    return "好的，刚才问的那句不记了。要撤销之前记好的，再回一次「撤销」。"


def let_be() -> str:
    return "好的，那就算了，什么都没记。"


def _which_asked(then: NamesStudent, today: date, place: int) -> str:
    match then:
        case RecordDeed():
            return f"{_deed_asked(then, today)}的是哪一位"
        case RecordSeveral(deeds):
            return f"{_deed_asked(deeds[place], today)}的是哪一位"
        case Relay() | RelaySeveral():
            return "要写给哪一位的家长"
        case SendNow() | CallBack() | ShowLetters():
            return "说的是写给哪一位家长的话"
        case Postpone():
            return "要推迟的是哪一位"
        case CouldNot():
            return "没去成的是哪一位"
        case TellEvent():
            return "说的是哪一位"
        case Correct():
            return "要改的是哪一位的" if place else "改成的是哪一位"
        case _:
            return "想看哪一位"


def _deed_asked(deed: RecordDeed, today: date) -> str:
    day = "" if deed.happened_on == today else words.day_said(deed.happened_on, today)
    return f"{day}{words.KIND[deed.kind]}"


def _unchosen(then: NamesStudent) -> str:
    return _UNCHOSEN.get(type(then), "")


def _labels(candidates: Sequence[Child]) -> list[str]:
    """Classes, after the name where names differ, with the end of the student number where that is not enough."""
    same_name = len({child.name for child in candidates}) == 1
    classes = [words.class_of(child) if same_name else words.with_class(child) for child in candidates]
    return [
        label if classes.count(label) == 1 else f"{label}学号尾号{child.student_no[-4:]}"
        for label, child in zip(classes, candidates, strict=True)
    ]
