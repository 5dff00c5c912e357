"""The auditor of the killing test catches what it is there to catch."""

import pytest

from tests.support.auditor import Count, Expected, Line, audit

EXPECTED = (
    Expected("parent:m1", "note-1", seen_by=frozenset({"WangFang"})),
    Expected("WangFang", "answer-1"),
)
COUNTS = (Count("ZhouXin", "alarm", 2),)
LINES = (
    Line("WangFang", "me", "转告 note-1"),
    Line("WangFang", "bot", "preview note-1"),
    Line("parent:m1", "bot", "李四妈妈好：note-1"),
    Line("WangFang", "bot", "李四妈妈：answer-1"),
    Line("ZhouXin", "bot", "alarm"),
    Line("ZhouXin", "bot", "alarm"),
)


def test_a_clean_run_has_no_faults() -> None:
    assert audit(EXPECTED, COUNTS, LINES) == []


@pytest.mark.parametrize("gone", [2, 3, 4], ids=["a note", "an answer", "an alarm"])
def test_a_planted_loss_is_caught(gone: int) -> None:
    assert audit(EXPECTED, COUNTS, [line for index, line in enumerate(LINES) if index != gone])


@pytest.mark.parametrize("again", [2, 3, 4], ids=["a note", "an answer", "an alarm"])
def test_a_planted_double_is_caught(again: int) -> None:
    assert audit(EXPECTED, COUNTS, [*LINES, LINES[again]])


def test_a_message_on_a_wrong_phone_is_caught() -> None:
    assert audit(EXPECTED, COUNTS, [*LINES, Line("parent:m2", "bot", "李四妈妈好：note-1")])
