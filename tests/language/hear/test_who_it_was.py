"""「今天找我谈心的是张三」: whose deed it was stands last; and questions for what was noted."""

import pytest

from duty.commands import Correct, RecordDeed, RecordSeveral, ShowStudent
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("被我拉着谈了一个课间的是许知远", Kind.TALK),
        ("今天找我谈心的是许知远", Kind.TALK),
        ("今天和我谈心的是许知远", Kind.TALK),
        ("和我谈心的学生今天是许知远", Kind.TALK),
        ("被我补了一节数学的是许知远", Kind.HELP),
    ],
)
def test_whose_deed_it_was_may_stand_last(text: str, kind: Kind) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids) == (kind, ids("许知远"))


@pytest.mark.parametrize(
    "text",
    [
        *("今天要谈心的是许知远", "下一个谈心的是许知远", "明天谈话的对象是许知远", "该谈心的是许知远"),
        *("今天没谈的是许知远", "负责和我谈心的是许知远", "谈心的是许知远", "今天找我谈心的是许知远吗"),
        *("我重点谈心的对象是许知远", "还要找我谈心的是许知远", "今天王老师谈心的是许知远"),
    ],
)
def test_whose_deed_it_is_to_be_is_no_record(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed | RecordSeveral)


def test_of_what_was_recorded_the_child_is_still_put_right() -> None:
    assert by_steps("刚才那条谈话的对象是许知远", TODAY, CARE) == Correct(ids("许知远"))


@pytest.mark.parametrize("text", ["许知远上个月的谈心备注", "許知遠的輔導紀錄", "许知远都补过哪些课"])
def test_what_was_noted_is_asked_for(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowStudent(ids("许知远")[0])
