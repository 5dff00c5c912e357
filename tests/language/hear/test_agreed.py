"""What the steps make of a message, held against the message as a whole."""

from datetime import date, timedelta

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, NotUnderstood, Unclear
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids

YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "kind", "on"),
    [
        ("操场上陪许知远走了几圈，听他说了说家里的事", Kind.TALK, TODAY),
    ],
)
def test_what_no_step_knows_is_heard_from_the_whole(text: str, kind: Kind, on: date) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.UNKNOWN)
    heard = hear(text, TODAY, CARE)
    deed = heard.command if isinstance(heard, Confirm) else heard
    assert isinstance(deed, RecordDeed)
    assert (deed.kind, deed.student_ids, deed.happened_on, deed.note) == (kind, ids("许知远"), on, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # It failed first and came about at last.
        ("许知远妈妈打了一早上没打通，下午总算接了，说清楚了请假的手续", Kind.CONTACT),
        ("许知远他奶奶听不懂普通话，我请村主任帮着翻，总算把话说清了", Kind.CONTACT),
        ("许知远家今天总算去成了，前两回都扑空", Kind.HOME_VISIT),
        # Not denied is what was done, but what a child or a parent is or does.
        ("今天给不回家的许知远送了月饼", Kind.WARMTH),
        ("今天跟许知远聊了二十来分钟吧这孩子心思重不怎么爱说话", Kind.TALK),
    ],
)
def test_a_denial_that_is_not_of_the_deed_does_not_speak_against_it(text: str, kind: Kind) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed)
    deed = hear(text, TODAY, CARE)
    assert isinstance(deed, RecordDeed)
    assert (deed.kind, deed.student_ids, deed.happened_on) == (kind, ids("许知远"), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "许知远家今天又没去成，前两回都扑空",
        "中午叫许知远来办公室聊，他不来，没聊成",
        "许知远妈妈打了一早上没打通，下午总算接了，可她不让我说话就挂了",
        "许知远说不想补课，就没补",
        "许知远家不用去了，他妈答应来学校",
        "许知远不肯谈，答应明天再来",
        "把手机还给许知远了",
        "先和许知远谈，然后打电话",
    ],
)
def test_a_denial_of_the_deed_stays_one(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), RecordDeed | RecordSeveral)


def test_several_deeds_that_are_only_doubted_one_by_one_are_sure_as_a_whole() -> None:
    text = "许知远送了双棉鞋，顺便辅导了他半个钟头的拼音"
    assert isinstance(by_steps(text, TODAY, CARE), Confirm)
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, RecordSeveral)
    assert {(deed.kind, deed.student_ids) for deed in heard.deeds} == {
        (Kind.WARMTH, ids("许知远")),
        (Kind.HELP, ids("许知远")),
    }


def test_a_child_who_only_translates_is_not_whom_it_was_with() -> None:
    heard = hear("许知远的爷爷今天来了，江山给我们翻译，聊了半天", TODAY, CARE)
    deed = heard.command if isinstance(heard, Confirm) else heard
    assert isinstance(deed, RecordDeed)
    assert (deed.kind, deed.student_ids) == (Kind.CONTACT, ids("许知远"))
