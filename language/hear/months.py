"""The words for a part of a month, and for a day that is counted within one: 十月底, 中旬, 11月最后一天."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from language.hear.day import HALF_YEAR, Day, Reading, end_of_month, in_month, make_day, stretch
from language.hear.numerals import CN, DIGITS, NUM, digits, number
from language.hear.regex import regex

_ONE = timedelta(days=1)
_TENTH, _TWENTIETH = 10, 20

YEAR = rf"(?:(?P<year>\d{{4}}|\d\d|{CN}{{4}})年|(?P<said>去年|今年|明年))?的?"
"""A year that is said, as a pattern with its groups."""
MONTH = rf"(?P<m>{NUM}|元)月"

_WHICH = rf"(?:(?P<which>上+|这|本)一?个?月|{YEAR}{MONTH}份?)"
_PART = r"(?P<part>初(?![一二三四五六七八九十])|上旬|头(?![发疼痛晕])|中旬|中(?![考学秋午国心班途级])|下旬|底|末|尾)"
_PART_OF = regex(rf"{_WHICH}的?月?{_PART}|(?P<here>)(?:月(?P<mid>初|中(?![考学秋午])|底|末|头|尾)|(?P<ten>[上中下]旬))")
_COUNTED = regex(
    rf"{_WHICH}的?(?:(?P<last>最后[一1]?)|第(?P<nth>{NUM})|(?P<head>头[一1]))个?"
    r"(?:天|日|(?:周|星期|礼拜)(?P<w>[一二三四五六日天1-7]))"
)
_EDGE_OF_YEAR = regex(r"(?P<said>去年|今年)的?(?:(?P<last>最后[一1]天)|(?:第[一1]|头[一1])天)")
_WHOLE = regex(
    rf"(?P<which>上+)一?个?月份?(?!\d|{CN}|亮|饼|考|票|经)|{YEAR}{MONTH}(?:份|(?!\d|{CN}|亮|饼|考|票|经|球|子|嫂))"
)

_SOME_TEENTH = regex(rf"(?:{YEAR}{MONTH}份?|(?P<which>上+|这|本)一?个?月)?(?P<tens>[一二]?十|[12]0)[多几来][日号]")

FIRST_OF_MONTHS = frozenset("0123456789〇零一二两三四五六七八九十廿卅元上这本去今明月中下")
"""What the words that are read here begin with."""


def read_in_month(text: str, start: int, today: date) -> Reading:
    """A part of a month, the whole of one, or the first, last or so-manieth day in it."""
    for pattern, reading in _READINGS:
        found = pattern.match(text, start)
        day = found and reading(found, today)
        if found and day:
            return found.end(), day
    return None


def year_of(found: re.Match[str], today: date) -> int | None:
    """The year that was said; None where none was."""
    if found["year"]:
        year = int(found["year"]) if found["year"].isdecimal() else digits(found["year"])
        return year if year > 99 else 2000 + year
    return today.year + ("去年", "今年", "明年").index(found["said"]) - 1 if found["said"] else None


def month_of(found: re.Match[str]) -> int:
    """The number of the month that was said."""
    return 1 if found["m"] == "元" else number(found["m"])


def _first(found: re.Match[str], today: date) -> date | None:
    """The first day of the month that was said.

    Without a year this year's, or last year's where this year's is more than half a year ahead.
    """
    if found["which"]:
        return in_month(today, -len(found["which"]) if found["which"][0] == "上" else 0, 1)
    year = year_of(found, today)
    first = make_day(year or today.year, month_of(found), 1)
    if first and not year and first - today > HALF_YEAR:
        return first.replace(year=today.year - 1)
    # More than half a year past it is a slip more often than so late a record.
    return None if first and not year and today - end_of_month(first) > HALF_YEAR else first


def _part_of(found: re.Match[str], today: date) -> Day | None:
    part = found["part"] or found["mid"] or found["ten"]
    if found["here"] is None:
        first = _first(found, today)
        if first is None:
            return Day(None)
        begin, end = _days(first, part)
        return stretch(begin, end, today, tonight=today <= end)
    if found.start() > 0 and found.string[found.start() - 1] in _AMID:
        return None
    here, last = _days(today.replace(day=1), part), _days(_month_before(today), part)
    if here[0] <= today:
        # While it lasts the words may speak of the rest of it.
        return stretch(*here, today, tonight=today <= here[1])
    # Early in a month its end is far, and the last one near.
    return stretch(*last, today, tonight=True) if today.day <= _TENTH else Day(here[0], ahead=True)


_AMID = frozenset("0123456789〇零一二三四五六七八九十本这个上下每当满")


def _edge_of_year(found: re.Match[str], today: date) -> Day:
    year = today.year - (found["said"] == "去年")
    day = date(year, 12, 31) if found["last"] else date(year, 1, 1)
    return Day(day, ahead=day > today)


def _some_teenth(found: re.Match[str], today: date) -> Day:
    """「二十几号」 of this month, or of the one before where that is all ahead."""
    first = today.replace(day=1)
    if found["m"] or found["which"]:
        said = _first(found, today)
        if said is None:
            return Day(None)
        first = said
    tens = number(found["tens"]) + 1
    if not found["m"] and not found["which"] and first.replace(day=tens) > today:
        first = _month_before(today)
    return stretch(first.replace(day=tens), min(first.replace(day=tens) + _ONE * 8, end_of_month(first)), today)


def _month_before(today: date) -> date:
    return (today.replace(day=1) - _ONE).replace(day=1)


def _days(first: date, part: str) -> tuple[date, date]:
    if part[0] in "初上头":
        return first, first.replace(day=_TENTH)
    if part[0] == "中":
        return first.replace(day=_TENTH + 1), first.replace(day=_TWENTIETH)
    return first.replace(day=_TWENTIETH + 1), end_of_month(first)


def _counted(found: re.Match[str], today: date) -> Day:
    first = _first(found, today)
    if first is None:
        return Day(None)
    nth = number(found["nth"]) if found["nth"] else 1
    if not found["w"]:
        day: date | None = end_of_month(first) if found["last"] else make_day(first.year, first.month, nth)
    else:
        day = _nth_weekday(first, _weekday(found["w"]), 0 if found["last"] else nth)
    return Day(day, ahead=day is not None and day > today)


def _weekday(said: str) -> int:
    return (int(said) if said.isdecimal() else DIGITS[said]) - 1


def _nth_weekday(first: date, weekday: int, nth: int) -> date | None:
    """The so-manieth such day of a month, 0 for its last; None where the month has no such day."""
    if nth == 0:
        last = end_of_month(first)
        return last - _ONE * ((last.weekday() - weekday) % 7)
    day = first + _ONE * ((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == first.month else None


def _whole(found: re.Match[str], today: date) -> Day:
    """A month that is not over is as vague as 这个月; one that is to come is no day at all."""
    first = _first(found, today)
    if first is None or first > today:
        return Day(None)
    if (first.year, first.month) == (today.year, today.month):
        return Day(today, vague=True)
    return stretch(first, end_of_month(first), today)


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Day | None]], ...] = (
    (_EDGE_OF_YEAR, _edge_of_year),
    (_SOME_TEENTH, _some_teenth),
    (_COUNTED, _counted),
    (_PART_OF, _part_of),
    (_WHOLE, _whole),
)
