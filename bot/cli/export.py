"""`jiedui export`: what the books hold, as files for people."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import explained, fail, settings
from bot.clock import now
from bot.database import opened
from duty.people import Child
from handlers.ledger_book import workbook
from language.hear.classes import of_class
from language.say import cli
from language.say import ledger as say
from storage import audit
from storage.ledger import Reader, Wanted, ledger
from storage.people import School, load_school
from storage.work import Work

app = typer.Typer(no_args_is_help=True)
ACTOR, ACTION = "cli", "ledger_exported"
DAY = ["%Y-%m-%d"]

File = Annotated[Path, typer.Argument(metavar="FILE.xlsx", help=say.ARGUMENT_FILE)]
Grade = Annotated[str, typer.Option("--grade", help=say.OPTION_GRADE)]
Class = Annotated[str, typer.Option("--class", help=say.OPTION_CLASS)]
From = Annotated[datetime | None, typer.Option("--from", formats=DAY, metavar="DATE", help=say.OPTION_FROM)]
To = Annotated[datetime | None, typer.Option("--to", formats=DAY, metavar="DATE", help=say.OPTION_TO)]


def write_ledger(file: File, grade: Grade = "", class_name: Class = "", first: From = None, last: To = None) -> None:
    """Everything that stands of a school, a grade or a class, as an operator may see it: telephone numbers masked."""
    if file.exists():
        fail(cli.file_exists(file.name))
    span = first.date() if first else date.min, last.date() if last else date.max
    if span[1] < span[0]:
        raise typer.BadParameter(say.days_backwards())
    given, at = settings(), now()
    today = at.astimezone(given.zone).date()
    with opened(given) as (store, school_id):
        with store.reading() as work:
            school = load_school(work, school_id)
            children = frozenset(child.id for child in _children(school, grade, class_name))
            lines = ledger(work, school, Wanted(children, *span), Reader(None, children), today=today, zone=given.zone)
        content = workbook(say.sheets(lines))

        def note(work: Work) -> None:
            subject = f"{len(lines.entries)} deeds"
            audit.note(work, school_id=school_id, at=at, actor=ACTOR, action=ACTION, subject=subject)

        # Before the file is there: whatever leaves the books is on file.
        store.submit(note)
    try:
        file.write_bytes(content)
    except OSError:
        fail(cli.file_unwritable(file.name))
    typer.echo(say.written(file.name, len(lines.entries)))


def _children(school: School, grade: str, class_name: str) -> list[Child]:
    found = list(school.children.values())
    for named in filter(None, (grade, class_name)):
        wanted = set(of_class(named, found))
        found = [child for child in found if child.id in wanted]
        if not found:
            fail(say.nobody_there(named))
    return found


@app.callback()
def _group() -> None:
    # A callback makes typer keep the command's name even where there is only one.
    return None


app.command("ledger", help=say.HELP)(explained(write_ledger))
