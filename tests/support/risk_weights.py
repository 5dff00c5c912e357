"""Makes the table of weights from labelled sentences: `python -m tests.support.risk_weights`."""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from duty.danger import Danger
from language.hear.risk import risk
from language.hear.risk_hints import HINTING, kinds
from language.hear.risk_reading import folded, read
from language.hear.risk_weighing import CLASSES, SCALE, features, weigh
from language.surnames import SINGLE_SURNAMES
from tests.support.everyday_sentences import everyday
from tests.support.learning import Course, Row, learn

_TESTS = Path(__file__).parents[1]
_SAID = _TESTS / "language/hear/risk_said"
_KNOWN = _TESTS / "language/sets/known"
_TABLE = _TESTS.parent / "language/hear/risk_weights.txt"
_HEAD = """\
# How much each feature of a text weighs for each class: none, watch, and the six dangers; in fiftieths of a natural
# logarithm. Made by tests/support/risk_weights.py from the sentences of the tests.
"""
# What was labelled for its danger counts for more than what merely needs no alarm.
_LABELLED = 3.0
_BEHIND_A_COMMAND = 2.0
_PUT_TOGETHER = 0.5
_EVERYDAY = 2_000
_COMMANDS = (
    *("已谈心 {}：", "已谈心 {} ", "{} 谈心，", "昨天家访 {}，", "已家访 {} ", "今天和{}聊了，", "转告 {} 家长："),
    *("转告{}妈妈 ", "帮扶 {} 数学，", "已联系家长 {}，", "上报 {} ", "回复{}家长：", "跟{}谈了谈，", "刚和{}谈完 "),
)
_SURNAMES = "".join(sorted(SINGLE_SURNAMES))
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰梅子涵浩宇欣怡梓轩雨晨思远佳琪志文博诗语嘉俊凯乐一诺可心"
_KNOWN_NAMES = 0.5
# Chosen on sentences of writers that were left out of the learning.
_COURSE = Course(rounds=16, rate=0.15, left_out=0.5, calm=0.6)
_SMALLEST = 6


@dataclass(frozen=True, slots=True)
class Sample:
    text: str
    label: str
    weight: float
    children: tuple[str, ...] = ()

    def features(self) -> set[str]:
        text = read(folded(self.text), self.children).text
        return features(text, {kind for _, kind in kinds(HINTING.find(text))})


def samples() -> Iterator[Sample]:
    yield from (Sample(text, "none", _PUT_TOGETHER) for text in everyday(_EVERYDAY))
    for grade in ("urgent", "watch", "none"):
        label = grade
        for line in (_SAID / f"{grade}.txt").read_text("utf-8").splitlines():
            if line.startswith("# "):
                label = line[2:]
            else:
                yield from _also_recorded(Sample(line, label, _LABELLED))
    for path in sorted(_KNOWN.glob("*.jsonl")):
        # What people typed may hold other kinds of line breaks.
        for line in path.read_text("utf-8").split("\n"):
            yield from _known(json.loads(line)) if line else ()


def _known(case: dict[str, Any]) -> Iterator[Sample]:
    """What is labelled for another purpose says whether there is an alarm, and not of which danger."""
    text = str(case.get("text", ""))
    if "risk" in case:
        label = str(case["type"] if case["risk"] == "urgent" else case["risk"])
        yield from _also_recorded(Sample(text, label, _LABELLED))
        return
    readings = [case.get("expected"), *case.get("accept", [])]
    alerts = {bool(reading["alert"]) for reading in readings if isinstance(reading, dict) and "alert" in reading}
    children = tuple(case.get("roster_mentees", ()))
    danger = risk(text, children).danger
    if alerts == {False}:
        yield Sample(text, "none", 1.0, children)
    elif alerts == {True}:
        yield Sample(text, (danger or _likeliest(text, children)).value, _LABELLED, children)


def _likeliest(text: str, children: tuple[str, ...]) -> Danger:
    """Of which danger a text speaks that is labelled an alarm and that no word is known for."""
    reading = read(folded(text), children)
    return weigh(reading.text, kinds(HINTING.find(reading.text))).danger


def _also_recorded(sample: Sample) -> Iterator[Sample]:
    """As it is, and behind a command: what a message begins with says nothing of danger."""
    yield sample
    chance = random.Random(sample.text)
    name = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
    # A child in the sender's care, or one whose name nobody here knows.
    children = (*sample.children, name) if chance.random() < _KNOWN_NAMES else sample.children
    text = chance.choice(_COMMANDS).format(name) + sample.text
    yield replace(sample, text=text, weight=_BEHIND_A_COMMAND, children=children)


def learned(cases: Iterable[Sample]) -> dict[str, Row]:
    return learn([(case.features(), CLASSES.index(case.label), case.weight) for case in cases], len(CLASSES), _COURSE)


def table() -> str:
    rows = {feature: [round(SCALE * value) for value in row] for feature, row in learned(samples()).items()}
    kept = {feature: row for feature, row in rows.items() if not feature or max(map(abs, row)) >= _SMALLEST}
    return _HEAD + "".join(f"{feature} {' '.join(map(str, kept[feature]))}\n" for feature in sorted(kept))


if __name__ == "__main__":
    _TABLE.write_text(table(), "utf-8")
