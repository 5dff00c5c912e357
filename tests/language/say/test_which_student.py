"""The question which of several children is meant, for everything that can be asked of one."""

from datetime import date

import pytest

from duty.commands import (
    Correct,
    CouldNot,
    NamesStudent,
    Postpone,
    RecordDeed,
    RecordSeveral,
    ShowStudent,
    TellEvent,
)
from duty.hearing import MOST_OFFERED
from duty.kinds import Kind
from duty.people import Child, Kin
from duty.policy import EventKind
from duty.relaying import Relay
from language.say.asking import name_one, which_of_all, which_student
from language.say.notes import still_offered

TODAY = date(2026, 11, 20)
TWO = (Child(1, "1", "张伟", "三年级", "2班", True), Child(2, "2", "张伟", "五年级", "1班", True))
ASKED: dict[str, tuple[NamesStudent, str]] = {
    "a note": (Relay(0, Kin.MOTHER, "明天带伞"), "要写给哪一位的家长？回 1 或 2。您没选，我先不发。"),
    "a delay": (Postpone(()), "要推迟的是哪一位？回 1 或 2。"),
    "a failure": (CouldNot(()), "没去成的是哪一位？回 1 或 2。您没选，我先不记。"),
    "an event": (TellEvent((), EventKind.HOSPITAL, TODAY), "说的是哪一位？回 1 或 2。您没选，我先不记。"),
    "a correction": (Correct(kind=Kind.TALK), "改成的是哪一位？回 1 或 2。您没选，我先不改。"),
    "several deeds": (
        RecordSeveral((RecordDeed(Kind.TALK, (1,), TODAY), RecordDeed(Kind.HOME_VISIT, (), TODAY))),
        "谈心的是哪一位？回 1 或 2。您没选，我先不记。",
    ),
    "a look": (ShowStudent(0), "想看哪一位？回 1 或 2。"),
}


@pytest.mark.parametrize(("then", "asked"), ASKED.values(), ids=ASKED.keys())
def test_what_is_asked_fits_what_happens_then(then: NamesStudent, asked: str) -> None:
    assert which_student(TWO, then, TODAY).endswith(asked)


def test_of_many_children_the_name_is_asked_and_no_list_given() -> None:
    then = RecordDeed(Kind.TALK, (), TODAY)
    few = which_of_all(TWO, then, TODAY)
    assert "1 三年级2班，2 五年级1班" in few
    many = [Child(number, str(number), f"孩子{number}", "三年级", "2班") for number in range(MOST_OFFERED + 1)]
    assert which_of_all(many, then, TODAY) == "谈心的是哪一位？没看到名字。\n回名字就行。您没选，我先不记。"
    assert name_one() == "回孩子的名字就行。"


def test_a_note_that_never_arrived_is_offered_by_its_receiver() -> None:
    assert still_offered("李四妈妈") == "给李四妈妈的那条也还留着，要发再回「确认」。"
