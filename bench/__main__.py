"""`python -m bench`: the product beside bare echoes, as a table and as `bench/results.json`."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bench import databases, duties, report, servers, understanding
from bench.measure import Mail, Scale, measure
from bench.report import Result
from bot.clock import now

RESULTS = Path(__file__).parent / "results.json"
FULL, QUICK = Scale(rounds=3, warm_up=1.0, seconds=4.0), Scale(rounds=1, warm_up=0.5, seconds=1.0)

out = Console()
Quick = Annotated[bool, typer.Option("--quick", help="A smoke test of some 40 seconds; its numbers say little.")]
OnlyDuties = Annotated[bool, typer.Option("--only-duties", help="The duties of whole schools alone.")]


def main(quick: Quick = False, only_duties: OnlyDuties = False) -> None:
    """The duties of whole schools, the callback of the product beside bare echoes, the understanding of a message."""
    with out.status("Starting") as status:
        owed = duties.measure(duties.QUICK_SIZES if quick else duties.SIZES, status.update)
    for table in duties.as_tables(owed):
        out.print(table)
    out.print(duties.AIMS_SAID)
    if only_duties:
        report.write(report.kept(RESULTS) | {"duties": owed}, RESULTS)
        return
    servers.pin(servers.LOADER_CORE)
    understood = understanding.measure(rounds=10 if quick else 200, starts=1 if quick else 5)
    out.print(understanding.as_table(understood))
    out.print(understanding.AIMS_SAID)
    facts, results = _run(QUICK if quick else FULL)
    report.write(report.as_json(results, facts) | {"understanding": understood, "duties": owed}, RESULTS)
    out.print(report.as_table(results))
    out.print(report.AIMS_SAID)
    unsound = [result.name for result in results if not result.is_sound]
    if unsound:
        out.print(f"Answers or rows are missing or wrong, so these numbers say nothing: {', '.join(unsound)}.")
        raise typer.Exit(1)


def _run(scale: Scale) -> tuple[dict[str, Any], list[Result]]:
    """The facts of the machine, and what every contender did."""
    at = now()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jiedui-bench-")))
        status = stack.enter_context(out.status("Starting"))
        sqlite = stack.enter_context(databases.sqlite(folder, at.date()))
        postgres = stack.enter_context(databases.postgres(at.date()))
        facts = report.machine() | {"sqlite": databases.version(sqlite), "postgresql": databases.version(postgres)}
        contenders = [
            servers.ours("jiedui, SQLite", sqlite, folder),
            servers.ours("jiedui, PostgreSQL", postgres, folder),
            servers.FASTAPI_ECHO,
            *servers.FLASK_ECHOES,
        ]
        started = stack.enter_context(servers.running(contenders, folder))
        return facts, measure(started, Mail(int(at.timestamp())), scale, status.update)


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
app.command()(main)
app()
