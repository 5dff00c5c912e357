"""A day that is said of several deeds, of each, or of the day after; and with how many children a deed was done."""

import pytest

from duty.commands import CouldNot, RecordDeed
from duty.hearing import Confirm, NotUnderstood, Unclear
from duty.kinds import Kind
from language.hear.pipeline import hear
from tests.language.hear.classroom import TODAY, by_steps, care_for
from tests.language.hear.deeds_heard import Told, deeds_in, recorded, told

CARE = care_for("张三", "李四", "王五", "赵小雨", "莫家豪")
T, V, C = Kind.TALK, Kind.HOME_VISIT, Kind.CONTACT


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三谈心+家访都在昨天一并完成，妈妈留我吃了碗面", {(T, 1, 1), (V, 1, 1)}),
        ("张三谈心和家访均于昨天完成", {(T, 1, 1), (V, 1, 1)}),
        ("张三谈心、家访昨天完成", {(T, 1, 1), (V, 1, 1)}),
        ("张三谈心、李四家访都是前天做的", {(T, 1, 2), (V, 2, 2)}),
        ("张三家访✔️李四谈心✔️两个都是昨天弄的", {(V, 1, 1), (T, 2, 1)}),
        ("张三家访了李四谈心了都是昨天", {(V, 1, 1), (T, 2, 1)}),
        ("前天谈了张三，李四谈了和王五家访都是昨天", {(T, 1, 2), (T, 2, 2), (V, 3, 1)}),
        # Each its own.
        ("张三谈心昨天、家访前天", {(T, 1, 1), (V, 1, 2)}),
        ("张三谈心昨天、李四家访前天", {(T, 1, 1), (V, 2, 2)}),
        ("张三她妈 11.3 来校 11.5 又打电话", {(C, 1, 17), (C, 1, 15)}),
        # The day after.
        ("前天家访了张三，第二天给他妈打了电话", {(V, 1, 2), (C, 1, 1)}),
        ("周一谈了张三，次日谈了李四", {(T, 1, 4), (T, 2, 3)}),
        ("前天家访张三，第二天他妈来学校，跟我聊了半天", {(V, 1, 2), (C, 1, 1)}),
        # Under headings with a day.
        ("今天谈心：张三\n今天电话：李四爸爸", {(T, 1, 0), (C, 2, 0)}),
        ("昨天谈心：张三\n今天家访：李四", {(T, 1, 1), (V, 2, 0)}),
        ("张三：今天谈心：聊了学习", {(T, 1, 0)}),
        # The note of a command that is but a day.
        ("张三谈心补记：11月17日", {(T, 1, 3)}),
        ("李四家访，补记：昨天", {(V, 2, 1)}),
        ("谈心张三：前天", {(T, 1, 2)}),
        ("张三谈心：昨天他和李四打架了", {(T, 1, 0)}),
        # When it was, by what was going on.
        ("谈过，张三，前天夜里查寝的时候", {(T, 1, 2)}),
        ("张三谈了，前天查寝的时候看见他哭", {(T, 1, 0)}),
    ],
)
def test_each_deed_has_the_day_that_is_said_of_it(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize("text", ["张三谈心：明天", "张三谈心：明天上午，办公室", "张三谈心+家访都在明天"])
def test_a_day_to_come_behind_a_command_is_a_plan(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), NotUnderstood)


@pytest.mark.parametrize(
    "text",
    [
        "张三谈心：11月17日，聊了学习",
        "张三谈心：昨天，他和李四打架了",
        "上周三跟张三谈了。第二天去了他家",
        "张三打架第二天我找他谈的",
        "张三家访时他发着烧，我第二天又给他家打了电话，家访是前天的事",
    ],
)
def test_a_day_that_may_be_meant_is_asked_about(text: str) -> None:
    assert isinstance(hear(text, TODAY, CARE), Confirm)


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("五个谈了四个 差张三", {2, 3, 4, 5}),
        ("谈完三个 还差张三和李四", {3, 4, 5}),
        ("五个孩子，张三没来，谈了四个", {2, 3, 4, 5}),
        ("张三请假了，谈了四个", {2, 3, 4, 5}),
        ("张三李四都谈了，一共谈了两个", {1, 2}),
        ("五个都谈了", {1, 2, 3, 4, 5}),
    ],
)
def test_a_number_of_children_is_that_of_all_but_those_who_were_not_there(text: str, children: set[int]) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert recorded(heard)
    assert {child for deed in deeds_in(heard) for child in deed.student_ids} == children


@pytest.mark.parametrize(
    "text", ["六个谈了五个 差张三", "张三没来，谈了两个", "五个娃家访了三户", "张三请假，谈了十四个"]
)
def test_another_number_records_nobody(text: str) -> None:
    assert not recorded(by_steps(text, TODAY, CARE))


def test_whom_a_talk_is_still_owed_is_no_child_of_it() -> None:
    heard = hear("全谈了 就剩张三", TODAY, CARE)
    assert not any(1 in deed.student_ids for deed in deeds_in(heard)) or isinstance(heard, Confirm)


@pytest.mark.parametrize("text", ["张三家去了不假，可人不在", "张三家去了一趟，人都不在", "家访张三，他不在"])
def test_a_visit_to_nobody_is_none(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), CouldNot)


@pytest.mark.parametrize(
    "text", ["去了张三家，孩子不在，跟他奶奶聊了", "去了张三家，他不在，只有奶奶", "张三谈了，人不在状态"]
)
def test_who_was_there_instead_was_visited(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), RecordDeed)


@pytest.mark.parametrize("text", ["聊完啦，小家伙哭着进来笑着出去", "跟小家伙谈了", "小家庭来了，谈了"])
def test_an_ordinary_word_with_small_before_it_is_no_nickname(text: str) -> None:
    assert not recorded(hear(text, TODAY, CARE))


@pytest.mark.parametrize(("text", "child"), [("小雨谈了", 4), ("小豪和我谈了", 5), ("小雨天天迟到，跟她谈了", 4)])
def test_what_goes_on_behind_a_nickname_hides_no_child(text: str, child: int) -> None:
    assert told(by_steps(text, TODAY, CARE)) == {(T, child, 0)}


def test_letters_that_nobody_reads_are_asked_about() -> None:
    assert not recorded(hear("张三 jia qu guo le", TODAY, CARE))


def test_deeds_of_nobody_with_a_day_in_common_are_of_nobody() -> None:
    assert by_steps("谈心家访都是昨天", TODAY, CARE) == NotUnderstood(Unclear.NO_STUDENT)
