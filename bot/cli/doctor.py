"""`jiedui doctor`: what is wrong, and how to mend it."""

import logging
from dataclasses import asdict
from typing import Annotated

import structlog
import typer
from rich import box
from rich.table import Table
from rich.text import Text

from bot.cli.console import out, print_json, settings
from bot.clock import now
from bot.doctor.examine import examine
from bot.doctor.finding import Check, Health
from language.say import cli
from language.say import doctor as say

Json = Annotated[bool, typer.Option("--json", help=cli.OPTION_JSON)]
STYLES = {Health.OK: "green", Health.NOTE: "yellow", Health.WRONG: "bold red", Health.UNKNOWN: "dim"}


def doctor(as_json: Json = False) -> None:
    """Exit code 1 where something must be mended."""
    # What a call met stands in its line of the list; a log between the lines would make the list unreadable.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    found = examine(settings(), now())
    if as_json:
        print_json([asdict(check) for check in found])
    else:
        out.print(_table(found))
    if any(check.health is Health.WRONG for check in found):
        raise typer.Exit(1)


def _table(found: list[Check]) -> Table:
    table = Table(title=say.TITLE, box=box.SIMPLE_HEAD)
    for column in say.COLUMNS:
        table.add_column(column, overflow="fold")
    for check in found:
        # As texts: a name with square brackets in it is no markup.
        told = Text(check.saw)
        if check.do:
            told.append(f"\n{say.STEP}{check.do}", "bold")
        table.add_row(Text(say.MARKS[check.health], STYLES[check.health]), check.name, told)
    return table
