"""Learns how much each feature of a text speaks for each of some classes; always the same from the same cases."""

import math
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_DECAY = 0.004
_OFTEN = 3
Row = list[float]


@dataclass(frozen=True, slots=True)
class Course:
    """How it is learnt: so many times over all cases, with steps so long, and so many of the features left out.

    What is left out changes with every step, so that no feature leans on another that stands beside it by chance.
    The sums come out too high by what was left out; `calm` is what they are multiplied by in the end.
    """

    rounds: int = 10
    rate: float = 0.25
    left_out: float = 0.0
    calm: float = 1.0


def learn(cases: Iterable[tuple[set[str], int, float]], classes: int, course: Course = Course()) -> dict[str, Row]:
    """Multinomial logistic regression, each step scaled by what a feature has moved before.

    A case is its features, its class and how much it counts. "" is a feature of every case.
    """
    chance = random.Random(4)
    seen = list(cases)
    often = Counter(feature for found, _, _ in seen for feature in found)
    kept = [(sorted(f for f in found if often[f] >= _OFTEN), label, weight) for found, label, weight in seen]
    weights: dict[str, Row] = {}
    moved: dict[str, Row] = {}
    for found, _, _ in kept:
        for feature in ("", *found):
            weights.setdefault(feature, [0.0] * classes)
            moved.setdefault(feature, [1e-2] * classes)
    for _ in range(course.rounds):
        chance.shuffle(kept)
        for found, label, weight in kept:
            left = ["", *(feature for feature in found if chance.random() >= course.left_out)]
            rows, far = [weights[feature] for feature in left], [moved[feature] for feature in left]
            _step(rows, far, label, weight, course.rate)
    return {feature: [course.calm * value for value in row] for feature, row in weights.items()}


def _step(rows: list[Row], moved: list[Row], label: int, weight: float, rate: float) -> None:
    sums = [math.fsum(column) for column in zip(*rows, strict=True)]
    highest = max(sums)
    shares = [math.exp(value - highest) for value in sums]
    whole = math.fsum(shares)
    for column, share in enumerate(shares):
        gradient = weight * (share / whole - (column == label))
        if abs(gradient) < 0.01:
            continue
        for row, far in zip(rows, moved, strict=True):
            slope = gradient + _DECAY * row[column]
            far[column] += slope * slope
            row[column] -= rate * slope / math.sqrt(far[column])
