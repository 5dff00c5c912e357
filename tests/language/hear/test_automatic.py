"""Automatic answers of phones are known as such; what a person may write is not."""

import pytest

from language.hear.automatic import is_automatic

MACHINES = (
    "[自动回复] 我现在不在",
    "【自动回复】您好，稍后联系",
    "自动回复：开会中",
    "（自動回覆）謝謝",
    "Auto-Reply: I am away",
    "我正在开车，稍后给您回复",
    "现在不方便接听，一会儿联系您",
    "感谢您的留言，我们会尽快回复",
    "欢迎咨询，客服将第一时间联系您处理",
)
PEOPLE = (
    "老师，他今天发烧了",
    "我在忙，让他爸爸去吧",
    "谢谢老师",
    "请问自动回复怎么关",
    "开车接他要半小时",
    "",
    "😀",
    "收到，我晚点跟他说",
)


@pytest.mark.parametrize("text", MACHINES)
def test_a_machine_is_known(text: str) -> None:
    assert is_automatic(text)


@pytest.mark.parametrize("text", PEOPLE)
def test_a_person_is_taken_for_no_machine(text: str) -> None:
    assert not is_automatic(text)
