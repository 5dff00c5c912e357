"""A past day that no deed took is asked about, and is not passed over for today."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard
from language.hear.open_day import asked_when
from language.hear.pipeline import read, step_by_step
from tests.language.hear.classroom import CARE, TODAY, ids


def heard(text: str) -> Heard:
    message = read(text, TODAY, CARE)
    return asked_when(step_by_step(message).heard, message)


@pytest.mark.parametrize(
    "text",
    [
        "昨天许知远打架了，找他谈了心",
        "前天许知远淋了雨，送了他一把伞",
        "时间：昨天下午\n和许知远谈了心",
        "昨天许知远打架了，找他谈了心，和蓝小雨也谈了",
        "和许知远谈心了，昨天吧",
        "许知远谈了，昨天给他倒了水",
    ],
)
def test_whose_day_it_is_is_asked(text: str) -> None:
    assert isinstance(heard(text), Confirm)


@pytest.mark.parametrize(
    "text",
    [
        "已谈心 许知远",
        "许知远昨天没来上课，跟他谈了",
        "昨天说要去许知远家，傍晚真去了，家访了",
        "昨天许知远打架了，今天找他谈了心",
        "昨天家访了许知远，今天跟蓝小雨谈了",
        "谈心：许知远：昨天和同桌吵架，已和好",
        "跟许知远谈了，他说爸爸前天回来了",
        "已谈心 许知远，主题：昨天打架",
        "上周去了许知远家",
        "给许知远送了课外书，他前天给我写的信",
        "许知远谈了，昨天给他的计划要照做",
        "跟许知远聊了，说好前天给他的书先看完",
        "许知远这周谈了，今天",
        "和许知远谈了，蓝小雨是昨天",
    ],
)
def test_a_day_that_is_none_of_the_deed_asks_nothing(text: str) -> None:
    assert isinstance(heard(text), RecordDeed | RecordSeveral)


def test_what_is_no_record_stays_what_it_is() -> None:
    assert not isinstance(heard("昨天和许知远没谈成"), Confirm)


def test_a_day_that_nobody_told_of_is_asked_about_as_well() -> None:
    message = read("昨天许知远", TODAY, CARE)
    [command] = [one for one in [heard("已谈心 许知远")] if isinstance(one, RecordDeed)]
    assert asked_when(command, message) == Confirm(command)
    assert command.student_ids == ids("许知远")
