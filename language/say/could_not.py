"""没能做到 on a card: which deed could not be and why, what follows by the school's policy, what counts instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duty.assess import STILL_WISHED, Assessment, State
from duty.kinds import Kind
from duty.messages import Button, ButtonCard, Card, Option, SelectCard, Selector
from duty.people import Child
from duty.policy import Mode, Reason
from duty.reminders import Asked, Tap
from language.say import words
from language.say.card_taps import GivenCard, closed, still_open
from language.say.postponing import could_not, instead
from language.say.recording import UNDO_HINT
from language.say.reminders import DONE_SAID, LONGEST_TEXT, Line

# Where nothing is chosen a phone shows, and sends, the first line.
NOTHING = "0"
MOST_CHOICES, MOST_WAYS = 10, 5
AT_HOME = (Kind.HOME_VISIT, Kind.CONTACT)
REASONS: Mapping[str, str] = {
    Reason.REFUSED: "家长不方便",
    Reason.ABSENT: "不在家",
    Reason.MOVED: "搬走了",
    Reason.ILL: "生病了",
    Reason.OTHER_MODE: "换了方式",
    Reason.OTHER: "别的原因",
}
OF_THE_CHILD: Mapping[str, str] = {Reason.REFUSED: "孩子不愿意", Reason.ABSENT: "孩子不在"}
ANOTHER_WAY = "换了方式（电话、视频）"
COUNTS = "学校的办法里"
SETTLED = {
    State.EXCUSED: f"{COUNTS}这算情况特殊，{{whose}}不用补了。",
    State.SUBSTITUTED: f"{COUNTS}这样就算数，{{whose}}不用再办。",
}
# What is said of a deed that counts instead: that it does, once it is done, and the button for it.
IN_STEAD = {
    Kind.TALK: ("聊过一次就算数", "聊完", "聊过了"),
    Kind.HOME_VISIT: ("去过家里就算数", "回来", "去过家里了"),
    Kind.WARMTH: ("送过温暖就算数", "办完", "送过温暖了"),
    Kind.HELP: ("辅导过一次就算数", "办完", "辅导过了"),
    Kind.CONTACT: ("打过电话就算数", "打完", "打过电话了"),
}
SAID_ONLINE = {Kind.TALK: "线上谈心", Kind.HOME_VISIT: "视频家访", Kind.HELP: "线上辅导"}
# The same deed in another mode.
IN_MODE: Mapping[str, str] = {Mode.IN_PERSON: "当面", Mode.PHONE: "电话", Mode.ONLINE: "视频"}


@dataclass(frozen=True, slots=True)
class Told:
    """A child, and how its window stands now that a reason is on file; None where no window is meant."""

    child: Child
    assessment: Assessment | None

    @property
    def state(self) -> State | None:
        return self.assessment.state if self.assessment else None


@dataclass(frozen=True, slots=True)
class Instead:
    """A deed that the policy takes instead, how it is done ("" where that does not matter), and the button for it."""

    kind: Kind
    mode: str
    button: str


def reason_said(why: str, kind: Kind | None) -> str:
    """A reason in a few words: of a home the family's, of a talk the child's."""
    return REASONS[why] if kind in AT_HOME else OF_THE_CHILD.get(why, REASONS[why])


def asks(given: GivenCard, left: Sequence[Line], *, which: str = "", why: str = "", again: bool = False) -> Card:
    """Asks why, and of which of the lines that are left where there are several. `again`: not all was chosen."""
    if not left:
        return nothing_left(given)
    if len(left) == 1:
        return _asks_why(given, left[0])
    most = MOST_CHOICES - 1
    of_which = [Option(NOTHING, "请选一件"), *(Option(one.id, one.text, one.id == which) for one in left[:most])]
    text = "选好哪一件、怎么了，再点「记下」；点错了，第二栏选「点错了」。别的话发一句就行，比如"
    example = min((one.wished.child.name for one in left), key=len)
    title = "还没选全，所以什么都没记" if again else "没办成也没关系"
    return SelectCard(
        given.task_id,
        title,
        f"{text}「没能做到 {example} {words.KIND[left[0].wished.assessment.kind]} 路断了」。",
        (Selector(Asked.WHICH, "哪一件", tuple(of_which)), Selector(Asked.WHY, "怎么了", _reasons(left, why))),
        Button(Tap.WHY, "记下", main=True),
    )


def _reasons(left: Sequence[Line], why: str) -> tuple[Option, ...]:
    kinds = {line.wished.assessment.kind for line in left}
    told = next((kind for kind in AT_HOME if kind in kinds), Kind.TALK)
    said = {reason: reason_said(reason, told) for reason in REASONS} | {Reason.OTHER_MODE.value: ANOTHER_WAY}
    given = [Option(reason, text, reason == why) for reason, text in said.items()]
    return (Option(NOTHING, "请选一个"), *given, Option(Tap.BACK, "点错了，返回"))


def _asks_why(given: GivenCard, line: Line) -> Card:
    child, kind = line.wished.child, line.wished.assessment.kind
    buttons = tuple(Button(f"{Tap.WHY}:{reason}:{line.id}", reason_said(reason, kind)) for reason in REASONS)
    text = "点一下原因，我记下来就好。点错了，点右上角「返回」。"
    title = f"{words.called(child)}的{words.KIND[kind]}没办成，怎么了？"
    return ButtonCard(given.task_id, title, text, buttons, menu=(Button(Tap.BACK, "返回"),))


def nothing_left(given: GivenCard) -> Card:
    """Nothing on the card waits any more."""
    text = "这张卡上的事都不等了，不用说明。想看还有什么，回「待办」。"
    return closed(given, title="都不等了", text=text, done="都不等了")


def was_done(given: GivenCard, left: Sequence[Line], child: Child, kind: Kind) -> Card:
    return _nothing_new(given, left, f"{_whom(child, kind)}已经记过了，不用说没办成。")


def settled(given: GivenCard, left: Sequence[Line], child: Child, now: Assessment, *, today: date) -> Card:
    """By the policy it needs to be done no more."""
    return _nothing_new(given, left, f"{words.called(child)}：{by_policy([Told(child, now)], '', today)}")


def too_late(given: GivenCard, left: Sequence[Line], child: Child, kind: Kind) -> Card:
    return _nothing_new(given, left, f"{_whom(child, kind)}过了能补的日子，不用说明了。")


def not_yours(given: GivenCard, left: Sequence[Line], child: Child) -> Card:
    return _nothing_new(given, left, f"{words.called(child)}现在不在您这儿，没有记。")


def told_before(given: GivenCard, left: Sequence[Line], child: Child, kind: Kind, why: str) -> Card:
    """Another reason was given today for the same."""
    said = f"{_whom(child, kind)}，今天已经记过原因：{reason_said(why, kind)}。"
    return _nothing_new(given, left, f"{said}要改，先回「撤销 {child.name}」再选。")


def noted(given: GivenCard, left: Sequence[Line], line: Line, why: str, today: date) -> Card:
    """What was noted of a line, which stands as it does now, and what follows; where a deed counts instead, a button
    for it.
    """
    child, now = line.wished.child, line.wished.assessment
    kind = now.kind
    follows = by_policy([Told(child, now)], why, today, buttons=True)
    text = could_not([child], kind, reason_said(why, kind), follows)
    ways = ways_out(now, why)
    if not ways:
        return _left(given, left, title="没关系", text=text, done="已记下")
    offered = [
        Button(f"{Tap.INSTEAD}:{way.kind}:{way.mode}:{line.id}", way.button, main=way is ways[0])
        for way in ways[:MOST_WAYS]
    ]
    further = [Button(Tap.BACK, "看其余的")] if left else []
    return ButtonCard(given.task_id, "没关系", text, (*offered, *further))


def done_instead(
    given: GivenCard, left: Sequence[Line], child: Child, kind: Kind, *, now: Assessment | None, today: date
) -> Card:
    """The deed of a kind that counts instead was recorded."""
    text = f"记好了：{words.called(child)}，{words.KIND[kind]}，{words.day_said(today, today)}。"
    text += by_policy([Told(child, now)], "", today) + UNDO_HINT
    return _left(given, left, title="记好了", text=text, done="已记好")


def by_policy(told: Sequence[Told], why: str, today: date, *, buttons: bool = False) -> str:
    """What the school's policy makes of a reason; "" where it makes nothing of it.

    With `buttons` a deed that counts instead can be tapped; else it can only be said, and then counts for its day.
    """
    settled = {state: [one for one in told if one.state is state] for state in SETTLED}
    parts = [SETTLED[state].format(whose=_whose(some, told, today)) for state, some in settled.items() if some]
    first = next((one for one in told if one.state not in SETTLED), None)
    if first and why:
        item, name = first.assessment, first.child.name
        said = _ways_said(item, ways_out(item, why), name, buttons=buttons) if item else ""
        parts.append(said or (instead(name, item.kind if item else None) if parts else ""))
    return "".join(parts)


def ways_out(item: Assessment, why: str) -> tuple[Instead, ...]:
    """What can still be done instead of a deed that could not be, by the policy."""
    if item.state not in STILL_WISHED:
        return ()
    kinds = item.rule.instead(why)
    others = [
        Instead(kind, Mode.PHONE.value if kind is Kind.CONTACT else "", IN_STEAD[kind][2])
        for kind in Kind
        if kind in kinds and kind is not item.kind
    ]
    own = [Instead(item.kind, mode, f"{said}办了") for mode, said in IN_MODE.items() if not item.rule.takes(mode)]
    return (*(own if item.kind in kinds and why == Reason.OTHER_MODE else []), *others)


def _ways_said(item: Assessment, ways: Sequence[Instead], name: str, *, buttons: bool) -> str:
    """What counts instead, and how to tell; "" where it cannot be told: what is said today counts for today."""
    if not ways:
        return ""
    own = [way for way in ways if way.kind is item.kind]
    counts, behind, _ = IN_STEAD[ways[0].kind]
    if own:
        counts, behind = f"{words.names(IN_MODE[way.mode] for way in own)}也算数", "办完"
    told = [f"点下面的「{ways[0].button}」"] if buttons else []
    if item.state is not State.OVERDUE:
        told += [f"发「{said} {name}」" for said in _typed(item, ways)]
    return f"{COUNTS}，{counts}，{behind}{'，或'.join(told)}。" if told else ""


def _typed(item: Assessment, ways: Sequence[Instead]) -> list[str]:
    """How to say the first of these, where that can be said."""
    if ways[0].kind is not item.kind:
        return [DONE_SAID[ways[0].kind]]
    can_be_said = item.kind in SAID_ONLINE and any(way.mode == Mode.ONLINE for way in ways)
    return [SAID_ONLINE[item.kind]] if can_be_said else []


def _whose(some: Sequence[Told], told: Sequence[Told], today: date) -> str:
    """这学期的家访, with the names where it was told of several."""
    items = [one.assessment for one in some if one.assessment]
    what = f"{words.period(items[0].per, items[0].window, today)}的{words.KIND[items[0].kind]}"
    return what if len(told) == 1 else f"{words.some_names([one.child for one in some])}{what}"


def _whom(child: Child, kind: Kind) -> str:
    return f"{words.called(child)}的{words.KIND[kind]}"


def _nothing_new(given: GivenCard, left: Sequence[Line], text: str) -> Card:
    return _left(given, left, title="这次没有新记的", text=text, done="没有新记")


def _left(given: GivenCard, left: Sequence[Line], *, title: str, text: str, done: str) -> Card:
    """The card goes on with the lines that are left, or takes no more taps."""
    if not left:
        return closed(given, title=title, text=text, done=done)
    further = "其余的办过了照旧勾。"
    text += further if len(text) + len(further) <= LONGEST_TEXT else ""
    return still_open(given, [Option(line.id, line.text) for line in left], title=title, text=text)
