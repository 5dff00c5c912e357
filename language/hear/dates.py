"""The days that a teacher says, read at a place in a plain text."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from language.hear.day import HALF_YEAR, Day, Reader, Reading, ago, in_month, make_day, monday, stretch
from language.hear.festival_words import FIRST_OF_FESTIVALS, read_festival
from language.hear.lexicon import Lexicon, spelled
from language.hear.months import FIRST_OF_MONTHS, MONTH, YEAR, month_of, read_in_month, year_of
from language.hear.numerals import DIGITS, NUM, number
from language.hear.regex import regex
from language.hear.stretches import FIRST_OF_STRETCHES, read_stretch

__all__ = ["DAY_ONLY", "HALF_YEAR", "MONTH_DAY", "NUM", "SHORT", "WEEKDAY", "Day", "number", "read_day", "weekday_of"]

_NEAR = {
    -4: "大大前天",
    -3: "大前天 大前日 大前儿 大前晚",
    -2: "前天 前日 前晚 前儿 前儿个 前个儿 前夜 前天晚上 前天夜里 前夭 昨天的昨天 昨天前一天 昨天的前一天 qiantian",
    -1: """
        昨天 昨日 昨晚 昨早 昨儿 昨夜 昨 昨儿个 昨个 昨个儿 昨早上 昨晚上 昨天夜里 昨上午 昨中午 昨下午 昨朝 昨夭
        昨晌 昨晌午 昨后晌 昨黑 昨黑里 昨黑了 昨下黑 昨日子 昨傍晚 夜黑里 夜黑了 夜隔儿
        作天 作晚 咋天 咋晚 夜儿 夜儿个 夜个 夜个儿 夜来 琴日 琴晚 寻日 寻晚 㖊日 㖊晚 zuotian
    """,
    0: """
        今天 今日 今早 今晨 今儿 今儿个 今个 今个儿 今早上 今朝 今上午 今中午 今下午 今仔日 今夭
        今后晌 今晌午 今前晌 今傍晚 jintian
    """,
    1: "明天 明日 明早 明晚 明儿 明儿个 明个 明个儿 明晨 明早上 明晚上 明朝 听日 听晚 听朝 mingtian",
    2: "后天 后日 后晚 后儿 houtian",
    3: "大后天",
}
_TONIGHT = frozenset(
    spelled(
        "今晚 今夜 今晚上 今晚黑 今晚夕 今儿晚夕 今儿晚夕里 今儿晚上 今儿晚 今儿夜里 今黑 今黑了 今黑里 今儿黑 今儿黑了"
    )
)
_NEAR_WORDS = {word: days for days, words in _NEAR.items() for word in spelled(words)} | dict.fromkeys(_TONIGHT, 0)
_NEAR_DAYS = Lexicon(_NEAR_WORDS)

# A number that is followed by one of these counts, prices or places something.
_NOT_A_DAY = (
    r"(?!\d(?!\d?[:点时])|[./-]\d|[%‰℃°]|[分元块毛度斤个次米里倍折岁年级班点届本套包箱袋克名位件人时秒]|小时|公[里斤分]|千[米克]|平[方米]"
    r"|[楼栋幢院线路房室厅桌床机车店馆门公寓宿选球坑井柜码鞋]|电池|文件|考[场室号]|选手|座(?!谈)|附|同学|学生|男|女|令)"
)
MONTH_DAY = regex(rf"{YEAR}{MONTH}份?(?P<d>{NUM})(?:[日号曰]|(?=\D|$)){_NOT_A_DAY}")
SHORT = regex(rf"(?P<m>\d{{1,2}})[./-](?P<d>\d{{1,2}})[日号]?{_NOT_A_DAY}")
# 「开年头一日」 counts and names no day of the month.
DAY_ONLY = regex(rf"(?!(?<=[头第前后某每同整半末])[一二两三四五六七八九十]+日)(?P<d>{NUM})[日号]{_NOT_A_DAY}")
WEEKDAY = regex(
    r"(?P<which>大?上+一?个?(?:(?:周|星期|礼拜)的)?|下下个?|下个?|本|这个?)?(?:周|星期|礼拜)"
    # 「这周五个全谈完」 are five, and no Friday.
    r"(?P<w>[一二三四五六日天1-7])(?!\d|岁|个(?!月|礼拜|星期))"
)
_FULL = regex(
    r"(?P<y>20\d\d|(?<![\d.])2\d(?=([/.-])\d{1,2}\2\d))(?P<mark>[-/.]?)(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})(?!\d)[日号]?"
)
_NEAR_MONTH = regex(
    rf"(?P<which>上+|这|本|下)一?个?月的?(?:(?P<d>{NUM})[日号]|(?P<bare>\d{{1,2}}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九])){_NOT_A_DAY}"
)
_SHORT_TO = regex(
    rf"(?P<m>\d{{1,2}})[./](?P<d>\d{{1,2}})[-~—到至](?:(?P<n>\d{{1,2}})[./])?(?P<e>\d{{1,2}})[日号]?{_NOT_A_DAY}"
)
_FROM_TO = regex(rf"(?:{MONTH}份?)?(?P<d>{NUM})[日号]?(?P<till>[-~—到至])(?P<e>{NUM})[日号]{_NOT_A_DAY}")
# 「1102 张三 已谈」: month and day of a curt record, at one end of a line.
_COMPACT = regex(r"(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?=[ ,:/\n]|$)")
_SURELY_COMPACT = regex(
    r"(?P<m>0[1-9])(?P<d>[0-2]\d|3[01])(?![\da-z]|[班室房号宿教院路栋楼级届人元块分米名位个次车组门弄幢座点时])"
)
_ADDRESS = regex(r"[栋楼区室号路幢座房弄村巷街院]|单元|宿舍|公寓|时间|[上下中]午|早上|晚上|班")
_CURT = 24
_NEAR_PAST = timedelta(days=92)
# 昨天 and 前天 as other characters of their sound, where a sentence goes on behind them.
_MISTYPED = regex(
    r"(?:(?P<yesterday>[坐左座做]天|昨[田填添甜]|[坐左座]晚(?!会))|(?P<before>前田)|今[田填添])"
    r"(?=$|[ ,.:\n我和跟给去找家谈聊补送帮陪对打与到在带放早晚中已]|[上下]午)"
)
_GOES_ON_A_NUMBER = regex(r"\d$|\d[.\-/]$|\.$")
# In front of these a number is no date: a birthday, a price, a score, a measure.
_NO_DATE_BEHIND = regex(
    rf"(?:生日(?:是|在|为)?|出生于?|生于)(?:{NUM}月)?$|(?:[¥$第v]|[考得]了|[扣花]了?|体温|血压|得分|身份证|[学工编证卡]号[是为:]?|一共|总共|[附街路巷弄])$"
)
_NO_DATE_BEFORE = regex(r"出生|生的?人")
# With these behind it a date is only a bound.
_ONLY_A_BOUND = regex(r"[之以][前后]|前后|左右")
_LONGEST_BEHIND = 8
_SHIFT = regex(r"的?(?:[那当][天日]|(?P<eve>前[一1]天)|(?P<next>后[一1]天|第二天))")
_TILL = regex(r"(?:上午|下午|晚上|早上)?(?:[-~—]+|一?直?[到至])")
_NUMERALS = frozenset("0123456789〇零一二两三四五六七八九十廿卅")
_LONGEST = timedelta(days=62)


def read_day(text: str, start: int, today: date) -> Reading:
    """The end and the day of the longest words for a day, or for a stretch of days, that begin at `start`."""
    readers = _READERS.get(text[start])
    if not readers or (text[start] in _NUMERALS and _counts_something(text, start)):
        return None
    best: Reading = None
    for reader in readers:
        found = reader(text, start, today)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best


def _near(text: str, start: int, today: date) -> Reading:
    near = _NEAR_DAYS.match(text, start)
    if near is None:
        return None
    end, days = near
    return _till(text, end, Day(ago(today, -days), ahead=days > 0, tonight=text[start:end] in _TONIGHT), today)


def _mistyped(text: str, start: int, today: date) -> Reading:
    found = _MISTYPED.match(text, start)
    if found is None:
        return None
    return found.end(), Day(ago(today, 1 if found["yesterday"] else 2 if found["before"] else 0))


def _compact(text: str, start: int, today: date) -> Reading:
    """Four digits at one end of a line that are a day of the last weeks; what may be a time as well is asked about."""
    begins = start == 0 or text[start - 1] == "\n"
    found = (_SURELY_COMPACT if begins else _COMPACT).match(text, start) or _COMPACT.match(text, start)
    if found is None or not (begins or (text[start - 1] in " ," and text[found.end() : found.end() + 1] in ("", "\n"))):
        return None
    line = text[text.rfind("\n", 0, start) + 1 : start]
    on = _without_year(int(found["m"]), int(found["d"]), today)
    if on is None or not timedelta(0) <= today - on <= _NEAR_PAST or len(line) > _CURT or _ADDRESS.search(line):
        return None
    by_the_clock = text[start] != "0" and on.day % 5 == 0
    return found.end(), Day(None if by_the_clock else on)


def _exact(text: str, start: int, today: date) -> Reading:
    for pattern, reading in _READINGS:
        found = pattern.match(text, start)
        day = found and reading(found, today)
        if found and day and not _NO_DATE_BEFORE.match(text, found.end()):
            if bound := _ONLY_A_BOUND.match(text, found.end()):
                return bound.end(), Day(None, ahead=day.ahead)
            return _till(text, *_shifted(text, found.end(), day), today)
    return None


def _counts_something(text: str, start: int) -> bool:
    """Whether a number is none of a date for what stands before it: 105, 3.5, 考了11.5, 生日是3月5号."""
    if _GOES_ON_A_NUMBER.search(text, max(0, start - 2), start) and text[start] in "0123456789":
        return True
    return _NO_DATE_BEHIND.search(text, max(0, start - _LONGEST_BEHIND), start) is not None


def _shifted(text: str, end: int, day: Day) -> tuple[int, Day]:
    """A day said as 「…当天」, or the one before or behind it."""
    shift = _SHIFT.match(text, end) if day.on and not day.within else None
    if shift is None or day.on is None:
        return end, day
    days = -1 if shift["eve"] else 1 if shift["next"] else 0
    return shift.end(), replace(day, on=day.on + timedelta(days=days))


def _till(text: str, end: int, day: Day, today: date) -> Reading:
    """A day, or the stretch that begins on it where 「到…」 follows."""
    till = _TILL.match(text, end) if day.on and not day.ahead and not day.within else None
    if day.on and till and till.end() < len(text):
        last = _last_day(text, till.end(), day.on, today)
        if last and day.on < last[1] <= day.on + _LONGEST:
            return last[0], stretch(day.on, last[1], today, tonight=last[1] > today)
    return end, day


def _last_day(text: str, start: int, first: date, today: date) -> tuple[int, date] | None:
    """The day up to which a stretch goes; what is said shortly is counted from its first day."""
    week = WEEKDAY.match(text, start)
    if week and not week["which"]:
        return week.end(), first + timedelta(days=(weekday_of(week) - first.weekday()) % 7)
    only = DAY_ONLY.match(text, start)
    if only:
        day = number(only["d"])
        on = in_month(first, 0 if day > first.day else 1, day)
        return (only.end(), on) if on else None
    near = _NEAR_DAYS.match(text, start)
    if near:
        return near[0], ago(today, -near[1])
    for pattern in (MONTH_DAY, SHORT):
        found = pattern.match(text, start)
        on = found and _without_year(number(found["m"]), number(found["d"]), today)
        if found and on:
            return found.end(), on
    return None


def _full(found: re.Match[str], _today: date) -> Day | None:
    if not found["mark"] and len(found[0]) < len("20261026"):
        return None
    on = make_day(int(found["y"]), int(found["m"]), int(found["d"]))
    # Eight digits in a row may be any number.
    return Day(on) if on or found["mark"] else None


def _from_to(found: re.Match[str], today: date) -> Day | None:
    """「9到11号」; 「9-11号」 may be a day of September as well."""
    first, last = number(found["d"]), number(found["e"])
    if not first < last <= 31:
        return None
    if not found["m"] and found["till"] == "-" and make_day(today.year, min(first, 13), last):
        return Day(None)
    begin = _without_year(month_of(found), first, today) if found["m"] else _day_of_month(first, today)
    end = begin and make_day(begin.year, begin.month, last)
    return stretch(begin, end, today, tonight=end > today) if begin and end else Day(None)


def _short_to(found: re.Match[str], today: date) -> Day | None:
    month, first, last = int(found["m"]), int(found["d"]), int(found["e"])
    begin = _without_year(month, first, today)
    end = begin and make_day(begin.year, int(found["n"] or month), last)
    return stretch(begin, end, today, tonight=end > today) if begin and end and begin < end else None


def _month_day(found: re.Match[str], today: date) -> Day:
    month, day = month_of(found), number(found["d"])
    year = year_of(found, today)
    return Day(make_day(year, month, day) if year else _without_year(month, day, today))


def _without_year(month: int, day: int, today: date) -> date | None:
    """This year's day, or last year's where this year's is more than half a year ahead.

    None where it is more than half a year past: that is a slip more often than so late a record.
    """
    said = make_day(today.year, month, day)
    if said and said - today > HALF_YEAR:
        return make_day(today.year - 1, month, day)
    return None if said and today - said > HALF_YEAR else said


def _short(found: re.Match[str], today: date) -> Day | None:
    month, day = int(found["m"]), int(found["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Day(_without_year(month, day, today))


def _near_month(found: re.Match[str], today: date) -> Day:
    which = found["which"]
    months = -len(which) if which[0] == "上" else 1 if which == "下" else 0
    return Day(in_month(today, months, number(found["d"] or found["bare"])), ahead=months > 0)


def _day_only(found: re.Match[str], today: date) -> Day:
    return Day(_day_of_month(number(found["d"]), today))


def _day_of_month(day: int, today: date) -> date | None:
    """This month's day, or the month before's where this month's is ahead or does not exist."""
    said = in_month(today, 0, day)
    return said if said and said <= today else in_month(today, -1, day)


def _weekday(found: re.Match[str], today: date) -> Day:
    which, days = found["which"] or "", timedelta(days=weekday_of(found))
    on = monday(today) + days
    if not which:
        return Day(on if on <= today else on - timedelta(days=7))
    weeks = which.count("下") - which.count("上") - which.count("大")
    return Day(monday(today, weeks) + days, ahead=weeks > 0)


def weekday_of(found: re.Match[str]) -> int:
    """The weekday that WEEKDAY found, Monday 0."""
    return (int(found["w"]) if found["w"].isdecimal() else DIGITS[found["w"]]) - 1


# In this order: the longer way to say a day before the shorter ones that it begins with.
_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Day | None]], ...] = (
    (_FULL, _full),
    (_NEAR_MONTH, _near_month),
    (_FROM_TO, _from_to),
    (_SHORT_TO, _short_to),
    (MONTH_DAY, _month_day),
    (SHORT, _short),
    (DAY_ONLY, _day_only),
    (WEEKDAY, _weekday),
)
# What a word for a day begins with, for each reader; the first of two that read as far is right.
_FIRST: tuple[tuple[Reader, Iterable[str]], ...] = (
    (_near, {word[0] for word in _NEAR_WORDS}),
    (_mistyped, "坐左座做昨前今"),
    (_compact, "01"),
    (read_festival, FIRST_OF_FESTIVALS),
    (_exact, (*_NUMERALS, *"元大上下本这去今明周星礼")),
    (read_in_month, FIRST_OF_MONTHS),
    (read_stretch, FIRST_OF_STRETCHES),
)
_READERS: dict[str, tuple[Reader, ...]] = {
    first: tuple(reader for reader, firsts in _FIRST if first in firsts)
    for first in {first for _, firsts in _FIRST for first in firsts}
}
