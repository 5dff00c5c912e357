"""For which earlier period a deed is to count, read at a place in a plain text."""

import re
from datetime import date

from duty.commands import MakeUp
from duty.policy import Per
from language.hear.dates import NUM, number
from language.hear.grammar import GRAMMAR, Ask
from language.hear.regex import regex

_VERBS = "|".join(sorted((verb for one in GRAMMAR if one.means is Ask.MAKE_UP for verb in one.first), key=len)[::-1])
_PERIOD = rf"""
    (?:刚过去的)?(?:
        (?P<month>上上|上一?|这|本|当)个?月份?(?![\d〇零一二两三四五六七八九十])
        |(?:(?P<year>(?:20)?\d\d|去|今)年)?(?P<number>{NUM})月(?:份|(?![\d〇零一二两三四五六七八九十亮饼考票经底]))
        |(?P<term>上一?|这|本)个?学期
        |(?P<school_year>上一?|这|本)个?学年
        |(?P<empty>上一?次|上一?回|上一?期|之前|前面|以前|(?:空着|欠下?|漏掉?|落下?|缺|没做|没办)(?=的))
    )(?:的(?:那一?次|那个)?)?
"""
_THIS_ONE = r"请?(?:这一?次|这一?回|这个)?(?:就|也)?"
_SPARE = r"(?:了|过|一下|一次|一个|个)?"
_CLOSING = r"(?:[吧哈哦啊啦呀了](?=[\W_]|$))?"
_FOR_A_PERIOD = regex(
    rf"""{_THIS_ONE}(?:
        (?:是|算是?|就当)?(?:{_VERBS}){_SPARE}[给在到]?
        |(?:算|当|顶)[在到作做成是给]? | 记[在到作成入]
    )\ ?{_PERIOD}{_CLOSING}""",
    re.VERBOSE,
)
# 补课 is a deed of its own; what else is made up for here is no deed.
_BARE = regex(
    rf"{_THIS_ONE}(?:是|算是?)?(?:补(?=上个?(?:周|星期|礼拜))|(?>{_VERBS}))"
    rf"(?![课习考充交贴助丁品牙足偿写水钙觉种救发票血缺货妆]){_SPARE}的?{_CLOSING}"
)
_ALONE = regex(_PERIOD, re.VERBOSE)
_FIRST = frozenset("补请这就也是算当顶记")
_TAIL = regex(r"[ \n,;:。(](?=[补这就也是算当顶记])")
_BACK = {"上上": 2, "上": 1, "上一": 1, "这": 0, "本": 0, "当": 0}
_HALF_A_YEAR = 6


def read_make_up(text: str, start: int, today: date) -> tuple[int, MakeUp] | None:
    """The end and the period of the words for making up that begin at `start`; 补 alone: whichever is empty."""
    if text[start] not in _FIRST:
        return None
    found = _FOR_A_PERIOD.match(text, start)
    if found:
        meant = _meant(found, today)
        return (found.end(), meant) if meant else None
    bare = _BARE.match(text, start)
    return (bare.end(), MakeUp(today)) if bare else None


def period_of(words: str, today: date) -> MakeUp | None:
    """The period that words for a stretch of time name, and nothing else."""
    found = _ALONE.fullmatch(words)
    return _meant(found, today) if found else None


def closing(text: str, start: int, today: date) -> MakeUp | None:
    """What the very last words say behind a mark: 「…，补上个月的」."""
    for mark in _TAIL.finditer(text, start):
        found = _FOR_A_PERIOD.match(text, mark.end())
        if found and not any(c.isalnum() for c in text[found.end() :]):
            return _meant(found, today)
    return None


def _meant(found: re.Match[str], today: date) -> MakeUp | None:
    if found["month"]:
        return MakeUp(today, Per.MONTH, _BACK[found["month"]])
    if found["number"]:
        month = number(found["number"])
        return MakeUp(today, Per.MONTH, _months_ago(month, found["year"], today)) if 1 <= month <= 12 else None
    if found["term"]:
        return MakeUp(today, Per.TERM, _BACK[found["term"]])
    if found["school_year"]:
        return MakeUp(today, Per.SCHOOL_YEAR, _BACK[found["school_year"]])
    return MakeUp(today)


def _months_ago(month: int, year: str | None, today: date) -> int:
    """Without a year this year's month, or last year's where this year's is more than half a year ahead."""
    ago = today.month - month
    if year is None:
        return ago + 12 if -ago > _HALF_A_YEAR else ago
    if not year.isdecimal():
        return ago + (12 if year == "去" else 0)
    return ago + 12 * (today.year % 100 - int(year) % 100)
