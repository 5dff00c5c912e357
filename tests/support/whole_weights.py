"""Makes the table of what whole messages are from the labelled sets: `python -m tests.support.whole_weights`."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bot.cli.names import care_for
from language.hear.pipeline import read
from language.hear.whole import LETTERS, SCALE, SENSES, Sense, features
from tests.support.learning import Course, learn

_TESTS = Path(__file__).parents[1]
_KNOWN = _TESTS / "language/sets/known"
_TABLE = _TESTS.parent / "language/hear/whole_weights.txt"
_HEAD = """\
# How much each feature of a message speaks for what the message can be; in fiftieths of a natural logarithm.
# Made by tests/support/whole_weights.py from the labelled sets of the tests. A letter stands for a sense:
# {legend}
"""
_NO_MESSAGES = ("names", "risk")
_SMALLEST = 5
# Chosen on sets of writers that were left out of the learning.
_COURSE = Course(rounds=16, rate=0.15, left_out=0.5, calm=0.6)
_OF_INTENT = {
    "no_action": Sense.NO_ACTION,
    "query_todo": Sense.TODO,
    "query_student": Sense.STUDENT,
    "stats": Sense.PROGRESS,
    "relay_to_parent": Sense.TO_PARENT,
    "reply_parent": Sense.ANSWER,
    "undo": Sense.UNDO,
    "correct": Sense.CORRECT,
    "snooze": Sense.POSTPONE,
    "usage_help": Sense.HELP_WANTED,
    "pair": Sense.PAIR,
    "unpair": Sense.UNPAIR,
    "leave_transfer": Sense.LEAVE,
    "chitchat": Sense.OTHER,
    "unknown": Sense.OTHER,
    # An alarm is another reader's business; for this one it is only no record.
    "emergency": Sense.OTHER,
}


def labels(folder: Path = _KNOWN) -> Iterator[Mapping[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem not in _NO_MESSAGES:
            # What people typed may hold other kinds of line breaks.
            yield from (json.loads(line) for line in path.read_text("utf-8").split("\n") if line)


def sense_of(reading: Mapping[str, Any]) -> Sense | None:
    """What a label says that the message is; None where only the child or the day is unclear."""
    if reading["creates_record"]:
        kinds = {record["kind"] for record in reading.get("records") or ()} or {reading["kind"]}
        return Sense(kinds.pop()) if len(kinds) == 1 else Sense.SEVERAL
    if reading["ambiguous"] and reading["intent"] in ("record", "emergency"):
        return None if reading.get("ask") in ("student", "date", None) else Sense.UNCERTAIN
    return _OF_INTENT.get(reading["intent"])


def cases(found: Iterable[Mapping[str, Any]]) -> Iterator[tuple[set[str], int, float]]:
    """Parents are heard in another way."""
    for label in found:
        sense = sense_of(label["expected"])
        if sense is None or label["role"] == "parent":
            continue
        care, today = care_for(tuple(label["roster_mentees"])), date.fromisoformat(label["today"])
        yield features(read(label["text"], today, care)), SENSES.index(sense), 1.0


def table(found: Iterable[Mapping[str, Any]]) -> str:
    lines = []
    for feature, row in learn(cases(found), len(SENSES), _COURSE).items():
        weights = [(letter, round(SCALE * value)) for letter, value in zip(LETTERS, row, strict=True)]
        kept = " ".join(f"{letter}{weight}" for letter, weight in weights if abs(weight) >= _SMALLEST)
        if kept:
            lines.append(f"{feature}\t{kept}\n")
    legend = ", ".join(f"{letter} {sense}" for letter, sense in zip(LETTERS, SENSES, strict=True))
    return _HEAD.format(legend=legend) + "".join(sorted(lines))


if __name__ == "__main__":
    _TABLE.write_text(table(labels()), "utf-8")
