"""Frozen dataclasses as plain JSON values, and back by their annotations."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

# Under this key a dataclass says which one it is.
IS = "is"


class NotPlain(ValueError):
    """These plain values are not what was asked for, perhaps because another version of the program wrote them."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def to_plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, days and enumerations as text, at any depth."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
        return {IS: type(value).__name__, **named}
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def from_plain(value: Any, wanted: Any) -> Any:
    """The value of the annotated type `wanted`. Fields that are missing take their defaults.

    Raises NotPlain for everything that does not fit, unknown fields included.
    """
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        return _one_of(value, get_args(wanted))
    if origin is tuple:
        return _tuple(value, get_args(wanted))
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _dataclass(value, wanted)
    return _single(value, wanted)


def _one_of(value: Any, choices: tuple[Any, ...]) -> Any:
    if value is None and NoneType in choices:
        return None
    is_named = isinstance(value, dict)
    for choice in choices:
        if (
            choice is not NoneType
            and is_named == is_dataclass(choice)
            and (not is_named or value.get(IS) == choice.__name__)
        ):
            return from_plain(value, choice)
    raise NotPlain


def _tuple(value: Any, inner: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise NotPlain
    if inner[-1] is Ellipsis:
        return tuple(from_plain(one, inner[0]) for one in value)
    if len(inner) != len(value):
        raise NotPlain
    return tuple(from_plain(one, wanted) for one, wanted in zip(value, inner, strict=True))


def _dataclass(value: Any, wanted: type) -> Any:
    if not isinstance(value, dict) or value.get(IS) != wanted.__name__:
        raise NotPlain
    types = _types(wanted)
    given = {name: field for name, field in value.items() if name != IS}
    if not given.keys() <= types.keys():
        raise NotPlain
    try:
        return wanted(**{name: from_plain(field, types[name]) for name, field in given.items()})
    except TypeError:
        raise NotPlain from None


def _single(value: Any, wanted: Any) -> Any:
    """A day, an enumeration's member, or what is plain already."""
    try:
        if wanted is date:
            return date.fromisoformat(value)
        if issubclass(wanted, Enum):
            return wanted(value)
    except (TypeError, ValueError):
        raise NotPlain from None
    # True is an int to Python, not to those who read.
    if type(value) is not wanted:
        raise NotPlain
    return value


@cache
def _types(of: type) -> dict[str, Any]:
    return get_type_hints(of)
