"""Several deeds in one message: the first is recorded, and that more was said is not forgotten."""

from datetime import date

import pytest

from duty.commands import RecordDeed
from duty.hearing import Confirm
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, ids

YESTERDAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("text", "day", "note"),
    [
        ("昨天和许知远谈心，今天家访蓝小雨", YESTERDAY, ""),
        ("许知远谈心，蓝小雨家访", TODAY, ""),
        ("许知远谈心了，蓝小雨家访了。", TODAY, "蓝小雨家访了。"),
        ("谈心许知远 家访蓝小雨 送温暖陆一鸣", TODAY, ""),
        ("已谈心 许知远\n已家访 蓝小雨", TODAY, ""),
        ("谈心许知远\n家访蓝小雨", TODAY, ""),
        ("和许知远谈心，顺便家访", TODAY, ""),
        ("已谈心 许知远，还给他补了课", TODAY, ""),
        ("已谈心 许知远，电话联系了奶奶", TODAY, ""),
        ("已谈心 许知远，给奶奶打电话了", TODAY, ""),
        ("谈心许知远，很开心，顺便家访蓝小雨", TODAY, "很开心"),
        ("谈心许知远，家访蓝小雨，奶奶陪读", TODAY, "家访蓝小雨，奶奶陪读"),
        ("谈心许知远，家访蓝小雨：奶奶陪读", TODAY, "家访蓝小雨：奶奶陪读"),
        ("谈心许知远，送了一床棉被", TODAY, "送了一床棉被"),
        ("谈心许知远，状态不错，和蓝小雨聊了很久", TODAY, "状态不错，和蓝小雨聊了很久"),
    ],
)
def test_a_further_deed_is_noticed_and_is_no_note_where_it_stands_alone(text: str, day: date, note: str) -> None:
    assert hear(text, TODAY, CARE) == RecordDeed(Kind.TALK, ids("许知远"), day, note, more=True)


@pytest.mark.parametrize(
    "text",
    [
        "已谈心已家访 许知远",
        "许知远 谈心 家访",
        "谈心许知远 家访 蓝小雨",
        "许知远谈心蓝小雨家访",
        "谈心许知远和家访蓝小雨",
    ],
)
def test_a_further_deed_in_a_doubtful_sentence_is_noticed_as_well(text: str) -> None:
    assert hear(text, TODAY, CARE) == Confirm(RecordDeed(Kind.TALK, ids("许知远"), TODAY, more=True))


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
    heard = hear(f"已谈心 许知远，{note}", TODAY, CARE)
    record = heard.command if isinstance(heard, Confirm) else heard
    assert isinstance(record, RecordDeed)
    assert (record.note or note, record.more) == (note, False)


@pytest.mark.parametrize("note", ["家访了蓝小雨", "还送了米", "谈心 蓝小雨，家访 陆一鸣"])
def test_free_text_behind_a_colon_tells_of_no_further_deed(note: str) -> None:
    assert hear(f"已谈心 许知远：{note}", TODAY, CARE) == RecordDeed(Kind.TALK, ids("许知远"), TODAY, note)


@pytest.mark.parametrize("stop", ["。", "；", ";", "。\n"])
def test_a_second_sentence_that_is_a_deed_of_its_own_is_noticed_and_kept(stop: str) -> None:
    heard = hear(f"谈心许知远{stop}家访蓝小雨", TODAY, CARE)
    assert heard == RecordDeed(Kind.TALK, ids("许知远"), TODAY, "家访蓝小雨", more=True)


@pytest.mark.parametrize("note", ["他说家访那天很高兴", "心情不错", "蓝小雨也在"])
def test_a_second_sentence_that_tells_more_of_the_same_is_a_note(note: str) -> None:
    assert hear(f"谈心许知远。{note}", TODAY, CARE) == RecordDeed(Kind.TALK, ids("许知远"), TODAY, note)
