"""Nothing that is written beside a deed is lost, whichever clause it stands in."""

import pytest

from duty.commands import RecordDeed, RecordSeveral, Undo
from duty.hearing import Confirm, Heard
from duty.kinds import Kind
from language.hear.kept import with_all_told
from language.hear.pipeline import read, step_by_step
from tests.language.hear.classroom import CARE, TODAY, ids


def told(text: str) -> Heard:
    """What the steps make of a message, with all that is told in it."""
    message = read(text, TODAY, CARE)
    return with_all_told(step_by_step(message).heard, message)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("家访小组今天到了许知远家，土坯房，获知弟弟也考上高中", "土坯房，获知弟弟也考上高中"),
        ("许知远姑妈来学校送衣服，我跟她说了知远最近老咳嗽", "我跟她说了知远最近老咳嗽"),
        ("许知远奶奶到校门口送鸡蛋，我跟她说了说知远最近的表现", "知远最近的表现"),
        ("许知远妈妈到校送药，顺便聊了聊孩子情绪", "聊了聊孩子情绪"),
        ("许知远上回谈完以后变化蛮大的今天又主动来找我聊了十来分钟", "变化蛮大"),
        ("许知远家失火后，捐的被褥衣物今早都交到他手里了", "捐的被褥衣物"),
        ("去了许知远家，见到外公", "见到外公"),
        ("学生：许知远；时间：10月10日家访；家庭氛围和睦，书桌靠窗", "家庭氛围和睦，书桌靠窗"),
    ],
)
def test_every_clause_is_kept(text: str, words: str) -> None:
    heard = told(text)
    assert isinstance(heard, RecordDeed)
    assert heard.student_ids == ids("许知远")
    assert words in heard.note


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("已谈心 许知远", ""),
        ("已谈心 许知远：愿意学了", "愿意学了"),
        ("许知远妈妈联系好了", ""),
        ("学生：许知远 时间：11月5日 方式：谈心", ""),
        ("谈心了，许知远", ""),
    ],
)
def test_a_command_alone_has_no_more_in_its_note(text: str, note: str) -> None:
    heard = told(text)
    assert isinstance(heard, RecordDeed)
    assert heard.note == note


def test_what_is_asked_about_is_kept_as_well() -> None:
    message = read("土坯房漏雨厉害，去了许知远家", TODAY, CARE)
    deed = RecordDeed(Kind.HOME_VISIT, ids("许知远"), TODAY)
    assert with_all_told(Confirm(deed), message) == Confirm(
        RecordDeed(Kind.HOME_VISIT, ids("许知远"), TODAY, "土坯房漏雨厉害")
    )
    bare = read("谈心 许知远", TODAY, CARE)
    assert with_all_told(Confirm(deed), bare) == Confirm(deed)
    assert with_all_told(Confirm(Undo()), message) == Confirm(Undo())


def test_of_several_deeds_each_keeps_what_is_told_of_its_child() -> None:
    one, other = (RecordDeed(Kind.TALK, ids(name), TODAY, note) for name, note in (("许知远", "想家"), ("蓝小雨", "")))
    text = "许知远谈了，想家，蓝小雨作业总是拖拉，谈了，教室灯光昏暗得很"
    heard = with_all_told(RecordSeveral((one, other)), read(text, TODAY, CARE))
    assert isinstance(heard, RecordSeveral)
    assert [deed.note for deed in heard.deeds] == ["想家", "蓝小雨作业总是拖拉，谈了，教室灯光昏暗得很"]


def test_of_several_deeds_without_a_note_the_last_keeps_it() -> None:
    deeds = tuple(RecordDeed(Kind.TALK, ids(name), TODAY) for name in ("许知远", "蓝小雨"))
    heard = with_all_told(RecordSeveral(deeds), read("两人都谈了，教室灯光昏暗得很", TODAY, CARE))
    assert isinstance(heard, RecordSeveral)
    assert [deed.note for deed in heard.deeds] == ["", "教室灯光昏暗得很"]
    bare = RecordSeveral(deeds)
    assert with_all_told(bare, read("谈了许知远和蓝小雨", TODAY, CARE)) == bare


def test_another_childs_news_is_in_nobodys_note() -> None:
    deed = RecordDeed(Kind.TALK, ids("许知远"), TODAY)
    assert with_all_told(deed, read("蓝小雨在医务室躺着打吊针，许知远谈了。", TODAY, CARE)) == deed


def test_words_that_are_not_of_the_message_leave_it_alone() -> None:
    deed = RecordDeed(Kind.TALK, ids("许知远"), TODAY, "别处来的话")
    assert with_all_told(deed, read("土坯房漏雨厉害，谈了许知远", TODAY, CARE)) == deed
