"""The sample school's paper records: what was already done this term, so that no two children look alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sandbox.children import Pupil
from sandbox.terms import current_term

_TALKS = (
    "聊了聊住校习惯",
    "说说最近的数学",
    "操场上走了走，心情不错",
    "",
    "问了家里的情况",
    "夸了他值日认真",
    "",
    "谈了同桌的事",
)
_VISITS = ("奶奶在家，坐了半小时", "看了学习的地方", "和家长说好每周打一次电话", "")
# The children whom a first-time visitor meets: two wait for a word this month, the others of the same mentor
# have had theirs as early as the month allows.
_FIRST_MENTOR = "WangFang"
_WAITING = ("张三", "李四")


@dataclass(frozen=True, slots=True)
class Paper:
    """One deed copied from paper."""

    kind: str
    day: date
    note: str


def paired_since(number: int, today: date) -> date:
    """The first day of the `number`th child's pairing: the term's first, or later for every tenth child."""
    first = current_term(today).first
    later = first + timedelta(days=34)
    return later if number % 10 == 0 and later < today else first


def papers_of(pupil: Pupil, number: int, today: date) -> Iterator[Paper]:
    """What stands on paper about the school's `number`th child: since the pairing, in the term, before `today`."""
    since = paired_since(number, today)
    last = min(today - timedelta(days=1), current_term(today).last)
    for month, first in enumerate(_months(since, last)):
        this_month = (first.year, first.month) == (today.year, today.month)
        day = _talk_day(pupil, number, first) if this_month else _day_in(number, first)
        skipped = _waits(pupil, number) if this_month else (number + month) % 9 == 4
        if not skipped and since <= day <= last:
            yield Paper("谈心", day, _TALKS[(number + month) % len(_TALKS)])
    yield from _once_a_term(number, since, last)


def _waits(pupil: Pupil, number: int) -> bool:
    """Whether the child still waits for this month's word."""
    return pupil.name in _WAITING or (number % 3 == 0 and pupil.mentor != _FIRST_MENTOR)


def _talk_day(pupil: Pupil, number: int, first: date) -> date:
    """The day of this month's talk; the month begins on `first`."""
    if pupil.mentor != _FIRST_MENTOR:
        return _day_in(number, first)
    return first + timedelta(days=7 - first.weekday()) if first.weekday() > 4 else first


def _day_in(number: int, first: date) -> date:
    """A day of the month whose part in question begins on `first`."""
    end = (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return _school_day(min(first + timedelta(days=7 + (number * 5) % 14), end))


def _once_a_term(number: int, first: date, last: date) -> Iterator[Paper]:
    visit, gift, call = (_school_day(first + timedelta(days=offset + number % 15)) for offset in (12, 42, 5))
    if number % 4 in (0, 1) and visit <= last:
        yield Paper("家访", visit, _VISITS[number % len(_VISITS)])
    if number % 6 == 2 and gift <= last:
        yield Paper("送温暖", gift, "文具和一双棉鞋")
    if number % 5 == 3 and call <= last:
        yield Paper("联系家长", call, "电话，妈妈接的")


def _months(first: date, last: date) -> Iterator[date]:
    """The first day of each calendar month that `first`..`last` touches, never before `first`."""
    day = first
    while day <= last:
        yield day
        day = (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def _school_day(day: date) -> date:
    """`day`, or the Friday before where it falls on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
