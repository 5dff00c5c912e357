"""The coming days that a teacher says: until when something may wait."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from language.hear.dates import DAY_ONLY, MONTH_DAY, SHORT, WEEKDAY, read_day, weekday_of
from language.hear.day import in_month, make_day, monday
from language.hear.festival_words import read_coming_festival
from language.hear.months import month_of
from language.hear.numerals import NUM, number
from language.hear.regex import regex

_SPAN = regex(rf"(?P<n>{NUM}|半)(?P<unit>天|日(?![常子])|周|个?星期|个?礼拜|个?月(?!\d))(?:以后|之后|后)?")
_NEXT_WEEK = regex(r"下(?:个)?(?:周|星期|礼拜)(?![一二三四五六日天1-7])")
_NEXT_MONTH = regex(r"下个?月(?!\d|[一二三四五六七八九十底])初?")
_MONTH_END = regex(r"(?P<next>下个?)?月(?:底|末)|这个?月底|本月底")
_WEEKEND = regex(r"(?:这|本)?周末")
_FAR = regex(rf"(?:明年|后年|下个?学[期年]|下半年)(?!的?{NUM}月)")


def read_day_ahead(text: str, start: int, today: date) -> tuple[int, date | None] | None:
    """The end and the day of words for a coming day that begin at `start`; None as the day where there is none.

    What is said without a year, a month or a week is the next such day. A day that is past, or too far, is for the
    caller to judge.
    """
    for pattern, reading in _READINGS:
        found = pattern.match(text, start)
        if found:
            return found.end(), reading(found, today)
    festival = read_coming_festival(text, start, today)
    if festival:
        return festival
    read = read_day(text, start, today)
    return (read[0], read[1].on) if read else None


def _far(_found: re.Match[str], _today: date) -> date:
    """A stretch of time of which no day can be meant."""
    return date.max


def _span(found: re.Match[str], today: date) -> date | None:
    unit, half = found["unit"], found["n"] == "半"
    if unit.endswith("月"):
        return today + timedelta(days=15) if half else in_month(today, number(found["n"]), min(today.day, 28))
    days = 1 if unit in "天日" else 7
    return None if half else today + timedelta(days=days * number(found["n"]))


def _next_week(_found: re.Match[str], today: date) -> date:
    return monday(today, 1)


def _next_month(_found: re.Match[str], today: date) -> date | None:
    return in_month(today, 1, 1)


def _month_end(found: re.Match[str], today: date) -> date | None:
    first_behind = in_month(today, 2 if found["next"] else 1, 1)
    return first_behind and first_behind - timedelta(days=1)


def _weekend(_found: re.Match[str], today: date) -> date:
    """Saturday, on a Saturday Sunday."""
    return today + timedelta(days=max(1, 5 - today.weekday()))


def _month_day(found: re.Match[str], today: date) -> date | None:
    """The next such day, where no year was said; a word with a year is read as everywhere."""
    said = found.groupdict()
    if said.get("year") or said.get("said"):
        read = read_day(found.string, found.start(), today)
        return read[1].on if read else None
    month, day = month_of(found), number(found["d"])
    this_year = make_day(today.year, month, day)
    return this_year if this_year and this_year > today else make_day(today.year + 1, month, day)


def _day_only(found: re.Match[str], today: date) -> date | None:
    here = in_month(today, 0, number(found["d"]))
    return here if here and here > today else in_month(today, 1, number(found["d"]))


def _weekday(found: re.Match[str], today: date) -> date | None:
    if found["which"]:
        read = read_day(found.string, found.start(), today)
        return read[1].on if read else None
    return today + timedelta(days=(weekday_of(found) - today.weekday() - 1) % 7 + 1)


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_NEXT_WEEK, _next_week),
    (_NEXT_MONTH, _next_month),
    (_MONTH_END, _month_end),
    (_WEEKEND, _weekend),
    (_FAR, _far),
    (MONTH_DAY, _month_day),
    (SHORT, _month_day),
    (DAY_ONLY, _day_only),
    (WEEKDAY, _weekday),
    (_SPAN, _span),
)
