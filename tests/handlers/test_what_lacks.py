"""A deed that lacks one thing: it is asked for, and whatever people answer completes it."""

import pytest

from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, Teacher
from tests.handlers.test_danger_in_chat import typed
from tests.handlers.test_questions import standing


@pytest.mark.parametrize("answer", ["张三", "是张三", "张三同学", "1"])
def test_the_child_is_asked_for_and_answered_by_name_or_number(store: Store, wang: Teacher, answer: str) -> None:
    asked, told = typed(store, "WangFang", "今天聊了四十分钟", answer)
    assert asked.startswith("谈心的是哪一位？没看到名字。1 张三")
    assert asked.endswith("回名字或数字都行。您没选，我先不记。")
    assert told.startswith("记好了：张三（七年级1班），谈心，今天") or told.startswith("记好了：张三，谈心，今天")
    assert [child for child, *_ in standing(wang)] == [ZHANG_SAN]


def test_a_child_who_is_not_meant_is_not_recorded(store: Store, wang: Teacher) -> None:
    *_, left = typed(store, "WangFang", "今天聊了四十分钟", "算了")
    assert left == "好的，那就算了，什么都没记。"
    assert standing(wang) == []


@pytest.mark.parametrize("answer", ["家访", "2"])
def test_a_name_alone_is_asked_what_was_done(store: Store, wang: Teacher, answer: str) -> None:
    asked, told = typed(store, "WangFang", "李四", answer)
    assert asked.startswith("李四，今天（11月21日），做的是哪一样？1 谈心，2 家访")
    assert asked.endswith("想看记录就回「查 李四」。")
    assert "记好了：李四" in told
    assert [(child, kind) for child, kind, _ in standing(wang)] == [(LI_SI, "home_visit")]


def test_a_day_that_cannot_be_is_asked_for_again(store: Store, wang: Teacher) -> None:
    asked, told = typed(store, "WangFang", "已谈心 张三 后天", "昨天")
    assert asked.startswith("那天还没到。张三的谈心是哪天的事？")
    assert told.startswith("记好了：张三，谈心，昨天")
    assert len(standing(wang)) == 1


def test_a_slip_does_not_replace_the_question_that_is_open(store: Store, wang: Teacher) -> None:
    *_, told = typed(store, "WangFang", "今天聊了四十分钟", "嗯", "李四")
    assert "记好了：李四" in told
    assert [child for child, *_ in standing(wang)] == [LI_SI]
