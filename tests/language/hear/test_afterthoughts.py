"""What a later clause says of the deeds before it, and sentences in which two things are open at once."""

from datetime import date, timedelta

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from language.hear.amended import amended
from language.hear.explain import explain
from language.hear.line import Line
from language.hear.masked import mask
from language.hear.pipeline import read
from language.say import explaining
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids
from tests.language.hear.deeds_heard import deeds_in

YESTERDAY = TODAY - timedelta(days=1)


def days_of(text: str) -> dict[tuple[int, ...], date]:
    return {deed.student_ids: deed.happened_on for deed in deeds_in(by_steps(text, TODAY, CARE))}


@pytest.mark.parametrize("text", ["许知远谈心做了，许知远是昨天", "和许知远谈了，许知远是昨天"])
def test_the_day_that_is_said_of_the_only_child_is_the_day(text: str) -> None:
    assert days_of(text) == {ids("许知远"): YESTERDAY}


def test_the_day_of_one_of_two_is_that_child_s() -> None:
    assert days_of("和许知远、蓝小雨都谈了，蓝小雨是昨天") == {ids("许知远"): TODAY, ids("蓝小雨"): YESTERDAY}


def test_a_day_of_one_who_is_left_in_takes_nothing_from_all_the_others() -> None:
    heard = by_steps("谈了四个，差许知远，蓝小雨是昨天", TODAY, CARE)
    assert isinstance(heard, Confirm)
    [deed] = deeds_in(heard)
    assert ids("许知远")[0] not in deed.student_ids
    assert ids("蓝小雨")[0] in deed.student_ids


def test_whoever_is_missing_beside_a_named_child_changes_nothing() -> None:
    assert days_of("和许知远谈了，差蓝小雨") == {ids("许知远"): TODAY}


def test_what_is_to_be_entered_together_makes_no_deed_of_what_was_not_done() -> None:
    heard = by_steps("没和许知远谈，家访和送温暖一起记", TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert heard.why is Unclear.NOT_DONE


def test_a_sum_of_deeds_for_different_children_adds_none() -> None:
    heard = by_steps("和许知远谈了，家访了蓝小雨，谈心和家访一起记", TODAY, CARE)
    assert isinstance(heard, RecordSeveral)
    assert [deed.kind for deed in heard.deeds] == [Kind.TALK, Kind.HOME_VISIT]


def test_several_deeds_that_take_themselves_back_are_asked_about() -> None:
    assert isinstance(by_steps("昨天和许知远谈的记错了，是和蓝小雨谈的", TODAY, CARE), Confirm)


def test_a_day_that_is_denied_though_nobody_said_it_takes_no_other_back() -> None:
    assert days_of("昨天和许知远谈了，不是前天")[ids("许知远")] == YESTERDAY


def test_a_bad_day_with_a_child_or_a_deed_still_open_asks_for_the_day_alone() -> None:
    twins = care_for("张伟", "张伟", "蓝小雨")
    for text, care in (("2月30日和许知远谈心，又家访蓝小雨", CARE), ("2月30日和张伟谈了心", twins)):
        heard = by_steps(text, TODAY, care)
        assert isinstance(heard, NotUnderstood)
        assert (heard.why, heard.then) == (Unclear.BAD_DAY, None)


def test_of_several_deeds_the_child_of_one_may_be_open() -> None:
    heard = by_steps("昨天和张伟谈心，今天给蓝小雨送了棉被", TODAY, care_for("张伟", "张伟", "蓝小雨"))
    assert isinstance(heard, WhichStudent)
    assert isinstance(heard.then, RecordSeveral)
    assert (heard.groups, heard.places) == (((1, 2),), (0,))
    assert heard.then.deeds[1] == RecordDeed(Kind.WARMTH, (3,), TODAY, heard.then.deeds[1].note, topic="棉被")


@pytest.mark.parametrize("text", ["已谈心 莎拉·艾山", "已谈心 沙拉·艾山"])
def test_a_name_that_sounds_like_a_part_of_a_dotted_one_is_somebody_else(text: str) -> None:
    heard = by_steps(text, TODAY, care_for("萨拉", "蓝小雨"))
    assert isinstance(heard, NotUnderstood)
    assert heard.why is Unclear.UNKNOWN_STUDENT


@pytest.mark.parametrize("text", ["许知远的帮扶老师是谁", "许知远归谁管", "蓝小雨现在谁在带呀"])
def test_who_cares_for_a_child_is_no_record(text: str) -> None:
    assert not list(deeds_in(by_steps(text, TODAY, CARE)))


@pytest.mark.parametrize("text", ["前天许知远，不是昨天，大前天", "许知远的家长，不是蓝小雨，是陆一鸣的"])
def test_what_is_denied_though_nobody_said_it_takes_back_nothing_that_was_said(text: str) -> None:
    message = read(text, TODAY, CARE)
    line = Line.of(message.plain.text, message.tokens)
    assert amended(line).tokens[0] == line.tokens[0]


def test_a_question_before_a_record_is_explained_as_one() -> None:
    text = "谈了四个，差许知远"
    assert isinstance(by_steps(text, TODAY, CARE), Confirm)
    assert any("先问一句" in line for line in explaining.lines(explain(text, TODAY, CARE), CARE))


def test_nothing_was_typed_between_a_place_and_itself() -> None:
    message = read("和许知远谈心", TODAY, CARE)
    masked = mask(Line.of(message.plain.text, message.tokens), message.plain)
    assert masked.typed(1, 1) == ""
    assert masked.typed(0, 2) == "和许知远"
