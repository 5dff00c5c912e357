"""How far the labelled messages are understood: the known ones, which also make the weights, and the unseen ones."""

from dataclasses import asdict, dataclass

import pytest

from tests.language.scoring import Figures, by_family, danger, names, understanding

SETS = ("known", "unseen")
# Unseen, too: danger that is mostly only hinted at, and everyday words that sound like it.
HINTED = "hinted"
# Of the known lines there are so many that a part of them shows whatever a change does to all.
EVERY = {"known": 12, "unseen": 1}
# Where no record is wanted and a false one is worst.
NEVER = ("negation", "future", "question", "parent", "relay", "not_mentee", "injection")


@dataclass(frozen=True, slots=True)
class Floor:
    """What a set must at least reach, of 1."""

    precision: float
    recall: float
    students: float
    kind: float
    day: float
    intent: float
    kept: float


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How many lines of a set may at most go wrong so."""

    recorded_where_never: int
    recorded_where_not_wanted: int
    alerts_missed: int
    false_alarms: int


FLOORS = {
    "known": Floor(precision=0.992, recall=0.94, students=0.99, kind=0.985, day=0.985, intent=0.98, kept=0.98),
    "unseen": Floor(precision=0.976, recall=0.923, students=0.993, kind=0.98, day=0.99, intent=0.955, kept=0.982),
}
CEILINGS = {
    "known": Ceiling(recorded_where_never=3, recorded_where_not_wanted=3, alerts_missed=0, false_alarms=6),
    "unseen": Ceiling(recorded_where_never=6, recorded_where_not_wanted=7, alerts_missed=0, false_alarms=18),
}
NAMES_RIGHT, NAMES_WRONG = {"known": 0.985, "unseen": 0.98}, {"known": 2, "unseen": 0}
DANGER_RIGHT = {"known": 0.955, "unseen": 0.88, HINTED: 0.78}
HINTS_MISSED, HINTS_FALSE = 4, 6


@pytest.mark.parametrize("which", SETS)
def test_whole_messages_are_understood_as_well_as_they_ever_were(which: str) -> None:
    """One test, for to understand so many lines takes its time; on failure it shows figures and no line."""
    verdicts = understanding(which, EVERY[which])
    figures, families = Figures(verdicts), by_family(verdicts)
    reached = {
        "precision": figures.precision,
        "recall": figures.recall,
        **{what: figures.share(what) for what in ("students", "kind", "day", "intent")},
        "kept": figures.kept,
    }
    wrong = {
        "recorded_where_never": sum(families[family].count("bad_record") for family in NEVER),
        "recorded_where_not_wanted": figures.count("bad_record"),
        "alerts_missed": figures.count("alert_missed"),
        "false_alarms": figures.count("false_alarm"),
    }
    below = {what: reached[what] for what, least in asdict(FLOORS[which]).items() if (reached[what] or 0) < least}
    above = {what: wrong[what] for what, most in asdict(CEILINGS[which]).items() if wrong[what] > most}
    assert (below, above) == ({}, {})


@pytest.mark.parametrize("which", SETS)
def test_names_are_told_apart_as_well_as_they_ever_were(which: str) -> None:
    shares = names(which)
    assert (shares.right >= NAMES_RIGHT[which], shares.harmful["wrong"] <= NAMES_WRONG[which]) == (True, True), shares


def test_danger_that_is_only_hinted_at_is_heard_as_well_as_it_ever_was() -> None:
    figures = Figures(understanding(HINTED))
    assert figures.count("alert_missed") <= HINTS_MISSED
    assert figures.count("false_alarm") <= HINTS_FALSE


@pytest.mark.parametrize("which", [*SETS, HINTED])
def test_danger_is_graded_as_well_as_it_ever_was(which: str) -> None:
    shares = danger(which)
    assert shares.right >= DANGER_RIGHT[which], shares
