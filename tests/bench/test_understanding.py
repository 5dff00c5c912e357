"""What is measured of the understanding of one message."""

import io

from rich.console import Console

from bench import understanding


def test_each_step_is_measured_beside_plain_matching() -> None:
    measured = understanding.measure(rounds=1, starts=1)
    assert list(measured["ms"]) == ["understand", "grade danger", "names, str in"]
    assert all(0 < found["median"] <= found["p99"] for found in measured["ms"].values())
    shown = io.StringIO()
    Console(file=shown, width=80).print(understanding.as_table(measured))
    assert "understand" in shown.getvalue()
    assert len(measured["import_ms"]) == 1
