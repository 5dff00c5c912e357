"""The table of the console script's commands."""

import os
import sys
from collections.abc import Mapping
from importlib import import_module

import typer

from bot.cli.console import explained
from language.say import assessing, cli, delivery, directory, doctor, explaining, ledger, policy

# Where a command lives, and what the help says of it.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "serve": ("bot.cli.service:serve", cli.HELP_SERVE),
    "worker": ("bot.cli.service:worker", cli.HELP_WORKER),
    "migrate": ("bot.cli.service:migrate", cli.HELP_MIGRATE),
    "import": ("bot.cli.roster:import_workbook", cli.HELP_IMPORT),
    "duties": ("bot.cli.books:duties", cli.HELP_DUTIES),
    "assess": ("bot.cli.assess:assess", assessing.HELP),
    "records": ("bot.cli.books:records", cli.HELP_RECORDS),
    "policy": ("bot.cli.policy:app", policy.HELP),
    "export": ("bot.cli.export:app", ledger.HELP_EXPORT),
    "sync": ("bot.cli.sync:sync", directory.HELP),
    "tick": ("bot.cli.tick:tick", delivery.HELP_TICK),
    "doctor": ("bot.cli.doctor:doctor", doctor.HELP),
    "understand": ("bot.cli.lines:understand", explaining.HELP_UNDERSTAND),
    "names": ("bot.cli.lines:names", explaining.HELP_NAMES),
    "risk": ("bot.cli.lines:risk", explaining.HELP_RISK),
    "bench": ("bot.cli.measure:bench", cli.HELP_BENCH),
    "demo": ("bot.cli.demo:demo", cli.HELP_DEMO),
    "sandbox": ("bot.cli.demo:sandbox", cli.HELP_SANDBOX),
}


def build(wanted: str | None = None) -> typer.Typer:
    """The application; for a command that is known, with that one alone, so that a service carries no demo around."""
    app = typer.Typer(help=cli.HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_group)
    for name, (place, text) in COMMANDS.items():
        if wanted not in COMMANDS or name == wanted:
            module, function = place.split(":")
            found = getattr(import_module(module), function)
            if isinstance(found, typer.Typer):
                app.add_typer(found, name=name, help=text)
            else:
                app.command(name, help=text)(explained(found))
    return app


def _group() -> None:
    # A callback makes typer keep the command's name even where there is only one.
    return None


def main() -> None:
    """Exit codes: 0 done, 1 failed (one sentence on stderr), 2 wrong use."""
    # Whatever a command writes holds names of children: it is for this account only.
    os.umask(0o077)
    build(next(iter(sys.argv[1:]), None))()
