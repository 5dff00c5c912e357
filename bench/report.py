"""The report of a run: a table for people, the same as JSON, and the facts of the machine."""

import json
import math
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from rich import box
from rich.table import Table

from bench.loader import CONNECTIONS
from bench.servers import FASTAPI_ECHO, PINNED

LIBRARIES = ("wechatpy", "fastapi", "uvicorn", "uvloop", "httptools", "flask", "gunicorn", "sqlalchemy", "psycopg")
AIMS = {"ratio_to_fastapi_echo": 0.5, "p99_ms_at_70_percent": 60.0, "rss_mb": 150.0}
AIMS_SAID = "Aims: at least 0.5 of the FastAPI echo, p99 below 60 ms at 70 % of the peak, below 150 MB."
ROWS: tuple[tuple[str, Callable[[dict[str, Any]], Any]], ...] = (
    ("messages/s, median", lambda row: row["peak"]["median"]),
    ("best", lambda row: row["peak"]["best"]),
    ("worst", lambda row: row["peak"]["worst"]),
    ("of the FastAPI echo", lambda row: row["ratio_to_fastapi_echo"]),
    ("p50 at the peak, ms", lambda row: row["peak"]["p50_ms"]),
    ("p99 at the peak, ms", lambda row: row["peak"]["p99_ms"]),
    ("70 %: messages/s", lambda row: (row["at_70_percent"] or {}).get("rate")),
    ("70 %: p50, ms", lambda row: (row["at_70_percent"] or {}).get("p50_ms")),
    ("70 %: p99, ms", lambda row: (row["at_70_percent"] or {}).get("p99_ms")),
    ("memory, MB", lambda row: row["rss_mb"]),
    ("not 200", lambda row: row["refused"]),
)


@dataclass(slots=True)
class Result:
    """What one contender did: rates in messages a second, latencies in seconds.

    `stored` is the number of rows that the accepted messages left, None where nothing is stored.
    `wrong` counts answers, among those looked at, that did not open or were not about the child.
    """

    name: str
    rates: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    steady_rate: float | None = None
    steady_latencies: list[float] = field(default_factory=list)
    megabytes: float = 0.0
    accepted: int = 0
    refused: int = 0
    looked_at: int = 0
    wrong: int = 0
    stored: int | None = None

    @property
    def is_sound(self) -> bool:
        """Whether every answer was a right one, and every accepted message is stored once."""
        return not self.refused and not self.wrong and self.stored in (None, self.accepted)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0 to 1) of all values does not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]


def as_json(results: Sequence[Result], facts: dict[str, Any]) -> dict[str, Any]:
    return {"machine": facts, "aims": AIMS, "results": [_json(result, results) for result in results]}


def as_table(results: Sequence[Result]) -> Table:
    """A column a server, so that it fits a narrow terminal."""
    table = Table(box=box.SIMPLE_HEAD, title=f"Callbacks, {CONNECTIONS} connections, one core a server")
    table.add_column("")
    for result in results:
        table.add_column(result.name.replace(", ", "\n").replace(": ", "\n"), justify="right")
    rows = [_json(result, results) for result in results]
    for label, number_of in ROWS:
        table.add_row(label, *("" if (number := number_of(row)) is None else str(number) for row in rows))
    table.add_row("stored", *(_stored(result) for result in results))
    return table


def machine() -> dict[str, Any]:
    """Where the numbers come from; a host that is shared is noisy, so a loop and an fsync are timed as well."""
    return {
        "cpus": os.cpu_count(),
        "pinned": PINNED,
        "system": platform.platform(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "loop_ms": round(_loop_seconds() * 1e3),
        "fsync_us": round(_fsync_seconds() * 1e6),
    }


def kept(path: Path) -> dict[str, Any]:
    """What an earlier run wrote, nothing where there was none."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def write(document: dict[str, Any], path: Path) -> None:
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _json(result: Result, results: Iterable[Result]) -> dict[str, Any]:
    yardstick = next((median(one.rates) for one in results if one.name == FASTAPI_ECHO.name), None)
    peak = median(result.rates)
    return {
        "name": result.name,
        "peak": {
            **{"median": round(peak), "best": round(max(result.rates)), "worst": round(min(result.rates))},
            **_latency(result.latencies),
        },
        "ratio_to_fastapi_echo": round(peak / yardstick, 2) if yardstick else None,
        "at_70_percent": {"rate": round(result.steady_rate), **_latency(result.steady_latencies)}
        if result.steady_rate is not None
        else None,
        "rss_mb": round(result.megabytes),
        "accepted": result.accepted,
        "refused": result.refused,
        "answers_opened": result.looked_at,
        "wrong_answers": result.wrong,
        "stored": result.stored,
    }


def _latency(seconds: Sequence[float]) -> dict[str, float]:
    return {f"p{share}_ms": round(percentile(seconds, share / 100) * 1e3, 1) for share in (50, 99)}


def _stored(result: Result) -> str:
    if result.stored is None:
        return "nothing"
    return f"all {result.stored}" if result.stored == result.accepted else f"{result.stored} of {result.accepted}"


def _loop_seconds() -> float:
    start = time.perf_counter()
    total = 0
    for number in range(3_000_000):
        total += number
    return time.perf_counter() - start


def _fsync_seconds(times: int = 100) -> float:
    with tempfile.TemporaryFile() as file:
        start = time.perf_counter()
        for _ in range(times):
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
        return (time.perf_counter() - start) / times
