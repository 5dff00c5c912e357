"""The commands that read JSON lines and answer each with one: understand, names, risk. No database, no network."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any

import typer

from bot.cli import names as of_names
from bot.cli import risk as of_risk
from bot.cli import understand as of_understanding
from bot.cli.console import fail, out
from bot.clock import now
from language.hear.explain import explain
from language.say import explaining

Answer = Callable[[Mapping[str, Any]], Mapping[str, Any]]


class BadLine(Exception):
    """A line that is no JSON object with the keys that the command needs."""

    def __init__(self, number: int) -> None:
        super().__init__(f"line {number}: {self.__doc__}")
        self.number = number


def answers(lines: Iterable[str], answer: Answer) -> Iterator[str]:
    """One JSON line for each that is not blank, in their order; BadLine names the first that cannot be read."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield json.dumps(answer(json.loads(line)), ensure_ascii=False)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BadLine(number) from error


def understand(
    explained: Annotated[str | None, typer.Option("--explain", help=explaining.HELP_EXPLAIN)] = None,
    roster: Annotated[str, typer.Option(help=explaining.HELP_ROSTER)] = "",
    today: Annotated[str, typer.Option(help=explaining.HELP_TODAY)] = "",
) -> None:
    """Messages in, what was heard in them out; or one message, explained step by step."""
    if explained is None:
        _answer_all(of_understanding.understood)
        return
    try:
        day = date.fromisoformat(today) if today else now().astimezone().date()
    except ValueError:
        fail(explaining.not_a_day(today))
    care = of_names.care_for(explaining.names_in(roster))
    for line in explaining.lines(explain(explained, day, care), care):
        out.print(line, markup=False, highlight=False, soft_wrap=True)


def names() -> None:
    """Typed names and rosters in, whom they mean out."""
    _answer_all(of_names.named)


def risk() -> None:
    """Texts in, the danger that they speak of out."""
    _answer_all(of_risk.graded)


def _answer_all(answer: Answer) -> None:
    # Read as bytes, lines end in "\n" only: what people typed may hold other kinds of line breaks.
    lines = (line.decode() for line in sys.stdin.buffer)
    try:
        for line in answers(lines, answer):
            sys.stdout.buffer.write(line.encode() + b"\n")
    except BadLine as error:
        fail(explaining.bad_line(error.number))
    except UnicodeDecodeError:
        fail(explaining.not_utf_8())
    finally:
        sys.stdout.buffer.flush()
