"""Putting off and what could not be done: what was noted, until when, and what helps instead."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duty.assess import Assessment
from duty.kinds import Kind
from duty.messages import Card
from duty.people import Child
from language.say import words
from language.say.card_taps import GivenCard, closed
from language.say.reminders import DONE_SAID, said_when_done

LONGEST_REASON = 40
# What else may do the child good; a call is no visit, and is not said to be one.
INSTEAD = {
    Kind.TALK: "改天路上聊几句也行，聊成了发「已谈心 {name}」。",
    Kind.HOME_VISIT: "先打个电话也好，打完发「已联系家长 {name}」；哪天去成了再发「已家访 {name}」。",
    Kind.WARMTH: "晚几天也暖和，办成了发「已送温暖 {name}」。",
    Kind.HELP: "换个时间就好，办成了发「已辅导 {name}」。",
    Kind.CONTACT: "换个时间再打也行，联系上了发「已联系家长 {name}」。",
}


@dataclass(frozen=True, slots=True)
class PutOff:
    """A wish and the day to which it was put off; None where it cannot be. `sooner`: a later day was wanted."""

    child: Child
    assessment: Assessment
    until: date | None
    sooner: bool = False


def postponed(put_off: Sequence[PutOff], today: date) -> str:
    """What was put off to when, and what cannot be."""
    by_day: dict[date, list[PutOff]] = defaultdict(list)
    for one in put_off:
        if one.until is not None:
            by_day[one.until].append(one)
    lines = [f"好的，{_wishes(by_day[day])}，{words.day_said(day, today)}再提醒您。" for day in sorted(by_day)]
    if any(one.sooner for one in put_off):
        lines.append("再晚就补不上了，所以不往后拖。")
    if nudges := [one for one in put_off if one.until is None and one.assessment.rule.nudge]:
        lines.append(f"{_wishes(nudges)}就是这几天的事，不往后推了，没办成也没关系。")
    if last := [one for one in put_off if one.until is None and not one.assessment.rule.nudge]:
        lines.append(f"{_wishes(last)}没法再往后推，再晚就补不上了；办不成也没关系，发「没能做到」加名字告诉我。")
    if by_day:
        first = put_off[0]
        said = said_when_done(first.assessment.kind, first.assessment, today)
        lines.append(f"这之前办好了，发「{said} {first.child.name}」就行。")
    return "".join(lines)


def nothing_to_put_off(children: Sequence[Child]) -> str:
    return f"{words.some_names(children)}眼下没有急着办的事，不用推，到时候我再提醒您。"


def not_a_later_day() -> str:
    return "推到哪天呢？得是今天之后的日子，比如「推迟」加名字再加「到下周一」。这次先没动。"


def attempted(children: Sequence[Child], kind: Kind | None, reason: str) -> str:
    """The same in a line, beside what was done."""
    kept = f"，原因记下了：{_shortened(reason)}" if reason else "，记下了"
    return f"{_failed(words.some_names(children), kind)}{kept}。"


def could_not(
    children: Sequence[Child], kind: Kind | None, reason: str, follows: str = "", waits: Kind = Kind.TALK
) -> str:
    """What was noted, that it counts for nothing, and what follows: by the school's policy, else what can be done
    instead. `waits`: of what kind something is open, for an example where no kind was said.
    """
    names, name = words.some_names(children), children[0].name
    if reason:
        noted = f"原因我记下了：{_shortened(reason)}。"
    else:
        noted = (
            f"我记下了。方便就补一句原因，比如「没能做到 {name}{f' {words.KIND[kind]}' if kind else ''} 大人不在」。"
        )
    return f"好的，{_failed(names, kind)}，{noted}{follows or instead(name, kind, waits)}"


def instead(name: str, kind: Kind | None, waits: Kind = Kind.TALK) -> str:
    """What else may do the child good."""
    return INSTEAD[kind].format(name=name) if kind else f"办成了发一句，比如「{DONE_SAID[waits]} {name}」。"


def postponed_card(given: GivenCard, put_off: Sequence[PutOff], today: date) -> Card:
    """The card after 推迟 was tapped."""
    if not put_off:
        text = "这张卡上的事都不等了，不用推。想看还有什么，回「待办」。"
        return closed(given, title="不用推", text=text, done="不用推")
    return closed(given, title="知道您这阵子忙", text=postponed(put_off, today), done="已推迟")


def _wishes(put_off: Sequence[PutOff]) -> str:
    children = list({one.child.id: one.child for one in put_off}.values())
    kinds = words.names(dict.fromkeys(words.KIND[one.assessment.kind] for one in put_off))
    return f"{words.some_names(children)}的{kinds}"


def _shortened(reason: str) -> str:
    one_line = " ".join(reason.split())
    return f"{one_line[:LONGEST_REASON]}…" if len(one_line) > LONGEST_REASON else one_line.rstrip("。.")


def _failed(names: str, kind: Kind | None) -> str:
    if kind is None:
        return f"{names}这次没办成，不算记录"
    tried = {Kind.TALK: f"今天没和{names}聊成", Kind.HOME_VISIT: f"今天没去成{names}家"}
    return f"{tried.get(kind, f'{names}的{words.KIND[kind]}今天没办成')}，不算{words.KIND[kind]}"
