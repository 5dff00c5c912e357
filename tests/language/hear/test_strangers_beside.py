"""Whoever stands beside a child in a sentence: friends and kin with names of their own, the absent, one of two."""

import pytest

from duty.commands import RecordDeed
from duty.hearing import WhichStudent
from tests.language.hear.classroom import TODAY, by_steps, care_for

CARE = care_for("张三", "李四", "王五")


@pytest.mark.parametrize(
    "text",
    [
        "今日同张三个死党罗家伟谈咗好耐",
        "张三他室友李响，失恋了，陪他聊到熄灯",
        "张三的姐姐李响我也谈了",
        "张三的闺蜜我谈了",
        "和张三的发小谈了心",
    ],
)
def test_a_friend_or_a_sister_with_a_name_is_not_the_child(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed)


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("张三的姐姐接的电话，聊了孩子近况", (1,)),
        ("和张三谈了，他同桌也在", (1,)),
        ("全谈了，就差王五这个住院的", (1, 2)),
        ("张三以外都谈过一遍了", (2, 3)),
        ("张三之外全谈心了", (2, 3)),
        ("张三、李四都到，王五缺席，集体谈了一次", (1, 2)),
        ("张三和李四都来，王五没来，集体谈了一次", (1, 2)),
        ("王五缺席，后来找他谈了心", (3,)),
    ],
)
def test_who_is_left_out_and_who_is_not(text: str, children: tuple[int, ...]) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard.student_ids == children


@pytest.mark.parametrize("text", ["张三还是李四，反正今天谈了一个", "张三或者李四，今天谈心了"])
def test_one_of_two_is_asked_about(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, WhichStudent)
    assert heard.groups == ((1, 2),)
