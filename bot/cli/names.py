"""Whom a typed name means: one name and a roster in, the name on the roster out."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from duty.people import Child
from language.hear.names import Care
from language.hear.similar import resolve

# What others call the two things that a line must hold.
_TYPED = ("typed", "text", "name", "query")
_ROSTER = ("roster_mentees", "roster", "names", "mentees")


def named(asked: Mapping[str, Any]) -> dict[str, Any]:
    """`{"id", "expected", "ambiguous"}`: the one name that is meant or None, then the names to offer."""
    care = care_for(tuple(_first(asked, _ROSTER)))
    found = resolve(_first(asked, _TYPED), care)
    names = list(dict.fromkeys(care.spoken[child] for child in found.ids)) if found else []
    sure = found is not None and found.sure
    return {"id": asked["id"], "expected": names[0] if sure else None, "ambiguous": [] if sure else names}


def _first(asked: Mapping[str, Any], keys: Iterable[str]) -> Any:
    """The value of the first key that a line has; a KeyError names the usual one."""
    known = [key for key in keys if key in asked]
    return asked[known[0] if known else next(iter(keys))]


@lru_cache(maxsize=1024)
def care_for(names: tuple[str, ...]) -> Care:
    """The index of a roster that holds nothing but names, numbered from 1."""
    return Care.of(Child(number, str(number), name, "", "") for number, name in enumerate(names, start=1))
