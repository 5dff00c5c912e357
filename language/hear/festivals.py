"""On which day a festival falls in a year: of the sun, of the moon, by the weekday, and the solar terms."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial

from language.hear.day import HALF_YEAR
from language.hear.lexicon import spelled

# The years for which the calendar of the moon is reckoned.
_FIRST_YEAR, _LAST_YEAR = 1901, 2099
_LAST_MONTH = 12
_TERMS = spelled(
    """
    小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬
    小雪 大雪 冬至
    """
)
# A festival that comes so soon is spoken of as coming.
_SOON = timedelta(days=45)

OnDay = Callable[[int], date | None]
"""The day on which something falls in a year, None where it does not."""


@dataclass(frozen=True, slots=True)
class Festival:
    """`rest` are the days off around it, counted from the day itself: (0, 6) are that day and six more."""

    on: OnDay
    rest: tuple[int, int] = (0, 0)


def solar(month: int, day: int) -> OnDay:
    """The same date every year."""
    return partial(_solar, month, day)


def _solar(month: int, day: int, year: int) -> date:
    return date(year, month, day)


def nth_weekday(month: int, nth: int, weekday: int) -> OnDay:
    """The second Sunday of May: (5, 2, 6)."""
    return partial(_nth_weekday, month, nth, weekday)


def _nth_weekday(month: int, nth: int, weekday: int, year: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def lunar(month: int, day: int) -> OnDay:
    """A day of the lunar year that begins in the year; day 30 is the last where the month has 29."""
    return partial(_lunar, month, day)


@lru_cache(maxsize=256)
def _lunar(month: int, day: int, year: int) -> date | None:
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= _LAST_MONTH and 1 <= day <= 30):
        return None
    # Imported when the first is asked for: most messages name none, and it takes 10 ms.
    from borax.calendars.lunardate import LCalendars, LunarDate

    found: date = LunarDate(year, month, min(day, LCalendars.ndays(year, month))).to_solar_date()
    return found


@lru_cache(maxsize=64)
def _eve(year: int) -> date | None:
    """The last day of the lunar year that ends in the year."""
    new_year = _lunar(1, 1, year)
    return new_year and new_year - timedelta(days=1)


def _term(name: str) -> OnDay:
    return partial(_term_day, name)


@lru_cache(maxsize=64)
def _term_day(name: str, year: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    from borax.calendars.lunardate import TermUtils

    found: date = TermUtils.nth_term_day(year, term_name=name)
    return found


_NATIONAL = Festival(solar(10, 1), (0, 6))
_MAY_DAY = Festival(solar(5, 1), (0, 4))
_SPRING = Festival(lunar(1, 1), (-1, 6))
_YOUTH, _CHILDREN = Festival(solar(5, 4)), Festival(solar(6, 1))
_WOMEN, _PARTY, _ARMY = Festival(solar(3, 8)), Festival(solar(7, 1)), Festival(solar(8, 1))
_EVE = Festival(_eve)

_NAMED: tuple[tuple[str, Festival], ...] = (
    ("元旦 元旦节", Festival(solar(1, 1), (0, 2))),
    ("情人节", Festival(solar(2, 14))),
    ("学雷锋日 雷锋日 学雷锋纪念日", Festival(solar(3, 5))),
    ("妇女节 三八妇女节 三八节 女神节", _WOMEN),
    ("植树节", Festival(solar(3, 12))),
    ("愚人节", Festival(solar(4, 1))),
    ("清明 清明节", Festival(_term("清明"), (-1, 1))),
    ("劳动节 五一节 五一劳动节 五一国际劳动节", _MAY_DAY),
    ("青年节 五四青年节", _YOUTH),
    ("母亲节", Festival(nth_weekday(5, 2, 6))),
    ("儿童节 六一节 六一儿童节", _CHILDREN),
    ("父亲节", Festival(nth_weekday(6, 3, 6))),
    ("建党节 七一建党节 党的生日", _PARTY),
    ("建军节 八一建军节", _ARMY),
    ("教师节", Festival(solar(9, 10))),
    ("国庆 国庆节 十一国庆 十一国庆节", _NATIONAL),
    ("光棍节 双十一 双11", Festival(solar(11, 11))),
    ("感恩节", Festival(nth_weekday(11, 4, 3))),
    ("宪法日", Festival(solar(12, 4))),
    ("公祭日 国家公祭日", Festival(solar(12, 13))),
    ("平安夜 圣诞前夜", Festival(solar(12, 24))),
    ("圣诞 圣诞节", Festival(solar(12, 25))),
    ("跨年夜 跨年那晚 元旦前夜", Festival(solar(12, 31))),
    ("春节", _SPRING),
    ("元宵 元宵节 正月十五元宵节", Festival(lunar(1, 15))),
    ("龙抬头 二月二龙抬头", Festival(lunar(2, 2))),
    ("端午 端午节", Festival(lunar(5, 5), (-1, 1))),
    ("七夕 七夕节", Festival(lunar(7, 7))),
    ("中元 中元节", Festival(lunar(7, 15))),
    ("中秋 中秋节 八月十五中秋节", Festival(lunar(8, 15), (-1, 1))),
    ("重阳 重阳节 敬老节", Festival(lunar(9, 9))),
    ("腊八 腊八节", Festival(lunar(12, 8))),
    ("小年 小年夜", Festival(lunar(12, 23))),
    ("除夕 除夕夜 大年三十 大年三十儿 年三十 年三十儿 大年卅 年卅 大年夜 三十晚上 年三十晚上", _EVE),
    ("冬至节", Festival(_term("冬至"))),
    *((name, Festival(_term(name))) for name in spelled("冬至 夏至 立春 立夏 立秋 立冬")),
    *((f"{name}节气", Festival(_term(name))) for name in _TERMS),
)
# These mean a day only where more says so: 五一 is also a class, 谷雨 a girl.
_NAMED_WITH_MORE: tuple[tuple[str, Festival], ...] = (
    ("三八", _WOMEN),
    ("五一", _MAY_DAY),
    ("五四", _YOUTH),
    ("六一", _CHILDREN),
    ("七一", _PARTY),
    ("八一", _ARMY),
    ("十一", _NATIONAL),
    ("一二九", Festival(solar(12, 9))),
    ("三月三", Festival(lunar(3, 3), (0, 2))),
    *((name, Festival(_term(name))) for name in spelled("惊蛰 春分 谷雨 小满 芒种 小暑 大暑 处暑 白露 秋分 寒露 霜降")),
)
# Days that we cannot reckon: the calendars of other peoples, and of the school.
UNKNOWN = spelled(
    "古尔邦节 开斋节 肉孜节 宰牲节 诺鲁孜节 藏历年 藏历新年 雪顿节 望果节 火把节 泼水节 那达慕 苗年 彝族年"
)


def _by_name(table: tuple[tuple[str, Festival], ...]) -> Mapping[str, Festival]:
    return {name: festival for names, festival in table for name in spelled(names)}


BY_NAME = _by_name(_NAMED)
"""Festivals by all their names."""
WITH_MORE = _by_name(_NAMED_WITH_MORE)
"""Festivals by words that have other meanings as well."""


def of_year(on: OnDay, year: int) -> date | None:
    """The day that falls in a calendar year, of whatever lunar year it is."""
    return next((day for day in _days(on, year, year) if day.year == year), None)


def nearest(on: OnDay, today: date) -> date | None:
    """The day that is meant where no year is said: the last one, or the next one where that is near.

    None where neither is.
    """
    days = list(_days(on, today.year - 1, today.year + 1))
    last = max((day for day in days if day <= today), default=None)
    if last and today - last <= HALF_YEAR:
        return last
    return next((day for day in sorted(days) if today < day <= today + _SOON), None)


def coming(on: OnDay, today: date) -> date | None:
    """The next such day behind today."""
    return min((day for day in _days(on, today.year, today.year + 1) if day > today), default=None)


def _days(on: OnDay, first: int, last: int) -> Iterator[date]:
    """The days of some years; those of the lunar year before may fall in the first."""
    found = (on(year) for year in range(first - 1, last + 1))
    return (day for day in found if day)
