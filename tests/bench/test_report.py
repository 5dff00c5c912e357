"""The report counts what was measured, and says when that is not to be trusted."""

import io

import pytest
from rich.console import Console

from bench.report import Result, as_json, as_table, percentile
from bench.servers import FASTAPI_ECHO

OURS = Result(
    name="ours",
    rates=[900.0, 1100.0, 1000.0],
    latencies=[0.010, 0.020, 0.030],
    steady_rate=700.0,
    steady_latencies=[0.004],
    megabytes=120.4,
    accepted=3000,
    looked_at=6,
    stored=3000,
)
ECHO = Result(name=FASTAPI_ECHO.name, rates=[2000.0], latencies=[0.005], accepted=2000)


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1), (0.5, 50), (0.99, 99), (1.0, 100)], ids=["least", "median", "p99", "most"]
)
def test_a_percentile_is_a_value_that_was_measured(share: float, value: int) -> None:
    assert percentile([*range(100, 0, -1)], share) == value


def test_the_yardstick_is_the_echo_of_the_same_run() -> None:
    ours, echo = as_json([OURS, ECHO], {"cpus": 2})["results"]
    assert ours["peak"] == {"median": 1000, "best": 1100, "worst": 900, "p50_ms": 20.0, "p99_ms": 30.0}
    assert (ours["ratio_to_fastapi_echo"], echo["ratio_to_fastapi_echo"]) == (0.5, 1.0)
    assert ours["at_70_percent"] == {"rate": 700, "p50_ms": 4.0, "p99_ms": 4.0}
    assert echo["at_70_percent"] is None


@pytest.mark.parametrize(
    ("wrong", "sound"),
    [({}, True), ({"refused": 1}, False), ({"wrong": 1}, False), ({"stored": 2999}, False), ({"stored": None}, True)],
)
def test_an_answer_or_a_row_that_is_missing_makes_the_numbers_worthless(
    wrong: dict[str, int | None], sound: bool
) -> None:
    values = {"accepted": 3000, "stored": 3000} | wrong
    assert Result("ours", **values).is_sound is sound  # type: ignore[arg-type]


def test_the_table_says_how_much_of_what_was_accepted_is_stored() -> None:
    lossy = Result("lossy", rates=[1.0], latencies=[0.1], accepted=10, stored=9)
    out = io.StringIO()
    Console(file=out, width=200).print(as_table([OURS, ECHO, lossy]))
    for said in ("all 3000", "nothing", "9 of 10"):
        assert said in out.getvalue()
