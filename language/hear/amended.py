"""Speech that puts itself right: 「昨天，不对，前天」 means the day before yesterday."""

import re
from dataclasses import replace

from language.hear.line import Line
from language.hear.masked import letters

_HM = "[啊哦噢呃嗯额诶, ]"
_WRONG = (
    rf"{_HM}*(?:(?:不对)+|哦不|噢不|啊不|呃不|嗯不|说错了?|错了|口误|更正|记错了?|{_HM}+不是|不是(?=是"
    rf"|,是|其实|应该)|应该是说|应该是|其实是)"
    rf"(?:{_HM}|不对|是|应该|其实|说的)*"
)
# The first of two of a kind, and the words that take it back; what stands between stays.
_TAKEN_BACK = tuple(
    re.compile(rf"(?<!不是)(?P<first>{one})(?P<between>[^{one}.\n]{{0,12}}?)(?P<wrong>{_WRONG})(?={one})")
    for one in "DN"
)
_DENIED = re.compile(r"(?P<wrong>[也又可并,]*不是(?:D|(?<=[,也]不是)N))(?=[,. 啊]|其实|而是|是)")


def amended(line: Line) -> Line:
    """The line without what the sender took back while speaking."""
    text, at = letters(line)
    dropped: set[int] = set()
    for pattern in _TAKEN_BACK:
        for found in pattern.finditer(text):
            places = (found.start("first"), *range(found.start("wrong"), found.end("wrong")))
            dropped.update(at[place] for place in places)
    for found in _DENIED.finditer(text):
        dropped.update(at[place] for place in range(found.start(), found.end()))
    if not dropped:
        return line
    kept = [index for index in range(len(line.tokens)) if index not in dropped]
    return replace(line, tokens=tuple(line.tokens[i] for i in kept), parts=tuple(line.parts[i] for i in kept))
