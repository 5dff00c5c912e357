"""A danger that is reported in so many words is a report, whatever the words are."""

import pytest

from duty.commands import Report
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, ids


@pytest.mark.parametrize(
    "text",
    [
        "上报 许知远 被人堵了",
        "上報：許知遠手上有傷",
        "我要上报：许知远情绪不对",
        "帮我上报一下 许知远在哭",
        "【紧急】上报许知远的事",
        "快快快上报 许知远",
        "许知远 上报 有人看见他在窗台",
        "求助！许知远晕倒了",
        "举报校外人员骚扰许知远",
        "紧急情况：许知远和人打起来了",
        "报告 许知远被打了",
    ],
)
def test_a_report_names_the_child_and_keeps_every_word(text: str) -> None:
    assert hear(text, TODAY, CARE) == Report(ids("许知远"), text)


def test_nobody_need_be_named() -> None:
    assert hear(" 上报 说今晚不回家 ", TODAY, CARE) == Report((), "上报 说今晚不回家")


@pytest.mark.parametrize(
    "text",
    [
        "上报功能怎么用",
        "上报材料已交",
        "上报本月家访数据",
        "上报了",
        "报告：今天家访了许知远",
        "报告老师，作业写完了",
        "报告，许知远家，去过啦",
        "紧急通知",
        "情况上报给校长了",
    ],
)
def test_what_is_handed_in_or_asked_is_no_report(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), Report)
