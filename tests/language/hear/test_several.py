"""Several deeds in one message: each with its kind, its children, its day and its own words."""

from datetime import date

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids

YESTERDAY = date(2026, 11, 19)
TALK, VISIT, WARMTH, HELP, CONTACT = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT
ZHI, YU, MING = ids("许知远"), ids("蓝小雨"), ids("陆一鸣")
Told = tuple[Kind, tuple[int, ...], date]


def told(text: str) -> list[Told]:
    """The kinds, children and days that a message certainly records."""
    heard = by_steps(text, TODAY, CARE)
    deeds = heard.deeds if isinstance(heard, RecordSeveral) else (heard,)
    found = []
    for deed in deeds:
        assert isinstance(deed, RecordDeed), heard
        found.append((deed.kind, deed.student_ids, deed.happened_on))
    return found


def notes(text: str) -> list[str]:
    """The notes of several deeds, in their order."""
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordSeveral)
    return [deed.note for deed in heard.deeds]


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("昨天和许知远谈心，今天家访蓝小雨", [(TALK, ZHI, YESTERDAY), (VISIT, YU, TODAY)]),
        ("许知远谈心，蓝小雨家访", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
        ("许知远谈心了，蓝小雨家访了。", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
        (
            "谈心许知远 家访蓝小雨 送温暖陆一鸣",
            [(TALK, ZHI, TODAY), (VISIT, YU, TODAY), (WARMTH, MING, TODAY)],
        ),
        ("已谈心 许知远\n已家访 蓝小雨", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
        ("谈心许知远\n家访蓝小雨", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
        ("谈心许知远。家访蓝小雨", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
        ("谈心许知远；家访蓝小雨", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
        ("谈心许知远 家访 蓝小雨", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
        ("许知远谈心蓝小雨家访", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
        ("谈心许知远和家访蓝小雨", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
        ("谈心：许知远、蓝小雨\n家访：陆一鸣", [(TALK, ZHI + YU, TODAY), (VISIT, MING, TODAY)]),
        ("今天跟许知远谈了心，顺路去了蓝小雨家家访", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
        (
            "上午和许知远谈心，下午家访蓝小雨，晚上给陆一鸣妈妈打了电话",
            [(TALK, ZHI, TODAY), (VISIT, YU, TODAY), (CONTACT, MING, TODAY)],
        ),
        (
            "和许知远谈了，然后家访了蓝小雨，接着给陆一鸣补了数学",
            [(TALK, ZHI, TODAY), (VISIT, YU, TODAY), (HELP, MING, TODAY)],
        ),
        ("谈心：许知远 家访：蓝小雨", [(TALK, ZHI, TODAY), (VISIT, YU, TODAY)]),
    ],
)
def test_each_child_is_recorded_with_the_deed_that_was_done_for_it(text: str, deeds: list[Told]) -> None:
    assert told(text) == deeds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("和许知远谈心，顺便家访", [TALK, VISIT]),
        ("已谈心已家访 许知远", [TALK, VISIT]),
        ("已谈心 许知远，还给他补了课", [TALK, HELP]),
        ("已谈心 许知远，电话联系了奶奶", [TALK, CONTACT]),
        ("已谈心 许知远，给奶奶打电话了", [TALK, CONTACT]),
        ("和许知远谈心，又给他妈妈打了电话", [TALK, CONTACT]),
        ("谈心许知远，送了一床棉被", [TALK, WARMTH]),
        ("家访许知远，送了米和油", [VISIT, WARMTH]),
    ],
)
def test_several_deeds_may_be_done_for_one_child(text: str, kinds: list[Kind]) -> None:
    assert told(text) == [(kind, ZHI, TODAY) for kind in kinds]


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("昨天家访许知远，前天家访蓝小雨", [(VISIT, ZHI, 19), (VISIT, YU, 18)]),
        (
            "周一谈心许知远，周二谈心蓝小雨，周三家访陆一鸣",
            [(TALK, ZHI, 16), (TALK, YU, 17), (VISIT, MING, 18)],
        ),
        ("许知远昨天，蓝小雨前天，都谈心了", [(TALK, ZHI, 19), (TALK, YU, 18)]),
        ("上周一家访许知远，上周三家访蓝小雨", [(VISIT, ZHI, 9), (VISIT, YU, 11)]),
        ("昨天和许知远谈心，家访蓝小雨", [(TALK, ZHI, 19), (VISIT, YU, 19)]),
    ],
)
def test_each_deed_has_the_day_that_was_said_of_it(text: str, deeds: list[tuple[Kind, tuple[int, ...], int]]) -> None:
    assert told(text) == [(kind, children, date(2026, 11, day)) for kind, children, day in deeds]


@pytest.mark.parametrize(
    "text",
    [
        "许知远谈心、蓝小雨家访，都是昨天",
        "许知远谈心，蓝小雨家访，都是昨天的",
        "谈心许知远，家访蓝小雨，时间都是昨天",
    ],
)
def test_one_day_at_the_end_may_be_said_of_all(text: str) -> None:
    assert told(text) == [(TALK, ZHI, YESTERDAY), (VISIT, YU, YESTERDAY)]


@pytest.mark.parametrize("text", ["许知远和蓝小雨谈心，都是昨天", "谈心许知远、蓝小雨，都是昨天"])
def test_one_day_at_the_end_may_be_said_of_all_children(text: str) -> None:
    assert told(text) == [(TALK, ZHI + YU, YESTERDAY)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("许知远谈心：想转学；蓝小雨家访：奶奶陪读", "想转学", "奶奶陪读"),
        ("和许知远谈了心，他说想转学。给蓝小雨送了一床棉被", "他说想转学", "一床棉被"),
        ("谈心许知远，很开心，顺便家访蓝小雨", "很开心", ""),
        ("谈心许知远，家访蓝小雨，奶奶陪读", "", "奶奶陪读"),
        ("谈心许知远，家访蓝小雨：奶奶陪读", "", "奶奶陪读"),
        ("谈心许知远，状态不错，和蓝小雨聊了很久", "状态不错", "很久"),
        ("谈心许知远，状态不错\n家访蓝小雨，奶奶在", "状态不错", "奶奶在"),
        ("1. 许知远 谈心 想转学\n2. 蓝小雨 家访 奶奶在", "想转学", "奶奶在"),
    ],
)
def test_each_note_stays_with_its_own_deed(text: str, first: str, second: str) -> None:
    one, other = notes(text)
    assert (first in one, second in other) == (True, True)
    assert not second or second not in one
    assert not first or first not in other
    assert (one == "", other == "") == (first == "", second == "")


def test_the_marks_of_a_list_are_no_notes() -> None:
    assert notes("1. 许知远 谈心\n2. 蓝小雨 家访\n3. 陆一鸣 送温暖") == ["", "", ""]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("谈心：\n1. 许知远\n2. 蓝小雨\n3. 陆一鸣", ("许知远", "蓝小雨", "陆一鸣")),
        ("谈心：许知远、蓝小雨", ("许知远", "蓝小雨")),
        ("今天谈心：\n许知远\n蓝小雨", ("许知远", "蓝小雨")),
        ("许知远、蓝小雨、陆一鸣都谈了，就江山没谈", ("许知远", "蓝小雨", "陆一鸣")),
        ("谈心名单：许知远 蓝小雨", ("许知远", "蓝小雨")),
    ],
)
def test_a_list_of_children_is_one_deed_for_all_of_them(text: str, names: tuple[str, ...]) -> None:
    heard = by_steps(text, TODAY, CARE)
    record = heard.command if isinstance(heard, Confirm) else heard
    assert isinstance(record, RecordDeed)
    assert (record.kind, record.student_ids) == (TALK, ids(*names))


@pytest.mark.parametrize(
    "text", ["除了蓝小雨都谈心了", "除蓝小雨外都谈过了", "蓝小雨没谈，其他人都谈了", "就蓝小雨没谈，其余的谈完了"]
)
def test_all_but_one_are_all_the_others_in_care(text: str) -> None:
    heard = by_steps(text, TODAY, care_for("许知远", "蓝小雨", "陆一鸣"))
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids) == (TALK, (1, 3))


@pytest.mark.parametrize(
    "text",
    [
        "许知远谈了，蓝小雨没谈成",
        "许知远谈心了，蓝小雨还没谈",
        "谈了许知远，蓝小雨明天再谈",
        "没和蓝小雨谈成，许知远谈了",
        "李老师家访了蓝小雨，我和许知远谈了心",
        "蓝小雨请假没谈，许知远谈好了",
    ],
)
def test_what_was_done_is_recorded_and_what_was_not_is_left_out(text: str) -> None:
    assert told(text) == [(TALK, ZHI, TODAY)]


def test_what_is_said_in_turn_without_a_word_that_it_is_done_is_confirmed_first() -> None:
    heard = by_steps("先和许知远谈心，再家访许知远", TODAY, CARE)
    assert isinstance(heard, Confirm)
    assert isinstance(heard.command, RecordSeveral)
    assert [(deed.kind, deed.student_ids) for deed in heard.command.deeds] == [(TALK, ZHI), (VISIT, ZHI)]


@pytest.mark.parametrize(
    "note",
    [
        "聊了聊家访的事",
        "家访的时间再定",
        "奶奶打电话催他回家",
        "他去补课了",
        "妈妈辅导他数学",
        "谈心半小时",
        "许知远聊了很多",
        "家访没去",
        "联系电话已更新",
        "电话13800001111",
    ],
)
def test_a_note_that_only_has_the_word_for_a_deed_is_a_note(note: str) -> None:
    heard = by_steps(f"已谈心 许知远，{note}", TODAY, CARE)
    record = heard.command if isinstance(heard, Confirm) else heard
    assert isinstance(record, RecordDeed)
    assert (record.kind, record.student_ids, note in (record.note or note)) == (TALK, ZHI, True)


@pytest.mark.parametrize("note", ["家访了蓝小雨", "还送了米", "谈心 蓝小雨，家访 陆一鸣"])
def test_free_text_behind_a_colon_tells_of_no_further_deed(note: str) -> None:
    assert by_steps(f"已谈心 许知远：{note}", TODAY, CARE) == RecordDeed(Kind.TALK, ids("许知远"), TODAY, note)


@pytest.mark.parametrize("note", ["他说家访那天很高兴", "心情不错", "蓝小雨也在"])
def test_a_second_sentence_that_tells_more_of_the_same_is_a_note(note: str) -> None:
    assert by_steps(f"谈心许知远。{note}", TODAY, CARE) == RecordDeed(Kind.TALK, ids("许知远"), TODAY, note)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("家访了许知远，跟他妈妈聊了半小时", VISIT),
        ("给许知远妈妈打了电话，聊了很久", CONTACT),
        ("和许知远谈心，聊了他爸爸的事", TALK),
    ],
)
def test_a_talk_at_a_visit_or_on_the_phone_is_no_further_deed(text: str, kind: Kind) -> None:
    assert told(text) == [(kind, ZHI, TODAY)]
