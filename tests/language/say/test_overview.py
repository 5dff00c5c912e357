"""What leaders read, where it is longer than a small school shows."""

from datetime import date

import pytest

from duty.assess import Assessment, State
from duty.figures import figures
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


def test_where_nothing_runs_nobody_waits_for_anything() -> None:
    given = {"kind": None, "today": TODAY}
    assert overview.who_is_left("全校", [], [], kind=None, today=TODAY) == "全校的事眼下没有还等着的。"
    assert overview.overview("陈杰", "全校", 3, [], [], **given) == "陈老师，全校的事这阵子没有要办的。"  # type: ignore[arg-type]
