"""Speech that puts itself right: 「昨天，不对，前天」 means the day before yesterday."""

import re
from dataclasses import replace
from datetime import timedelta

from language.hear.day import Day, monday
from language.hear.line import Line
from language.hear.masked import letters
from language.hear.regex import regex
from language.hear.tokens import Token

_HM = "[啊哦噢呃嗯额诶, ]"
_WRONG = (
    rf"{_HM}*(?:(?:不对)+|哦不|噢不|啊不|呃不|嗯不|说错了?|错了|口误|更正|记错了?"
    rf"|[啊哦噢呃嗯额诶]+不是|,不是(?=[,. 啊嗯])"
    rf"|不是(?=是|,是|其实|应该)|应该是说|应该是|其实是)"
    rf"(?:{_HM}|不对|是|应该|其实|我?说的)*"
)
_RATHER = rf"(?:{_HM}|其实|应该|而|是)*"
# The first of two of a kind, and the words that take it back; what stands between stays.
_TAKEN_BACK = (
    *(
        regex(rf"(?<!不是)(?P<first>{one})(?P<between>[^{one}.\n]{{0,12}}?)(?P<wrong>{_WRONG}{rather})(?={one})")
        for one, rather in (("D", ""), ("N", "我?(?:跟|和|与|给|找|去|对)?"))
    ),
    # 「前天不是大前天」, but 「今天不是五号嘛」.
    regex(rf"(?<!不是)(?P<first>D)(?P<wrong>不是{_RATHER})(?=D(?![嘛吗么,.]))"),
)
# The same said and denied: 「前天张三，不是前天，大前天」, 「张三的家长，不是张三，是李四的」.
_SAID_AND_DENIED = tuple(
    regex(rf"(?P<first>{one})[^{one}.\n]{{0,12}}?(?P<wrong>[也又]?{_HM}*不是(?P<again>{one}){rather})(?={one})")
    for one, rather in (("D", _RATHER), ("N", rf"{_HM}*(?:而是|应该是|其实是|是)"))
)
_DENIED = regex(r"(?P<wrong>[也又可并,]*不是(?:D|(?<=[,也]不是)N))(?=[,. 啊]|其实|而是|是)")
_NOT = regex("[啊哦噢呃嗯额诶]*不是")
_WEEKDAY = regex("(?:周|星期|礼拜)[一二三四五六日天]")
_WEEK = timedelta(days=7)


def amended(line: Line) -> Line:
    """The line without what the sender took back while speaking."""
    text, at = letters(line)
    dropped: set[int] = set()
    tokens = list(line.tokens)
    for pattern in _TAKEN_BACK:
        for found in pattern.finditer(text):
            if _may_be_a_contrast(text, found):
                continue
            places = (found.start("first"), *range(found.start("wrong"), found.end("wrong")))
            dropped.update(at[place] for place in places)
            # Each of these looks for what is meant instead, so something follows.
            tokens[at[found.end()]] = _in_his_week(line, at[found.start("first")], at[found.end()])
    for pattern in _SAID_AND_DENIED:
        for found in pattern.finditer(text):
            if tokens[at[found.start("first")]].means == tokens[at[found.start("again")]].means:
                places = (found.start("first"), *range(found.start("wrong"), found.end("wrong")))
                dropped.update(at[place] for place in places)
    for found in _DENIED.finditer(text):
        dropped.update(at[place] for place in range(found.start(), found.end()))
    if not dropped:
        return line
    kept = [index for index in range(len(tokens)) if index not in dropped]
    return replace(line, tokens=tuple(tokens[i] for i in kept), parts=tuple(line.parts[i] for i in kept))


def _may_be_a_contrast(text: str, found: re.Match[str]) -> bool:
    """「是张三啊不是李四」 says in one breath either who it was not, or who it was after all."""
    return text[: found.start("first")].endswith("是") and _NOT.fullmatch(found["wrong"]) is not None


def _in_his_week(line: Line, wrong: int, right: int) -> Token:
    """「上周三，不对，周四」 is Thursday of last week."""
    token, taken_back, meant = line.tokens[right], line.tokens[wrong].means, line.tokens[right].means
    if not isinstance(taken_back, Day) or not isinstance(meant, Day) or not taken_back.on or not meant.on:
        return token
    if not line.said(wrong).startswith("上") or not _WEEKDAY.match(line.said(right)):
        return token
    weeks = (monday(meant.on) - monday(taken_back.on)) // _WEEK
    return token._replace(means=replace(meant, on=meant.on - weeks * _WEEK)) if weeks > 0 else token
