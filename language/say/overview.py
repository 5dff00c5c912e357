"""What a leader reads of the children in the scope: how far each thing is, who is still waited for, who has nobody.

No ranking: mentors come in the order of the classes, and nobody is compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duty.assess import MET, Assessment, State
from duty.figures import Figure, HowFar
from duty.kinds import Kind
from duty.people import Child
from language.say import progress, words
from language.say.wishes import STILL_EMPTY

WHOLE_SCHOOL, OWN = "全校", "您结对的孩子"
# How a question for the names is asked.
ASKED = {
    Kind.TALK: "谁还没谈",
    Kind.HOME_VISIT: "谁还没家访",
    Kind.WARMTH: "谁还没送温暖",
    Kind.HELP: "谁还没辅导",
    Kind.CONTACT: "谁还没联系家长",
}
# Of more names than these the classes are named with their numbers.
MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """A thing that mentors owe by themselves, whomever they do it for; `mentors` are all who owe it, by name."""

    sample: Assessment
    mentors: Sequence[tuple[str, Assessment]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mentor whose children still wait; `away`: on leave, `deputy` is the name of who stands in, "" for nobody."""

    mentor: str
    children: Sequence[Child]
    away: bool = False
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Who is without what: `asked` tells whether the school's policies ask for a mentor for each of these.

    `mentees` are mentors by name, and how many children each lacks.
    """

    asked: bool
    mentor: Sequence[Child]
    contact_card: Sequence[Child]
    follower: Sequence[Child]
    mentees: Sequence[tuple[str, int]]


def scope(places: Iterable[tuple[str, str]]) -> str:
    """七年级、八年级1班; without places the whole school."""
    return words.names(dict.fromkeys(words.place(*one) for one in places)) or WHOLE_SCHOOL


def overview(
    teacher_name: str,
    scope: str,
    paired: int,
    far: HowFar,
    own_duties: Sequence[OwnDuty],
    *,
    kind: Kind | None,
    today: date,
) -> str:
    """Of how many children each thing is done; `paired`: how many of the scope have a mentor today."""
    name = words.teacher(teacher_name)
    if not paired:
        return f"{name}，{scope}现在没有结了对的孩子，没有要数的；回「谁还没结对」看名单。"
    lines = [*(progress.line(one, today) for one in far.figures), *(_own_duty(one, today) for one in own_duties)]
    if far.pause:
        first = next((one.sample.kind for one in far.figures if progress.can_be_made_up(one)), Kind.TALK)
        return progress.paused(f"{name}，{scope} {paired} 位结对的孩子，", far, lines, today, ASKED[first])
    if not lines:
        return f"{name}，{scope}的{words.KIND[kind] if kind else '事'}这阵子没有要办的。"
    return "\n".join([f"{name}，{scope} {paired} 位结对的孩子，到今天为止：", *lines, _end(far.figures)])


def _end(figures: Sequence[Figure]) -> str:
    first = next((one.sample.kind for one in figures if one.open), None)
    return f"还等谁，回「{ASKED[first]}」。" if first else "眼下的都齐了。"


def _own_duty(duty: OwnDuty, today: date) -> str:
    done = sum(item.state in MET for _, item in duty.mentors)
    all_done = done == len(duty.mentors)
    return (
        f"· {_by_number(duty.sample, today)}：{len(duty.mentors)} 位老师里{'都齐了' if all_done else f'齐了 {done} 位'}"
    )


def _by_number(item: Assessment, today: date) -> str:
    return f"{progress.what(item, today)} {item.times} {words.counted(item.kind)}"


def who_is_left(
    scope: str,
    open_: Sequence[tuple[Figure, Sequence[Waiting]]],
    own_duties: Sequence[OwnDuty],
    *,
    kind: Kind | None,
    today: date,
) -> str:
    """The children who still wait, with their mentors, a part for each thing."""
    parts = [_left(figure, waiting, today) for figure, waiting in open_]
    parts += [_left_to_do(one, today) for one in own_duties if any(item.state not in MET for _, item in one.mentors)]
    if not parts:
        return f"{scope}的{words.KIND[kind] if kind else '事'}眼下没有还等着的。"
    return "\n".join([f"{scope}：", *parts])


def _left(figure: Figure, waiting: Sequence[Waiting], today: date) -> str:
    if figure.running:
        ending = f"还等着，{words.deadline(figure.sample.window, today)}前都来得及"
    elif figure.sample.state is State.MISSED:
        ending = "没有记上，已经过了补的日子"
    else:
        ending = STILL_EMPTY
    first = f"{progress.what(figure.sample, today)}，{len(figure.waiting)} 位{ending}："
    return "\n".join([first, *(f"· {_mentor(one)}：{_by_class(one.children)}" for one in waiting)])


def _mentor(one: Waiting) -> str:
    if not one.away:
        return f"{one.mentor}老师"
    return f"{one.mentor}老师（请假，{f'{one.deputy}老师代' if one.deputy else '还没有人代'}）"


def _by_class(children: Iterable[Child]) -> str:
    classes: dict[str, list[str]] = defaultdict(list)
    for child in children:
        classes[words.class_of(child)].append(child.name)
    return "；".join(f"{place} {words.names(those)}" for place, those in classes.items())


def _left_to_do(duty: OwnDuty, today: date) -> str:
    unit = words.counted(duty.sample.kind)
    missing = [
        f"{name}老师还差 {item.times - item.count} {unit}" for name, item in duty.mentors if item.state not in MET
    ]
    return f"{_by_number(duty.sample, today)}：{'，'.join(missing)}。"


def uncovered(scope: str, gaps: Uncovered, of: int) -> str:
    """Who has no mentor, which mentor has no child, and what else the policies ask for; `of` children in the scope."""
    lines = [_without_mentor(gaps, of)]
    if gaps.mentees:
        lines.append(
            f"名下还缺孩子的老师 {len(gaps.mentees)} 位：{words.names(_lacks(*one) for one in gaps.mentees)}。"
        )
    lines += [
        f"{said} {len(those)} 位：{_some(those)}。"
        for said, those in (("没有家长电话的", gaps.contact_card), ("家长还没关注的", gaps.follower))
        if those
    ]
    return "\n".join([f"{scope}：", *(f"· {line}" for line in lines)])


def _without_mentor(gaps: Uncovered, of: int) -> str:
    count = len(gaps.mentor)
    if not count:
        return "该有老师结对的孩子都有了。" if gaps.asked else f"{of} 位孩子都有结对的老师。"
    who = "按学校的办法该结对、还没有老师的" if gaps.asked else f"{of} 位孩子里还没有结对老师的"
    return f"{who} {count} 位：{_some(gaps.mentor)}。"


def _lacks(name: str, missing: int) -> str:
    return f"{name}老师" if missing == 1 else f"{name}老师（差 {missing} 位）"


def _some(children: Sequence[Child]) -> str:
    if len(children) <= MOST_NAMES:
        return _by_class(children)
    classes: Mapping[str, list[Child]] = defaultdict(list)
    for child in children:
        classes[words.class_of(child)].append(child)
    return words.names(f"{place} {len(those)} 位" for place, those in classes.items()) + "；想看名字就带上班级再问"


def not_yours(named: str, scope: str) -> str:
    """A grade or class was named in which the sender looks after nobody."""
    return f"{named}里没有您看的孩子，所以没有数。您看的是{scope}。"


def for_leaders_only(named: str) -> str:
    """In front of what a teacher without a scope may see."""
    return f"{named or '年级和全校'}的情况要年级组长、德育主任来看，我先说您自己的。"


def nobody_to_look_after(teacher_name: str) -> str:
    return f"{words.teacher(teacher_name)}，您这儿没有结对的孩子，也没有班级、年级要看，所以没有要数的。"


def own(lines: Sequence[str]) -> str:
    """A leader's own children, below the others'."""
    return "\n".join(["您自己结对的：", *lines])
