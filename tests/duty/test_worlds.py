"""The random worlds meet what they are made for; a corner that none meets would be checked by nobody."""

import json
from collections import Counter
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from tests.duty.literal import states
from tests.duty.worlds import world
from tests.duty.worlds_rules import PERS, SCOPES

Json = dict[str, Any]

WORLDS = [world(Random(seed)) for seed in range(150)]
STATES = ["future", "done", "late", "excused", "substituted", "waived", "open", "due", "overdue", "missed"]
# What may be left out of a world, and where it stands.
OPTIONAL = {
    "": "live_from rest_days work_days records exemptions outcomes events deputies guardians occasions birthdays",
    "rules": "scope times modes remind_days makeup_days levels from to shared excused_by substituted_by during min_days"
    " before behind events",
    "pairings": "end level",
    "records": "mode counts_for entered_on revoked guardian",
    "outcomes": "entered_on",
    "exemptions": "mentor student",
    "deputies": "student",
}


def rules_of(given: Json) -> list[Json]:
    return [rule for version in given.get("versions", [given]) for rule in version["rules"]]


def without(given: Json, where: str, key: str) -> Json:
    left = deepcopy(given)
    for each in [left] if not where else rules_of(left) if where == "rules" else left[where]:
        each.pop(key, None)
    return left


@pytest.fixture(scope="module")
def answers() -> list[list[Json]]:
    return [states(given) for given in WORLDS]


def test_the_same_seed_makes_the_same_world_of_plain_json() -> None:
    assert [world(Random(seed)) for seed in range(20)] == WORLDS[:20]
    assert json.loads(json.dumps(WORLDS)) == WORLDS


def test_worlds_are_small() -> None:
    for given in WORLDS:
        assert len({pairing["mentor"] for pairing in given["pairings"]}) <= 4
        assert len({pairing["student"] for pairing in given["pairings"]}) <= 5
        assert all(len(version["rules"]) <= 3 for version in given.get("versions", [given]))


def test_every_state_and_per_is_met_often(answers: list[list[Json]]) -> None:
    met = Counter[str]()
    for rows in answers:
        met.update({row["state"] for row in rows} | {row["per"] for row in rows})
    assert {name for name in [*STATES, *PERS, "once"] if met[name] < 5} == set()


def test_every_scope_and_trigger_is_met_often() -> None:
    met = Counter[str]()
    for given in WORLDS:
        base = {key: value for key, value in given.items() if key != "versions"}
        for rule in rules_of(given):
            if states(base | {"rules": [rule]}):
                trigger = [name for name in ("before_term_end", "occasions") if name in rule]
                met.update([rule.get("scope", "pairing"), rule.get("after", ""), *trigger])
    triggers = ["pairing_start", "term_start", "event", "before_term_end", "occasions"]
    assert {name for name in [*SCOPES, *triggers] if met[name] < 5} == set()


@pytest.mark.parametrize("where", OPTIONAL)
def test_every_key_matters_in_some_world(answers: list[list[Json]], where: str) -> None:
    """What could be left out of all worlds without a change is not checked by them."""
    asked = OPTIONAL[where].split()
    idle = {
        key
        for key in asked
        if all(states(without(given, where, key)) == known for given, known in zip(WORLDS, answers, strict=True))
    }
    assert idle == set()


def test_versions_matter() -> None:
    changed = 0
    for given in WORLDS:
        if "versions" in given:
            first = {key: value for key, value in given.items() if key != "versions"}
            changed += states(first | {"rules": given["versions"][0]["rules"]}) != states(given)
    assert changed >= 30
