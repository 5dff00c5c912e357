"""`jiedui assess`: a world on stdin, one JSON array on stdout, and a sentence for what cannot be read."""

import json
import subprocess
import sys
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import assess
from bot.cli.main import build

WORLD: dict[str, Any] = {
    "on": "2026-11-25",
    "years": {"2026-2027": [["2026-09-01", "2027-01-22"], ["2027-03-01", "2027-07-02"]]},
    "rules": [{"kind": "talk", "per": "month", "during": "term"}],
    "pairings": [{"mentor": "wang", "student": "s1", "start": "2026-10-20"}],
    "records": [{"mentor": "wang", "student": "s1", "kind": "talk", "happened_on": "2026-12-02"}],
}


def asked(given: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "assess"], input=given, capture_output=True, check=False, timeout=60
    )


def test_the_array_and_nothing_else() -> None:
    done = asked(json.dumps(WORLD).encode())
    rows = json.loads(done.stdout)
    assert done.returncode == 0
    assert rows[:2] == [
        {
            "mentor": "wang",
            "student_no": "s1",
            "student": "s1",
            "kind": "talk",
            "per": "month",
            "window": [first, last],
            "times": 1,
            "count": count,
            "state": state,
        }
        for first, last, count, state in [
            ("2026-10-20", "2026-10-31", 0, "missed"),
            ("2026-11-01", "2026-11-30", 0, "due"),
        ]
    ]
    assert {row["state"] for row in rows[2:]} == {"future"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "不是一个 JSON"),
        (b"\xff\xfe", "不是一个 JSON"),
        (b"[" * 100_000, "不是一个 JSON"),
        (b"[]", "最外层"),
        (json.dumps(WORLD | {"on": "today"}).encode(), "on"),
        (json.dumps(WORLD | {"on": 1700000000}).encode(), "on"),
        (json.dumps(WORLD | {"rules": [{"kind": "talk"}]}).encode(), "rules.0"),
        (json.dumps(WORLD | {"rules": [{"kind": "dance", "per": "month"}]}).encode(), "rules.0.kind"),
        (json.dumps(WORLD | {"rules": [{"kind": "talk", "per": "month", "times": 0}]}).encode(), "rules.0.times"),
        (json.dumps(WORLD | {"years": {"a": [["2026-09-01", "2026-08-01"]]}}).encode(), "学期"),
        (
            json.dumps(WORLD | {"versions": [{"from": "2026-10-01", "rules": []}]}).encode(),
            "versions",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(given: bytes, said: str) -> None:
    refused(given, said)


def test_what_is_too_large_is_refused_before_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assess, "MOST_BYTES", 1024 * 1024)
    refused(json.dumps(WORLD | {"remarks": "x" * 1024 * 1024}).encode(), "超过 1 MB")


def refused(given: bytes, said: str) -> None:
    done = CliRunner().invoke(build("assess"), ["assess"], input=given)
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_null_is_as_good_as_nothing_and_other_keys_are_passed_over() -> None:
    world = WORLD | {"live_from": None, "remarks": "x"}
    world["pairings"] = [{**WORLD["pairings"][0], "end": None, "colour": 1}]
    assert json.loads(asked(json.dumps(world).encode()).stdout) == json.loads(asked(json.dumps(WORLD).encode()).stdout)
