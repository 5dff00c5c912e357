"""Learns how much each feature of a text speaks for each of some classes; always the same from the same cases."""

import math
import random
from collections import Counter
from collections.abc import Iterable

_ROUNDS = 10
_RATE = 0.25
_DECAY = 0.004
_OFTEN = 3
Row = list[float]


def learn(cases: Iterable[tuple[set[str], int, float]], classes: int) -> dict[str, Row]:
    """Multinomial logistic regression, each step scaled by what a feature has moved before.

    A case is its features, its class and how much it counts. "" is a feature of every case.
    """
    chance = random.Random(4)
    seen = list(cases)
    often = Counter(feature for found, _, _ in seen for feature in found)
    kept = [([*sorted(f for f in found if often[f] >= _OFTEN), ""], label, weight) for found, label, weight in seen]
    weights: dict[str, Row] = {}
    moved: dict[str, Row] = {}
    for found, _, _ in kept:
        for feature in found:
            weights.setdefault(feature, [0.0] * classes)
            moved.setdefault(feature, [1e-2] * classes)
    for _ in range(_ROUNDS):
        chance.shuffle(kept)
        for found, label, weight in kept:
            _step([weights[feature] for feature in found], [moved[feature] for feature in found], label, weight)
    return weights


def _step(rows: list[Row], moved: list[Row], label: int, weight: float) -> None:
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
            row[column] -= _RATE * slope / math.sqrt(far[column])
