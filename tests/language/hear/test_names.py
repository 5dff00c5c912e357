"""Which child a typed name means."""

import pytest

from duty.commands import RecordDeed
from duty.hearing import WhichStudent
from duty.kinds import Kind
from language.hear import Care
from language.hear.unknown_names import is_han, like_a_name
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, child, ids


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("许知远", "许知远"),
        ("許知遠", "许知远"),
        ("许 知 远", "许知远"),
        ("许\u200b知远", "许知远"),
        ("知远", "许知远"),
        ("知远同学", "许知远"),
        ("许知远小朋友", "许知远"),
        ("许知远孩子", "许知远"),
        ("江山", "江山"),
        ("江 山", "江山"),
        ("安心", "安心"),
        ("高兴", "高兴"),
        ("周四喜", "周四喜"),
        ("四喜", "周四喜"),
        ("柳家访", "柳家访"),
        ("司马长风", "司马长风"),
        ("长风", "司马长风"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("阿依古丽 买买提", "阿依古丽·买买提"),
        ("阿依古丽买买提", "阿依古丽·买买提"),
        ("阿依古丽", "阿依古丽·买买提"),
        ("买买提", "阿依古丽·买买提"),
        ("苏韵", "蘇韻"),
        ("蘇韻", "蘇韻"),
        ("韩梅", "韩梅"),
        ("韩梅梅", "韩梅梅"),
        ("梅梅", "韩梅梅"),
        ("央金", "卓玛央金"),
        ("查慎行", "查慎行"),
    ],
)
def test_a_name_is_known_in_each_of_its_spellings(typed: str, name: str) -> None:
    assert by_steps(f"已谈心 {typed}", TODAY, CARE) == RecordDeed(Kind.TALK, ids(name), TODAY)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("柳家访已谈心", Kind.TALK, "柳家访"),
        ("已家访 柳家访", Kind.HOME_VISIT, "柳家访"),
        ("家访柳家访了", Kind.HOME_VISIT, "柳家访"),
        ("高兴谈心了", Kind.TALK, "高兴"),
        ("和安心谈心了", Kind.TALK, "安心"),
        ("和周四喜谈了", Kind.TALK, "周四喜"),
        ("韩梅谈了", Kind.TALK, "韩梅"),
        ("韩梅梅谈了", Kind.TALK, "韩梅梅"),
    ],
)
def test_a_name_that_holds_a_word_is_a_name_where_it_is_the_longest(text: str, kind: Kind, name: str) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(kind, ids(name), TODAY)


def test_a_child_whose_name_is_a_deed_does_not_hide_the_deed() -> None:
    care = care_for("谈心", "许知远")
    assert by_steps("已谈心 许知远", TODAY, care) == RecordDeed(Kind.TALK, (2,), TODAY)
    assert by_steps("已谈心 谈心", TODAY, care) == RecordDeed(Kind.TALK, (1,), TODAY)


def test_a_given_name_that_is_a_word_of_ours_stays_that_word() -> None:
    assert by_steps("已家访 许知远", TODAY, care_for("王家访", "许知远")) == RecordDeed(Kind.HOME_VISIT, (2,), TODAY)


def test_a_full_name_beats_the_same_given_name() -> None:
    assert by_steps("已谈心 小雨", TODAY, care_for("王小雨", "小雨")) == RecordDeed(Kind.TALK, (2,), TODAY)


def test_spellings_that_differ_only_in_script_are_the_same_name() -> None:
    heard = by_steps("已谈心 林俊杰", TODAY, care_for("林俊傑", "林俊杰"))
    assert heard == WhichStudent(RecordDeed(Kind.TALK, (), TODAY), ((1, 2),))


@pytest.mark.parametrize("name", ["𠮷野", "王𠮷", "Tom", "Anna Lee", "José", "张\ue123", "བཀྲ་ཤིས", "王小明2", "李 雷"])
def test_a_name_of_any_characters_is_found(name: str) -> None:
    assert by_steps(f"已谈心 {name}", TODAY, care_for(name, "蓝小雨")) == RecordDeed(Kind.TALK, (1,), TODAY)


def test_nameless_and_repeated_children_are_left_out_of_the_index() -> None:
    care = Care.of([child(1, "许知远"), child(1, "许知远"), child(2, " \u200b")])
    assert by_steps("已谈心 许知远", TODAY, care) == RecordDeed(Kind.TALK, (1,), TODAY)
    assert care.spoken == {1: "许知远"}


@pytest.mark.parametrize("typed", ["赵六", "钱小七", "欧阳娜", "欧阳小川", "萨拉·艾山", "任小川", "金多"])
def test_what_is_written_like_a_name(typed: str) -> None:
    assert like_a_name(typed)


@pytest.mark.parametrize(
    "typed", ["高兴", "欧阳", "赵", "赵大小多", "小红", "ok", "a·b", "我·你", "萨拉·", "任务", "任务重", "江山美"]
)
def test_what_is_not_surely_a_name(typed: str) -> None:
    assert not like_a_name(typed)


def test_chinese_characters_are_told_from_all_others() -> None:
    assert is_han("〇𠮷野")
    assert not any(map(is_han, ("", "a", "野a", "·")))
