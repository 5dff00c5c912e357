"""Talk of one's own life, of others and of words is left alone; what may be a deed is still asked for."""

import pytest

from duty.hearing import NotUnderstood, Unclear
from tests.language.hear.classroom import CARE, TODAY, by_steps


@pytest.mark.parametrize(
    "text",
    [
        "给我女儿补了一晚上数学，血压高",
        "跟闺蜜聊了一晚上",
        "陪女儿补数学到十点",
        "我跟我老公谈了半宿",
        "刚跟电信的客服通了电话，气死",
        "跟房东谈房租",
        "校长找我谈了话，压力山大",
        "谈心这活儿真得靠耐心",
        "送温暖这个词真土哈哈",
        "谈何容易",
        "祝大家高兴",
    ],
)
def test_nothing_is_asked_back(text: str) -> None:
    assert by_steps(text, TODAY, CARE) in (NotUnderstood(Unclear.SMALL_TALK), NotUnderstood(Unclear.OTHERS_WORK))


@pytest.mark.parametrize("text", ["周末加班吗", "你吃饭了吗", "会议室几点开会"])
def test_a_question_about_neither_a_child_nor_a_deed_is_not_ours(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "why"),
    [("家访了，家里条件不好", Unclear.NO_STUDENT), ("已谈心", Unclear.NO_STUDENT), ("许知远", Unclear.NO_KIND)],
)
def test_what_may_be_a_deed_is_still_asked_for(text: str, why: Unclear) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert heard.why is why
