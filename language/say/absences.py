"""Leave and deputies: what a colleague is told who is away, stands in, is back, or must say who is meant."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from duty.messages import Button, ButtonCard, Card
from duty.people import Child
from language.say import words
from language.say.reminders import LONGEST_TEXT

MOST_CHILDREN = 3
HOW_TO_NAME = "「请李老师代」"
HOW_TO_SAY = "「请假 12月1日到12月5日 李老师代」"


@dataclass(frozen=True, slots=True)
class Days:
    """From when to when, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody whose name was typed; `place`: the grade and class of the class teacher, "" of anybody else."""

    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Cared:
    """Who looks after these children meanwhile: somebody who was `named`, or the class teacher; "" for nobody."""

    children: tuple[Child, ...]
    by: str = ""
    named: bool = False


def taken(days: Days, cared: Sequence[Cared], today: date) -> str:
    """A leave as it stands."""
    lines = [f"好的，{_days(days, today)}您先忙，我不打扰您。"]
    if cared:
        lines.append(f"{'；'.join(_cared(one) for one in cared)}。")
    if any(not one.by for one in cared):
        lines.append(f"请谁代，发一句{HOW_TO_NAME}就好；不定的话，有急着办的我请年级组长安排。")
    elif cared and not any(one.named for one in cared):
        lines.append(f"想请别人代，发一句{HOW_TO_NAME}。")
    return "\n".join([*lines, "提前回来发一句「销假」就行。"])


def _cared(one: Cared) -> str:
    who = words.some_names(one.children, MOST_CHILDREN)
    if not one.by:
        return f"{who}还没有人代"
    called = words.teacher(one.by)
    return f"{who}请{called}照看，我去说一声" if one.named else f"{who}先由班主任{called}照看"


def deputy_named(days: Days, cared: Sequence[Cared], today: date) -> str:
    return f"好的，{_days(days, today)}{'；'.join(_cared(one) for one in cared) or '有人代了'}。"


def how_to_take_leave() -> str:
    return f"要请假，告诉我从哪天到哪天、请谁代，比如{HOW_TO_SAY}。回来了发「销假」。"


def leaves(known: Sequence[tuple[Days, str]], today: date) -> str:
    """What is down already, each with the name of the deputy, "" for nobody."""
    said = [f"{_days(days, today)}{f'（{words.teacher(deputy)}代）' if deputy else ''}" for days, deputy in known]
    return f"记着的请假：{words.names(said)}。\n要改就再发一遍，比如{HOW_TO_SAY}；回来了发「销假」。"


def from_when() -> str:
    return f"您从哪天到哪天不在？连日子一起发，比如{HOW_TO_SAY}，我才好去说。"


def is_past() -> str:
    return "这几天已经过去了，就不记请假了。"


def ends_before_it_begins(days: Days, today: date) -> str:
    first, last = words.plain_day(days.first, today), words.plain_day(days.last, today)
    return (
        f"从{first}到{last}，结束的日子在开始前面了，我先没记；按先后再发一遍就好，比如{HOW_TO_SAY}，"
        "要是到明年，连年份一起写。"
    )


def back(days: Days, children: Sequence[Child], today: date) -> str:
    """The end of a leave, or of one that has not begun."""
    if days.first > today:
        return f"好的，{_days(days, today)}的请假取消了，一切照旧。"
    who = f"{words.some_names(children, MOST_CHILDREN)}又由您照看，" if children else ""
    return f"欢迎回来。{who}这几天别的老师代做的都算数。"


def which_leave(known: Sequence[Days], today: date) -> str:
    """Of several that lie ahead nobody said which."""
    how = _how_to_call_off(known[-1], today)
    return f"{_on_file(known, today)}\n要取消哪一次，连日子一起发就好，比如{how}。我先都没动。"


def no_such_leave(known: Sequence[Days], today: date) -> str:
    """None holds the days that were named."""
    how = _how_to_call_off(known[0], today)
    return f"那几天没有记着请假。{_on_file(known, today)}\n要取消，发一句{how}就好。我先都没动。"


def _on_file(known: Sequence[Days], today: date) -> str:
    return f"记着的请假：{words.names([_days(one, today) for one in known])}。"


def _how_to_call_off(one: Days, today: date) -> str:
    return f"「取消{words.plain_day(one.first, today)}的请假」"


def not_away() -> str:
    return "您这儿没有记着请假，不用销假。"


def nobody_of_that_name(typed: str) -> str:
    return f"名单里没找到「{typed}」这位同事，谁来代我先没记。发全名试试，比如「请李梅代」。"


def not_oneself() -> str:
    return f"代的得是另一位同事，发一句{HOW_TO_NAME}就好。谁来代我先没记。"


def away_too(deputy: str) -> str:
    return f"{words.teacher(deputy)}那几天也请假，谁来代我先没记；换一位，发一句{HOW_TO_NAME}。"


def which_deputy(typed: str, offered: Sequence[Colleague]) -> str:
    same = Counter(one.name for one in offered)
    labels = [f"{one.name}（{one.place}班主任）" if same[one.name] > 1 and one.place else one.name for one in offered]
    asked = f"「{typed}」有 {len(offered)} 位：{words.options(labels)}。"
    return f"{asked}\n请哪一位代？回{words.numbers(len(offered))}。您没选，谁来代我先不记。"


def nobody_yet() -> str:
    return f"好的，谁来代先不定，请假照旧。定了发一句{HOW_TO_NAME}。"


def please_stand_in(deputy: str, mentor: str, children: Sequence[Child], days: Days, today: date) -> str:
    """To the deputy, before there is anything to do."""
    who, named = words.teacher(mentor), words.some_names(children, MOST_CHILDREN)
    return (
        f"{words.teacher(deputy)}，{_days(days, today)}请您替{who}照看{named}。\n"
        f"该做什么到时候我提醒您；做了照常发一句，比如「已谈心 {children[0].name}」，算在{who}那边。"
    )


def stand_in_card(card: Card, deputy: str, mentor: str, last: date, today: date) -> Card:
    """A card with what there is to do, made for the deputy."""
    who = words.teacher(mentor)
    why = f"到{words.plain_day(last, today)}请您替{who}搭把手，做了算在{who}那边。"
    text = f"{why}{card.text}" if len(why) + len(card.text) <= LONGEST_TEXT else card.text
    return replace(card, title=f"{words.teacher(deputy)}，请您替{who}搭把手", text=text)


def stands_in_no_more(deputy: str, mentor: str, children: Sequence[Child]) -> str:
    named = words.some_names(children, MOST_CHILDREN)
    return f"{words.teacher(deputy)}，{words.teacher(mentor)}那边的{named}不用您再代了。您做的都记着，都算数。"


def helped(mentor: str, deputy: str, children: Sequence[Child]) -> str:
    """To a mentor for whom a leader has found somebody."""
    named = words.some_names(children, MOST_CHILDREN)
    return f"{words.teacher(mentor)}，{named}这次请{words.teacher(deputy)}搭把手，您先忙，有空了再接着来。"


def chosen(
    task_id: str, deputy: str, mentor: str, children: Sequence[Child], *, until: date, today: date
) -> ButtonCard:
    """A leader's card after somebody was chosen."""
    who, named = words.teacher(deputy), words.some_names(children, MOST_CHILDREN)
    text = f"{named}到{words.plain_day(until, today)}由{who}替{words.teacher(mentor)}搭把手，两位老师我都去说一声。"
    return _closed(task_id, f"好的，请{who}", text, "已定")


def chosen_before(task_id: str, deputy: str, children: Sequence[Child]) -> ButtonCard:
    who, named = words.teacher(deputy), words.some_names(children, MOST_CHILDREN)
    return _closed(task_id, "已经有人搭把手了", f"{named}现在由{who}代，不用再定。", "已有人代")


def not_chosen(task_id: str, mentor: str, *, away: bool) -> ButtonCard:
    """`away`: the mentor is on leave, and can name somebody as well."""
    who = words.teacher(mentor)
    rest = f"{who}自己也可以发一句{HOW_TO_NAME}。" if away else f"{who}办好了，我照常记上。"
    return _closed(task_id, "先不定", f"好的，先不定。{rest}", "先不定")


def nobody_needed(task_id: str, mentor: str) -> ButtonCard:
    return _closed(task_id, "不用再请人了", f"{words.teacher(mentor)}那边不用人代了。", "不用了")


def choose_another(task_id: str, deputy: str, buttons: Sequence[Button]) -> ButtonCard:
    """The same card without somebody who is away by now."""
    title = f"{words.teacher(deputy)}这几天也请假了"
    return ButtonCard(task_id, title, "还没有定，请另选一位，或者先不定。", tuple(buttons))


def _closed(task_id: str, title: str, text: str, done: str) -> ButtonCard:
    return ButtonCard(task_id, title, text, (Button("done", done),), done)


def _days(days: Days, today: date) -> str:
    first = _day(days.first, today)
    return first if days.first == days.last else f"{first}到{_day(days.last, today)}"


def _day(day: date, today: date) -> str:
    if day == today:
        return "今天"
    return f"{words.plain_day(day, today)}（周{words.WEEKDAY[day.weekday()]}）"
