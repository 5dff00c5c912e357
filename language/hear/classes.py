"""A class as it is said in an answer: 三2班的, 一班那个, 七年级的, 尾号6001."""

import re
from collections.abc import Sequence

from duty.people import Child
from language.hear.dates import NUM, number
from language.hear.normalise import fold
from language.hear.regex import regex

_NUMBER = regex(NUM)
_SAYS_CLASS = regex(r"班|年级|初[一二三]|高[一二三]")
# 七一班 is said digit by digit; 初一一班 and 七十二班 are not.
_GRADE_AND_CLASS = regex(r"(?<![初高\d一二三四五六七八九十])([一二三四五六七八九])(?=[一二三四五六七八九]班)")
_GRADE_IN_WORDS = regex(r"([初高][一二三])(?=[一二三四五六七八九十])")
_TAIL = regex(r"(?:学号)?(?:尾号|末尾|后[四4]位)?(?:是)?(\d{3,})")
# 七年级 and 初一 are called either way.
_GRADES = {"初1": "7", "初2": "8", "初3": "9", "高1": "10", "高2": "11", "高3": "12"}


def of_class(words: str, candidates: Sequence[Child]) -> tuple[int, ...]:
    """The ids of those of the candidates who are in the class, or have the student number, that words name."""
    tail = _TAIL.fullmatch(words)
    if tail:
        return tuple(child.id for child in candidates if child.student_no.endswith(tail[1]))
    for child in candidates:
        words = words.removesuffix(fold(child.name)).removesuffix("的")
    if not _SAYS_CLASS.search(words):
        return ()
    said, whole_grade = signs(words), "班" not in words
    return tuple(child.id for child in candidates if said and said in _spellings(child, whole_grade=whole_grade))


def _spellings(child: Child, *, whole_grade: bool) -> set[tuple[str, ...]]:
    """The grade alone, or the class with and without it, as numbers."""
    grade, own = signs(child.grade), signs(child.class_name)
    if whole_grade:
        return {grade}
    short = own[len(grade) :] if own[: len(grade)] == grade and len(own) > len(grade) else own
    return {own, short, (*grade, *short)}


def signs(words: str) -> tuple[str, ...]:
    """The numbers in a class or grade as digits; of a class without numbers its words."""
    parted = _GRADE_IN_WORDS.sub(r"\1 ", _GRADE_AND_CLASS.sub(r"\1 ", fold(words)))
    plain = _NUMBER.sub(lambda found: f"{number(found[0])} ", parted)
    for typed, grade in _GRADES.items():
        plain = plain.replace(typed, grade)
    signs = tuple(re.findall(r"\d+", plain))
    return signs or ((plain.removesuffix("班"),) if plain else ())
