"""What is told besides: a deed that is made up for, a time of day without its day, a name that is a word as well."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm
from duty.kinds import Kind
from tests.language.hear.classroom import TODAY, by_steps, care_for
from tests.language.hear.deeds_heard import Told, told

CARE = care_for("张三", "李四", "王五")
T, V, C = Kind.TALK, Kind.HOME_VISIT, Kind.CONTACT


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("已谈心 张三，补上个月的家访", (V, (1,))),
        ("已谈心 张三。补上个月谈心 李四", (T, (2,))),
        ("已家访 张三\n补10月份谈心 李四", (T, (2,))),
    ],
)
def test_a_deed_that_is_made_up_for_may_stand_behind_another(text: str, second: tuple[Kind, tuple[int, ...]]) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordSeveral)
    first, late = heard.deeds
    assert (first.makes_up, first.note, late.kind, late.student_ids) == (None, "", *second)
    assert late.makes_up is not None


def test_what_is_not_sure_of_it_is_asked() -> None:
    heard = by_steps("已谈心 张三，补上个月谈心家访 李四", TODAY, CARE)
    assert isinstance(heard, Confirm)


@pytest.mark.parametrize(
    "text",
    ["已谈心 张三：补上个月的家访", "已谈心 张三，他要补上个月的作业", "已谈心 张三，补上个月的家访没补成"],
)
def test_a_note_of_making_up_is_no_deed(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    record = heard.command if isinstance(heard, Confirm) else heard
    assert isinstance(record, RecordDeed)
    assert (record.kind, record.makes_up) == (T, None)


@pytest.mark.parametrize(
    "text", ["没谈心 张三，补上个月的家访", "张三和李四，补上个月的家访没做", "谈心 张三没谈成，补上个月的家访"]
)
def test_what_was_not_done_is_not_made_up_for(text: str) -> None:
    assert told(by_steps(text, TODAY, CARE)) == set()


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("昨天下午去李四家家访，上午给张三妈妈打了电话", {(V, 2, 1), (C, 1, 1)}),
        ("昨天和李四谈了，刚才给张三妈妈打了电话", {(T, 2, 1), (C, 1, 0)}),
        ("昨天去李四家家访，晚上给张三妈妈打了电话", {(V, 2, 1), (C, 1, 1)}),
        ("昨天家访李四，也和张三谈了", {(V, 2, 1), (T, 1, 1)}),
        ("昨天找张三一起走走，谈心了", {(T, 1, 1)}),
        ("张三，头两天谈的", {(T, 1, 2)}),
        ("昨天给张三打电话，没人接，后来他回过来聊了一会儿", {(C, 1, 1)}),
        ("昨天没谈成张三，今天谈成了", {(T, 1, 0)}),
        ("昨天打电话给张三妈妈没接，今天打通了", {(C, 1, 0)}),
        ("家访了张三，家访李四的事先放一放", {(V, 1, 0)}),
        ("昨天没家访成张三，总算去成了", {(V, 1, 0)}),
    ],
)
def test_a_day_is_carried_over_where_it_is_meant(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


def test_on_which_day_it_was_done_that_had_failed_before_is_not_guessed() -> None:
    assert told(by_steps("昨天没家访成张三，后来去成了", TODAY, CARE)) == set()


def test_whether_the_morning_was_that_of_yesterday_is_asked() -> None:
    assert isinstance(by_steps("昨天去李四家家访，上午给张三妈妈打了电话", TODAY, CARE), Confirm)


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("周末去周末家家访了", {(V, 1, 5)}),
        ("马上去马上家家访", set()),
        ("马上马上就谈", set()),
        ("明天找于明天谈", set()),
        ("方便的时候找方便谈", set()),
        ("按计划跟计划谈了", {(T, 5, 0)}),
        ("跟高兴谈了，高兴得很", {(T, 6, 0)}),
    ],
)
def test_of_a_name_that_is_a_word_said_twice_the_first_is_the_word(text: str, deeds: Told) -> None:
    care = care_for("周末", "马上", "于明天", "方便", "计划", "高兴")
    assert {(kind, child, ago) for kind, child, ago in told(by_steps(text, TODAY, care))} == deeds
