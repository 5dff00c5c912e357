"""Of whom each thing is done, and of whom not: each child once, whatever its mentors do."""

from datetime import date

import pytest

from duty.assess import Assessment, State
from duty.calendar import Pause
from duty.figures import Figure, HowFar, IsExempt, figures, how_far
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


def exempt(*pairs: tuple[int, int]) -> IsExempt:
    return lambda mentor, student, on: (mentor, student) in pairs and on == TODAY


def test_a_child_that_is_exempt_is_not_missing_and_one_that_is_done_stays_done() -> None:
    those = [stands(1, State.DONE), stands(2, State.OPEN), stands(3, State.DUE)]
    (found,) = figures(those, TODAY, exempt((1, 1), (1, 2)))
    assert (found.done, found.waiting, found.exempt, found.of) == ((1,), (3,), (2,), 2)


def test_what_only_one_of_two_mentors_is_exempt_from_still_waits() -> None:
    those = [stands(1, State.OPEN, mentor=1), stands(1, State.OPEN, mentor=2)]
    (found,) = figures(those, TODAY, exempt((1, 1)))
    assert (found.waiting, found.exempt, [one.mentor_id for one in found.open]) == ((1,), (), [2])


def test_where_all_are_exempt_what_runs_is_told_and_what_is_over_is_not() -> None:
    those = [stands(1, State.OPEN), stands(1, State.OVERDUE, NOVEMBER)]
    (found,) = figures(those, TODAY, exempt((1, 1)))
    assert (found.running, found.of, found.exempt) == (True, 0, (1,))


LAST_DAY, FIRST_DAY = date(2026, 1, 23), date(2026, 2, 27)
VACATION = Pause(LAST_DAY, FIRST_DAY)
JANUARY = Window(date(2026, 1, 1), LAST_DAY, date(2026, 1, 30))
YEAR = Window(date(2025, 9, 1), date(2026, 7, 3), date(2026, 7, 10))
TALK = Rule(Kind.TALK, Per.MONTH, during_term=True)
GIFT = Rule(Kind.WARMTH, Per.SCHOOL_YEAR, during_term=True)


def test_in_a_vacation_one_looks_back_to_its_eve() -> None:
    those = [
        stands(1, State.LATE, JANUARY, rule=TALK),
        stands(2, State.MISSED, JANUARY, rule=TALK),
        stands(3, State.OVERDUE, JANUARY, rule=TALK),
        stands(4, State.WAIVED, JANUARY, rule=TALK),
        stands(3, State.MISSED, DECEMBER, rule=TALK),
        stands(1, State.OPEN, YEAR, rule=GIFT),
    ]
    far = how_far(those, date(2026, 2, 10), VACATION)
    assert far.pause == VACATION
    talk, gift = far.figures
    assert (talk.done, talk.missed, talk.waiting, talk.of) == ((1,), (2,), (3,), 3)
    assert (gift.waiting, gift.of) == ((1,), 1)


def test_who_was_exempt_on_the_eve_is_not_missing() -> None:
    those = [stands(1, State.MISSED, JANUARY, rule=TALK), stands(2, State.DONE, JANUARY, rule=TALK)]
    far = how_far(those, date(2026, 2, 10), VACATION, lambda _mentor, student, on: (student, on) == (1, LAST_DAY))
    assert (far.figures[0].exempt, far.figures[0].of) == ((1,), 1)


def test_what_knows_no_terms_goes_on_in_a_vacation() -> None:
    february = Window(date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 7))
    those = [stands(1, State.OPEN, february), stands(1, State.MISSED, JANUARY, rule=TALK)]
    far = how_far(those, date(2026, 2, 10), VACATION)
    assert (far.pause, [one.sample.window for one in far.figures]) == (None, [february])


def test_before_the_first_term_there_is_nothing_to_look_back_to() -> None:
    coming = Pause(None, date(2025, 9, 1))
    assert how_far([], date(2025, 8, 1), coming) == HowFar((), coming)


def test_in_a_term_what_runs_is_told() -> None:
    those = [stands(1, State.OPEN)]
    assert how_far(those, TODAY, None) == HowFar(figures(those, TODAY))


def test_what_something_opened_is_told_apart_from_what_comes_every_term() -> None:
    event = Rule(Kind.HOME_VISIT, Per.ONCE, once=Once(Trigger.EVENT, 7))
    start = Rule(Kind.HOME_VISIT, Per.ONCE, once=Once(Trigger.PAIRING_START, 7))
    found = figures([stands(1, State.OPEN, rule=rule) for rule in (event, start, TERMLY)], TODAY)
    assert len(found) == 3
