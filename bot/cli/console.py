"""What all commands share: the settings, one clear sentence on failure, one JSON document on request."""

import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.clock import use_clock_file
from bot.secret_key import SecretKeyLost, SecretKeyMissing
from bot.settings import Settings, load
from bot.wecom.cipher import BadCallbackSettings
from language.say import cli
from storage.migrate import NotMigrated
from storage.schools import OtherCorp
from storage.vault import CannotUnseal, WeakSecret

P = ParamSpec("P")
R = TypeVar("R")

out = Console()

# What an operator can cause, and the sentence that helps; anything else is our fault and shows its trace.
SENTENCES: dict[type[Exception], Callable[[], str]] = {
    SecretKeyMissing: cli.secret_key_missing,
    WeakSecret: cli.secret_key_weak,
    CannotUnseal: cli.secret_key_wrong,
    NotMigrated: cli.not_migrated,
    OtherCorp: cli.other_corp,
    OperationalError: cli.database_away,
    DBAPIError: cli.database_refused,
    SecretKeyLost: cli.secret_key_lost,
    OSError: cli.data_dir_unusable,
    BadCallbackSettings: cli.callback_keys_wrong,
}


def fail(sentence: str) -> NoReturn:
    """Ends the command with one clear sentence on stderr and exit code 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def explained(command: Callable[P, R]) -> Callable[P, R]:
    """Turns the failures that an operator can mend into their sentences."""

    @wraps(command)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except tuple(SENTENCES) as error:
            fail(next(say() for kind, say in SENTENCES.items() if isinstance(error, kind)))

    return wrapper


def settings() -> Settings:
    """The settings of this installation; the clock is set by them, too."""
    try:
        given = load()
        use_clock_file(given.clock_file)
        return given
    except ValidationError as error:
        fail(cli.settings_wrong([str(problem["loc"][0]) for problem in error.errors()]))


def print_json(value: Any) -> None:
    """Exactly one JSON document and nothing else on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
