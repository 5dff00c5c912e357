"""Reminders and their cards: what is still wished, how to tell that it is done, and what a tap did."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duty.assess import Assessment, State
from duty.kinds import Kind
from duty.messages import Button, ButtonCard, Card, Option, VoteCard
from duty.people import Child
from duty.reminders import Tap
from language.say import words
from language.say.wishes import STILL_EMPTY, make_up_said

MOST_LINES = 20
# What a phone shows whole; more is cut off there.
LONGEST_LINE, LONGEST_TITLE, LONGEST_TEXT = 17, 36, 160
MOST_FACTS = 3
LONGEST_CLASS = 7

DONE_SAID = {
    Kind.TALK: "已谈心",
    Kind.HOME_VISIT: "已家访",
    Kind.WARMTH: "已送温暖",
    Kind.HELP: "已辅导",
    Kind.CONTACT: "已联系家长",
}
WALK = "午饭后一起走走也很好。"
LATER = Button(Tap.LATER, "推迟")
SUBMIT = Button(Tap.DONE, "办过了", main=True)


@dataclass(frozen=True, slots=True)
class Wished:
    """One wish for one child."""

    child: Child
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Line:
    """A wish as one line to tick."""

    id: str
    text: str
    wished: Wished


@dataclass(frozen=True, slots=True)
class GivenCard:
    """A card that somebody has: its lines as they read, and the kinds of deed that they stand for."""

    task_id: str
    options: tuple[Option, ...]
    kinds: tuple[Kind, ...]


class Fate(StrEnum):
    """What became of a tick."""

    RECORDED = "recorded"
    MADE_UP = "made_up"  # recorded for the window that was still empty
    TOO_LATE = "too_late"  # recorded for its own day, since the window can no longer be made up for
    ALREADY = "already"  # the same deed of the same day was on file
    MET = "met"  # what the card asked for was done and recorded on another day
    TAKEN_BACK = "taken_back"
    NOT_IN_CARE = "not_in_care"


WRITTEN = (Fate.RECORDED, Fate.MADE_UP, Fate.TOO_LATE)


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tick and its fate; `day` is that of the deed, `made_up` the window that it fills, where that is known."""

    child: Child
    kind: Kind
    fate: Fate
    day: date
    made_up: Assessment | None = None


def lines(wished: Sequence[Wished], today: date) -> tuple[Line, ...]:
    """The wishes as lines, in their order, at most 20.

    One deed fills one window: of several windows for one child and kind the first is offered, the rest only said.
    """
    chosen = _distinct(wished)[:MOST_LINES]
    several = len({one.assessment.kind for one in wished}) > 1
    windows = Counter(kind for kind, _ in {(one.assessment.kind, one.assessment.window) for one in wished})
    endings = [_what(one.assessment, today, several=several, windows=windows) for one in chosen]
    texts = [_label(one.child, ending) for one, ending in zip(chosen, endings, strict=True)]
    counted = Counter(texts)
    unique = [
        text if counted[text] == 1 else _label(one.child, ending, by_number=True)
        for text, one, ending in zip(texts, chosen, endings, strict=True)
    ]
    return tuple(
        Line(str(number), text, one) for number, (text, one) in enumerate(zip(unique, chosen, strict=True), start=1)
    )


def reminder(
    task_id: str,
    teacher_name: str,
    wished: Sequence[Wished],
    offered: Sequence[Line],
    today: date,
    *,
    ahead: Sequence[Wished] = (),
) -> Card:
    """All that is wished of a mentor, most urgent first, as one card; `offered` are its lines, `ahead` comes soon."""
    teacher, facts = words.teacher(teacher_name), _facts(wished, today)
    kinds = [line.wished.assessment.kind for line in offered]
    if by_buttons(kinds):
        title = f"{teacher}，{words.called(offered[0].wished.child)}的{words.KIND[kinds[0]]}等您"
        return ButtonCard(task_id, title, facts + _how(offered, today, buttons=True), _buttons(kinds[0]))
    rest = [one.child for one in _distinct(wished)[MOST_LINES:]]
    only_talks = set(kinds) == {Kind.TALK} and not any(one.assessment.state is State.OVERDUE for one in wished)
    text = facts + _further(rest) + _how(offered, today, buttons=False)
    if only_talks and len(text) + len(WALK) <= LONGEST_TEXT:
        text = facts + WALK + _further(rest) + _how(offered, today, buttons=False)
    coming = _coming(ahead)
    if len(text) + len(coming) <= LONGEST_TEXT:
        text += coming
    options = tuple(Option(line.id, line.text) for line in offered)
    return VoteCard(task_id, _title(teacher, wished), text, options, SUBMIT, (LATER,))


def _coming(ahead: Sequence[Wished]) -> str:
    """What the rest of the week brings, without names."""
    kinds = Counter(one.assessment.kind for one in ahead)
    said = words.names(f"{words.KIND[kind]} {count} 位" for kind, count in kinds.items())
    return f"这周还会轮到{said}。" if kinds else ""


def by_buttons(kinds: Sequence[Kind]) -> bool:
    """Whether a card with lines of these kinds has buttons instead: a single thing that is no talk."""
    return len(kinds) == 1 and kinds[0] is not Kind.TALK


def nothing_ticked(given: GivenCard) -> Card:
    """The same card again, open as before."""
    text = "想记谁就勾谁，再点「办过了」；发一句「已谈心」加名字也行。"
    return VoteCard(given.task_id, "还没勾孩子，所以什么都没记", text, given.options, SUBMIT, (LATER,))


def recorded(given: GivenCard, ticked: Sequence[Ticked], today: date) -> Card:
    """The card after its ticks were recorded, or were not: it says which, and for what day."""
    written = [one for one in ticked if one.fate in WRITTEN]
    title, done = ("记好了", "已记好") if written else ("这次没有新记的", "没有新记")
    return closed(given, title=title, text=_outcome(ticked, today), done=done)


def closed(given: GivenCard, *, title: str, text: str, done: str) -> Card:
    """A card that takes no more taps, in the form that it had."""
    if by_buttons(given.kinds):
        return ButtonCard(given.task_id, title, text, _buttons(given.kinds[0]), done)
    return VoteCard(given.task_id, title, text, given.options, SUBMIT, (), done)


def _title(teacher: str, wished: Sequence[Wished]) -> str:
    children = list({one.child.id: one.child for one in wished}.values())
    if any(one.assessment.kind is not Kind.TALK for one in wished):
        return f"{teacher}，有 {len(_distinct(wished))} 件事等您"
    title = f"{teacher}，{words.some_names(children, most=3)}等您聊聊"
    return title if len(title) <= LONGEST_TITLE else f"{teacher}，{len(children)} 个孩子等您聊聊"


def _facts(wished: Sequence[Wished], today: date) -> str:
    """What is wished and until when, each said once, without names."""
    facts = list(dict.fromkeys(_fact(one.assessment, today) for one in wished))
    more = "；别的回「待办」看" if len(facts) > MOST_FACTS else ""
    return "；".join(facts[:MOST_FACTS]) + more + "。"


def _fact(item: Assessment, today: date) -> str:
    what = f"{words.period(item.per, item.window, today)}{words.KIND[item.kind]}"
    if item.state is State.OVERDUE:
        return f"{what}{STILL_EMPTY}，办了就算补上"
    missing = item.times - item.count
    times = f"还有 {missing} 次，" if missing > 1 else "，"
    if item.window.deadline == today:
        return f"{what}{times}今天还来得及"
    return f"{what}{times}{words.deadline(item.window, today)}前都来得及"


def _how(offered: Sequence[Line], today: date, *, buttons: bool) -> str:
    """How to tell that it is done: by a tap, for which day, and in words for another day or without a card.

    What is said of an empty window must say that it makes up for it: else it counts for its own day.
    """
    shortest = min(offered, key=lambda line: (not _is_empty(line), len(line.wished.child.name))).wished
    said = said_when_done(shortest.assessment.kind, shortest.assessment, today)
    example = f"就发一句，比如「昨天{said} {shortest.child.name}」。"
    if buttons:
        return f"办好了点「{DONE_SAID[shortest.assessment.kind]}」，记在今天；看不到按钮、或是别的日子，{example}"
    return f"办过的勾一下，记在今天；看不到选项、或是别的日子，{example}忙不开点右上角「推迟」。"


def said_when_done(kind: Kind, item: Assessment | None, today: date) -> str:
    """How to say that a wish is met; names follow."""
    return make_up_said(item, today) if item and item.state is State.OVERDUE else DONE_SAID[kind]


def _is_empty(line: Line) -> bool:
    return line.wished.assessment.state is State.OVERDUE


def _further(rest: Sequence[Child]) -> str:
    return f"没列下的还有{words.some_names(rest, most=1)}，回「待办」看。" if rest else ""


def _what(item: Assessment, today: date, *, several: bool, windows: Counter[Kind]) -> str:
    """The kind where a card has several, with its period where the kind has several windows on it."""
    if windows[item.kind] > 1:
        return f" {words.period(item.per, item.window, today)}{words.KIND[item.kind]}"
    return f" {words.KIND[item.kind]}" if several else ""


def _label(child: Child, ending: str, *, by_number: bool = False) -> str:
    """The line of a child, cut in the name and nowhere else, since the ending tells lines apart."""
    if by_number or (child.namesake and len(words.class_of(child)) > LONGEST_CLASS):
        ending = f"（尾号{child.student_no[-4:]}）{ending}"
    elif child.namesake:
        ending = f"（{words.class_of(child)}）{ending}"
    room = max(LONGEST_LINE - len(ending), 2)
    name = child.name if len(child.name) <= room else f"{child.name[: room - 1]}…"
    return name + ending


def _distinct(wished: Sequence[Wished]) -> list[Wished]:
    """The first wish for each child and kind."""
    first: dict[tuple[int, Kind], Wished] = {}
    for one in wished:
        first.setdefault((one.child.id, one.assessment.kind), one)
    return list(first.values())


def _buttons(kind: Kind) -> tuple[Button, ...]:
    return (Button(Tap.DONE, DONE_SAID[kind], main=True), LATER, Button(Tap.COULD_NOT, "没能做到"))


def _outcome(ticked: Sequence[Ticked], today: date) -> str:
    by_fate: dict[Fate, list[Ticked]] = defaultdict(list)
    for one in ticked:
        by_fate[one.fate].append(one)
    written = [one for fate in WRITTEN for one in by_fate[fate]]
    parts = [f"记好了：{_deeds(written, today)}。"] if written else []
    for period, children in _by_period(by_fate[Fate.MADE_UP], today).items():
        parts.append(f"{words.some_names(children, most=2)}补的是{period}的。")
    if late := by_fate[Fate.TOO_LATE]:
        parts.append(f"{_who(late)}补记的日子过了，只算在当天。")
    if known := by_fate[Fate.ALREADY]:
        parts.append(f"{_who(known)}当天已经记过，没有重复记。")
    if met := by_fate[Fate.MET]:
        parts.append(f"{_who(met)}这一期的早已记过，没有重复记。")
    if back := by_fate[Fate.TAKEN_BACK]:
        again = f"{said_when_done(back[0].kind, back[0].made_up, today)} {back[0].child.name}"
        parts.append(f"{_who(back)}的撤销过，没有再记；要记就发「{again}」。")
    if gone := by_fate[Fate.NOT_IN_CARE]:
        parts.append(f"{_who(gone)}现在不在您这儿，没有记。")
    text = "".join(parts)
    if not written:
        return text
    said = said_when_done(written[0].kind, _made_up(written), today)
    other_day = f"记错了回「撤销」；是别的日子，撤销后发「昨天{said}」加名字。"
    return text + (other_day if len(text) + len(other_day) <= LONGEST_TEXT else "记错了回「撤销」。")


def _made_up(written: Sequence[Ticked]) -> Assessment | None:
    return written[0].made_up if written[0].fate is Fate.MADE_UP else None


def _deeds(written: Iterable[Ticked], today: date) -> str:
    groups: dict[tuple[Kind, date], list[Child]] = defaultdict(list)
    for one in written:
        groups[one.kind, one.day].append(one.child)
    most = 6 if len(groups) == 1 else 3
    return "；".join(
        f"{words.some_names(children, most)}，{words.KIND[kind]}，{words.day_said(day, today)}"
        for (kind, day), children in groups.items()
    )


def _by_period(made_up: Iterable[Ticked], today: date) -> dict[str, list[Child]]:
    found: dict[str, list[Child]] = defaultdict(list)
    for one in made_up:
        item = one.made_up
        found[words.period(item.per, item.window, today) if item else "之前空着"].append(one.child)
    return found


def _who(ticked: Sequence[Ticked]) -> str:
    return words.some_names([one.child for one in ticked], most=2)
