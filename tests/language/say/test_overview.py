"""What leaders read, where it is longer than a small school shows."""

from datetime import date

import pytest

from duty.assess import Assessment, State
from duty.calendar import Pause
from duty.figures import HowFar, figures, figures_before
from duty.kinds import Kind
from duty.people import Child
from duty.policy import Per, Rule
from duty.reminders import Standing
from duty.windows import Window
from language.say import overview, progress

TODAY = date(2025, 11, 21)
NOVEMBER = Window(date(2025, 11, 1), date(2025, 11, 30), date(2025, 12, 7))
MANY = [Child(number, str(number), f"学生{number}", "七年级", f"{number % 2 + 1}班") for number in range(41)]


def stands(state: State, student: int = 1) -> Standing:
    rule = Rule(Kind.TALK, Per.MONTH)
    return Standing(1, student, Assessment(rule.kind, rule.per, NOVEMBER, 1, 0, state, rule, 1))


def test_of_very_many_names_the_classes_are_counted() -> None:
    gaps = overview.Uncovered(False, MANY, [], [], [])
    assert overview.uncovered("七年级", gaps, 60).splitlines()[1] == (
        "· 60 位孩子里还没有结对老师的 41 位：七年级1班 21 位、七年级2班 20 位；想看名字就带上班级再问。"
    )


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.DONE, "齐了"),
        (State.OPEN, "还等您"),
        (State.EXCUSED, "情况特殊，不用补"),
        (State.SUBSTITUTED, "换了方式，算数"),
    ],
)
def test_of_a_single_child_it_is_said_how_it_is(state: State, said: str) -> None:
    assert progress.own_lines(figures([stands(state)], TODAY), TODAY) == [f"· 这个月谈心：{said}"]


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((State.DONE, State.OPEN, State.OPEN), "· 这个月谈心：齐了，另有 2 位这些天免除"),
        ((State.OPEN, State.OPEN, State.OPEN), "· 这个月谈心：还等您，另有 2 位这些天免除"),
        ((State.MISSED, State.OPEN, State.DONE), "· 这个月谈心：2 位里齐了 1 位，另有 1 位这些天免除"),
    ],
)
def test_who_is_exempt_is_told_and_not_counted(states: tuple[State, ...], said: str) -> None:
    those = [stands(state, student) for student, state in enumerate(states)]
    found = figures_before(those, NOVEMBER.last, lambda _mentor, student, _on: student > 0)
    assert progress.own_lines(found, TODAY) == [said]


def test_where_all_are_exempt_nobody_is_counted() -> None:
    found = figures([stands(State.OPEN, student) for student in (1, 2)], TODAY, lambda *_: True)
    assert progress.own_lines(found, TODAY) == ["· 这个月谈心：2 位这些天免除"]


@pytest.mark.parametrize(("state", "said"), [(State.DONE, "齐了"), (State.MISSED, "还空着"), (State.OVERDUE, "还等您")])
def test_of_a_single_child_it_is_said_how_it_was(state: State, said: str) -> None:
    found = figures_before([stands(state)], NOVEMBER.last)
    assert progress.own_lines(found, date(2025, 12, 3)) == [f"· 上个月谈心：{said}"]


VACATION = Pause(NOVEMBER.last, date(2026, 2, 27))
IN_VACATION = date(2025, 12, 3)


@pytest.mark.parametrize(
    ("pause", "said"),
    [
        (VACATION, "现在放假，没有要办的，2026年2月27日（周五）开学再接着来。"),
        (Pause(NOVEMBER.last, None), "现在不在学期里，没有要办的；下学期的日子还没排进来。"),
        (Pause(None, None), "现在不在学期里，没有要办的；下学期的日子还没排进来。"),
    ],
)
def test_outside_of_terms_it_is_said_when_school_begins_again(pause: Pause, said: str) -> None:
    assert progress.progress("王芳", HowFar((), pause), None, IN_VACATION, mentees=1) == f"王老师，{said}"


def test_a_leader_hears_how_far_things_were_and_what_can_still_be_made_up() -> None:
    far = HowFar(figures_before([stands(State.OVERDUE), stands(State.DONE, 2)], NOVEMBER.last), VACATION)
    given = {"kind": None, "today": IN_VACATION}
    assert overview.overview("陈杰", "全校", 2, far, [], **given).splitlines() == [  # type: ignore[arg-type]
        "陈老师，全校 2 位结对的孩子，现在放假，没有要办的，2026年2月27日（周五）开学再接着来。",
        "放假前：",
        "· 上个月谈心：2 位里齐了 1 位",
        "还空着的还能补，回「谁还没谈」看。",
    ]


def test_where_nothing_runs_nobody_waits_for_anything() -> None:
    given = {"kind": None, "today": TODAY}
    assert overview.who_is_left("全校", [], [], kind=None, today=TODAY) == "全校的事眼下没有还等着的。"
    assert overview.overview("陈杰", "全校", 3, HowFar(()), [], **given) == "陈老师，全校的事这阵子没有要办的。"  # type: ignore[arg-type]
