"""The duties of whole schools: what they cost by the number of pairings, on both databases, beside the naive way."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich import box
from rich.table import Table

from bench.databases import dropping
from bench.duty_school import fill
from bench.servers import ROOT
from tests.support import databases

SIZES, QUICK_SIZES = (1_000, 10_000, 100_000), (1_000,)
NAME = "jiedui_bench_duties"
NAIVE = "naive"
STEPS = ("whole_school", NAIVE, "todo", "busy_day", "quiet_day")
# What goes through every pairing by itself is waited for no longer than it takes to see how it grows.
MOST_NAIVE = 10_000
TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
AIMS = {"whole_school_of_10000_seconds": 3.0, "quiet_day_ms": 50.0, "rss_mb_of_100000": 1000.0}
AIMS_SAID = (
    "Aims: below 3 s for a whole school of 10 000 pairings, below 50 ms for a quiet day, below 1 GB for 100 000;\n"
    "seconds per 1 000 pairings stay the same whatever their number."
)
ROWS: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
    ("whole school, s", lambda one: f"{one['whole_school']['seconds']:.1f}"),
    ("of these the processor's", lambda one: f"{one['whole_school']['cpu']:.1f}"),
    ("processor's s per 1 000 pairings", lambda one: _share(one, "whole_school")),
    ("memory, MB", lambda one: str(one["whole_school"]["rss_mb"])),
    ("the naive way, s", lambda one: f"{one[NAIVE]['seconds']:.1f}" if NAIVE in one else ""),
    ("busy day, s", lambda one: f"{one['busy_day']['seconds']:.1f}"),
    ("of these the processor's", lambda one: f"{one['busy_day']['cpu']:.1f}"),
    ("processor's s per 1 000 pairings", lambda one: _share(one, "busy_day")),
    ("reminders put down", lambda one: str(one["busy_day"]["reminders"])),
    ("memory, MB", lambda one: str(one["busy_day"]["rss_mb"])),
    ("quiet day, ms", lambda one: _ms(one["quiet_day"]["seconds"])),
    ("first pass of a process, s", lambda one: f"{one['quiet_day']['first']:.1f}"),
    ("one mentor's todo, ms", lambda one: _ms(one["todo"]["seconds"])),
)

Tell = Callable[[str], None]


class Disagree(RuntimeError):
    """Two ways to assess the same school, or two databases, came to different states."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def measure(sizes: Sequence[int], tell: Tell) -> dict[str, Any]:
    """Every step in a process of its own; `tell` hears what is being done."""
    found = [_measure(kind, size, tell) for size in sizes for kind in databases.KINDS]
    for size in sizes:
        steps = [one[step] for one in found if one["pairings"] == size for step in STEPS[:2] if step in one]
        if len({json.dumps(step["states"]) for step in steps}) > 1:
            raise Disagree
    return {"aims": AIMS, "rules": 4, "results": found}


def as_tables(measured: Mapping[str, Any]) -> Iterator[Table]:
    """A table a database, a column a school."""
    for kind in databases.KINDS:
        found = [one for one in measured["results"] if one["database"] == kind]
        table = Table(box=box.SIMPLE_HEAD, title=f"The duties of a school on {TITLES[kind]}, four rules")
        table.add_column("pairings")
        for one in found:
            table.add_column(f"{one['pairings']:,}", justify="right")
        for label, cell in ROWS:
            table.add_row(label, *(cell(one) for one in found))
        yield table


def _measure(kind: str, size: int, tell: Tell) -> dict[str, Any]:
    said = f"{size} pairings, {kind}"
    tell(f"{said}: filling")
    with _school(kind, size) as url:
        found: dict[str, Any] = {"database": kind, "pairings": size}
        for step in (step for step in STEPS if step != NAIVE or size <= MOST_NAIVE):
            tell(f"{said}: {step}")
            found[step] = _probe(step, url)
        return found


@contextmanager
def _school(kind: str, size: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="jiedui-bench-") as folder, dropping(NAME, when=kind == "postgresql"):
        url = databases.new_sqlite(Path(folder)) if kind == "sqlite" else databases.new_postgresql(NAME)
        store = databases.open_store(url)
        fill(store, size)
        store.engine.dispose()
        yield url


def _probe(step: str, url: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.duty_probe", step, url]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _share(one: Mapping[str, Any], step: str) -> str:
    return f"{one[step]['cpu'] / one['pairings'] * 1000:.2f}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.1f}"
