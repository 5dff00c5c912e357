"""Typed deeds: each counts for its own day, or for the earlier window that it is said to make up for."""

from datetime import date

import pytest

from duty.calendar import SchoolCalendar, Term
from duty.commands import MakeUp, RecordDeed
from duty.kinds import Kind
from duty.people import Child
from duty.policy import Pack, Per, Rule
from duty.windows import Pairing
from handlers.chat import Exchange, answer
from handlers.context import Site
from handlers.making_up import Meant
from language.hear import hear
from language.say import making_up as say
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, Teacher
from tests.support.assessing import assess_pairing

UNDO = "记错了回「撤销」。"
VISIT = "家访这学期还有一次，1月23日前都来得及"


def said(teacher: Teacher, day: str, text: str) -> str:
    with teacher.turn(day) as (sender, work, moment):
        return answer(
            hear(text, moment.today, sender.care), Exchange(work, sender, moment, Site(""), waiting=True), text
        )


def counted(teacher: Teacher) -> list[tuple[str, str, str]]:
    """Child, the day on which it happened and the day for which it counts, of what stands."""
    return [(child, day, counts_for) for child, _, day, counts_for, revoked in teacher.deeds() if not revoked]


def test_a_talk_for_last_month_counts_for_it_and_leaves_this_month_open(wang: Teacher) -> None:
    assert said(wang, "2025-12-02", "补上个月谈心 张三").splitlines() == [
        "记好了：张三，谈心，今天（12月2日），算11月的。",
        f"上个月的谈心补上了；谈心这个月还有一次，12月31日前都来得及；{VISIT}。",
        UNDO,
    ]
    assert counted(wang) == [(ZHANG_SAN, "2025-12-02", "2025-11-30")]
    assert said(wang, "2025-12-02", "撤销") == "撤销了：张三，谈心，今天（12月2日）。这条不算了。"
    assert "上个月谈心还空着：张三、李四、周一诺" in said(wang, "2025-12-02", "待办")


@pytest.mark.parametrize(
    "text", ["补11月 谈心 张三", "补 谈心 张三", "补记 谈心 张三", "已谈心 张三，补上个月的", "张三上个月的谈心补上了"]
)
def test_it_can_be_said_in_many_ways(wang: Teacher, text: str) -> None:
    assert "，算11月的" in said(wang, "2025-12-02", text)
    assert counted(wang) == [(ZHANG_SAN, "2025-12-02", "2025-11-30")]


def test_a_plain_talk_counts_for_its_own_day_and_is_offered_for_last_month(wang: Teacher) -> None:
    answered = said(wang, "2025-12-02", "已谈心 张三")
    assert answered.splitlines() == [
        "记好了：张三，谈心，今天（12月2日）。",
        f"这个月的谈心齐了；{VISIT}。",
        f"上个月的谈心还空着：这次要算上个月的，回「撤销」再发「补上个月谈心 张三」。{UNDO}",
    ]
    assert counted(wang) == [(ZHANG_SAN, "2025-12-02", "2025-12-02")]
    said(wang, "2025-12-02", "撤销")
    assert "算11月的" in said(wang, "2025-12-02", "补上个月谈心 张三")


@pytest.mark.parametrize(
    ("text", "offer", "follows"),
    [
        ("昨天已谈心 张三", "再发「12月1日补上个月谈心 张三」", "12月1日补上个月谈心 张三"),
        ("已谈心 张三、李四", "张三、李四上个月的谈心还空着：", "补上个月谈心 张三、李四"),
        ("已谈心 张三：想家", "原话后面加上「，补上个月的」再发", "已谈心 张三：想家，补上个月的"),
        (
            "已谈心 张三、李四、周一诺",
            "原话后面加上「，补上个月的」再发",
            "已谈心 张三、李四、周一诺，补上个月的",
        ),
    ],
)
def test_what_is_offered_works(wang: Teacher, text: str, offer: str, follows: str) -> None:
    assert offer in said(wang, "2025-12-02", text)
    said(wang, "2025-12-02", "撤销")
    again = said(wang, "2025-12-02", follows)
    assert "算11月的" in (said(wang, "2025-12-02", "1") if "回 1 记上" in again else again)
    assert {counts_for for _, _, counts_for in counted(wang)} == {"2025-11-30"}


def test_where_only_one_of_several_is_empty_nothing_has_to_be_taken_back(wang: Teacher) -> None:
    wang.record("2025-11-20", ZHANG_SAN)
    answered = said(wang, "2025-12-02", "已谈心 张三、李四")
    undo = "记错了回「撤销」；只撤一位回「撤销 李四」。"
    assert answered.splitlines()[-1] == f"李四上个月的谈心还空着，另外办了发「补上个月谈心 李四」。{undo}"


def test_after_the_time_for_it_nothing_is_offered(wang: Teacher) -> None:
    assert "补" not in said(wang, "2025-12-10", "已谈心 张三")


@pytest.mark.parametrize(
    ("day", "text", "why"),
    [
        ("2025-11-20", "补 谈心 张三", "没有空着要补的谈心，这次算在当天。"),
        ("2025-12-20", "补11月谈心 张三", "11月的谈心过了能补的日子，这次只算在当天。"),
        ("2025-12-20", "补 谈心 张三", "没有空着要补的谈心，这次算在当天。"),
        ("2025-12-02", "补10月谈心 张三", "10月的谈心过了能补的日子，这次只算在当天。"),
    ],
)
def test_what_cannot_be_made_up_for_did_happen_and_counts_for_its_day(
    wang: Teacher, day: str, text: str, why: str
) -> None:
    assert why in said(wang, day, text)
    assert counted(wang) == [(ZHANG_SAN, day, day)]


def test_a_month_that_is_done_takes_no_more(wang: Teacher) -> None:
    wang.record("2025-11-20", ZHANG_SAN)
    assert "11月的谈心已经齐了，这次只算在当天。" in said(wang, "2025-12-02", "补11月谈心 张三")
    assert counted(wang)[1:] == [(ZHANG_SAN, "2025-12-02", "2025-12-02")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("补8月谈心 张三", "8月没有要您办的谈心，先没记。是今天办的就发「已谈心 张三」。"),
        ("补1月谈心 张三", "1月没有要您办的谈心，先没记。是今天办的就发「已谈心 张三」。"),
        ("补上学期家访 张三", "上学期没有要您办的家访，先没记。是今天办的就发「已家访 张三」。"),
        ("补上学年送温暖 张三", "上学年没有要您办的送温暖，先没记。是今天办的就发「已送温暖 张三」。"),
        ("补11月辅导 张三", "11月没有要您办的帮扶辅导，先没记。是今天办的就发「已辅导 张三」。"),
        ("补2月谈心 张三", "2月没有要您办的谈心，先没记。是今天办的就发「已谈心 张三」。"),
    ],
)
def test_a_period_in_which_nothing_is_asked_records_nothing(wang: Teacher, text: str, why: str) -> None:
    assert said(wang, "2025-12-02", text) == why
    assert counted(wang) == []


def test_a_month_that_is_still_to_come_is_no_slip_for_one_that_is_over(wang: Teacher) -> None:
    assert said(wang, "2025-11-20", "补12月谈心 张三") == "12月还没到，先没记。是今天办的就发「已谈心 张三」。"
    assert counted(wang) == []


def test_several_empty_windows_are_asked_about() -> None:
    pack = Pack("lenient", (Rule(Kind.TALK, Per.MONTH, makeup_days=60),))
    calendar = SchoolCalendar((Term("2025-2026", "1", date(2025, 9, 1), date(2026, 1, 23)),))
    today, child = date(2025, 12, 2), Child(1, "20250101", "张三", "七年级", "1班")
    assessed = assess_pairing(pack, Pairing(1, 1, date(2025, 9, 1)), (), on=today, calendar=calendar)
    deed, make_up = RecordDeed(Kind.TALK, (1,), today), MakeUp(today)
    judged = Meant(deed, make_up, None).judge(child, assessed)
    assert say.answer(deed, make_up, [judged], [], today) == (
        "空着的谈心有10月、11月，补哪个呢？先没记。比如「补10月谈心 张三」。"
    )


@pytest.mark.parametrize("text", ["补上个月家访 张三", "补这学期家访 张三"])
def test_a_period_that_still_runs_is_said_by_its_own_name(wang: Teacher, text: str) -> None:
    assert said(wang, "2025-12-02", text).startswith("记好了：张三，家访，今天（12月2日），算这学期的。")
    assert counted(wang) == [(ZHANG_SAN, "2025-12-02", "2025-12-02")]


@pytest.mark.parametrize("day", ["2026-01-26", "2026-02-10", "2026-02-28"])
def test_last_term_s_visit_is_made_up_for_in_the_vacation_and_behind_it(wang: Teacher, day: str) -> None:
    answered = said(wang, day, "补上学期家访 张三")
    assert "，算上学期的。" in answered
    assert "上学期的家访补上了" in answered
    assert counted(wang) == [(ZHANG_SAN, day, "2026-01-23")]


def test_each_child_counts_for_what_it_can(wang: Teacher) -> None:
    wang.record("2025-11-20", ZHANG_SAN)
    answered = said(wang, "2025-12-02", "补上个月谈心 张三、李四、赵六：都好")
    assert answered.splitlines()[:2] == [
        "记好了：张三，谈心，今天（12月2日）；李四，谈心，今天（12月2日），算11月的，说的也记下了。"
        "张三11月的谈心已经齐了，这次只算在当天。",
        "「赵六」不在您这儿，没有记。",
    ]
    assert counted(wang)[1:] == [(ZHANG_SAN, "2025-12-02", "2025-12-02"), (LI_SI, "2025-12-02", "2025-11-30")]
    assert len(answered.splitlines()) == 4


def test_the_day_before_it_was_typed_is_kept(wang: Teacher) -> None:
    assert "昨天（12月7日），算11月的" in said(wang, "2025-12-08", "昨天补上个月谈心 周一诺")
    assert counted(wang) == [(ZHOU, "2025-12-07", "2025-11-30")]


def test_a_class_teacher_has_nothing_to_make_up_for(sun: Teacher) -> None:
    assert said(sun, "2026-01-05", "补上个月谈心 李四").startswith("12月没有要您办的谈心，先没记。")


def test_which_child_is_asked_before_and_the_period_is_kept(wang: Teacher) -> None:
    lina = Teacher(wang.store, wang.school, "LiNa")
    asked = said(lina, "2025-12-02", "补上个月谈心 张伟")
    assert "谈心的是哪一位" in asked
    assert "，算11月的" in said(lina, "2025-12-02", "2")
    assert counted(lina) == [("20250105", "2025-12-02", "2025-11-30")]


def test_last_term_s_only_empty_month_is_meant_by_the_term(wang: Teacher) -> None:
    assert "，算1月的" in said(wang, "2026-02-10", "补上学期谈心 张三")
    assert counted(wang) == [(ZHANG_SAN, "2026-02-10", "2026-01-23")]
