"""What is typed instead of tapping an alarm's buttons."""

import pytest

from duty.alarm import AlarmTap
from language.hear.alarm_words import AlarmWords, alarm_words, wants_counsellor


@pytest.mark.parametrize(
    ("text", "tap", "rest"),
    [
        ("接手", AlarmTap.TAKE, ""),
        ("我来接手！", AlarmTap.TAKE, ""),
        ("接手了，张三", AlarmTap.TAKE, "张三"),
        ("接手 2", AlarmTap.TAKE, "2"),
        ("接手２", AlarmTap.TAKE, "2"),
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
