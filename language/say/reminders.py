"""Reminders: what is still wished of a mentor, as lines of one card, and how to tell that it is done."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from duty.assess import Assessment, State
from duty.kinds import Kind
from duty.messages import Button, ButtonCard, Card, Option, VoteCard
from duty.people import Child
from duty.policy import Trigger
from duty.reminders import Tap
from language.say import words
from language.say.wishes import STILL_EMPTY, make_up_said

MOST_LINES = 20
# What a phone shows whole; more is cut off there.
LONGEST_LINE, LONGEST_TITLE, LONGEST_TEXT = 17, 36, 160
MOST_FACTS = 3
LONGEST_CLASS = 7
# So much of a name is kept where the line can be shortened otherwise.
ENOUGH_OF_A_NAME = 4

DONE_SAID = {
    Kind.TALK: "已谈心",
    Kind.HOME_VISIT: "已家访",
    Kind.WARMTH: "已送温暖",
    Kind.HELP: "已辅导",
    Kind.CONTACT: "已联系家长",
}
WALK = "午饭后一起走走也很好。"
LATER, COULD_NOT = Button(Tap.LATER, "推迟"), Button(Tap.COULD_NOT, "没能做到")
MENU = (LATER, COULD_NOT)
MENU_SAID, MENU_NAMED = "忙不开点右上角「推迟」，没办成点「没能做到」。", "忙不开、没办成，点右上角。"
SUBMIT = Button(Tap.DONE, "办过了", main=True)


@dataclass(frozen=True, slots=True)
class Wished:
    """One wish for one child; `owner` is the name of the colleague in whose stead it is done, "" where it is one's
    own.
    """

    child: Child
    assessment: Assessment
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """Whom we ask to lend a hand with what is empty, and on which day; "" where several of them would be asked."""

    on: date
    leader: str


@dataclass(frozen=True, slots=True)
class Line:
    """A wish as one line to tick."""

    id: str
    text: str
    wished: Wished


def lines(wished: Sequence[Wished], today: date) -> tuple[Line, ...]:
    """The wishes as lines, in their order, at most 20.

    One deed fills one window: of several windows for one child and kind the first is offered, the rest only said.
    """
    chosen = _distinct(wished)[:MOST_LINES]
    several = len({one.assessment.kind for one in wished}) > 1
    windows = Counter(kind for kind, _ in {(one.assessment.kind, one.assessment.window) for one in wished})
    endings = [_what(one.assessment, today, several=several, windows=windows) for one in chosen]
    texts = [_label(one, ending) for one, ending in zip(chosen, endings, strict=True)]
    counted = Counter(texts)
    unique = [
        text if counted[text] == 1 else _label(one, ending, by_number=True)
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
    helping: Help | None = None,
) -> Card:
    """All that is wished of a mentor, most urgent first, as one card; `offered` are its lines, `ahead` comes soon.

    With `helping` it says who will be asked to help where something stays empty: nobody before the mentor knows.
    """
    teacher = words.teacher(teacher_name)
    kinds = [line.wished.assessment.kind for line in offered]
    text = text_of(wished, offered, today, ahead=ahead, helping=helping, buttons=by_buttons(kinds))
    if by_buttons(kinds):
        title = f"{teacher}，{words.called(offered[0].wished.child)}的{words.KIND[kinds[0]]}等您"
        return ButtonCard(task_id, title, text, buttons_of(kinds[0]))
    options = tuple(Option(line.id, line.text) for line in offered)
    return VoteCard(task_id, _title(teacher, wished), text, options, SUBMIT, MENU)


def by_buttons(kinds: Sequence[Kind]) -> bool:
    """Whether a card with lines of these kinds has buttons instead: a single thing that is no talk."""
    return len(kinds) == 1 and kinds[0] is not Kind.TALK


def buttons_of(kind: Kind) -> tuple[Button, ...]:
    return (Button(Tap.DONE, DONE_SAID[kind], main=True), LATER, COULD_NOT)


def text_of(
    wished: Sequence[Wished],
    offered: Sequence[Line],
    today: date,
    *,
    ahead: Sequence[Wished] = (),
    helping: Help | None = None,
    buttons: bool,
) -> str:
    """What a card says over its lines: as much of it as a phone shows."""
    rest = _further([one.child for one in _distinct(wished)[MOST_LINES:]])
    lend = _lend_a_hand(helping, today) if helping else ""
    tries = [(facts, rest + stead + how + lend) for facts, stead, how in _ways(wished, offered, today, buttons=buttons)]
    facts, more = next((one for one in tries if len(one[0] + one[1]) <= LONGEST_TEXT), tries[-1])
    assessments = [line.wished.assessment for line in offered]
    only_talks = all(one.kind is Kind.TALK and one.state is not State.OVERDUE for one in assessments)
    if only_talks and len(facts + WALK + more) <= LONGEST_TEXT:
        facts += WALK
    coming = _coming(ahead)
    return facts + more + (coming if len(facts + more + coming) <= LONGEST_TEXT else "")


def _ways(
    wished: Sequence[Wished], offered: Sequence[Line], today: date, *, buttons: bool
) -> Iterator[tuple[str, str, str]]:
    """What is wished, in whose stead, and how to tell: said in full first, then in fewer and fewer words."""
    stead = _in_stead(offered, buttons=buttons)
    if buttons:
        yield _facts(wished, today, MOST_FACTS), stead, _how(offered, today, "", buttons=True)
        yield _facts(wished, today, 1), "", _how(offered, today, "", buttons=True)
        return
    yield _facts(wished, today, MOST_FACTS), stead, _how(offered, today, MENU_SAID, buttons=False)
    short = _how(offered, today, MENU_NAMED, buttons=False)
    for most in range(MOST_FACTS, 0, -1):
        yield _facts(wished, today, most), stead, short
    yield _facts(wished, today, 1), "", short


def _lend_a_hand(helping: Help, today: date) -> str:
    day = words.plain_day(helping.on, today)
    return f"到{day}还空着，我就请{helping.leader or '年级组长'}搭把手，是帮忙，不是告状。"


def _coming(ahead: Sequence[Wished]) -> str:
    """What the rest of the week brings, without names."""
    kinds = Counter(one.assessment.kind for one in ahead)
    said = words.names(f"{words.KIND[kind]} {count} 位" for kind, count in kinds.items())
    return f"这周还会轮到{said}。" if kinds else ""


def _title(teacher: str, wished: Sequence[Wished]) -> str:
    children = list({one.child.id: one.child for one in wished}.values())
    if any(one.assessment.kind is not Kind.TALK for one in wished):
        return f"{teacher}，有 {len(_distinct(wished))} 件事等您"
    title = f"{teacher}，{words.some_names(children, most=3)}等您聊聊"
    return title if len(title) <= LONGEST_TITLE else f"{teacher}，{len(children)} 个孩子等您聊聊"


def _facts(wished: Sequence[Wished], today: date, most: int) -> str:
    """What is wished and until when, each said once, without names."""
    facts = list(dict.fromkeys(_fact(one.assessment, today) for one in wished))
    more = "；别的回「待办」看" if len(facts) > most else ""
    return "；".join(facts[:most]) + more + "。"


def _fact(item: Assessment, today: date) -> str:
    opening, modes = item.window.opening, words.modes(item.rule)
    what = f"{words.KIND[item.kind]}{f'（限{modes}）' if modes else ''}"
    period = words.period(item.per, item.window, today)
    if item.state is State.OVERDUE:
        return f"{period}{what}{STILL_EMPTY}，办了就算补上"
    if opening and opening.trigger is Trigger.PAIRING_START:
        period = "刚结对，先"
    missing = item.times - item.count
    times = f"还有 {missing} 次，" if missing > 1 else "，"
    if item.window.deadline == today:
        return f"{period}{what}{times}今天还来得及"
    return f"{period}{what}{times}{words.deadline(item.window, today)}前都来得及"


def _in_stead(offered: Sequence[Line], *, buttons: bool) -> str:
    """In whose stead what is done, where the lines do not say it themselves."""
    unsaid: dict[str, list[Child]] = {}
    for line in offered:
        if line.wished.owner and (buttons or _stead(line.wished) not in line.text):
            unsaid.setdefault(line.wished.owner, []).append(line.wished.child)
    if buttons:
        return "".join(f"这次是代{words.teacher(owner)}办的。" for owner in unsaid)
    said = "，".join(
        f"{words.some_names(found, most=2)}是代{words.teacher(owner)}的" for owner, found in unsaid.items()
    )
    return f"{said}。" if said else ""


def _how(offered: Sequence[Line], today: date, menu: str, *, buttons: bool) -> str:
    """How to tell that it is done: by a tap, for which day, and in words for another day or without a card.

    What is said of an empty window must say that it makes up for it: else it counts for its own day.
    """
    shortest = min(offered, key=lambda line: (not _is_empty(line), len(line.wished.child.name))).wished
    said = said_when_done(shortest.assessment.kind, shortest.assessment, today)
    example = f"就发一句，比如「昨天{said} {shortest.child.name}」。"
    if buttons:
        return f"办好了点「{DONE_SAID[shortest.assessment.kind]}」，记在今天；看不到按钮、或是别的日子，{example}"
    return f"办过的勾一下，记在今天；看不到选项、或是别的日子，{example}{menu}"


def said_when_done(kind: Kind, item: Assessment | None, today: date) -> str:
    """How to say that a wish is met; names follow."""
    return make_up_said(item, today) if item and item.state is State.OVERDUE else DONE_SAID[kind]


def _is_empty(line: Line) -> bool:
    return line.wished.assessment.state is State.OVERDUE


def _further(rest: Sequence[Child]) -> str:
    return f"没列下的还有{words.some_names(rest, most=1)}，回「待办」看。" if rest else ""


def _what(item: Assessment, today: date, *, several: bool, windows: Counter[Kind]) -> tuple[str, str]:
    """The kind where a card has several, with its period where the kind has several windows on it; then in short."""
    kind = f" {words.KIND[item.kind]}"
    if windows[item.kind] > 1:
        return f" {words.period(item.per, item.window, today)}{words.KIND[item.kind]}", kind
    return (kind, kind) if several else ("", "")


def _label(one: Wished, endings: tuple[str, str], *, by_number: bool = False) -> str:
    """The line of a child, cut in the name and nowhere else, since the ending tells lines apart."""
    child, which = one.child, ""
    if by_number or (child.namesake and len(words.class_of(child)) > LONGEST_CLASS):
        which = f"尾号{child.student_no[-4:]}"
    elif child.namesake:
        which = words.class_of(child)
    stead = _stead(one) if one.owner else ""
    whole = child.name + _bracketed(which, stead) + endings[0]
    if len(whole) <= LONGEST_LINE:
        return whole
    least = min(len(child.name), ENOUGH_OF_A_NAME)
    fitting = (_bracketed(which) + ending for ending in endings)
    ending = next((one for one in fitting if len(one) + least <= LONGEST_LINE), _bracketed(which) + endings[1])
    room = max(LONGEST_LINE - len(ending), 2)
    name = child.name if len(child.name) <= room else f"{child.name[: room - 1]}…"
    return name + ending


def _stead(one: Wished) -> str:
    return f"代{words.teacher(one.owner)}"


def _bracketed(*parts: str) -> str:
    said = "，".join(part for part in parts if part)
    return f"（{said}）" if said else ""


def _distinct(wished: Sequence[Wished]) -> list[Wished]:
    """The first wish for each child and kind."""
    first: dict[tuple[int, Kind], Wished] = {}
    for one in wished:
        first.setdefault((one.child.id, one.assessment.kind), one)
    return list(first.values())
