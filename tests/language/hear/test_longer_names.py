"""Names made of two, of which a child in care bears only one half: asked about, never taken."""

import pytest

from duty.commands import RecordDeed
from duty.hearing import NotUnderstood, WhichStudent
from tests.language.hear.classroom import TODAY, by_steps, care_for

MORE = care_for("文静", "梅芳", "萨仁", "吉克阿依", "阿尔木呷", "赛里木·哈斯木", "赛福丁", "梅兰", "兰竹", "于前")
CARE = care_for("扎西顿珠", "卓玛", "白玛央金", "才让多杰", "阿依古丽·买买提", "努尔兰·哈力克", "李建新")


@pytest.mark.parametrize(
    "text",
    [
        "已谈心 扎西次仁",
        "扎西次仁谈心了",
        "和扎西次仁谈了心",
        "已谈心 卓玛拉姆",
        "今天家访白玛多杰",
        "才让卓玛谈心了",
        "给才让东知补课了",
        "去扎西尼玛家家访了",
        "已谈心 多杰次旦",
        "已谈心 白玛央宗",
        "已谈心 扎西顿玛",
        "和阿依古丽艾力谈了",
        "和次仁卓玛谈了",
        "已谈心 阿依古丽·艾力",
    ],
)
def test_half_a_name_within_another_name_is_nobody_s_for_sure(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), WhichStudent | NotUnderstood)


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("已谈心 扎西", (1,)),
        ("和扎西单独谈了", (1,)),
        ("已谈心 扎西情绪不错", (1,)),
        ("扎西顿珠才让多杰都谈了", (1, 4)),
        ("卓玛白玛央金家访了", (2, 3)),
        ("和扎西、卓玛都谈了", (1, 2)),
        ("和阿依古丽认真谈了", (5,)),
        ("阿依古丽搬新家了，昨天家访了", (5,)),
        ("已谈心 建新", (7,)),
        ("3班2建新谈了", (7,)),
    ],
)
def test_half_a_name_by_itself_is_the_child(text: str, children: tuple[int, ...]) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard.student_ids == children


@pytest.mark.parametrize(
    "text",
    [
        "文静怡来办公室补了英语",
        "去梅芳芳家家访了",
        "和梅芳婷谈心了",
        "萨仁其其格今天辅导了",
        "吉克木呷家访了",
        "小赛谈了",
        "兰兰谈心了",
    ],
)
def test_a_name_that_goes_on_or_fits_several_is_asked_about(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, MORE), WhichStudent | NotUnderstood)


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("和文静谈了心", (1,)),
        ("文静静静地听着，谈心了", (1,)),
        ("萨仁今天辅导了", (3,)),
        ("于前前天谈的", (10,)),
    ],
)
def test_a_whole_name_is_the_child_whatever_follows(text: str, children: tuple[int, ...]) -> None:
    heard = by_steps(text, TODAY, MORE)
    assert isinstance(heard, RecordDeed)
    assert heard.student_ids == children


@pytest.mark.parametrize(
    ("text", "child"),
    [("送二丫一盒彩笔，她抱着不撒手", 1), ("陪书豪过了生日，送了一套书", 2), ("去了趟子涵家，爸爸妈妈都在", 3)],
)
def test_a_word_before_a_given_name_is_no_surname_of_another(text: str, child: int) -> None:
    heard = by_steps(text, TODAY, care_for("王二丫", "郑书豪", "叶子涵"))
    assert isinstance(heard, RecordDeed)
    assert heard.student_ids == (child,)


def test_a_surname_of_another_before_a_given_name_is_asked_about() -> None:
    assert isinstance(by_steps("应小满今天找我谈了心", TODAY, care_for("殷小满", "傅天成")), WhichStudent)
