"""The words for a festival, and for the days before, on, in and after it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from language.hear.day import Day, Reading, make_day, stretch
from language.hear.festivals import BY_NAME, UNKNOWN, WITH_MORE, Festival, OnDay, coming, lunar, nearest, of_year
from language.hear.lexicon import spelled
from language.hear.numerals import CN, NUM, number
from language.hear.regex import regex
from language.hear.unknown_names import is_han
from language.surnames import SINGLE_SURNAMES

_ONE = timedelta(days=1)
# How many days the time just before and just behind a festival has, and how near its neighbourhood reaches.
_BEFORE, _AFTER, _AROUND = 10, 24, 3
# With so many days off behind it a festival is the whole of them, unless its day is said.
_LONG = 4


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YEAR = r"(?:(?P<year>去年|前年|今年|(?:20)?\d\d年)的?)?"
_TAIL = rf"""(?P<tail>
    (?P<off>放假|(?:小?长)?假期?)?的?(?:
        (?P<eve>前[一1](?:天|日|晚)|前夕|前夜)
      | (?P<next>后[一1](?:天|日)|次日|翌日|隔天)
      | (?P<last>最后[一1]天)
      | (?:第(?P<nth>{NUM})|头[一1]?)[天日]
    )
  | (?:节|假期)?(?:的|里)?(?<!三月三)(?P<of_month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[日号]
      (?![楼院线门桌])(?:[那当]天)?
  | 的?[那当](?:天|日|晚)
  | (?P<all>期间|(?:放假|(?:小?长)?假(?:期|日)?)(?:期间|里面?|间|内|中|的?时候|时|那[几两]天)?
           |黄金周|那[几两]天|里(?![面头]))
  | (?P<around>前后|左右)
  | (?P<after>(?:放假|假期)?[之过以]?后(?![天面来])|(?:放假|节)?(?:回来|返校|收假)后?(?:的?第一天)?)
  | (?P<before>(?:放假|假期)?[之以]?前(?![天面后]))
)?"""
_FESTIVAL = regex(rf"{_YEAR}(?P<name>{_any_of((*BY_NAME, *WITH_MORE))})(?!(?<=节)目){_TAIL}", re.VERBOSE)
_UNKNOWN = regex(rf"(?:{_any_of(UNKNOWN)}|三月三)(?:那天|当天|期间|前一天|放假)?")
_LUNAR_DAY = regex(
    rf"""{_YEAR}(?:
        (?:大年|年|(?:农历)?正月)初(?P<new_year>{CN}{{1,2}})
      | (?:农历|阴历|旧历)?(?P<moon>[正冬腊])月初?(?P<day>{NUM})
      | (?:农历|阴历|旧历)(?P<said_month>{NUM})月初?(?P<said_day>{NUM})
      | (?P<month>{CN}{{1,2}})月初(?P<early>[一二三四五六七八九十])
    )日?(?![个班次回名位岁节年]){_TAIL}""",
    re.VERBOSE,
)
_MOON = regex(rf"{_YEAR}(?:农历)?(?P<moon>[正冬腊])月(?:里|间)?(?![\d初])")
_EARLY = regex(r"初(?P<day>[四五六七八九十])(?:那天|当天)?(?![中班级个])")
_NEAR_NEW_YEAR = timedelta(days=60)
_MOONS = {"正": 1, "冬": 11, "腊": 12}
# What is said of a festival and does not happen on it: a gift, a show, a wish.
_THING = regex(
    "月饼|粽|汤圆|饺子|粥|青团|礼|慰问|福利|晚会|汇演|会演|联欢|节目|文艺|活动|作业|红包|压岁|对联|春联|年货|快乐|安康|灯|诗"
    "|主题|手抄|黑板|班会|表演|假条|计划|安排|路|街|村|镇|小学|中学|幼儿园|广场|大队|祝福|贺卡|卡|习俗|故事|作文|手工|比赛"
    "|征文|朗诵|安全|出游|旅|通知|岁|[多几]|节气歌|[抢买囤屯淘秒]|打折|促销|大促|快递"
)
_ON_THE_WAY = ("快", "快到", "快要", "临近", "将近", "接近", "马上", "即将", "离", "距", "迎", "迎接", "欢度", "祝")
# Behind a short name that may be something else: what goes on as a sentence does.
_SHORT = frozenset(spelled("三八 五一 五四 六一 七一 八一"))
_GOES_ON = regex(r"[去到回来给跟和在我,. \n]|家访|送|$")
_AMID = frozenset("0123456789〇零一二两三四五六七八九十廿卅第年月周期拜初当最起")
_NOT_A_NEW_YEAR = frozenset("0123456789〇零一二两三四五六七八九十百几多半整今去明前后每本同当某全学成青少老")
_WITH = frozenset("和跟与给找对")
# In front of a name that is unknown to us.
_BEFORE_A_NAME = frozenset("和跟与给找对向同去到叫把帮为的、")

FIRST_OF_FESTIVALS = frozenset("0123456789〇一二三四五六七八九十去前今大年农阴旧正冬腊初") | {
    name[0] for name in (*BY_NAME, *WITH_MORE, *UNKNOWN)
}
"""What the words that are read here begin with."""


def _read_early(text: str, start: int, today: date) -> Reading:
    """「初八」 of the first month, as long as that is near; 初一 to 初三 are also years of a school."""
    found = _EARLY.match(text, start)
    if not found or _amid(text, start):
        return None
    day = nearest(lunar(1, number(found["day"])), today)
    near = day is not None and abs(today - day) <= _NEAR_NEW_YEAR
    return found.end(), Day(day, ahead=day > today) if day and near else Day(None)


def read_festival(text: str, start: int, today: date) -> Reading:
    """A festival by its name, the last one where no year is said, or the next one where that is near."""
    if text[start] == "初":
        return _read_early(text, start, today)
    found = _LUNAR_DAY.match(text, start)
    if found and not _amid(text, start):
        return found.end(), _told(found, Festival(_lunar_day(found)), today)
    found = _FESTIVAL.match(text, start)
    if found and _means_a_day(found):
        return found.end(), _told(found, _festival(found), today)
    unknown = _UNKNOWN.match(text, start)
    if unknown:
        return unknown.end(), Day(None)
    moon = _MOON.match(text, start)
    return (moon.end(), _told(moon, Festival(lunar(_MOONS[moon["moon"]], 1), (0, 29)), today)) if moon else None


def read_coming_festival(text: str, start: int, today: date) -> tuple[int, date | None] | None:
    """The next festival of a name: its day, the one before it, or the first that is none of its days off."""
    found = _FESTIVAL.match(text, start)
    if not found or not _means_a_day(found):
        return None
    festival = _festival(found)
    day = coming(festival.on, today)
    if day and (found["before"] or found["eve"]):
        day -= _ONE
    elif day and found["after"]:
        day += _ONE * (festival.rest[1] + 1)
    return found.end(), day


def _festival(found: re.Match[str]) -> Festival:
    name = found["name"]
    return BY_NAME.get(name) or WITH_MORE[name]


def _means_a_day(found: re.Match[str]) -> bool:
    text, start, end, name = found.string, found.start(), found.end(), found["name"]
    if _amid(text, start) and (name in WITH_MORE or name[0] == "年"):
        return False
    if found["tail"]:
        return True
    if name in WITH_MORE and (name not in _SHORT or not _GOES_ON.match(text, end)):
        return False
    return not (_THING.match(text, end) or text[:start].endswith(_ON_THE_WAY) or _in_a_name(text, start, name))


def _amid(text: str, start: int) -> bool:
    """Whether a word goes on what began before it: the 年三十 of 今年三十, the 十一 of 二十一."""
    return start > 0 and text[start - 1] in (_NOT_A_NEW_YEAR if text[start] == "年" else _AMID)


def _in_a_name(text: str, start: int, name: str) -> bool:
    """Whether it is likely a given name, or one behind a surname: 「跟国庆谈了」, 「和张国庆谈心」."""
    if start == 0 or name.endswith("节"):
        return False
    if text[start - 1] not in SINGLE_SURNAMES:
        return text[start - 1] in _WITH
    return start == 1 or text[start - 2] in _BEFORE_A_NAME or not is_han(text[start - 2])


def _lunar_day(found: re.Match[str]) -> OnDay:
    if found["new_year"]:
        return lunar(1, number(found["new_year"]))
    if found["moon"]:
        return lunar(_MOONS[found["moon"]], number(found["day"]))
    month, day = found["said_month"] or found["month"], found["said_day"] or found["early"]
    return lunar(number(month), number(day))


def _told(found: re.Match[str], festival: Festival, today: date) -> Day:
    said = found.groupdict()
    year = said.get("year")
    day = of_year(festival.on, _year(year, today)) if year else nearest(festival.on, today)
    if day is None:
        return Day(None)
    first, last = day + _ONE * festival.rest[0], day + _ONE * festival.rest[1]
    open_ = day > today
    if said.get("before"):
        return stretch(day - _ONE * _BEFORE, day - _ONE, today, on=today if open_ else None, tonight=open_)
    if said.get("after"):
        return stretch(last + _ONE, last + _ONE * _AFTER, today, on=_first_school_day(last + _ONE))
    if said.get("around"):
        return stretch(day - _ONE * _AROUND, day + _ONE * _AROUND, today, on=day, tonight=open_)
    if said.get("all") or (not said.get("tail") and festival.rest[1] >= _LONG):
        return stretch(first, last, today, on=day, tonight=open_)
    return _one_day(said, festival, day, today)


def _one_day(said: dict[str, str | None], festival: Festival, day: date, today: date) -> Day:
    """The day itself or one that is counted from it; which days were off around it is often not known."""
    off, nth = said.get("off"), said.get("nth")
    if (said.get("last") or off) and festival.rest[0] != 0:
        return Day(None)
    if said.get("last"):
        day += _ONE * festival.rest[1]
    elif said.get("eve"):
        day -= _ONE
    elif said.get("next"):
        day += _ONE
    elif nth:
        day += _ONE * (number(nth) - 1)
    elif said.get("of_month"):
        on = make_day(day.year, day.month, number(said["of_month"] or ""))
        return Day(on, ahead=on is not None and on > today)
    return Day(day, ahead=day > today)


def _first_school_day(day: date) -> date:
    return day + _ONE * ((7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def _year(said: str, today: date) -> int:
    if said[0] in "去前今":
        return today.year - "今去前".index(said[0])
    return int(said[:-1]) % 2000 + 2000
