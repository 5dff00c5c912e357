"""What is the same in two directories though it is spelt otherwise: names, classes, phone numbers."""

from language.hear.classes import signs
from language.hear.dates import NUM
from language.hear.normalise import DOT, fold
from language.hear.regex import regex

_IN_NAMES = regex(rf"[\s{DOT}.()]")
# 701班 is the first class of the seventh grade.
_GRADE_AND_CLASS = regex(r"(\d)(\d\d)班?")
# What a class is called besides its number.
_ABOUT = regex(rf"{NUM}|[\d\s()\[\].\-]|年级|[第班级初高中小学]")
_NO_DIGIT = regex(r"\D")
_HOME = "86"
_LONG_PHONE = 11


def name_key(name: str) -> str:
    """The same for every spelling of a name: 艾力·买买提 with any dot or none, 王 芳, 王芳（小）."""
    return _IN_NAMES.sub("", fold(name.replace(" ", "")))


def place_key(grade: str, class_name: str) -> tuple[str, ...]:
    """The same for every spelling of a class: 七年级1班, 七（1）班, 初一1班, 701班; 实验1班 is another than 1班."""
    above, plain = signs(grade), fold(class_name)
    inside = plain.removeprefix(fold(grade)) if fold(grade) else plain
    run = _GRADE_AND_CLASS.fullmatch(inside)
    if run and (run[1],) == above:
        return (*above, str(int(run[2])))
    own = signs(inside)
    if inside == plain and own[: len(above)] == above and len(own) > len(above):
        own = own[len(above) :]
    words = _ABOUT.sub("", inside)
    return (*above, *own) if not words else (*above, *(sign for sign in own if sign.isdigit()), words)


def phone_key(phone: str) -> str:
    """The digits of a number, without the country's."""
    digits = _NO_DIGIT.sub("", fold(phone))
    return digits.removeprefix(_HOME) if len(digits) > _LONG_PHONE else digits
