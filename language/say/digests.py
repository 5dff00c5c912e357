"""A leader's digest: how far the children are, who still waits and why, and the one thing to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duty.escalation import Hindrance, Why
from duty.kinds import Kind
from duty.messages import Button, ButtonCard
from duty.people import Child, Role
from duty.policy import Per, Reason
from duty.windows import Window
from language.say import words
from language.surnames import surname_of

# What a phone shows whole of a card; a text has room for more, and nobody reads it.
LONGEST_CARD, LONGEST_BUTTON, LONGEST_REASON = 160, 10, 14
MOST_CHILDREN, MOST_COUNTS = 8, 2
NOBODY_YET = "nobody"

TITLES = {Role.GRADE_LEAD: "组长", Role.COORDINATOR: "主任", Role.PRINCIPAL: "校长"}
DONE = {
    Kind.TALK: "聊过了",
    Kind.HOME_VISIT: "家访过了",
    Kind.WARMTH: "送过温暖了",
    Kind.HELP: "辅导过了",
    Kind.CONTACT: "联系过家长了",
}
WHO_IS_LEFT = {
    Kind.TALK: "谁还没谈",
    Kind.HOME_VISIT: "谁还没家访",
    Kind.WARMTH: "谁还没送温暖",
    Kind.HELP: "谁还没辅导",
    Kind.CONTACT: "谁还没联系家长",
}
REASONS = {
    Reason.REFUSED: "家长不方便",
    Reason.ABSENT: "没遇上人",
    Reason.MOVED: "搬走了",
    Reason.ILL: "生病了",
    Reason.OTHER_MODE: "换了方式",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How one kind stands in one period: of so many children so many are done, and so many need not be."""

    kind: Kind
    per: Per
    window: Window
    children: int
    done: int
    spared: int = 0

    @property
    def open(self) -> int:
        return self.children - self.done - self.spared


@dataclass(frozen=True, slots=True)
class Left:
    """A child that still waits: for what, for whom, and what is in the way."""

    child: Child
    mentor_id: int
    mentor_name: str
    kind: Kind
    hindrance: Hindrance


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could stand in; `teaches_class`: as the children's class teacher."""

    id: int
    name: str
    teaches_class: bool = False


@dataclass(frozen=True, slots=True)
class Digest:
    """What one leader hears on a day. `scope`: the grades, "" for the whole school."""

    leader_name: str
    role: Role | None
    scope: tuple[str, ...]
    counts: tuple[Count, ...]
    left: tuple[Left, ...]


def digest(one: Digest, today: date) -> str:
    """At most four lines."""
    first = f"{leader(one.leader_name, one.role)}，{_counts(one, today)}"
    return "\n".join([first, _left(one, today, MOST_CHILDREN)])


def question(
    task_id: str, one: Digest, mentor_name: str, candidates: Sequence[Candidate], today: date, *, away: bool = True
) -> ButtonCard:
    """The same with the one thing to decide; `away`: the mentor is on leave, else no word came back."""
    whom = words.teacher(mentor_name)
    asked = f"请假的{whom}，请谁代一次？" if away else f"{whom}还没回话，请谁搭把手代一次？"
    counted = _counts(one, today)
    texts = (f"{counted}{_left(one, today, most)}{asked}" for most in range(MOST_CHILDREN, 0, -1))
    shortest = f"{_left(one, today, 1)}{asked}"
    text = next((text for text in texts if len(text) <= LONGEST_CARD), shortest)
    title = f"{leader(one.leader_name, one.role)}，只需您定一件事"
    return ButtonCard(task_id, title, text, buttons(candidates))


def buttons(candidates: Sequence[Candidate]) -> tuple[Button, ...]:
    """One for each who could stand in, and one for nobody yet."""
    return (*(Button(str(one.id), _button(one)) for one in candidates), Button(NOBODY_YET, "先不定"))


def leader(name: str, role: Role | None) -> str:
    surname, title = surname_of(name), TITLES.get(role) if role else None
    return f"{surname}{title}" if surname and title else words.teacher(name)


def _button(one: Candidate) -> str:
    said = f"{one.name}（班主任）" if one.teaches_class else one.name
    return said if len(said) <= LONGEST_BUTTON else one.name[:LONGEST_BUTTON]


def _counts(one: Digest, today: date) -> str:
    scope = words.names(one.scope) or "全校"
    if not one.counts:
        return f"{scope}有几件事还空着，跟您说一声。"
    if len(one.counts) > 1:
        said = (_count(count, today) for count in one.counts[:MOST_COUNTS])
        return f"{scope}{'；'.join(said)}。"
    [count] = one.counts
    if not count.done:
        period = words.period(count.per, count.window, today)
        return f"{scope} {count.children} 位孩子，{period}的{words.KIND[count.kind]}还没有记上的。"
    spared = f"，{count.spared} 位按学校的办法不用补" if count.spared else ""
    period = words.period(count.per, count.window, today)
    return f"{scope} {count.children} 位孩子，{count.done} 位{period}都{DONE[count.kind]}{spared}。"


def _count(count: Count, today: date) -> str:
    period = words.period(count.per, count.window, today)
    spared = f"、{count.spared} 位不用补" if count.spared else ""
    return f"{period}{words.KIND[count.kind]}，{count.children} 位里 {count.done} 位{DONE[count.kind]}{spared}"


def _left(one: Digest, today: date, most: int) -> str:
    """Who still waits, by mentor, in the order given; the first few by name."""
    shown = one.left[:most]
    kinds = list(dict.fromkeys(left.kind for left in one.left))
    mentors = list(dict.fromkeys(left.mentor_id for left in shown))
    said = [
        _of_mentor([left for left in shown if left.mentor_id == mentor], one, today, several=len(kinds) > 1)
        for mentor in mentors
    ]
    more = len(one.left) - len(shown)
    rest = f"；另有 {more} 件，回「{WHO_IS_LEFT[kinds[0]]}」看全" if more else ""
    return f"{_how_many(one, several=len(kinds) > 1)}{'；'.join(said)}{rest}。"


def _how_many(one: Digest, *, several: bool) -> str:
    if several:
        return f"还有 {len(one.left)} 件："
    children = len({left.child.id for left in one.left})
    is_all = len(one.counts) == 1 and one.counts[0].open == children
    return f"还有 {children} 位：" if is_all else f"要跟您说的有 {children} 位："


def _of_mentor(found: Sequence[Left], one: Digest, today: date, *, several: bool) -> str:
    names = words.names(_child(left, today, several=several) for left in found)
    teacher, hindrance = _mentor(found[0], one), found[0].hindrance
    if hindrance.why is not Why.ON_LEAVE:
        return f"{teacher}的{names}"
    until = f"到{words.plain_day(hindrance.day, today)}" if hindrance.day else ""
    return f"{teacher}请假{until}，{names}"


def _mentor(left: Left, one: Digest) -> str:
    """By the surname, in full where another mentor has it too."""
    called = words.teacher(left.mentor_name)
    same = {other.mentor_id for other in one.left if words.teacher(other.mentor_name) == called}
    return called if len(same) == 1 else f"{left.mentor_name}老师"


def _child(left: Left, today: date, *, several: bool) -> str:
    what = f"{words.called(left.child)}的{words.KIND[left.kind]}" if several else words.called(left.child)
    why = _why(left.hindrance, today)
    return f"{what}（{why}）" if why else what


def _why(hindrance: Hindrance, today: date) -> str:
    match hindrance:
        case Hindrance(Why.TRIED, reason=Reason() as reason) if reason is not Reason.OTHER:
            return REASONS[reason]
        case Hindrance(Why.TRIED, words=own):
            return own if 0 < len(own) <= LONGEST_REASON else "试过，没成"
        case Hindrance(Why.PUT_OFF, day=date() as day):
            return f"原想{words.plain_day(day, today)}补"
        case _:
            return ""
