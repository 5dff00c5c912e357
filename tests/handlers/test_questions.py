"""Questions of the chat: what answers them, what makes them stale, and that a later number answers nothing."""

from dataclasses import replace
from datetime import date

import pytest

from duty.commands import CouldNot, RecordDeed, ShowTodo
from duty.hearing import (
    Choice,
    Confirm,
    Heard,
    NotUnderstood,
    Unclear,
    WhichDay,
    WhichGuardian,
    WhichKind,
    WhichStudent,
)
from duty.kinds import Kind
from duty.relaying import ReplyToParent, SendNow
from handlers.answers import say_again
from language.hear.answering import Left, StillOpen
from tests.handlers.teacher import LI_SI, ZHANG_SAN, Teacher

FRIDAY = "2025-11-21"
TOLD = RecordDeed(Kind.TALK, (), date(2025, 11, 21))
SLIP, SMALL_TALK = NotUnderstood(Unclear.UNKNOWN), NotUnderstood(Unclear.SMALL_TALK)


def of(teacher: Teacher, *students: str) -> RecordDeed:
    return replace(TOLD, student_ids=teacher.ids(*students))


def standing(teacher: Teacher) -> list[tuple[str, str, str]]:
    return [(child, kind, day) for child, kind, day, _, revoked in teacher.deeds() if not revoked]


def similar(teacher: Teacher, *students: str) -> WhichStudent:
    return WhichStudent(TOLD, (teacher.ids(*students),), similar="章三")


def test_a_similar_name_is_asked_about_with_yes_and_no(wang: Teacher) -> None:
    asked = wang.told(similar(wang, ZHANG_SAN), FRIDAY)
    assert asked == "您这儿没有「章三」，是张三（七年级1班）吗？\n是就回 1，不是回 2。您没选，我先不记。"
    assert wang.told(SMALL_TALK, FRIDAY, text="是的").startswith("记好了：张三")


def test_several_similar_names_are_offered(wang: Teacher) -> None:
    asked = wang.told(similar(wang, ZHANG_SAN, LI_SI), FRIDAY)
    assert "是这里的哪一位吗：1 张三（七年级1班），2 李四（七年级1班）？\n回 1 或 2，都不是就回「不是」。" in asked
    assert wang.told(SLIP, FRIDAY, text="都不是") == "好的，先不记。请写上孩子的全名，把那句话再发一遍。"
    assert standing(wang) == []


def test_the_right_name_answers_for_the_wrong_one(wang: Teacher) -> None:
    wang.told(similar(wang, ZHANG_SAN), FRIDAY)
    assert wang.told(NotUnderstood(Unclear.NO_KIND), FRIDAY, text="李四").startswith("记好了：李四")


def test_the_day_is_asked_and_may_be_typed(wang: Teacher) -> None:
    which = WhichDay(of(wang, ZHANG_SAN), (date(2025, 11, 18), date(2025, 11, 11)), Unclear.FUTURE_DAY)
    assert wang.told(which, FRIDAY) == (
        "那天还没到。张三的谈心是哪天的事？1 11月18日（周二），2 11月11日（周二）。\n"
        "回 1 或 2，也可以直接回日子。您没选，我先不记。"
    )
    assert wang.told(SLIP, FRIDAY, text="明天").startswith("那天还没到。是哪一天的事？")
    assert wang.told(SLIP, FRIDAY, text="11月31日").startswith("这个日子我没看懂。")
    assert wang.told(SLIP, FRIDAY, text="周三").startswith("记好了：张三，谈心，前天（11月19日）。")
    assert standing(wang) == [(ZHANG_SAN, "talk", "2025-11-19")]


def test_without_days_to_offer_only_a_day_answers(wang: Teacher) -> None:
    asked = wang.told(WhichDay(of(wang, ZHANG_SAN), (), Unclear.BAD_DAY), FRIDAY)
    assert asked.startswith("这个日子我没看懂。张三的谈心是哪天的事？\n回一个日子就行")
    assert wang.told(SMALL_TALK, FRIDAY, text="是的").startswith("回一个日子就行")
    assert wang.told(Choice(18), FRIDAY, text="18").startswith("记好了：张三，谈心，11月18日（周二）。")


def test_what_was_done_is_asked(wang: Teacher) -> None:
    asked = wang.told(WhichKind(of(wang, ZHANG_SAN), (Kind.TALK, Kind.HOME_VISIT)), FRIDAY)
    assert asked == "张三，今天（11月21日），做的是哪一样？1 谈心，2 家访。\n回 1 或 2。您没选，我先不记。"
    assert wang.told(Choice(9), FRIDAY, text="9") == "请回 1 到 2 里的一个数字。"
    assert wang.told(SLIP, FRIDAY, text="家访").startswith("记好了：张三，家访")


@pytest.mark.parametrize(
    "other",
    [
        ShowTodo(),
        NotUnderstood(Unclear.FUTURE_DAY),
        NotUnderstood(Unclear.QUESTION),
    ],
)
def test_behind_another_topic_a_number_answers_nothing(wang: Teacher, other: Heard) -> None:
    wang.told(Confirm(of(wang, ZHANG_SAN)), FRIDAY)
    wang.told(other, FRIDAY, text="别的话")
    assert wang.told(Choice(1), FRIDAY, text="1").startswith("现在没有等您选的问题")
    assert wang.told(SMALL_TALK, FRIDAY, text="好的").startswith("我在呢")
    assert standing(wang) == []


@pytest.mark.parametrize("text", ["都是", "都不是", "算了", "李四"])
def test_an_answer_in_words_closes_the_question(wang: Teacher, text: str) -> None:
    wang.told(similar(wang, ZHANG_SAN, LI_SI), FRIDAY)
    wang.told(SLIP, FRIDAY, text=text)
    assert wang.told(Choice(1), FRIDAY, text="1").startswith("现在没有等您选的问题")


@pytest.mark.parametrize("slip", [SLIP, SMALL_TALK, NotUnderstood(Unclear.EMPTY)])
def test_behind_a_slip_the_question_still_stands(wang: Teacher, slip: NotUnderstood) -> None:
    wang.told(Confirm(of(wang, ZHANG_SAN)), FRIDAY)
    wang.told(slip, FRIDAY, text="啥")
    assert wang.told(Choice(1), FRIDAY, text="1").startswith("记好了：张三")


@pytest.mark.parametrize(("heard", "text"), [(Choice(1), "1"), (SMALL_TALK, "是的"), (SLIP, "张三")])
def test_a_stale_answer_is_refused_with_a_sentence(wang: Teacher, heard: Heard, text: str) -> None:
    wang.told(similar(wang, ZHANG_SAN), FRIDAY, "10:00")
    assert wang.told(heard, FRIDAY, "10:31", text).startswith("刚才那个问题隔得久了，我没敢替您选，什么都没记。")
    assert standing(wang) == []


def test_what_can_be_understood_by_itself_is_no_stale_answer(wang: Teacher) -> None:
    wang.told(WhichKind(of(wang, ZHANG_SAN), (Kind.TALK, Kind.HELP)), FRIDAY, "10:00")
    todo = wang.told(ShowTodo(), FRIDAY, "10:31", "谈心")
    assert todo.startswith("王老师，还等您的有")


def test_a_confirmation_of_a_note_is_yes_to_what_was_asked(wang: Teacher) -> None:
    wang.told(Confirm(of(wang, ZHANG_SAN)), FRIDAY)
    assert wang.told(SendNow(), FRIDAY, text="确认").startswith("记好了：张三")


def test_a_menu_s_tap_is_no_answer(wang: Teacher) -> None:
    wang.told(Confirm(of(wang, ZHANG_SAN)), FRIDAY)
    assert wang.told(ShowTodo(), FRIDAY).startswith("王老师")
    assert standing(wang) == []


@pytest.mark.parametrize("question", ["day", "kind", "student", "deed"])
def test_a_child_that_has_left_is_not_asked_about(wang: Teacher, question: str) -> None:
    gone = replace(TOLD, student_ids=(wang.school.students["20250107"],))
    asked: dict[str, Heard] = {
        "day": WhichDay(gone, ()),
        "kind": WhichKind(gone, (Kind.TALK,)),
        "student": WhichStudent(TOLD, (gone.student_ids,)),
        "deed": Confirm(gone),
    }
    assert wang.told(asked[question], FRIDAY).startswith("这位孩子现在不在您这儿了")


def test_a_failure_of_whom_is_asked_too(wang: Teacher) -> None:
    wang.told(WhichStudent(CouldNot((), Kind.TALK), (wang.ids(ZHANG_SAN, LI_SI),)), FRIDAY)
    assert wang.told(SLIP, FRIDAY, text="都是").startswith("好的，今天没和张三、李四聊成")


def test_what_was_let_be_or_not_chosen_about_a_guardian() -> None:
    which = WhichGuardian(ReplyToParent("好的"), (1, 2, 3))
    assert say_again(which, StillOpen()).text == "请回 1 到 3 里的一个数字。"
    assert say_again(which, Left()).text == "好的，那就算了，什么都没记。"
