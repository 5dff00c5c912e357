"""A bare deed with a memo, a fitting weekday or an evening beside it is still to come; its twins are over."""

import pytest

from duty.commands import RecordDeed
from duty.hearing import Confirm
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids
from tests.language.hear.deeds_heard import recorded, told

CHILD, OTHER = ids("许知远")[0], ids("陆一鸣")[0]


@pytest.mark.parametrize(
    "text",
    [
        # A memo.
        "许知远，周四，谈。记住了我",
        "许知远周五家访，别让我忘了",
        "许知远，周三，谈心，先挂着",
        "今晚八点和许知远妈妈语音，提前记下免得忘",
        "晚上七点半跟许知远爸爸视频，先登个记",
        "下班给许知远奶奶打电话，怕忘先写这儿",
        "许知远的物理辅导，下礼拜三晌午之前提个醒儿",
        "许知远谈心，周四，到时候喊我",
        # What day it is set for.
        "许知远家访：预计12月5日",
        "许知远谈心：拟周五",
        "许知远家访：暂定周日",
        "许知远谈心，时间：周五第八节（拟）",
        "许知远家访往周六放",
        "这周内搞定许知远家访",
        # A weekday that fits.
        "许知远说周五中午有空，那就周五中午谈咯",
        "许知远他爸说周六在家，那我周六家访",
        "许知远妈妈周四休息，周四给她打电话",
        "许知远礼拜天在家，礼拜天家访正好",
        # What is open yet, or was made ready.
        "许知远周末谈，他说想去海边走走那就海边",
        "许知远周末家访，看天气",
        "周四和许知远谈，地点他挑",
        "周五家访许知远，车子还没着落",
        "周三给许知远补课，教室借好了",
        # The sender alone says what to do, and tells nothing of it.
        "许知远的电焊实操，周末我陪他练",
        "许知远的作文我周五帮他改",
        "周三我找许知远聊",
        "许知远家我礼拜天跑一趟",
        "我周四联系许知远家长",
        # This evening, in whatever tongue.
        "许知远我今儿晚夕里给他补化学",
        "许知远我今黑了给他补英语",
        "今晚九点许知远，谈话",
        # More than can be done today.
        "陆一鸣晚点，许知远更晚点，今天是谈不完了",
        # With somebody beside the child.
        "跟许知远的同学聊了聊他，他本人还没聊",
        # In words that only the whole knows.
        "许知远眼镜坏了，周末带他去配一副",
    ],
)
def test_a_bare_deed_that_its_sentence_puts_ahead_is_not_recorded(text: str) -> None:
    assert not recorded(by_steps(text, TODAY, CARE))
    assert not recorded(hear(text, TODAY, CARE))


@pytest.mark.parametrize(
    ("text", "kind", "days_ago"),
    [
        ("周四和许知远谈心了，给他提个醒", Kind.TALK, 1),
        ("周三家访许知远", Kind.HOME_VISIT, 2),
        ("许知远，周四，谈心", Kind.TALK, 1),
        ("许知远周四谈的，记住了的都写在本子上", Kind.TALK, 1),
        ("周三我跟许知远聊，他说想退学", Kind.TALK, 2),
        ("许知远的电焊实操，周三我陪他练的", Kind.HELP, 2),
        ("我周四联系了许知远家长", Kind.CONTACT, 1),
        ("今晚八点和许知远妈妈语音，她同意了", Kind.CONTACT, 0),
        ("许知远周二没课，周二跟他聊了聊", Kind.TALK, 3),
        ("许知远家访：12月5日，预计要搬家", Kind.HOME_VISIT, 0),
        ("提前跟许知远家里说好，昨天去家访了", Kind.HOME_VISIT, 1),
        ("今黑给许知远补了英语", Kind.HELP, 0),
        ("周五家访许知远，车子坏在半路，走着去的", Kind.HOME_VISIT, 0),
    ],
)
def test_what_is_told_beside_the_same_words_is_recorded(text: str, kind: Kind, days_ago: int) -> None:
    assert told(by_steps(text, TODAY, CARE)) == {(kind, CHILD, days_ago)}


def test_the_afternoon_is_ahead_of_who_tells_of_the_morning() -> None:
    heard = by_steps("许知远下午谈，上午陆一鸣谈完了", TODAY, CARE)
    assert told(heard) == {(Kind.TALK, OTHER, 0)}


def test_a_weekday_may_be_the_next_one_and_yesterday_may_not() -> None:
    asked = by_steps("昨天 许知远 谈心，打算下次再聊", TODAY, CARE)
    assert isinstance(asked, RecordDeed | Confirm)
