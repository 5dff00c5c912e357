"""What a teacher types when a family was answered on the phone, or needs no answer."""

import pytest

from duty.unanswered import Closed
from language.hear.no_answer import Settled, settled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话回了", Settled(Closed.PHONE, None)),
        (" 已电话回复 ", Settled(Closed.PHONE, None)),
        ("电话回过了。", Settled(Closed.PHONE, None)),
        ("打电话回了", Settled(Closed.PHONE, None)),
        ("电话回了 #12", Settled(Closed.PHONE, 12)),
        ("＃12 电话回了！", Settled(Closed.PHONE, 12)),
        ("第12条，不用回", Settled(Closed.NO_NEED, 12)),
        ("不用回", Settled(Closed.NO_NEED, None)),
        ("不用回了", Settled(Closed.NO_NEED, None)),
        ("不用回复 #7", Settled(Closed.NO_NEED, 7)),
        ("这条不需要回", Settled(Closed.NO_NEED, None)),
    ],
)
def test_the_buttons_in_words(text: str, expected: Settled) -> None:
    assert settled(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "不用", "不用回家", "电话", "电话回访了张三", "张三电话回了吗", "回复 #12 好的", "#12", "不用回 #1234567890"],
)
def test_other_words_are_none_of_this(text: str) -> None:
    assert settled(text) is None
