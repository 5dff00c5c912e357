"""What a parent's message is; whatever is typed, it can be no record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.hear.families import FromParent, ParentSays, from_parent
from tests.language.hear.classroom import care_for

ONE = care_for("石大勇")
TWO = care_for("石大勇", "石小雨")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("想给孩子办转学", FromParent.LEAVES),
        ("想让他休学半年治病", FromParent.LEAVES),
        ("孩子复学手续怎么办", FromParent.LEAVES),
        ("绑定孩子 石大勇", FromParent.BIND),
        ("结对 石大勇", FromParent.BIND),
        ("解绑", FromParent.NO_MORE),
        ("不想再收到消息了", FromParent.NO_MORE),
        ("这个号是机器人还是老师", FromParent.HOW),
        ("怎么看孩子在校的情况", FromParent.HOW),
        ("帮助", FromParent.HOW),
        ("怎么退出不收这个消息", FromParent.HOW),
        ("怎么关掉这个提醒", FromParent.HOW),
        ("发烧39度，今天请假一天", FromParent.WORDS),
        ("老师，孩子在学校表现怎么样？", FromParent.WORDS),
        ("已谈心 石大勇", FromParent.WORDS),
        ("撤销", FromParent.WORDS),
        ("", FromParent.WORDS),
    ],
)
def test_a_parent_s_message_is_sorted(text: str, what: FromParent) -> None:
    assert from_parent(text, ONE) == ParentSays(what, (1,))


def test_of_two_children_the_one_who_is_named_is_meant() -> None:
    assert from_parent("石小雨今天请假", TWO).student_ids == (2,)
    assert from_parent("两个娃都请假", TWO).student_ids == ()


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_anything_can_be_typed(text: str) -> None:
    assert from_parent(text, TWO).what in FromParent
