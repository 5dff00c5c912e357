"""What a later clause says of the deeds before it: who was left out, on which day one was, what they all count as."""

import re
from dataclasses import replace

from duty.kinds import Kind
from language.hear.event import SPOKEN_OF, Event
from language.hear.masked import Masked

_SHORT_OF = re.compile(
    r"[^,.:\nN了]{0,4}(?:差|缺|剩(?:下)?|少|漏|除)(?:了|个|一个|着)*N(?:[、/&+和跟与 ]*N)*(?:没|未)?[^,.:\nND]{0,3}"
)
_HIS_DAY = re.compile(
    r"(?:不过|但是?|只是|其中)?[^NDPO,.:\n没不]{0,3}N(?:[、/&+和跟与 ]*N)*(?:他|她|呢|那边|那个|的|同学)*"
    r"(?:则?是|的是)D[^NPO,.:\n不没]{0,5}"
)
_SEVERAL_DAYS = re.compile(r"(?:[^NDPO,.:\n没不]{0,4}D[^NDPO,.:\n没不]{0,3}){2,}")
_COUNTS_AS = re.compile(
    r"(?:都|各|一起|一并|分别|两[样项个]都|全)[^,.:\nN]{0,3}(?:算|记|有|一[次条])"
    r"|都?算(?:上|是)?$|^[^,.:\nN]*\+"
)
_NO = re.compile("[不没未]")
# A sum is of more than one.
_FEWEST = 2


def short_of(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「谈了四个，差张三」: all the others were meant; true where the clause says so."""
    if not told or told[-1].mood not in SPOKEN_OF or not _SHORT_OF.fullmatch(masked.text, first, end):
        return False
    named = masked.named(first, end)
    if not told[-1].named:
        told[-1].but, told[-1].explicit = named, True
    return True


def his_day(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「两人都谈了，不过张三是上周五」, 「李四谈心昨天做了，张三是今天」; true where the clause says so."""
    if not told or told[-1].mood not in SPOKEN_OF or not _HIS_DAY.fullmatch(masked.text, first, end):
        return False
    last, named, days = told[-1], masked.named(first, end), masked.days(first, end)
    if last.but is not None:
        return False
    last.named = [one for one in last.named if one not in named]
    event = replace(last, named=named, days=days, explicit=True)
    if not last.named:
        told.pop()
    told.append(event)
    return True


def on_several_days(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「谈了两回，一回周一一回昨天」; true where the clause says so."""
    if not told or told[-1].mood not in SPOKEN_OF or not _SEVERAL_DAYS.fullmatch(masked.text, first, end):
        return False
    last = told.pop()
    told += [replace(last, days=[day]) for day in masked.days(first, end)]
    return True


def counts_as(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「…，家访和送温暖一起记」: the kinds as which all that was told is to count; true where the clause says so."""
    tokens, at = masked.line.tokens, masked.at
    means = (tokens[index].means for index in range(at[first], at[end - 1] + 1))
    kinds = tuple(dict.fromkeys(one for one in means if isinstance(one, Kind)))
    clause = masked.text[first:end]
    if len(kinds) < _FEWEST or not _COUNTS_AS.search(clause) or _NO.search(clause) or "N" in clause:
        return False
    done = [one for one in told if one.mood in SPOKEN_OF]
    if not done or len({tuple(one.named) for one in done}) > 1:
        return False
    pattern = done[0]
    told[:] = [one for one in told if one.mood not in SPOKEN_OF or one.kind in kinds]
    told += [
        replace(pattern, kind=kind, mood=done[0].mood) for kind in kinds if all(kind is not one.kind for one in done)
    ]
    return True
