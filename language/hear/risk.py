"""Whether a text speaks of danger to a child, how soon somebody must look, and whom it names as the one who harms."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from duty.danger import Danger, Grade, Risk
from language.hear import (
    risk_urgent,
    risk_urgent_abuse,
    risk_urgent_away,
    risk_urgent_harm,
    risk_urgent_medical,
    risk_watch,
    risk_watch_others,
)
from language.hear.regex import regex
from language.hear.risk_accused import accused
from language.hear.risk_context import Bearing, bearing, settled
from language.hear.risk_hints import HINTING, TOGETHER, kinds
from language.hear.risk_patterns import LEAVES_OPEN, Found, Reader, in_order
from language.hear.risk_reading import closed_up, folded, read
from language.hear.risk_weighing import SPEAKS_FOR_ITSELF, Weight, weigh

# Violence of which other words must say by whom.
_VIOLENCE = "violence"
_URGENT = {
    Danger.SELF_HARM: risk_urgent.SELF_HARM,
    Danger.ABUSE: risk_urgent_abuse.ABUSE,
    Danger.BULLYING: risk_urgent_harm.BULLYING,
    _VIOLENCE: risk_urgent_harm.VIOLENCE,
    Danger.RUNAWAY: risk_urgent_away.RUNAWAY,
    Danger.DROPOUT: risk_urgent_away.DROPOUT,
    Danger.MEDICAL: risk_urgent_medical.MEDICAL,
}
_URGENTLY = Reader(in_order(_URGENT))
# The same for a text whose marks may stand inside its words; what leaves room there would join what is apart.
_WITHOUT_MARKS = Reader((name, pattern) for name, pattern in in_order(_URGENT) if LEAVES_OPEN not in pattern)

_WATCHFULLY = Reader(
    in_order(
        {
            Danger.SELF_HARM: risk_watch.SELF_HARM,
            Danger.BULLYING: risk_watch_others.BULLYING,
            Danger.ABUSE: risk_watch_others.ABUSE,
            Danger.RUNAWAY: risk_watch_others.RUNAWAY,
            Danger.DROPOUT: risk_watch_others.DROPOUT,
            Danger.MEDICAL: risk_watch_others.MEDICAL,
        }
    )
)

# Where several are spoken of: what somebody must act on first.
_FIRST = (Danger.SELF_HARM, Danger.RUNAWAY, Danger.ABUSE, Danger.BULLYING, Danger.MEDICAL, Danger.DROPOUT)
# How likely the text as a whole must be urgent for words that leave something open to count; how likely of any
# concern for words to be looked after to count, and how likely to count without any word.
_DOUBTED = 0.02
_UNLIKELY = 0.2
_OF_CONCERN = 0.7
# A shorter text says too little to be weighed without a word for danger: 「后面那个」, 「已经接手了」.
_SAYS_ENOUGH = 7

# Only where nothing else is said: 「救命啊，作业太多了」 is no danger.
_CALL = regex("(?=.*救)(?:救命|救救I|救救K|求救|快来P?人|来人|快|啊|呀|哪|啦|了)++")
_NEAR = 60
# How far from each other words are still of one thing.
_APART = 24
_AMONG_CHILDREN = regex("P|学校|校[园门]|放学|厕所|宿舍|寝室|操场|教室|班里|班上|下课|课间")


@dataclass(frozen=True, slots=True)
class _Sign:
    """A place in a text that speaks of danger; `certain`: whatever else the text says."""

    grade: Grade
    danger: Danger
    certain: bool


def risk(text: str, children: Iterable[str] = ()) -> Risk:
    """All of the text is read, however long it is; `children`: the names of those it may speak of."""
    plain = folded(text)
    reading = read(plain, children)
    found = tuple(HINTING.find(reading.text))
    signs = [*_urgent(_URGENTLY, reading.text), *_together(found, reading.text), *_watch(reading.text)]
    if not any(sign.grade is Grade.URGENT for sign in signs):
        signs += _hidden(reading.text)
    enough = len(reading.text) >= _SAYS_ENOUGH
    grade, danger = _judged(signs, weigh(reading.text, kinds(found)), without_words=enough)
    return Risk(grade) if danger is None else Risk(grade, danger, accused(reading, danger))


def _judged(all_signs: Sequence[_Sign], weight: Weight, *, without_words: bool) -> tuple[Grade, Danger | None]:
    """Words that are certain count by themselves, others where the whole text does not speak against them.

    `without_words`: the text may also speak of danger as a whole, where it has no word for it.
    """
    signs = [sign for sign in all_signs if sign.grade is not Grade.NONE]
    urgent = [sign for sign in signs if sign.grade is Grade.URGENT]
    if any(sign.certain for sign in urgent) or (urgent and weight.urgent > _DOUBTED):
        return Grade.URGENT, _likeliest(urgent, weight)
    # What is only told of weighs as much as what happens.
    if without_words and len(signs) == len(all_signs):
        if weight.urgent > SPEAKS_FOR_ITSELF:
            return Grade.URGENT, weight.danger
        if weight.aside is not None:
            return Grade.URGENT, weight.aside
    if urgent or any(sign.certain for sign in signs) or (signs and weight.concern > _UNLIKELY):
        return Grade.WATCH, _likeliest(signs, weight)
    concerns = without_words and weight.concern > _OF_CONCERN
    return (Grade.WATCH, weight.danger) if concerns else (Grade.NONE, None)


def _likeliest(signs: Iterable[_Sign], weight: Weight) -> Danger:
    dangers = {sign.danger for sign in signs}
    return weight.danger if weight.danger in dangers else min(dangers, key=_FIRST.index)


def _hidden(text: str) -> Iterator[_Sign]:
    """What is read only when the marks are taken out."""
    together = closed_up(text)
    if together != text:
        yield from _urgent(_WITHOUT_MARKS, together)
    if _CALL.fullmatch(together):
        yield _Sign(Grade.URGENT, Danger.MEDICAL, True)


def _urgent(reader: Reader, text: str) -> Iterator[_Sign]:
    for found in reader.find(text):
        danger = _by_whom(text, found.start, found.end) if found.table == _VIOLENCE else Danger(found.table)
        yield _borne(_Sign(Grade.URGENT, danger, found.exact), text, found.start, found.end)


def _borne(sign: _Sign, text: str, start: int, end: int) -> _Sign:
    """What would be urgent, if it is real and now."""
    bears = bearing(text, start, end)
    if bears is Bearing.TOLD:
        return replace(sign, grade=Grade.NONE)
    if bears is Bearing.DOUBTFUL or settled(sign.danger, text, start, end):
        return replace(sign, grade=Grade.WATCH, certain=True)
    return sign


def _watch(text: str) -> Iterator[_Sign]:
    for found in _WATCHFULLY.find(text):
        if bearing(text, found.start, found.end) is Bearing.REAL:
            yield _Sign(Grade.WATCH, Danger(found.table), False)


def _together(hints: Iterable[Found], text: str) -> Iterator[_Sign]:
    """What harmless words say near each other; of each danger nothing further, once it is said."""
    near: deque[Found] = deque()
    said: set[Danger] = set()
    for found in hints:
        while near and found.start - near[0].end > _APART:
            near.popleft()
        for earlier in near:
            for danger in _meant(earlier.table, found.table) - said:
                sign = _borne(_Sign(Grade.URGENT, danger, False), text, *_least(text, earlier, found))
                said |= {danger} if sign.grade is Grade.URGENT else set()
                yield sign
        near.append(found)


def _least(text: str, earlier: Found, found: Found) -> tuple[int, int]:
    """The place of two words; where one of them is only told of, of that one: it is told of with the other."""
    told = (each for each in (earlier, found) if bearing(text, each.start, each.end) is Bearing.TOLD)
    only = next(told, None)
    return (only.start, only.end) if only else (earlier.start, found.end)


@cache
def _meant(one: str, other: str) -> frozenset[Danger]:
    """What two kinds of words mean together; some words are of several kinds."""
    pairs = (frozenset(pair) for pair in product(one.split("_"), other.split("_")))
    return frozenset(TOGETHER[pair] for pair in pairs if pair in TOGETHER)


def _by_whom(text: str, start: int, end: int) -> Danger:
    near = text[max(0, start - _NEAR) : end + _NEAR]
    if "F" in near or "S" in near:
        return Danger.ABUSE
    return Danger.BULLYING if _AMONG_CHILDREN.search(near) else Danger.ABUSE
