"""The engine against the rule taken literally, in thousands of random worlds; the order of what is known is nothing."""

import random
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from bot.cli.assess import states
from bot.cli.world import World
from tests.duty import literal
from tests.duty.worlds import world

Json = dict[str, Any]
WORLDS_A_PART, PARTS = 150, 6


def answered(given: Json) -> list[Json]:
    return states(World.model_validate(given))


def as_set(rows: list[Json]) -> set[tuple[Any, ...]]:
    return {tuple((key, str(row[key])) for key in sorted(row)) for row in rows}


@pytest.mark.parametrize("part", range(PARTS))
def test_the_engine_answers_as_the_rule_says(part: int) -> None:
    differing = [
        seed
        for seed in range(part * WORLDS_A_PART, (part + 1) * WORLDS_A_PART)
        if as_set(literal.states(given := world(Random(seed)))) != as_set(answered(given))
    ]
    assert differing == []


def test_the_order_of_what_is_known_is_nothing() -> None:
    for seed in range(200):
        given = world(Random(seed))
        mixed = dict(given)
        for key in ("records", "outcomes", "exemptions", "events", "deputies", "pairings"):
            mixed[key] = random.Random(seed).sample(given[key], len(given[key]))
        assert as_set(answered(mixed)) == as_set(answered(given))


def test_asking_again_about_a_past_day_gives_the_same_answer_whatever_was_entered_since() -> None:
    for seed in range(200):
        given = world(Random(seed))
        later = [one for one in given["records"] if one.get("entered_on", one["happened_on"]) > given["on"]]
        known = {**given, "records": [one for one in given["records"] if one not in later]}
        assert as_set(answered(known)) == as_set(answered(given))


def test_a_day_lies_in_at_most_one_window_of_a_rule_of_a_pairing() -> None:
    for seed in range(300):
        given = world(Random(seed))
        alone = {**given, "pairings": given["pairings"][:1]}
        by_rule: dict[tuple[str, str, str], list[tuple[date, date]]] = {}
        for row in answered(alone):
            if row["per"] != "once" and row["student"]:
                first, last = (date.fromisoformat(day) for day in row["window"])
                by_rule.setdefault((row["kind"], row["per"], str(row["times"])), []).append((first, last))
        rules = [rule for version in given.get("versions", [given]) for rule in version["rules"]]
        if len({(rule["kind"], rule.get("per"), rule.get("times", 1)) for rule in rules}) < len(rules):
            continue  # two rules that rows do not tell apart
        for spans in by_rule.values():
            ordered = sorted(spans)
            assert all(one[1] < other[0] for one, other in pairwise(ordered))
