"""`jiedui bench`: the measurements that live beside the product in its checkout."""

import subprocess
import sys
from typing import Annotated

import typer

from bot.cli.console import fail
from bot.settings import home
from language.say import cli

Quick = Annotated[bool, typer.Option("--quick", help=cli.OPTION_QUICK)]


def bench(quick: Quick = False) -> None:
    """What `make bench` runs; needs the checkout and its development tools."""
    if not (home() / "bench").is_dir():
        fail(cli.bench_needs_checkout())
    command = [sys.executable, "-m", "bench", *(["--quick"] if quick else [])]
    raise typer.Exit(subprocess.run(command, cwd=home(), check=False).returncode)
