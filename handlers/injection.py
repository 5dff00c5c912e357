"""A handler's signature is its contract: arguments are given by type, and a wrong signature fails at import."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from duty.commands import Command
from duty.repeats import Repeat
from handlers.context import Moment, Sender, Site
from handlers.reply import Reply
from storage.work import Work

GIVEN = (Sender, Work, Moment, Site)


class WrongHandler(TypeError):
    """A handler takes its command and any of Sender, Work, Moment and Site, each annotated, and returns a Reply."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: {self.__doc__}")


@dataclass(frozen=True, slots=True)
class Given:
    """One text and all that a handler may ask for."""

    work: Work
    sender: Sender
    moment: Moment
    site: Site


@dataclass(frozen=True, slots=True)
class Handler:
    """A handler and the types of its arguments, looked at once."""

    function: Callable[..., Reply]
    types: tuple[type, ...]

    def __call__(self, command: Command | Repeat, given: Given) -> Reply:
        values: dict[type, Any] = {
            type(command): command,
            Sender: given.sender,
            Work: given.work,
            Moment: given.moment,
            Site: given.site,
        }
        return self.function(*(values[wanted] for wanted in self.types))


def handler(command: type, function: Callable[..., Reply]) -> Handler:
    """Binds a function to the type of command that it handles."""
    hints = get_type_hints(function)
    returns = hints.pop("return", None)
    names = list(inspect.signature(function).parameters)
    if returns is not Reply or set(names) != set(hints):
        raise WrongHandler(function.__name__)
    types = tuple(hints[name] for name in names)
    if len(set(types)) != len(types) or any(wanted is not command and wanted not in GIVEN for wanted in types):
        raise WrongHandler(function.__name__)
    return Handler(function, types)
