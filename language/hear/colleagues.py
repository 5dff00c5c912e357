"""Colleagues by what was typed of their names: 李梅, 李梅老师, 李老师, 小李."""

from collections.abc import Mapping

from language.hear.regex import regex
from language.surnames import surname_of

_TITLE = regex("(?:老师|教师|班主任|主任|年级组长|组长|校长|书记)$")
_FAMILIAR = ("小", "老")


def colleagues(typed: str, names: Mapping[int, str]) -> tuple[int, ...]:
    """Whom a name may mean, by id: whoever is called so, or else whoever has that surname."""
    whole = "".join(typed.split())
    bare = _TITLE.sub("", whole)
    called = tuple(member for member, name in names.items() if name in (whole, bare))
    surname = bare[1:] if bare.startswith(_FAMILIAR) else bare
    if called or not surname or surname == whole:
        return called
    return tuple(member for member, name in names.items() if surname_of(name) == surname)
