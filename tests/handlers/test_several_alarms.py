"""Of several alarms each keeps its number, whatever becomes of the others meanwhile."""

import pytest

from duty.alarm import AlarmTap, Outcome
from storage.work import Store
from tests.handlers.danger import Case, raise_one
from tests.support.small_school import SmallSchool


@pytest.fixture
def three(store: Store, school: SmallSchool) -> list[Case]:
    students = ("20250101", "20250103", "20250101")
    return [raise_one(store, school, key=f"inbox:{n}", student=one) for n, one in enumerate(students)]


def test_a_number_stays_its_own_while_others_are_taken_and_closed(three: list[Case]) -> None:
    first, second, third = three
    assert "您接手了" in (first.say("ChenJie", f"接手 {first.id}") or "")
    assert "周一诺" in (first.say("ChenJie", f"接手 {second.id}") or "")
    assert "您接手了" in (first.say("ChenJie", f"接手 第{third.id}件") or "")
    shown = first.say("ChenJie", "处理好了") or ""
    assert [f"第 {one.id} 件：" in shown for one in three] == [True] * 3
    first.say("ChenJie", f"误报 {first.id}", minutes=2)
    first.say("ChenJie", f"已处理 {second.id} 陪孩子去了医院", minutes=3)
    assert [one.alarm.outcome for one in three] == [Outcome.FALSE_ALARM, Outcome.HANDLED, None]
    assert second.alarm.closing == "陪孩子去了医院"
    closed = f"第 {first.id} 件已经关上了，不用再管。"
    assert [first.say("ChenJie", f"{word} {first.id}", minutes=4) for word in ("接手", "误报")] == [closed, closed]
    assert third.alarm.outcome is None


@pytest.mark.parametrize("word", ["接手", "已处理", "误报"])
def test_a_number_that_is_not_on_offer_is_said_so(three: list[Case], word: str) -> None:
    answer = three[0].say("ChenJie", f"{word} 99")
    assert answer is not None
    assert answer.startswith(f"没有第 99 件可以{word}，所以什么都没动。\n第 {three[0].id} 件：张三（七年级1班），")
    assert all(one.alarm.waits for one in three)


def test_a_number_is_not_on_offer_where_all_are_closed_or_somebody_else_s(store: Store, three: list[Case]) -> None:
    for one in three:
        one.tap("ChenJie", AlarmTap.TAKE)
        one.tap("ChenJie", AlarmTap.HANDLED)
    assert three[0].say("ChenJie", "接手 99", minutes=2) == "没有第 99 件可以接手，所以什么都没动。"
    assert three[0].say("SunLi", "接手 99", minutes=2) is None


def test_two_numbers_at_once_do_nothing(three: list[Case]) -> None:
    answer = three[0].say("ChenJie", f"接手 {three[0].id}、{three[1].id}")
    assert (answer or "").startswith("一次只说一件，我先都没动。")
    assert all(one.alarm.waits for one in three)


def test_what_another_has_is_said_to_be_so_by_its_number(three: list[Case]) -> None:
    three[0].say("GaoAdmin", f"接手 {three[1].id}")
    assert "高老师 22:31 接手了" in (three[0].say("ChenJie", f"接手 {three[1].id}") or "")
