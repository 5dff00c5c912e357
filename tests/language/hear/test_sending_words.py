"""Answers to the questions about notes: whether words may go, and which guardian or child is meant."""

from dataclasses import replace
from datetime import date

import pytest

from duty.hearing import MaySend, WhichGuardian, WhichStudent
from duty.people import Kin
from duty.relaying import Addressed, CallBack, Relay, RelaySeveral, ReplyToParent, SendNow, ShowLetters
from language.hear import Care
from language.hear.answering import Answered, Knows, Left, Question, StillOpen, answer_to, is_only_an_answer
from language.say import asking
from tests.language.hear.classroom import child

TODAY = date(2026, 11, 20)
CHILDREN = {1: child(1, "张伟"), 2: child(2, "李雷"), 3: replace(child(3, "张伟"), class_name="七（3）班")}
NOTE = Relay(2, None, "好")
FATHERS = WhichGuardian(NOTE, (7, 8, 9), ("李雷爸爸（父亲）", "李雷爸爸（继父）", "李雷奶奶"))
WRITERS = WhichGuardian(ReplyToParent("好"), (7, 8), ("李雷妈妈", "张伟爸爸"), (112, 1))


def answered(question: Question, text: str) -> Answered | None:
    return answer_to(question, text, Knows(Care.of(CHILDREN.values()), CHILDREN, TODAY))


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("照发", True),
        ("照发，吧", True),
        ("算了", False),
        ("撤回", False),
        ("不用了", False),
        ("好的", None),
        ("今天下雨", 0),
    ],
)
def test_what_might_hurt_goes_only_where_that_is_said(text: str, goes: bool | None) -> None:
    expected = {True: replace(NOTE, as_is=True), False: Left(), None: StillOpen()}
    assert answered(MaySend(NOTE, careful=True), text) == (None if goes == 0 and goes is not False else expected[goes])


@pytest.mark.parametrize(("text", "goes"), [("好的", True), ("1", True), ("2", False), ("3", None), ("都是", None)])
def test_to_several_families_a_yes_is_enough(text: str, goes: bool | None) -> None:
    several = RelaySeveral("好", (Addressed(2),))
    expected = {True: replace(several, confirmed=True), False: Left(), None: StillOpen()}
    assert answered(MaySend(several, careful=False), text) == expected[goes]


@pytest.mark.parametrize(
    ("text", "guardian"),
    [
        ("继父", 8),
        ("李雷爸爸继父", 8),
        ("李雷爸爸（父亲）", 7),
        ("奶奶", 9),
        ("发给奶奶", 9),
        ("他奶奶吧", 9),
        ("第三个", 9),
    ],
)
def test_a_guardian_by_a_word(text: str, guardian: int) -> None:
    assert answered(FATHERS, text) == replace(NOTE, guardian_id=guardian)


@pytest.mark.parametrize(
    ("text", "expected"), [("爸爸", StillOpen()), ("外婆", StillOpen()), ("今天下雨了", None), ("#", None)]
)
def test_no_certain_guardian(text: str, expected: StillOpen | None) -> None:
    assert answered(FATHERS, text) == expected


@pytest.mark.parametrize(
    ("text", "guardian"), [("#112", 7), ("112", 7), ("回复 #1", 8), ("１１２号", 7), ("张伟爸爸", 8), ("李雷", 7)]
)
def test_a_writer_by_the_number_of_the_note(text: str, guardian: int) -> None:
    assert answered(WRITERS, text) == ReplyToParent("好", guardian_id=guardian)


@pytest.mark.parametrize("text", ["#2", "9", "家长"])
def test_any_other_number_leaves_the_question_open(text: str) -> None:
    assert answered(WRITERS, text) == StillOpen()


def test_which_of_namesakes_in_a_list_is_asked_in_turn() -> None:
    several = RelaySeveral("好", (Addressed(2), Addressed(0, Kin.MOTHER)))
    question = WhichStudent(several, ((1, 3),), places=(1,))
    assert answered(question, "2") == RelaySeveral("好", (Addressed(2), Addressed(3, Kin.MOTHER)))
    assert answered(question, "都是") == StillOpen()
    assert "要写给哪一位的家长" in asking.which_student([CHILDREN[1], CHILDREN[3]], several, TODAY, place=1)


@pytest.mark.parametrize("then", [SendNow(0), CallBack(0), ShowLetters(0)])
def test_which_of_namesakes_a_note_went_home_for(then: SendNow | CallBack | ShowLetters) -> None:
    assert answered(WhichStudent(then, ((1, 3),)), "2") == replace(then, student_id=3)
    assert "说的是写给哪一位家长的话" in asking.which_student([CHILDREN[1], CHILDREN[3]], then, TODAY)
    assert asking.none_of_these(then).startswith("好的，先不")


@pytest.mark.parametrize(
    ("text", "alone"), [("照发", True), ("照原样发吧", True), ("发吧", False), ("照片发你", False)]
)
def test_what_answers_nothing_unless_words_wait(text: str, alone: bool) -> None:
    assert is_only_an_answer(text) is alone
