"""The days that a teacher says, read at a place in a plain text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from language.hear.lexicon import Lexicon, spelled

# A day named without a year that lies further ahead than this was said of last year.
HALF_YEAR = timedelta(days=183)

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "日": 7, "天": 7}
_TENS = {"廿": 20, "卅": 30}

_NEAR = {
    -3: "大前天 大前日",
    -2: "前天 前日 前晚 前儿 前天晚上",
    -1: "昨天 昨日 昨晚 昨早 昨儿 昨夜 昨 昨儿个 昨早上 昨晚上 昨天夜里",
    0: "今天 今日 今早 今晨 今儿 今儿个 今早上 当天",
    1: "明天 明日 明早 明晚 明儿 明晨 明早上 明晚上",
    2: "后天 后日 后晚",
    3: "大后天",
}
_TONIGHT = frozenset(("今晚", "今夜", "今晚上"))
_AROUND_NOW = """
    本周 这周 本星期 这星期 这个星期 这礼拜 这个礼拜 本月 这个月 这月 最近 近期 近日 这几天 这两天
    这学期 本学期 这个学期
"""
_SOME_TIME_AGO = """
    上周 上星期 上个星期 上礼拜 上个礼拜 上周末 周末 上个月 上月 前几天 前两天 前些天 前阵子
    前段时间 上次 上学期 上个学期 去年 那天 有一天 上上周 几天前
"""
_NEAR_DAYS = Lexicon(
    {word: days for days, words in _NEAR.items() for word in spelled(words)} | dict.fromkeys(_TONIGHT, 0)
)
_VAGUE = Lexicon(dict.fromkeys(spelled(_AROUND_NOW), True) | dict.fromkeys(spelled(_SOME_TIME_AGO), False))

_CN = r"[〇零一二两三四五六七八九十廿卅]"
NUM = rf"(?:\d{{1,2}}|{_CN}{{1,3}})"
# A number that is followed by one of these counts, prices or places something.
_NOT_A_DAY = (
    r"(?!\d|[./-]\d|%|[分元块毛度斤个次米里倍折岁年级班点届本套包箱袋克名位件人]"
    r"|[楼栋幢院线路房室厅桌床机车店馆门公寓宿选])"
)
_YEAR = rf"(?:(?P<year>(?:20)?\d\d|{_CN}{{4}})年|(?P<said>去年|今年|明年))?的?"

_FULL = re.compile(r"(?P<y>20\d\d)(?:-|/|\.)(?P<m>\d{1,2})(?:-|/|\.)(?P<d>\d{1,2})(?!\d)[日号]?")
MONTH_DAY = re.compile(rf"{_YEAR}(?P<m>{NUM})月份?(?P<d>{NUM})(?:[日号]|(?=\D|$)){_NOT_A_DAY}")
_MONTH_ONLY = re.compile(rf"{_YEAR}(?P<m>{NUM})(?:月份|月(?!\d|{_CN}|亮|饼|考|票|经))")
SHORT = re.compile(rf"(?P<m>\d{{1,2}})[./-](?P<d>\d{{1,2}})[日号]?{_NOT_A_DAY}")
_NEAR_MONTH = re.compile(rf"(?P<which>上上|上|这|本|下)个?月(?:的)?(?P<d>{NUM})[日号]{_NOT_A_DAY}")
_DAYS_AGO = re.compile(rf"(?P<d>{NUM})天(?:以)?前")
DAY_ONLY = re.compile(rf"(?P<d>{NUM})[日号]{_NOT_A_DAY}")
WEEKDAY = re.compile(
    r"(?P<which>上上个?|上个?|下下个?|下个?|本|这个?)?(?:周|星期|礼拜)(?P<w>[一二三四五六日天1-7])(?!\d|岁)"
)
_FIRST = frozenset("0123456789〇零一二两三四五六七八九十廿卅上下本这周星礼去今明昨前大后当最近那有几")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was said: `on` is None where no such day exists, or where it was not said which.

    `vague` marks words for a stretch of time that holds today, `ahead` words that speak of the future,
    `tonight` words for what may be still to come today.
    """

    on: date | None
    vague: bool = False
    ahead: bool = False
    tonight: bool = False


def read_day(text: str, start: int, today: date) -> tuple[int, Day] | None:
    """The end and the day of the longest words for a day that begin at `start`."""
    if text[start] not in _FIRST:
        return None
    near = _NEAR_DAYS.match(text, start)
    if near:
        end, days = near
        return end, Day(today + timedelta(days=days), ahead=days > 0, tonight=text[start:end] in _TONIGHT)
    if not _inside_number(text, start):
        for pattern, reading in _READINGS:
            found = pattern.match(text, start)
            day = found and reading(found, today)
            if found and day:
                return found.end(), day
    vague = _VAGUE.match(text, start)
    if vague:
        end, now = vague
        return end, Day(today if now else None, vague=now)
    return None


def _inside_number(text: str, start: int) -> bool:
    """Whether a digit only goes on what began before it: the 5 of 105, of 3.5, of 2-5."""
    return start > 0 and text[start] in "0123456789" and text[start - 1] in "0123456789.-/"


def number(text: str) -> int:
    """A number up to 99 in digits or Chinese numerals: 5, 五, 十五, 二十五, 廿五, 两."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return sum(_TENS.get(c, 0) for c in ones) + _ones(ones.lstrip("廿卅"))
    return (_ones(tens) if tens else 1) * 10 + _ones(ones)


def _ones(text: str) -> int:
    value = 0
    for character in text:
        value = value * 10 + DIGITS.get(character, 0)
    return value


def make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full(found: re.Match[str], _today: date) -> Day:
    return Day(make_day(int(found["y"]), int(found["m"]), int(found["d"])))


def _month_day(found: re.Match[str], today: date) -> Day:
    month, day = number(found["m"]), number(found["d"])
    year = found["year"]
    if year:
        full = int(year) if year.isdecimal() else _ones(year)
        return Day(make_day(full if full > 99 else 2000 + full, month, day))
    if found["said"]:
        return Day(make_day(today.year + ("去年", "今年", "明年").index(found["said"]) - 1, month, day))
    return Day(_without_year(month, day, today))


def _without_year(month: int, day: int, today: date) -> date | None:
    """This year's day, or last year's where this year's is more than half a year ahead.

    None where it is more than half a year past: that is a slip more often than so late a record.
    """
    said = make_day(today.year, month, day)
    if said and said - today > HALF_YEAR:
        return make_day(today.year - 1, month, day)
    return None if said and today - said > HALF_YEAR else said


def _month_only(_found: re.Match[str], _today: date) -> Day:
    return Day(None)


def _short(found: re.Match[str], today: date) -> Day | None:
    month, day = int(found["m"]), int(found["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Day(_without_year(month, day, today))


def _near_month(found: re.Match[str], today: date) -> Day:
    months = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}[found["which"]]
    return Day(in_month(today, months, number(found["d"])), ahead=months > 0)


def in_month(today: date, months: int, day: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return make_day(year, month + 1, day)


def _day_only(found: re.Match[str], today: date) -> Day:
    """This month's day, or the month before's where this month's is ahead or does not exist."""
    day = number(found["d"])
    said = in_month(today, 0, day)
    return Day(said if said and said <= today else in_month(today, -1, day))


def _days_ago(found: re.Match[str], today: date) -> Day:
    return Day(today - timedelta(days=number(found["d"])))


def _weekday(found: re.Match[str], today: date) -> Day:
    number_ = int(found["w"]) if found["w"].isdecimal() else DIGITS[found["w"]]
    monday = today - timedelta(days=today.weekday())
    on = monday + timedelta(days=number_ - 1)
    which = (found["which"] or "").removesuffix("个")
    if not which:
        return Day(on if on <= today else on - timedelta(days=7))
    weeks = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}[which]
    return Day(on + timedelta(days=7 * weeks), ahead=weeks > 0)


# In this order: the longer way to say a day before the shorter ones that it begins with.
_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Day | None]], ...] = (
    (_FULL, _full),
    (_NEAR_MONTH, _near_month),
    (MONTH_DAY, _month_day),
    (_MONTH_ONLY, _month_only),
    (SHORT, _short),
    (_DAYS_AGO, _days_ago),
    (DAY_ONLY, _day_only),
    (WEEKDAY, _weekday),
)
