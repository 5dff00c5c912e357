"""What delivery says itself."""

import pytest

from duty.messages import Button, ButtonCard, LinkCard, Message, Option, Text, VoteCard
from language.say import delivery


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (Text("好"), "好"),
        (LinkCard("题", "话", "https://x/p", "看看"), "题\n话\nhttps://x/p"),
        (VoteCard("t", "题", "", (Option("1", "张三"),), Button("k", "记上")), "题\n· 张三"),
        (ButtonCard("t", "题", "话", (Button("k", "记上"),)), "题\n话"),
    ],
)
def test_every_message_can_be_said_in_words(message: Message, said: str) -> None:
    assert delivery.in_words(message) == said


def test_a_trial_says_for_whom_it_was_and_fits_a_phone() -> None:
    text = delivery.for_trial("王老师", Text("长" * 700)).content
    assert text.startswith("【试运行】这条本来发给王老师")
    assert len(text.encode()) <= delivery.MOST_BYTES
    assert text.endswith("略去）")


def test_what_fits_is_not_touched() -> None:
    assert delivery.shortened("长" * 10, 30) == "长" * 10


def test_a_member_without_a_name_is_called_by_the_user_id() -> None:
    assert (delivery.member("王芳", "WangFang"), delivery.member("", "WangFang")) == ("王老师", "WangFang")


def test_an_operator_hears_what_was_run_and_what_was_not() -> None:
    when = "2025-11-28 12:10"
    assert (
        delivery.ticked(when, put=0, sent=None, waiting=0) == f"{when} 到点的工作跑完了：新写下 0 条消息，没有要发的。"
    )
    assert "新写下 2 条消息，都没有发。到点等着发的共 3 条，加 --send 就发" in delivery.ticked(
        when, put=2, sent=None, waiting=3
    )
    assert delivery.ticked(when, put=2, sent=2, waiting=0).endswith("新写下 2 条消息，发出 2 条。")
    assert "发出 0 条。到点等着发的共 1 条" in delivery.ticked(when, put=0, sent=0, waiting=1)
    assert "reminders、delivery" in delivery.jobs_failed(["reminders", "delivery"])
