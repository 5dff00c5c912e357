"""The scorer itself: which reading an answer is held against, and what a line is worth."""

from typing import Any

import pytest

from tests.language.scoring import Figures, by_family
from tests.language.verdicts import Verdict, judge

NOTHING: dict[str, Any] = {
    "intent": "no_action",
    "students": [],
    "kind": None,
    "date": None,
    "topic": None,
    "note": None,
    "ambiguous": False,
    "creates_record": False,
    "alert": False,
}
ASKS = NOTHING | {"intent": "record", "ambiguous": True}
RECORD = NOTHING | {
    "intent": "record",
    "students": ["甲"],
    "kind": "talk",
    "date": "2026-11-20",
    "creates_record": True,
}
LAST_WEEK = RECORD | {"date": "2026-11-13", "date_range": ["2026-11-09", "2026-11-15"]}


def verdict(expected: dict[str, Any], answer: dict[str, Any], *accept: dict[str, Any]) -> Verdict:
    return judge({"category": "dates", "expected": expected, "accept": accept}, answer)


@pytest.mark.parametrize(
    ("expected", "accept", "answer", "figure"),
    [
        (RECORD, (), RECORD, 1.0),
        (RECORD, (), RECORD | {"date": "2026-11-19"}, -2.0),
        (RECORD, (), ASKS, 0.2),
        (RECORD, (), NOTHING, 0.0),
        (RECORD, (ASKS,), ASKS, 1.0),
        (RECORD, (NOTHING,), NOTHING, 1.0),
        (LAST_WEEK, (), RECORD | {"date": "2026-11-09"}, 1.0),
        (LAST_WEEK, (), RECORD | {"date": "2026-11-16"}, -2.0),
        (NOTHING, (), RECORD, -2.0),
        (NOTHING, (), NOTHING | {"intent": "query_todo"}, 0.0),
        (ASKS | {"intent": "correct"}, (), ASKS, 1.0),
        (NOTHING | {"intent": "chitchat"}, (), NOTHING | {"intent": "unknown"}, 1.0),
        (RECORD | {"alert": True}, (), RECORD, -3.0),
        (RECORD | {"alert": True}, (RECORD,), RECORD, 1.0),
    ],
)
def test_a_line_is_worth_what_its_answer_does_good_or_harm(
    expected: dict[str, Any], accept: tuple[dict[str, Any], ...], answer: dict[str, Any], figure: float
) -> None:
    assert verdict(expected, answer, *accept).figure == figure


def test_records_are_counted_one_by_one() -> None:
    talk = {"student": "甲", "kind": "talk", "date": "2026-11-20"}
    visit = {"student": "乙", "kind": "home_visit", "date": "2026-11-20"}
    found = verdict(RECORD | {"records": [talk, visit]}, RECORD | {"records": [talk, visit | {"kind": "help"}]})
    assert (found.true, found.false, found.missed) == (1, 1, 1)
    assert (found.students, found.kind, found.day) == (True, False, True)


def test_a_text_is_kept_wherever_it_is_stored_and_spaces_do_not_matter() -> None:
    wanted = RECORD | {"note": "想 转学", "topic": "数学"}
    assert verdict(wanted, RECORD | {"note": "数学，他想转学"}).kept == 2
    assert verdict(wanted, RECORD | {"topic": "数学"}).kept == 1
    assert verdict(wanted, ASKS).texts == 0


def test_the_day_of_a_reminder_counts_where_one_was_said() -> None:
    later = NOTHING | {"intent": "snooze", "date": "2026-11-23"}
    assert [verdict(later, later | {"date": day}).moved for day in ("2026-11-23", None)] == [True, False]
    assert verdict(later | {"date": None}, later).moved is None


def test_figures_are_taken_over_lines_and_have_no_value_where_there_are_none() -> None:
    figures = by_family([verdict(RECORD, RECORD), verdict(RECORD, ASKS), verdict(ASKS, RECORD)])["dates"]
    assert (figures.precision, figures.recall, figures.asks_rightly, figures.asks_missed) == (0.5, 0.5, 0.0, 1)
    assert figures.figure == pytest.approx(-0.8 / 3)
    assert (figures.share("students"), figures.kept, Figures([]).precision) == (1.0, None, None)
