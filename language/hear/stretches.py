"""The words for a stretch of days of which no single one is said: 上周, 月底, 前几天, 寒假."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from language.hear.day import HALF_YEAR, Day, Reading, ago, in_month, monday, stretch
from language.hear.festivals import lunar, nearest
from language.hear.lexicon import Lexicon, spelled
from language.hear.numerals import NUM, number
from language.hear.regex import regex

_ONE = timedelta(days=1)

# From how many days ago to how many, and which of them is taken; None: the last school day.
_DAYS_AGO: dict[str, tuple[int, int, int | None]] = {
    "前几天 前几日 头几天 头几日": (7, 2, None),
    "前两天 前两日 前一两天 前俩天 头两天 头两日": (4, 1, 2),
    "几天前 好几天前 两三天前 三四天前 几天以前 几天之前 前三四天": (7, 3, None),
    "前些天 前些日子 前些时 前些时候 前一些天 早些天 早几天": (10, 3, None),
    "前阵子 前一阵子 前一阵 前阵 前段时间 前一段时间 前段日子 前一段 早些时候": (30, 7, None),
    "几周前 几个星期前 几个礼拜前 好几周前": (35, 14, None),
}
# These reach up to today.
_LATELY: dict[str, int] = {
    "这两天 近两天 最近两天 这两日 这一两天 这俩天": 2,
    "这几天 近几天 最近几天 这几日 近几日 这些天 这些日子 这三天": 6,
    "最近一周 近一周 这一周 过去一周 最近一个星期": 7,
    "最近 近期 近日 近来 新近 这阵子 这一阵 这一阵子 近段时间 最近一段时间 这段时间 这段日子 这一段时间": 13,
}
_AGO = Lexicon({word: days for words, days in _DAYS_AGO.items() for word in spelled(words)})
_UP_TO_NOW = Lexicon({word: days for words, days in _LATELY.items() for word in spelled(words)})
_AROUND_NOW = """
    本周 这周 本星期 这星期 这个星期 这礼拜 这个礼拜 本月 这个月 这月 这学期 本学期 这个学期
"""
_SOME_TIME_AGO = """
    上次 上学期 上个学期 上学年 去年 前年 那天 那日 有一天 某天 那个周末 那个月 那一周 那周
    开学那天 开学当天 开学前 开学初 开学之初 开学以来 开学后 开学没几天 开学头几天 刚开学
    放假前一天 放假前 放假那天 几个月前 半年前 好久以前 很久以前 好久之前 很久之前 去年今天 去年的今天
"""
_UNSAID = Lexicon(dict.fromkeys(spelled(_AROUND_NOW), True) | dict.fromkeys(spelled(_SOME_TIME_AGO), False))

_WEEKS = regex(r"(?P<last>大?上+)一?个?(?:周|星期|礼拜)(?P<end>末)?(?![一二三四五六日天1-7](?!个(?!月|礼拜|星期)))")
_WEEKEND = regex(r"(?P<this>这个?|本)?(?:周末|双休日)")
_FEW_AGO = regex(
    rf"(?P<n>{NUM}|半)(?P<unit>天|个?星期|个?礼拜|周|个?月|年)(?:多|左右)?[以之]?前(?![往后进台面排桌几两天途程景辈])"
)
_SAME_DAY = regex(r"(?P<last>上+)一?个?(?:(?P<week>周|星期|礼拜)|月)的?(?:今天|同一天|今日)")
_HOLIDAYS = regex(
    r"(?:(?P<year>去年|今年)的?|这个|刚过去的|整个)?(?P<which>寒|暑)假(?!作业|生活|计划|工|活动|快乐|安全|班)"
    r"(?:(?P<edge>结束|开始|之?[前后]|的?第|的?最后).{0,2}[天周]?|期间|里面?|间|中|内|的?时候|时)?"
)
# Of the school's own calendar nothing is known here.
_TERM_BEGAN = regex(rf"(?:开学|开校|报到|放假)(?:后|后的|的)?(?:第{NUM}|头[一1]?)个?(?:天|周|星期|礼拜)")
_FROM_TO = {"寒": ((1, 15), (2, 28)), "暑": ((7, 5), (8, 31))}
_NEW_YEAR = regex(
    r"过?年(?P<edge>前|后)(?![天面后往途来])|过年(?:期间|的?时候|时|那[几两]天"
    r"|(?=走访|家访|去了|给[^,.]{1,8}[送带]了))"
)
# Behind these 年前 is no new year: 三年前, 成年前.
_OTHER_YEARS = frozenset("0123456789〇零一二两三四五六七八九十百几多半整今去明前后每本同当某全学成青少老过")
_WEEKS_BEFORE, _WEEKS_AFTER = 28, 20
# A new year so long past is no longer what 年前 is said of.
_LONG_PAST = timedelta(days=90)

FIRST_OF_STRETCHES = (
    frozenset("0123456789〇一二两三四五六七八九十半上大周双这本刚整寒暑过年报去今")
    | {words[0] for table in (_DAYS_AGO, _LATELY) for text in table for words in spelled(text)}
    | {word[0] for word in spelled(_AROUND_NOW + _SOME_TIME_AGO)}
)
"""What the words that are read here begin with."""


def read_stretch(text: str, start: int, today: date) -> Reading:
    """A stretch of days that is over or reaches up to today; None as the day where not even that was said."""
    best: Reading = None
    for reader in (_by_words, _by_patterns):
        found = reader(text, start, today)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best


def _by_words(text: str, start: int, today: date) -> Reading:
    few = _AGO.match(text, start)
    if few:
        first, last, on = few[1]
        return few[0], stretch(ago(today, first), ago(today, last), today, on=None if on is None else ago(today, on))
    lately = _UP_TO_NOW.match(text, start)
    if lately:
        return lately[0], stretch(ago(today, lately[1]), today, today, on=today, tonight=True)
    unsaid = _UNSAID.match(text, start)
    return (unsaid[0], Day(today if unsaid[1] else None, vague=unsaid[1])) if unsaid else None


def _by_patterns(text: str, start: int, today: date) -> Reading:
    for pattern, reading in _READINGS:
        found = pattern.match(text, start)
        day = found and reading(found, today)
        if found and day:
            return found.end(), day
    return None


def _weeks(found: re.Match[str], today: date) -> Day:
    first = monday(today, -len(found["last"]))
    return stretch(first + _ONE * (5 if found["end"] else 0), first + _ONE * 6, today)


def _weekend(found: re.Match[str], today: date) -> Day:
    """The last one; this week's where it has begun, or where 这 is said late in the week."""
    saturday = monday(today) + _ONE * 5
    if saturday <= today:
        return stretch(saturday, saturday + _ONE, today)
    if found["this"] and today.weekday() > 1:
        return Day(saturday, ahead=True)
    return stretch(saturday - _ONE * 7, saturday - _ONE * 6, today, tonight=True)


def _few_ago(found: re.Match[str], today: date) -> Day | None:
    """So many days are counted, so many weeks or months only about."""
    unit, half = found["unit"], found["n"] == "半"
    if unit == "年":
        return Day(None)
    if unit == "天":
        return None if half else Day(ago(today, number(found["n"])))
    if unit.endswith("月"):
        on = ago(today, 15) if half else in_month(today, -number(found["n"]), min(today.day, 28))
        about = 3 if half else 5
    elif half:
        return None
    else:
        on, about = ago(today, 7 * number(found["n"])), 1
    return stretch(on - _ONE * about, on + _ONE * about, today, on=on) if on else Day(None)


def _same_day(found: re.Match[str], today: date) -> Day:
    back = len(found["last"])
    return Day(ago(today, 7 * back) if found["week"] else in_month(today, -back, today.day))


def _holidays(found: re.Match[str], today: date) -> Day:
    """The school's own calendar knows the days; about so long they are everywhere."""
    if found["edge"]:
        return Day(None)
    year = today.year - (found["year"] == "去年")
    first, last = _of_year(found["which"], year)
    if not found["year"] and first > today:
        before = _of_year(found["which"], year - 1)
        first, last = before if today - before[1] <= HALF_YEAR else (first, last)
    elif not found["year"] and today - last > HALF_YEAR:
        first, last = _of_year(found["which"], year + 1)
    return stretch(first, last, today, tonight=first <= today <= last)


def _of_year(which: str, year: int) -> tuple[date, date]:
    first, last = _FROM_TO[which]
    return date(year, *first), date(year, *last)


def _term_began(_found: re.Match[str], _today: date) -> Day:
    return Day(None)


def _new_year(found: re.Match[str], today: date) -> Day | None:
    if found.start() > 0 and found.string[found.start() - 1] in _OTHER_YEARS:
        return None
    day = nearest(lunar(1, 1), today)
    if day is None or today - day > _LONG_PAST:
        return Day(None)
    if found["edge"] == "前":
        return stretch(ago(day, _WEEKS_BEFORE), ago(day, 1), today, tonight=day > today)
    if found["edge"] == "后":
        return stretch(day + _ONE, day + _ONE * _WEEKS_AFTER, today)
    return stretch(ago(day, 1), day + _ONE * 6, today, on=day)


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Day | None]], ...] = (
    (_SAME_DAY, _same_day),
    (_WEEKS, _weeks),
    (_WEEKEND, _weekend),
    (_FEW_AGO, _few_ago),
    (_HOLIDAYS, _holidays),
    (_NEW_YEAR, _new_year),
    (_TERM_BEGAN, _term_began),
)
