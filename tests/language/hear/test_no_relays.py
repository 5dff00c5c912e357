"""What only looks like a note to a guardian: reports, questions and calls."""

import pytest

from duty.commands import RecordDeed
from duty.hearing import NotUnderstood, WhichStudent
from duty.kinds import Kind
from duty.relaying import Relay, ReplyToParent
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids


@pytest.mark.parametrize("text", ["通知许知远家长了", "告诉许知远妈妈了", "告诉许知远妈妈今天的成绩了"])
def test_what_was_told_to_the_family_is_contact_work(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids) == (Kind.CONTACT, ids("许知远"))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "转告过了",
            "通知许知远家访",
        ),
    ],
)
def test_a_report_of_what_was_said_is_no_note(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "已通知许知远家长",
            "通知了许知远妈妈",
            "转告过了",
            "已转告许知远妈妈",
            "转告了许知远妈妈",
            "通知许知远家长了",
        ),
        *("跟许知远妈妈讲讲他的事，聊了一小时", "你给许知远妈妈打过电话吗"),
        *("许知远妈妈那边我递了话，聊了半小时", "给许知远妈妈带个好消息去，她很高兴"),
        *("告诉许知远妈妈了", "告诉许知远妈妈了吗", "转告许知远妈妈没有", "回复许知远妈妈了", "回许知远妈妈电话了"),
        *(
            "回许知远妈妈电话",
            "回访许知远家长",
            "通知许知远妈妈了没",
            "已经告诉许知远妈妈明天带伞",
            "没转告许知远妈妈 明天带伞",
        ),
        *("昨天转告许知远妈妈 带伞", "想转告许知远妈妈 带伞", "要告诉许知远妈妈 带伞", "不用转告许知远妈妈 带伞"),
        *("跟许知远妈妈说了成绩的事", "跟许知远妈妈说明天带伞", "给许知远妈妈打电话", "给许知远妈妈捎了句话"),
        *(
            "和许知远妈妈聊了聊",
            "给许知远捎句话：明天带伞",
            "通知许知远家访",
            "告诉许知远 明天带伞",
            "通知 许知远 明天带伞",
        ),
        *("转告许知远明天带伞", "转告许知远班主任 明天带伞", "转告 许知远 班主任明天来", "转告许知远家长会改期了"),
        *("转告许知远妈妈的话已经说了", "转告许知远妈妈和蓝小雨妈妈 明天带伞", "转告许知远、蓝小雨家长 明天带伞"),
        *(
            "转告 许知远 蓝小雨妈妈 明天带伞",
            "告诉许知远妈妈成绩后，她很高兴",
            "转告许知远妈妈了，她说好",
            "转告许知远妈妈过了，明天来",
            "通知许知远家长来校",
            "答复许知远妈妈提的问题",
            "回许知远妈妈说成绩的事",
            "回许知远妈妈说了",
            "答复许知远妈妈问的校车几点开",
            "告诉你一件事",
            "通知：明天放假",
            "通知家长开会",
            "告诉家长",
            "告诉他妈妈",
        ),
        *("回家了", "回头再说", "回来再说", "回校", "回 好的", "回复了", "回复率", "回复好的", "通知全体家长开会"),
        *(
            "各位家长 明天带伞",
            "许知远妈妈 明天带伞",
            "许知远妈妈让我转告老师",
            "许知远转告我",
            "谁转告许知远妈妈",
            "转告我一下",
        ),
        *("回复那么快啊", "带话说得太多", "转告各位家长 明天放假", "请许知远妈妈 明天带伞"),
    ],
)
def test_what_only_looks_like_it_is_no_note(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert not isinstance(heard, Relay | ReplyToParent | WhichStudent)
