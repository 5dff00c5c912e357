"""What is typed instead of tapping an alarm's buttons."""

import pytest

from duty.alarm import AlarmTap
from language.hear.alarm_words import AlarmWords, alarm_words, asks_what_became, wants_counsellor

ASKED = """
有人接手了吗 有没有人接手 谁接手了？ 接手了没 接手了没有 接手了吗 怎么样了 怎么样了？
现在怎么样了 张三怎么样了 张三那边怎么样了 有人处理了吗 处理了没 处理得怎么样了 处理好了吗
是谁接手的 谁来处理 李校长接手了吗 周老师过来了吗 有人来吗 有人管吗 张三有人管吗 现在什么情况
有消息吗 有没有结果 有人接了吗 请问有人接手了没有 那件事怎么样了 张三的事怎么样了
刚才说的有人接手了吗 接手的人是谁 是不是有人接手了 谁在处理 哪位老师接手了
"""
NOT_ASKED = """
接手 接手了 我来接手 有人接手了 已处理 处理好了 张三 李四怎么样了 谈心怎么样了 进度怎么样
张三不想活了有人管吗 没人管 已谈心 谁没谈 请 张三不见了怎么样了 他爸打他有人管吗 张三来了
"""


@pytest.mark.parametrize(
    ("text", "tap", "rest"),
    [
        ("接手", AlarmTap.TAKE, ""),
        ("我来接手！", AlarmTap.TAKE, ""),
        ("接手了，张三", AlarmTap.TAKE, "张三"),
        ("已处理：送去了医院。", AlarmTap.HANDLED, "送去了医院。"),
        ("已经处理好了", AlarmTap.HANDLED, ""),
        ("是误报", AlarmTap.FALSE_ALARM, ""),
        ("放行", AlarmTap.RELEASE, ""),
        ("先不发 张三", AlarmTap.WITHHOLD, "张三"),
    ],
)
def test_the_words_of_the_buttons(text: str, tap: AlarmTap, rest: str) -> None:
    assert alarm_words(text) == AlarmWords(tap, rest)


@pytest.mark.parametrize("text", ["", "请接手", "张三不想活了", "已谈心 张三", "我来了", "没处理"])
def test_other_words(text: str) -> None:
    assert alarm_words(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("请", True), ("好的。", True), ("不用了", False), ("不用", False), ("请假", None), ("", None), ("不", None)],
)
def test_whether_the_counsellor_should_look(text: str, wanted: bool | None) -> None:
    assert wants_counsellor(text) is wanted


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("接手 2", 2, ""),
        ("接手２", 2, ""),
        ("接手第2件", 2, ""),
        ("接手 2号。", 2, ""),
        ("误报 12", 12, ""),
        ("已处理 3 陪孩子去了医院", 3, "陪孩子去了医院"),
        ("已处理 第 3 件：送回家了", 3, "送回家了"),
        ("已处理 10:30 送去了医院", None, "10:30 送去了医院"),
        ("已处理 2次电话都打了", None, "2次电话都打了"),
        ("已处理 3个孩子都送回家了", None, "3个孩子都送回家了"),
    ],
)
def test_the_number_of_an_alarm(text: str, number: int | None, rest: str) -> None:
    said = alarm_words(text)
    assert said is not None
    assert (said.number, said.rest) == (number, rest)


@pytest.mark.parametrize("text", ASKED.split())
def test_whether_somebody_has_it_is_asked_in_many_ways(text: str) -> None:
    assert asks_what_became(text, ["张三"])


@pytest.mark.parametrize("text", NOT_ASKED.split())
def test_other_words_ask_nothing(text: str) -> None:
    assert not asks_what_became(text, ["张三"])
