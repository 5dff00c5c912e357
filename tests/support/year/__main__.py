"""`python -m tests.support.year`: plays the year, audits it, and writes what happened as a table."""

import tempfile
import time
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from tests.support.year.audit import audit
from tests.support.year.play import Play
from tests.support.year.report import report
from tests.support.year.school import FIRST_TERM, SECOND_TERM, make_school
from tests.support.year.stage import staged


def main(
    teachers: Annotated[int, typer.Option()] = 200,
    pairings: Annotated[int, typer.Option()] = 1500,
    seed: Annotated[int, typer.Option()] = 1,
    out: Annotated[Path | None, typer.Option()] = None,
) -> None:
    random = Random(seed)
    school = make_school(random, teachers=teachers, pairings=pairings)
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="jiedui-year-") as folder,
        staged(Path(folder), school, FIRST_TERM[0]) as stage,
    ):
        stage.enrol(school)
        play = Play(stage, school, random)
        log = play.run(
            FIRST_TERM[0],
            SECOND_TERM[1],
            each_day=lambda day: typer.echo(f"{day} {len(play.log.received)}", err=True) if day.day == 1 else None,
        )
        found = audit(stage, school, log)
        seconds = time.monotonic() - began
        text = report(school, log, found, seconds=seconds, seed=seed)
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        typer.echo(text)
    if found.faults:
        raise typer.Exit(1)


typer.run(main)
