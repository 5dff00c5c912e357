"""What is done and what is still wished, said for one child or for many at once."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from duty.assess import Assessment, State, still_wished
from duty.commands import MakeUp, RecordDeed
from duty.kinds import Kind
from duty.people import Child
from duty.policy import Per
from language.say import words

LONG = (Per.SCHOOL_YEAR, Per.CALENDAR_YEAR)
MET = (State.DONE, State.LATE)
CAN_BE_SAID = (Per.MONTH, Per.TERM, Per.SCHOOL_YEAR)
SETTLED = {State.EXCUSED: "情况特殊，不用补", State.SUBSTITUTED: "换了方式，算数"}
# How an empty window that has gone by is spoken of, without a reproach.
STILL_EMPTY = "还空着"


@dataclass(frozen=True, slots=True)
class ChildStanding:
    """A child and how all of its windows stand."""

    child: Child
    assessments: Sequence[Assessment]


@dataclass(frozen=True, slots=True)
class _Wish:
    """One wish and all the children for whom it is the same."""

    assessment: Assessment
    missing: int
    children: list[Child]


def met(standings: Sequence[ChildStanding], kind: Kind, day: date, today: date) -> str:
    """这个月的谈心齐了: where the deed of that day completes its window for every child; else ""."""
    hit = [
        assessment
        for standing in standings
        for assessment in standing.assessments
        if assessment.kind is kind and assessment.window.covers(day)
    ]
    if not hit or any(assessment.state not in MET for assessment in hit):
        return ""
    period = words.period(hit[0].per, hit[0].window, today)
    ending = "补上了" if any(assessment.state is State.LATE for assessment in hit) else "齐了"
    return f"{period}的{words.KIND[kind]}{ending}"


def near(standings: Sequence[ChildStanding], today: date, *, offered: Kind | None = None) -> list[str]:
    """What is still wished soon for these children, a phrase a wish; what has a whole year to go is left out.

    `offered` is a kind of which something else says that it can be made up for.
    """
    wishes = [
        wish
        for wish in _wishes(standings)
        if (wish.assessment.per not in LONG or _presses(wish.assessment))
        and not (wish.assessment.state is State.OVERDUE and wish.assessment.kind is offered)
    ]
    alone = len(standings) == 1
    return [_phrase(wish, today, of_whom="" if alone else words.some_names(wish.children)) for wish in wishes]


def listed(
    standings: Sequence[ChildStanding],
    today: date,
    *,
    with_names: bool = True,
    stands_in_for: Mapping[int, str] = MappingProxyType({}),
) -> list[str]:
    """Everything that is still wished, a line a wish with all its children, most urgent first.

    `stands_in_for`: by id the names of those mentors whose duties are done for them.
    """
    return [
        f"{_instead_of(wish, stands_in_for)}{_line(wish, today, with_names=with_names)}"
        for wish in _wishes(standings, apart=stands_in_for)
    ]


def _instead_of(wish: _Wish, stands_in_for: Mapping[int, str]) -> str:
    name = stands_in_for.get(wish.assessment.mentor_id)
    return f"代{words.teacher(name)}：" if name else ""


def settled(standings: Sequence[ChildStanding], today: date) -> list[str]:
    """What the school's policy asks no more of these children, though it was not done."""
    return [
        f"{words.period(item.per, item.window, today)}{words.KIND[item.kind]}，{SETTLED[item.state]}"
        for standing in standings
        for item in standing.assessments
        if item.state in SETTLED
    ]


def make_up_said(item: Assessment, today: date) -> str:
    """补上个月谈心: how to say that a window that has gone by was made up for; names follow.

    A period that cannot be said is whichever is empty.
    """
    period = words.period(item.per, item.window, today) if item.per in CAN_BE_SAID else ""
    return f"补{period}{words.KIND[item.kind]}"


def meant(make_up: MakeUp) -> str:
    """How the period is called that was said: 10月, 上学期; "" where none was."""
    match make_up.per:
        case Per.MONTH:
            return f"{(make_up.said_on.month - make_up.ago - 1) % 12 + 1}月"
        case Per.TERM:
            return "上学期" if make_up.ago else "这学期"
        case Per.SCHOOL_YEAR:
            return "上学年" if make_up.ago else "这学年"
        case _:
            return ""


def first_empty(standings: Sequence[ChildStanding]) -> Assessment | None:
    """The most urgent window that has gone by empty and can still be made up for."""
    wished = still_wished(item for standing in standings for item in standing.assessments)
    return wished[0] if wished and wished[0].state is State.OVERDUE else None


def offer_to_make_up(
    standings: Sequence[ChildStanding], deed: RecordDeed, children: Sequence[Child], today: date
) -> str:
    """How to have a deed count for the window before, where that is still empty; "" where none is.

    It was recorded for its own day, as it was said.
    """
    empty = {
        standing.child.id: item
        for standing in reversed(standings)
        for item in reversed(standing.assessments)
        if item.state is State.OVERDUE and item.kind is deed.kind
        if item.window.last < deed.happened_on <= item.window.makeup_end
    }
    if not empty:
        return ""
    item = next(iter(empty.values()))
    period, said = words.period(item.per, item.window, today), make_up_said(item, today)
    whose = [child for child in children if child.id in empty]
    first = (
        f"{words.some_names(whose, most=2) if len(children) > 1 else ''}{period}的{words.KIND[item.kind]}{STILL_EMPTY}"
    )
    alike = len(whose) == len(children) and len({one.window for one in empty.values()}) == 1
    if not alike:
        return f"{first}，另外办了发「{said} {whose[0].name}」。"
    if item.per not in CAN_BE_SAID and (deed.note or len(children) > 2):
        return f"{first}，另外办了发「{said}」加名字。"
    if deed.note or len(children) > 2:
        return f"{first}：这次要算{period}的，回「撤销」，原话后面加上「，补{period}的」再发。"
    day = "" if deed.happened_on == today else words.plain_day(deed.happened_on, today)
    return f"{first}：这次要算{period}的，回「撤销」再发「{day}{said} {words.names(child.name for child in whose)}」。"


def _wishes(standings: Iterable[ChildStanding], apart: Container[int] = ()) -> list[_Wish]:
    """Wishes that are the same for several children said once, in the order of urgency; of some mentors apart."""
    children = {id(item): standing.child for standing in standings for item in standing.assessments}
    grouped: dict[tuple[object, ...], _Wish] = {}
    for item in still_wished(item for standing in standings for item in standing.assessments):
        missing = item.times - item.count
        whose = item.mentor_id if item.mentor_id in apart else None
        key = (item.kind, item.per, item.window.last, item.state is State.OVERDUE, missing, whose)
        grouped.setdefault(key, _Wish(item, missing, [])).children.append(children[id(item)])
    return list(grouped.values())


def _presses(assessment: Assessment) -> bool:
    return assessment.state in (State.DUE, State.OVERDUE)


def _phrase(wish: _Wish, today: date, of_whom: str) -> str:
    item = wish.assessment
    period, kind = words.period(item.per, item.window, today), words.KIND[item.kind]
    whose = f"{of_whom}的" if of_whom else ""
    if item.state is State.OVERDUE:
        said = make_up_said(item, today)
        whole = f"「{said} {wish.children[0].name}」" if len(wish.children) == 1 else f"「{said}」加名字"
        return f"{whose}{period}的{kind}{STILL_EMPTY}，办了发{whole}"
    each = "各" if len(wish.children) > 1 else ""
    what = f"{period}的{kind}" if item.window.opening else f"{kind}{period}"
    return f"{whose}{what}{each}还有{_times(wish.missing)}，{words.deadline(item.window, today)}前都来得及"


def _line(wish: _Wish, today: date, *, with_names: bool) -> str:
    item = wish.assessment
    period, kind = words.period(item.per, item.window, today), words.KIND[item.kind]
    if item.state is State.OVERDUE:
        line = f"{period}{kind}{STILL_EMPTY}"
    else:
        line = f"{period}{kind}，{words.deadline(item.window, today)}前"
    if wish.missing > 1:
        line += f"，还有{_times(wish.missing)}"
    return f"{line}：{words.names_of(wish.children)}" if with_names else line


def _times(count: int) -> str:
    return "一次" if count == 1 else f" {count} 次"
