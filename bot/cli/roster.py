"""`jiedui import`: a roster workbook checked, shown, and put into the books."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from xlsxwriter.exceptions import XlsxWriterException

from bot.cli.bar import Bar
from bot.cli.console import fail, print_json, settings
from bot.clock import now
from bot.database import opened
from bot.settings import Settings
from duty.roster_problems import ImportOutcome
from language.say import cli
from language.say import roster as say
from storage.roster import RosterKeepsChanging, import_roster, write_template

Workbook = Annotated[Path | None, typer.Argument(metavar="FILE.xlsx", help=cli.ARGUMENT_WORKBOOK)]
DryRun = Annotated[bool, typer.Option("--dry-run", help=cli.OPTION_DRY_RUN)]
Json = Annotated[bool, typer.Option("--json", help=cli.OPTION_JSON)]
Template = Annotated[Path | None, typer.Option("--template", metavar="FILE", help=cli.OPTION_TEMPLATE)]


def import_workbook(
    file: Workbook = None, dry_run: DryRun = False, as_json: Json = False, template: Template = None
) -> None:
    """All of a workbook or nothing; every cell that is not right is named."""
    if template is not None and file is not None:
        raise typer.BadParameter(cli.file_or_template())
    if template is not None:
        return _write_template(template)
    if file is None:
        raise typer.BadParameter(cli.workbook_needed())
    try:
        content = file.read_bytes()
    except OSError:
        fail(cli.file_unreadable(file.name))
    outcome = fill(settings(), content, dry_run=dry_run)
    if as_json:
        print_json(_as_json(outcome))
    else:
        typer.echo(say.summary(outcome), err=bool(outcome.problems))
    if outcome.problems:
        raise typer.Exit(1)
    return None


def _write_template(path: Path) -> None:
    if path.exists():
        fail(cli.file_exists(path.name))
    try:
        write_template(path)
    except (OSError, XlsxWriterException):
        fail(cli.file_unwritable(path.name))
    typer.echo(cli.template_written(path.name))


def fill(given: Settings, content: bytes, *, dry_run: bool = False) -> ImportOutcome:
    """Imports a workbook into the default school, with a progress bar where a terminal is there."""
    at = now()
    with opened(given) as (store, school_id), Bar() as bar:
        try:
            return import_roster(
                store,
                school_id,
                content,
                now=at,
                today=at.astimezone(given.zone).date(),
                dry_run=dry_run,
                progress=lambda stage, done, total: bar.show(say.stage(stage), done, total),
            )
        except RosterKeepsChanging:
            fail(cli.roster_keeps_changing())


def _as_json(outcome: ImportOutcome) -> dict[str, Any]:
    """The outcome in plain values; each problem also as its sentence."""
    return {
        "dry_run": outcome.dry_run,
        "problems": [
            {**asdict(problem), "code": problem.code.value, "sentence": say.problem(problem)}
            for problem in outcome.problems
        ],
        "counts": [asdict(count) for count in outcome.counts],
        "ignored_sheets": list(outcome.notes.ignored_sheets),
        "unknown_columns": [asdict(column) for column in outcome.notes.unknown_columns],
        "for_everybody": list(outcome.notes.for_everybody),
        "live_from": outcome.live_from.isoformat() if outcome.live_from else None,
    }
