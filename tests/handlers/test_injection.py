"""A handler whose signature is wrong fails when the program starts, not at eight in the evening."""

from collections.abc import Callable
from typing import Any

import pytest

from duty.commands import ShowHelp, ShowTodo
from handlers.context import Sender
from handlers.injection import Given, WrongHandler, handler
from handlers.reply import Reply
from storage.work import Work


def fine(_command: ShowHelp) -> Reply:
    return Reply("fine")


def all_of_it(work: Work, sender: Sender, command: ShowHelp) -> Reply:
    return Reply(f"{work}{sender}{command}")


def another_command(_command: ShowTodo) -> Reply:
    return Reply("")


def something_unknown(_command: ShowHelp, _clock: float) -> Reply:
    return Reply("")


def twice_the_same(_one: Work, _other: Work) -> Reply:
    return Reply("")


def no_reply(_command: ShowHelp) -> str:
    return ""


def no_annotation(_command, work) -> Reply:  # type: ignore[no-untyped-def]
    return Reply("")


@pytest.mark.parametrize("function", [fine, all_of_it])
def test_a_right_signature_is_bound_in_its_own_order(function: Callable[..., Reply]) -> None:
    assert handler(ShowHelp, function).function is function


def test_arguments_are_given_by_type() -> None:
    bound = handler(ShowHelp, all_of_it)
    values: Any = {"work": "work", "sender": "sender", "moment": "moment", "site": "site"}
    assert bound(ShowHelp(), Given(**values)).text == "worksenderShowHelp()"


@pytest.mark.parametrize(
    "function",
    [another_command, something_unknown, twice_the_same, no_reply, no_annotation],
    ids=lambda one: one.__name__,
)
def test_a_wrong_signature_is_refused_with_its_name(function: Callable[..., Any]) -> None:
    with pytest.raises(WrongHandler, match=function.__name__):
        handler(ShowHelp, function)
