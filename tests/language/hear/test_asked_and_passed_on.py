"""Words to the family, questions how to use it, and what came to nothing, in turns that sound like something else."""

import pytest

from duty.commands import CouldNot, Postpone, ShowHelp, ShowProgress, ShowStudent
from duty.hearing import NotUnderstood, Unclear
from duty.relaying import Families, Relay, RelaySeveral, ReplyToParent
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps
from tests.language.hear.deeds_heard import recorded


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("转发许知远妈妈：请假条收到，好好养病", "请假条收到，好好养病"),
        ("跟许知远家长说：谈了几次，孩子答应不再逃课", "谈了几次，孩子答应不再逃课"),
        ("给许知远阿嫫带句话：孩子很想家", "孩子很想家"),
        ("请马上转告许知远爸爸：明天来一趟", "明天来一趟"),
        ("语音转的啊帮我跟许知远她妈妈讲一下就说多带件衣服", "多带件衣服"),
    ],
)
def test_words_to_the_family_are_passed_on_as_they_are(text: str, said: str) -> None:
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, Relay)
    assert heard.text == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("刚才许知远妈妈问的，你回她“已经给换了被褥”", "“已经给换了被褥”"),
        ("许知远妈妈问几点放学？跟她说四点二十", "四点二十"),
        ("许知远妈妈的消息，替我回：放心", "放心"),
    ],
)
def test_an_answer_to_what_a_family_wrote_is_an_answer(text: str, said: str) -> None:
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, ReplyToParent)
    assert heard.text == said


def test_what_was_said_to_the_family_and_how_they_took_it_is_no_note() -> None:
    assert not isinstance(hear("跟许知远家长说：孩子不错，他妈妈说知道了", TODAY, CARE), Relay)


def test_a_note_to_all_families_pairs_nobody() -> None:
    expected = RelaySeveral("下周一放假", families=Families.MENTEES)
    assert by_steps("通知所有结对家长，下周一放假", TODAY, CARE) == expected


@pytest.mark.parametrize("text", ["许知远的记录能删吗", "许知远家访的照片发到哪里", "许知远家访的材料往哪交"])
def test_how_to_use_it_for_a_child_is_a_question_for_help(text: str) -> None:
    assert hear(text, TODAY, CARE) == ShowHelp()


@pytest.mark.parametrize("text", ["我名下现在几个娃", "家长那边已经联系过的有哪些"])
def test_how_many_and_which_is_a_question_for_progress(text: str) -> None:
    assert isinstance(hear(text, TODAY, CARE), ShowProgress)


@pytest.mark.parametrize("text", ["许知远谈没谈", "谈没谈过许知远", "许知远的家访，月底前还来得及吗"])
def test_what_is_asked_of_a_child_shows_the_child(text: str) -> None:
    assert isinstance(hear(text, TODAY, CARE), ShowStudent)


@pytest.mark.parametrize(
    "text",
    [
        "辅导没搞，许知远去练球了",
        "家访没安排上，许知远家有事",
        "许知远谈心没进行，他发烧了",
        "和许知远谈心，开了个头就被叫走了",
        "准备和许知远谈谈那个事，先想想怎么开口",
    ],
)
def test_what_came_to_nothing_is_not_done(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, CouldNot) or (isinstance(heard, NotUnderstood) and heard.why is Unclear.NOT_DONE)


@pytest.mark.parametrize("text", ["许知远这孩子躲着我，谈心没谈起来", "许知远今天冇倾到，佢请假"])
def test_what_came_to_nothing_keeps_its_reason(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), CouldNot)


def test_what_was_not_understood_in_a_lesson_was_taught_again() -> None:
    assert recorded(by_steps("辅导没搞懂，许知远又来问，我给他讲了一遍", TODAY, CARE))


@pytest.mark.parametrize("text", ["麻烦周四提醒一下许知远家访", "提醒：12月4日 许知远 谈心", "下周五提醒送许知远牛奶"])
def test_a_reminder_of_a_deed_is_put_off_to_its_day(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, Postpone)
    assert heard.until is not None
    assert heard.until > TODAY


@pytest.mark.parametrize("text", ["那个家访的补贴到底啥时候发", "给自己送温暖，买了杯奶茶哈哈"])
def test_talk_of_ones_own_is_small_talk(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.SMALL_TALK)
