"""A child is told apart by class, grade or student number, as a teacher says it."""

from dataclasses import replace
from datetime import date

import pytest

from duty.commands import RecordDeed
from duty.hearing import WhichStudent
from duty.kinds import Kind
from duty.people import Child
from language.hear import Care
from language.hear.answering import Answered, Knows, Left, StillOpen, answer_to
from language.hear.classes import of_class

TODAY = date(2026, 11, 20)
CHILDREN = (
    Child(1, "20260001", "张伟", "七年级", "七（1）班"),
    Child(2, "20260002", "张伟", "七年级", "七（2）班"),
    Child(3, "20260003", "王芳", "初二", "八（1）班"),
    Child(4, "20260004", "陈曦", "九年级", "实验班"),
)
DEED = RecordDeed(Kind.TALK, (), TODAY, "聊了期中")
# The question after a deed without a name: 「已谈心」.
UNNAMED = WhichStudent(DEED, ((1, 2, 3, 4),), unnamed=True)


def knows(children: tuple[Child, ...]) -> Knows:
    return Knows(Care.of(children), {child.id: child for child in children}, TODAY)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("七一班的", (1,)),
        ("七2班", (2,)),
        ("七年级一班", (1,)),
        ("初一一班", (1,)),
        ("八一班", (3,)),
        ("初二的", (3,)),
        ("七年级", (1, 2)),
        ("一班", (1, 3)),
        ("实验班", (4,)),
        ("七一班的张伟", (1,)),
        ("尾号0004", (4,)),
        ("七三班", ()),
        ("七十一班", ()),
        ("王芳", ()),
        ("班", ()),
    ],
)
def test_a_class_is_heard_however_it_is_said(words: str, ids: tuple[int, ...]) -> None:
    assert of_class(words, CHILDREN) == ids


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2", replace(DEED, student_ids=(2,))),
        ("1和3", replace(DEED, student_ids=(1, 3))),
        ("王芳", replace(DEED, student_ids=(3,))),
        ("七一班的", replace(DEED, student_ids=(1,))),
        ("张伟", StillOpen()),
        ("9", StillOpen()),
        ("李四", None),
        ("算了", Left()),
    ],
)
def test_a_deed_without_a_name_gets_it_from_the_answer(text: str, meant: Answered | None) -> None:
    assert answer_to(UNNAMED, text, knows(CHILDREN)) == meant


def test_of_more_children_than_are_offered_by_number_the_name_is_wanted() -> None:
    many = tuple(
        Child(number, f"2026{number:04}", f"王小{number:c}", "七年级", "1班") for number in range(0x4E50, 0x4E5E)
    )
    question = WhichStudent(DEED, (tuple(child.id for child in many),), unnamed=True)
    assert answer_to(question, "2", knows(many)) == StillOpen()
    assert answer_to(question, many[1].name, knows(many)) == replace(DEED, student_ids=(many[1].id,))
