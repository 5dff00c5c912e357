"""Whom a typed name means, from JSON lines to JSON lines."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.names import name_lines

KNOWN = Path(__file__).parents[1] / "language" / "sets" / "known" / "names.jsonl"
ROSTER = ["白洁", "曹一航", "曹一帆"]


def answered(**asked: Any) -> dict[str, Any]:
    (line,) = name_lines([json.dumps({"id": "n1", **asked}, ensure_ascii=False), "\n"])
    answer: dict[str, Any] = json.loads(line)
    return answer


@pytest.mark.parametrize(
    ("typed", "expected", "ambiguous"),
    [
        ("白洁", "白洁", []),
        ("白杰", "白洁", []),
        ("cyh", "曹一航", []),
        ("一航", "曹一航", []),
        ("曹一鸣", None, ["曹一航", "曹一帆"]),
        ("小曹", None, ["曹一航", "曹一帆"]),
        ("周杰", None, []),
    ],
)
def test_a_name_is_one_of_the_roster_or_several_to_ask_about_or_none(
    typed: str, expected: str | None, ambiguous: list[str]
) -> None:
    answer = answered(typed=typed, roster_mentees=ROSTER)
    assert answer == {"id": "n1", "expected": expected, "ambiguous": ambiguous}


@pytest.mark.parametrize("typed", ["typed", "text", "name", "query"])
@pytest.mark.parametrize("roster", ["roster_mentees", "roster", "names", "mentees"])
def test_each_usual_key_is_read(typed: str, roster: str) -> None:
    assert answered(**{typed: "白洁", roster: ROSTER})["expected"] == "白洁"


def test_two_children_of_one_name_are_asked_about() -> None:
    assert answered(typed="白洁", roster=["白洁", "白洁"]) == {"id": "n1", "expected": None, "ambiguous": ["白洁"]}


def test_the_name_of_a_missing_key_is_said() -> None:
    with pytest.raises(KeyError, match="roster_mentees"):
        answered(typed="白洁")


def test_of_the_known_set_no_name_is_wrong_and_nearly_all_are_right() -> None:
    lines = KNOWN.read_text("utf-8").splitlines()
    wanted = [json.loads(line)["expected"] for line in lines]
    answers = [json.loads(line)["expected"] for line in name_lines(lines)]
    right = sum(answer == name for answer, name in zip(answers, wanted, strict=True))
    assert right >= 0.95 * len(lines)
    assert not [answer for answer, name in zip(answers, wanted, strict=True) if answer not in (None, name)]
