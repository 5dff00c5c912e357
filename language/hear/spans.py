"""From which day to which somebody will be away: 明天, 下周, 周三到周五, 三天, 从12月1日到3月1日."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from language.hear.day import end_of_month, in_month, make_day, monday
from language.hear.festival_words import read_coming_festival
from language.hear.numerals import NUM, number
from language.hear.regex import regex

Days = tuple[date, date]
"""The first and the last of some days on end; where a slip has turned them round, the last lies before the first."""

_ONE = timedelta(days=1)
# Nobody is away for longer without being somebody else's colleague.
LONGEST = timedelta(days=400)
# Who is away for longer than any usual maternity leave says of which year the end is.
_LONGEST_UNSAID = timedelta(days=190)

_WEEK = r"(?:周|星期|礼拜)"
_NEAR = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_NEAR_DAY = regex(r"(?P<near>大?[前后]|[昨今明])(?:[天日儿](?!后(?!天))个?|[早晚](?![上点些])|(?=[上下]午|晚上|早上))")
_PAIR = regex(r"(?:(?P<later>明后)|今明|这)[两2二]?[天日]")
_FULL = regex(
    r"(?P<y>20\d\d)(?:年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?|(?P<mark>[-/.])(?P<n>\d{1,2})(?P=mark)(?P<e>\d{1,2}))"
)
_YEAR = r"(?:(?P<said>今|明)年|(?P<year>20\d\d)年)?的?"
_MONTH_DAY = regex(rf"(?<!\d){_YEAR}(?P<m>{NUM})月份?(?P<d>{NUM})(?:[日号]|(?!\d|个|天|周))")
_SHORT = regex(r"(?<![\d.])(?P<m>\d{1,2})[./](?P<d>\d{1,2})(?![\d.])[日号]?")
_MONTH = regex(rf"(?<!\d){_YEAR}(?P<m>{NUM})月份?(?:(?P<begins>初)|(?P<ends>底|末))?(?!\d)")
_OTHER_MONTH = regex(
    rf"(?P<which>下|这|本)一?个?月(?:份|(?P<d>{NUM})[日号]|(?P<begins>初)|(?P<ends>底|末))?(?!\d)|(?P<here>)(?:月底|月末)|(?P<last>)年底"
)
_DAY_OF_MONTH = regex(rf"(?<![\d月])(?P<d>{NUM})[日号](?!线|楼)")
_WEEKDAY = regex(rf"(?P<which>下下个?|下一?个?|本|这个?)?{_WEEK}(?P<w>[一二三四五六日天1-7末])(?!\d|个月|天)")
_WHOLE_WEEK = regex(rf"(?P<which>下下一?个?|下一?个?|本|这一?个?){_WEEK}(?![一二三四五六日天1-7末]\b)")

_LENGTH = regex(
    rf"(?<![第这那前后每头几昨今明周期拜\d月])(?P<n>{NUM}|半)(?:多|来)?(?P<unit>天|个?(?:周|星期|礼拜)(?![一二三四五六日天末])|个月|年)(?![前以之后]|级)"
)
_SOME = regex(r"(?<!这)几天|若干|一段时间|一阵子?")
# 「下午请个假」.
_TODAY = regex(r"[上下中]午|晚上|今晚")
_TILL = regex(r"[^,.。;\n\w]*(?:(?:开始)?(?:请|休)?(?:一?直)?(?:到|至|至于|[-~—–]+))[ ]*$|[ ]*(?:一?直)?(?:到|至)[ ]*$")
_SEVERAL = 2
_SCHOOL_WEEK = ("5", "五")
_BETWEEN = regex(r"[ ,]*(?:起|开始|上午|下午|早上|晚上|中午)*[ ,]*(?:一?直)?(?:请|休|出差)?(?:到|至|[-~—–]+)[ ]*")
_BEGINS = regex(r"(?:[上下中]午|早上|晚上)?(?:起|开始|以后|之后|后)")
_BEFORE = regex(r"[之以]?前(?![天几面])")
# 「周五回来」 is the last day, 「周五上班」 the one behind it.
_BACK = regex(r"[ ,]*(?:才|再|就|能|可以|晚上?|下午|早上|上午)*(?:(?P<works>上班|到岗|返岗|复工|销假)|回|返)")
_AND = regex(r"[ ]*(?:[、,和跟与及][ ]*)?")


@dataclass(frozen=True, slots=True)
class _Point:
    """A word for a day or for some days on end, and those that it can mean, in order; `start` and `end` in the text.

    `floats`: the next such day is meant, and not the nearest one, on its own never before `soonest`.
    """

    start: int
    end: int
    may: tuple[Days, ...]
    floats: bool = False
    soonest: date = date.min

    @property
    def first(self) -> Days:
        """Which is meant where nothing else is said."""
        return next((days for days in self.may if days[1] >= self.soonest), self.may[-1])

    def until(self, first: date) -> date | None:
        """Which is meant as the last day of what begins on `first`."""
        return next((days[1] for days in self.may if days[1] > first or (days[1] == first and not self.floats)), None)

    def since(self, first: date) -> Days:
        """From `first` until this; turned round where this lies before it, or only another year puts it behind."""
        last = self.until(first)
        rolled = last is not None and len(self.may) > 1 and last - first > _LONGEST_UNSAID
        return (first, self.may[0][1]) if last is None or (rolled and self.may[0][1] < first) else (first, last)


def span_of(text: str, today: date) -> Days | None:
    """The days on end that a plain text speaks of, as they were said; None where it says none, or not until when."""
    if _SOME.search(text):
        return None
    points, length = list(_points(text, today)), _LENGTH.search(text)
    found = _range(text, points, today) or _till(text, points, today) or _until_back(text, points, today)
    if found is None and length and len(points) <= 1:
        found = _for_so_long(text, length, points, today)
    if found is None and points and not ((length and len(points) < _SEVERAL) or _BEGINS.match(text, points[-1].end)):
        found = _together(text, points)
    if found is None and not (points or length) and _TODAY.search(text):
        found = today, today
    return found if found and found[1] <= found[0] + LONGEST else None


def _range(text: str, points: list[_Point], today: date) -> Days | None:
    """「11月3日到11月10日」, 「从周三到周五」; of several such weeks or months the first that is not over."""
    for first, last in pairwise(points):
        if not _BETWEEN.fullmatch(text, first.end, last.start):
            continue
        begins = [days[0] for days in first.may] if first.floats else [first.may[0][0]]
        pairs = [last.since(begin) for begin in begins]
        return next((pair for pair in pairs if pair[1] > max(today, pair[0] - _ONE)), pairs[0])
    return None


def _till(text: str, points: list[_Point], today: date) -> Days | None:
    """「出差到周五」: from today, or from the day that was said before."""
    for place, point in enumerate(points):
        if _TILL.search(text, 0, point.start) or _BEFORE.match(text, point.end):
            begins = points[place - 1].first[0] if place else today
            return point.since(begins)
    return None


def _until_back(text: str, points: list[_Point], today: date) -> Days | None:
    """「明天出差，周五回来」."""
    back = _BACK.match(text, points[-1].end) if points else None
    if back is None or len(points) > 2:
        return None
    begins = points[0].first[0] if len(points) == 2 else today
    first, last = points[-1].since(begins)
    if back["works"] is None or last < first:
        return first, last
    return (first, last - _ONE) if first < last else None


def _for_so_long(text: str, length: re.Match[str], points: list[_Point], today: date) -> Days | None:
    """「请三天假」 from today, 「下周一起请三天」 from then; of 「下周请三天假」 nobody knows which."""
    first, last = points[0].first if points else (today, today)
    unit, half = length["unit"], length["n"] == "半"
    if not half and not number(length["n"]):
        return None
    whole_week = last - first == _ONE * 6 and unit == "天" and length["n"] in _SCHOOL_WEEK
    if first != last and not whole_week and not _BEGINS.match(text, points[0].end):
        return None
    if unit == "天":
        return first, first + _ONE * (0 if half else number(length["n"]) - 1)
    if unit == "年" or unit == "个月":
        months = (6 if half else 12 * number(length["n"])) if unit == "年" else (0 if half else number(length["n"]))
        back = in_month(first, months, min(first.day, 28)) if months else first + _ONE * 15
        return (first, back - _ONE) if back else None
    return None if half else (first, first + _ONE * (7 * number(length["n"]) - 1))


def _together(text: str, points: list[_Point]) -> Days | None:
    """One day or stretch, or several that follow each other: 「周四、周五」."""
    first, last = points[0].first
    for before, point in pairwise(points):
        behind = next((days for days in point.may if days[0] > last), None)
        if behind is None or behind[0] != last + _ONE or not _AND.fullmatch(text, before.end, point.start):
            return None
        last = behind[1]
    return first, last


def _points(text: str, today: date) -> Iterator[_Point]:
    here = 0
    while here < len(text):
        point = _point(text, here, today)
        if point:
            yield point
        here = point.end if point else here + 1


def _point(text: str, here: int, today: date) -> _Point | None:
    for pattern, reading in _READINGS:
        found = pattern.match(text, here)
        may = found and reading(found, today)
        if found and may:
            floats = len(may) > 1 and pattern in _FLOATING
            # Who says the name of today's weekday means the next one.
            soonest = today + _ONE * (pattern is _WEEKDAY) if floats else date.min
            return _Point(here, found.end(), may, floats, soonest)
    festival = read_coming_festival(text, here, today)
    return _Point(here, festival[0], ((festival[1], festival[1]),)) if festival and festival[1] else None


def _day(on: date | None) -> tuple[Days, ...]:
    return ((on, on),) if on else ()


def _near_day(found: re.Match[str], today: date) -> tuple[Days, ...]:
    return _day(today + _ONE * _NEAR[found["near"]])


def _pair(found: re.Match[str], today: date) -> tuple[Days, ...]:
    first = today + _ONE * (1 if found["later"] else 0)
    return ((first, first + _ONE),)


def _full(found: re.Match[str], _today: date) -> tuple[Days, ...]:
    return _day(make_day(int(found["y"]), int(found["m"] or found["n"]), int(found["d"] or found["e"])))


def _years(found: re.Match[str], today: date) -> tuple[int, ...]:
    """The year that was said, or those around today."""
    said = found.groupdict()
    if said.get("year"):
        return (int(found["year"]),)
    if said.get("said"):
        return (today.year + (found["said"] == "明"),)
    return today.year - 1, today.year, today.year + 1


def _nearest_first(may: Iterable[Days], today: date) -> tuple[Days, ...]:
    """The nearest, and those behind it."""
    every = sorted(may)
    nearest = min(every, key=lambda days: abs(days[0] - today), default=None)
    return tuple(days for days in every if nearest and days >= nearest)


def _month_day(found: re.Match[str], today: date) -> tuple[Days, ...]:
    days = (make_day(year, number(found["m"]), number(found["d"])) for year in _years(found, today))
    return _nearest_first(((day, day) for day in days if day), today)


def _month(found: re.Match[str], today: date) -> tuple[Days, ...]:
    firsts = (make_day(year, number(found["m"]), 1) for year in _years(found, today))
    return _nearest_first((_part(first, found) for first in firsts if first), today)


def _part(first: date, found: re.Match[str]) -> Days:
    """A month, or the edge of it that was said."""
    last = end_of_month(first)
    return (first, first) if found["begins"] else (last, last) if found["ends"] else (first, last)


def _other_month(found: re.Match[str], today: date) -> tuple[Days, ...]:
    if found["last"] is not None:
        return _day(date(today.year, 12, 31))
    if found["d"]:
        return _day(in_month(today, 1 if found["which"] == "下" else 0, number(found["d"])))
    first = in_month(today, 1 if found["which"] == "下" else 0, 1) or today
    if found["here"] is not None:
        return _day(end_of_month(first))
    begins, last = _part(first, found)
    return ((max(begins, today), last),)


def _day_of_month(found: re.Match[str], today: date) -> tuple[Days, ...]:
    days = (in_month(today, months, number(found["d"])) for months in (0, 1, 2))
    return tuple((day, day) for day in days if day)


def _weekday(found: re.Match[str], today: date) -> tuple[Days, ...]:
    which, said = found["which"] or "", found["w"]
    weekday = 5 if said == "末" else "一二三四五六日1234567".find("日" if said == "天" else said) % 7
    days = 1 if said == "末" else 0
    weeks = (which.count("下"),) if which else (0, 1, 2)
    firsts = (monday(today, week) + _ONE * weekday for week in weeks)
    return tuple((first, first + _ONE * days) for first in firsts)


def _whole_week(found: re.Match[str], today: date) -> tuple[Days, ...]:
    weeks = found["which"].count("下")
    return ((max(monday(today, weeks), today), monday(today, weeks) + _ONE * 6),)


# In this order: the longer way to say a day before the shorter ones that it begins with.
_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[Days, ...]]], ...] = (
    (_FULL, _full),
    (_PAIR, _pair),
    (_NEAR_DAY, _near_day),
    (_MONTH_DAY, _month_day),
    (_OTHER_MONTH, _other_month),
    (_MONTH, _month),
    (_SHORT, _month_day),
    (_WEEKDAY, _weekday),
    (_WHOLE_WEEK, _whole_week),
    (_DAY_OF_MONTH, _day_of_month),
)
_FLOATING = (_WEEKDAY, _DAY_OF_MONTH)
