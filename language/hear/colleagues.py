"""Colleagues by what was typed of their names: 李梅, 李梅老师, 李老师."""

from collections.abc import Mapping

from language.hear.regex import regex
from language.surnames import surname_of

_TITLE = regex("(?:老师|教师|班主任|主任|年级组长|组长|校长|书记)$")


def colleagues(typed: str, names: Mapping[int, str]) -> tuple[int, ...]:
    """Whom a name may mean, by id: whoever is called so, or else whoever has that surname."""
    whole = "".join(typed.split())
    bare = _TITLE.sub("", whole)
    called = tuple(member for member, name in names.items() if name in (whole, bare))
    if called or bare == whole:
        return called
    return tuple(member for member, name in names.items() if bare and surname_of(name) == bare)
