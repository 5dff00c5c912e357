"""Of whom each thing is done, and of whom not: each child once, whatever its mentors do."""

from datetime import date

import pytest

from duty.assess import Assessment, State
from duty.figures import Figure, figures
from duty.kinds import Kind
from duty.policy import Once, Per, Rule, Trigger
from duty.reminders import Standing
from duty.windows import Window

TODAY = date(2025, 12, 3)
NOVEMBER = Window(date(2025, 11, 1), date(2025, 11, 30), date(2025, 12, 7))
DECEMBER = Window(date(2025, 12, 1), date(2025, 12, 31), date(2026, 1, 7))
TERM = Window(date(2025, 9, 1), date(2026, 1, 23), date(2026, 3, 3))
MONTHLY, TERMLY = Rule(Kind.TALK, Per.MONTH), Rule(Kind.HOME_VISIT, Per.TERM)


def stands(student: int, state: State, window: Window = DECEMBER, *, rule: Rule = MONTHLY, mentor: int = 1) -> Standing:
    return Standing(mentor, student, Assessment(rule.kind, rule.per, window, rule.times, 0, state, rule, mentor))


def only(*standings: Standing) -> Figure:
    (figure,) = figures(standings, TODAY)
    return figure


def test_every_child_is_counted_once_by_how_its_window_stands() -> None:
    found = only(
        stands(1, State.DONE),
        stands(2, State.SUBSTITUTED),
        stands(3, State.EXCUSED),
        stands(4, State.OPEN),
        stands(5, State.DUE),
        stands(6, State.WAIVED),
    )
    assert (found.done, found.substituted, found.excused, found.waiting) == ((1,), (2,), (3,), (4, 5))
    assert (found.of, found.running) == (5, True)


@pytest.mark.parametrize(
    ("states", "counts_as"),
    [
        ((State.DONE, State.OPEN), "waiting"),
        ((State.OPEN, State.DONE), "waiting"),
        ((State.DONE, State.EXCUSED), "done"),
        ((State.EXCUSED, State.SUBSTITUTED), "substituted"),
        ((State.EXCUSED, State.EXCUSED), "excused"),
    ],
)
def test_a_child_of_two_mentors_is_as_far_as_the_one_who_still_waits(
    states: tuple[State, State], counts_as: str
) -> None:
    found = only(*(stands(1, state, mentor=mentor) for mentor, state in enumerate(states, 1)))
    assert getattr(found, counts_as) == (1,)
    assert found.of == 1


def test_both_mentors_who_still_owe_it_are_there() -> None:
    found = only(stands(1, State.OPEN, mentor=1), stands(1, State.DUE, mentor=2))
    assert [one.mentor_id for one in found.open] == [1, 2]
    assert found.waiting == (1,)


def test_what_is_over_and_empty_is_a_figure_of_its_own_and_comes_last() -> None:
    found = figures(
        [
            stands(1, State.OVERDUE, NOVEMBER),
            stands(2, State.DONE, NOVEMBER),
            stands(3, State.MISSED, NOVEMBER),
            stands(1, State.OPEN, TERM, rule=TERMLY),
            stands(1, State.OPEN),
            stands(1, State.FUTURE, Window(date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 7))),
        ],
        TODAY,
    )
    assert [(one.sample.kind, one.running, one.of) for one in found] == [
        (Kind.TALK, True, 1),
        (Kind.HOME_VISIT, True, 1),
        (Kind.TALK, False, 1),
    ]


def test_what_something_opened_is_told_apart_from_what_comes_every_term() -> None:
    event = Rule(Kind.HOME_VISIT, Per.ONCE, once=Once(Trigger.EVENT, 7))
    start = Rule(Kind.HOME_VISIT, Per.ONCE, once=Once(Trigger.PAIRING_START, 7))
    found = figures([stands(1, State.OPEN, rule=rule) for rule in (event, start, TERMLY)], TODAY)
    assert len(found) == 3
