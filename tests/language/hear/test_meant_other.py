"""Whoever thinks better of it while speaking means one of the two, and is asked which."""

from datetime import timedelta

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm
from duty.kinds import Kind
from language.hear.meant_other import asked_which
from language.hear.pipeline import hear, read
from tests.language.hear.classroom import CARE, TODAY, ids
from tests.language.hear.deeds_heard import recorded

BOTH = RecordDeed(Kind.TALK, ids("许知远", "蓝小雨"), TODAY)
DAYS = RecordSeveral(
    (RecordDeed(Kind.TALK, ids("许知远"), TODAY - timedelta(days=1)), RecordDeed(Kind.TALK, ids("许知远"), TODAY))
)
KINDS = RecordSeveral((RecordDeed(Kind.TALK, ids("许知远"), TODAY), RecordDeed(Kind.CONTACT, ids("许知远"), TODAY)))


@pytest.mark.parametrize(
    "text",
    [
        "许知远哦不对是妹妹蓝小雨今天谈了",
        "许知远今天没见着哦是蓝小雨我跟她谈了",
        "许知远和蓝小雨谈了，记混了也说不定",
    ],
)
def test_which_child_was_meant_is_asked(text: str) -> None:
    assert asked_which(BOTH, read(text, TODAY, CARE)) == Confirm(BOTH)


def test_which_day_was_meant_is_asked() -> None:
    assert asked_which(DAYS, read("许知远是昨天谈的，哦是今天谈的", TODAY, CARE)) == Confirm(DAYS)


@pytest.mark.parametrize(
    ("heard", "text"),
    [
        (BOTH, "许知远和蓝小雨都谈了，哎不是很顺利"),
        (BOTH, "许知远谈了，嗯是蓝小雨陪着来的，也谈了"),
        (KINDS, "许知远谈了，哦是昨天约的，他妈也打过电话"),
        (RecordDeed(Kind.TALK, ids("许知远"), TODAY), "蓝小雨哦不对是许知远今天谈了"),
    ],
)
def test_what_is_said_of_both_is_recorded_of_both(heard: RecordDeed | RecordSeveral, text: str) -> None:
    assert asked_which(heard, read(text, TODAY, CARE)) == heard


def test_nothing_is_recorded_before_the_answer() -> None:
    assert not recorded(hear("蓝小雨今天我没看到人哦是许知远我跟她谈了", TODAY, CARE))
