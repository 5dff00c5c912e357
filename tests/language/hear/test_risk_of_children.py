"""Danger to a child who is named: the names of the roster count, everyday words around them hide nothing."""

import pytest

from duty.danger import Danger, Grade, Risk
from language.hear.risk import risk

ROSTER = ("周一诺", "何子墨", "高兴", "张三")


@pytest.mark.parametrize("text", ["周一诺不见了", "找不到何子墨了", "高兴不见了", "张三失联了"])
def test_a_child_of_the_roster_who_is_away_is_urgent(text: str) -> None:
    assert risk(text, ROSTER) == Risk(Grade.URGENT, Danger.RUNAWAY)


@pytest.mark.parametrize("text", ["高兴不见了", "今天很高兴", "孩子高兴坏了"])
def test_a_word_of_every_day_is_a_name_only_on_the_roster_and_where_a_name_stands(text: str) -> None:
    assert risk(text, ROSTER if "不见" not in text else ()).grade is Grade.NONE


@pytest.mark.parametrize("text", ["后面那个", "已经接手了", "都是", "已经转告了"])
def test_short_everyday_lines_are_no_danger(text: str) -> None:
    assert risk(text, ROSTER).grade is Grade.NONE


@pytest.mark.parametrize("text", ["领导，张三说不想活了", "转发，张三说他想死"])
@pytest.mark.parametrize("children", [ROSTER, ()], ids=["on the roster", "not on it"])
def test_harmless_words_that_hold_a_person_hide_nothing(text: str, children: tuple[str, ...]) -> None:
    assert risk(text, children) == Risk(Grade.URGENT, Danger.SELF_HARM)
