"""How characters and names sound."""

import pytest

from language.hear.sounds import blurred, readings, sounds
from tests.support import readings as made


def test_the_table_of_readings_is_what_the_generator_makes() -> None:
    with open("language/hear/readings.txt", encoding="utf-8") as table:
        assert table.read() == made.table()


@pytest.mark.parametrize(
    ("character", "syllables"),
    [
        ("洁", {"jie"}),
        ("乐", {"le", "yue"}),
        ("长", {"chang", "zhang"}),
        ("〇", {"ling"}),
        ("a", {"a"}),
        ("𠮷", {"𠮷"}),
    ],
)
def test_a_character_is_read_as_in_everyday_words(character: str, syllables: set[str]) -> None:
    assert set(readings(character)) == syllables


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("单小雨", "shan xiao yu"),
        ("查慎行", "zha shen xing"),
        ("仇敏", "qiu min"),
        ("解东", "xie dong"),
        ("尉迟恭", "yu chi gong"),
        ("万俟明", "mo qi ming"),
        ("区小妹", "ou xiao mei"),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, heard: str) -> None:
    assert heard in {" ".join(syllables) for syllables in sounds(name)}


def test_a_surname_is_read_as_the_everyday_word_too() -> None:
    assert {"dan xiao yu", "shan xiao yu"} <= {" ".join(syllables) for syllables in sounds("单小雨")}


def test_characters_behind_the_surname_are_read_as_in_everyday_words() -> None:
    assert {" ".join(syllables) for syllables in sounds("王单")} == {"wang dan"}


def test_a_name_of_many_readings_is_said_in_a_few_ways_only() -> None:
    assert len(list(sounds("乐" * 30))) == 16


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zhang", "zan"),
        ("chen", "ceng"),
        ("shi", "si"),
        ("lin", "ning"),
        ("lan", "ran"),
        ("lv", "nu"),
        ("huang", "fang"),
        ("hui", "fei"),
        ("qin", "qing"),
    ],
)
def test_sounds_that_are_mixed_up_are_blurred_into_one(one: str, other: str) -> None:
    assert blurred(one) == blurred(other)


@pytest.mark.parametrize(("one", "other"), [("bai", "pai"), ("xin", "jin"), ("er", "e"), ("yong", "yun"), ("an", "en")])
def test_other_sounds_stay_apart(one: str, other: str) -> None:
    assert blurred(one) != blurred(other)
