"""What is said in passing: slips put right while speaking, questions to oneself, what others asked of the sender."""

from datetime import date, timedelta

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, NotUnderstood, Unclear
from duty.kinds import Kind
from language.hear import hear
from language.hear.explain import explain
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids
from tests.language.hear.deeds_heard import deeds_in

YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "kind", "name", "on"),
    [
        ("许知远哦不是许知远是蓝小雨今天辅导的英语", Kind.HELP, "蓝小雨", TODAY),
        ("今天给许知远也不是今天其实是昨天给她送了牛奶", Kind.WARMTH, "许知远", YESTERDAY),
        ("许知远那边我上个星期三去的啊不星期四去的她家家访", Kind.HOME_VISIT, "许知远", date(2026, 11, 12)),
        ("姓名：许知远\n帮扶内容：文言实词\n帮扶时间：11月19日第八节\n帮扶人：本人", Kind.HELP, "许知远", YESTERDAY),
        ("谈心吗？许知远？谈了", Kind.TALK, "许知远", TODAY),
        ("许知远谈了没？蓝小雨谈了", Kind.TALK, "蓝小雨", TODAY),
        ("许知远嗯今天中午请他吃了碗面边吃边谈谈了心", Kind.TALK, "许知远", TODAY),
        ("已谈心 许知远，聊到蓝小雨送他的生日贺卡，很感动", Kind.TALK, "许知远", TODAY),
        ("见了许知远奶奶，算个家访", Kind.HOME_VISIT, "许知远", TODAY),
        ("给许知远打了电话，算个家访", Kind.CONTACT, "许知远", TODAY),
        ("我今天谈的是长风", Kind.TALK, "司马长风", TODAY),
        ("那位长风谈了心", Kind.TALK, "司马长风", TODAY),
    ],
)
def test_the_deed_is_recorded_as_it_is_meant(text: str, kind: Kind, name: str, on: date) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids, heard.happened_on) == (kind, ids(name), on)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("教育局领导找我了解许知远的情况，谈了一小时", Unclear.OTHERS_WORK),
        ("许知远给我打电话请假", Unclear.OTHERS_WORK),
        ("许知远说想喊我补英语，我还没排时间", Unclear.NOT_DONE),
        ("孩子盼我去辅导", Unclear.NOT_DONE),
        ("许知远只打了个招呼，不能算谈心", Unclear.NOT_DONE),
        ("许知远和蓝小雨，一个谈了一个没谈", Unclear.NO_STUDENT),
    ],
)
def test_what_was_not_done_by_the_sender_is_no_record(text: str, why: Unclear) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert heard.why is why


def test_of_a_deed_done_twice_each_day_is_recorded() -> None:
    heard = by_steps("许知远谈心两回了，一回周一一回昨天", TODAY, CARE)
    assert isinstance(heard, RecordSeveral)
    assert [(one.kind, one.happened_on) for one in heard.deeds] == [
        (Kind.TALK, date(2026, 11, 16)),
        (Kind.TALK, YESTERDAY),
    ]


def test_several_deeds_told_with_a_mistake_are_asked_about() -> None:
    heard = by_steps("许知远谈心，蓝小雨家访，写错了的作业也讲了", TODAY, CARE)
    assert isinstance(heard, Confirm)
    assert isinstance(heard.command, RecordSeveral)


@pytest.mark.parametrize(
    ("text", "by_word"),
    [
        ("蓝小雨家长会后留下来，我们聊了二十分钟", Kind.TALK),
        ("家长会散了留到蓝小雨妈妈单独讲了哈数学", Kind.HELP),
    ],
)
def test_a_kind_that_only_a_word_speaks_for_yields_to_that_of_the_whole(text: str, by_word: Kind) -> None:
    steps, heard = by_steps(text, TODAY, CARE), hear(text, TODAY, CARE)
    assert isinstance(steps, RecordDeed)
    assert isinstance(heard, RecordDeed)
    assert (steps.kind, heard.kind, heard.student_ids) == (by_word, Kind.CONTACT, ids("蓝小雨"))


def test_the_days_are_among_the_words_that_are_explained() -> None:
    assert YESTERDAY in [one.day for one in explain("昨天和许知远谈心", TODAY, CARE).recognised]


def test_several_deeds_of_which_the_whole_tells_as_well_are_recorded() -> None:
    text = "请许知远吃了碗面，谈了心"
    assert hear(text, TODAY, CARE) == by_steps(text, TODAY, CARE)
    assert [one.kind for one in deeds_in(hear(text, TODAY, CARE))] == [Kind.WARMTH, Kind.TALK]


def test_a_deed_that_a_step_doubts_is_recorded_where_the_whole_is_certain() -> None:
    text = "教长风用圆规，教了一节课"
    assert isinstance(by_steps(text, TODAY, CARE), Confirm)
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids) == (Kind.HELP, ids("司马长风"))
