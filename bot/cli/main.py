"""The table of the console script's commands."""

import os

import typer

from bot.cli.books import duties, records
from bot.cli.console import explained
from bot.cli.demo import demo, sandbox
from bot.cli.roster import import_workbook
from bot.cli.service import migrate, serve
from language.say import cli

COMMANDS = {
    "serve": (serve, cli.HELP_SERVE),
    "migrate": (migrate, cli.HELP_MIGRATE),
    "import": (import_workbook, cli.HELP_IMPORT),
    "duties": (duties, cli.HELP_DUTIES),
    "records": (records, cli.HELP_RECORDS),
    "demo": (demo, cli.HELP_DEMO),
    "sandbox": (sandbox, cli.HELP_SANDBOX),
}

app = typer.Typer(help=cli.HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for name, (command, text) in COMMANDS.items():
    app.command(name, help=text)(explained(command))


def main() -> None:
    """Exit codes: 0 done, 1 failed (one sentence on stderr), 2 wrong use."""
    # Whatever a command writes holds names of children: it is for this account only.
    os.umask(0o077)
    app()
