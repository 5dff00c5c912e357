"""A family's words as a card, and what the card says next."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from duty.messages import ButtonCard, Text
from language.say import unanswered as say
from language.say.reminders import LONGEST_TEXT, LONGEST_TITLE
from language.say.unanswered import Contact

LONG_LABEL = "古丽米热·艾力·阿卜杜拉·吐尔逊（七年级实验班11班）外婆（委托监护人）"
WRITTEN, TODAY = datetime(2025, 11, 21, 14, 5, tzinfo=ZoneInfo("Asia/Shanghai")), date(2025, 11, 24)


def texts(buttons: ButtonCard) -> list[str]:
    return [button.text for button in buttons.buttons]


def test_short_words_are_one_card() -> None:
    [card] = say.answer("w-1", 12, "李四妈妈", "周五能来吗？", exchange=True)
    assert isinstance(card, ButtonCard)
    assert card.title == "#12 李四妈妈给您回话了"
    assert card.text == "周五能来吗？\n想接着说，发「回复 #12」加您的话；不急。"
    assert texts(card) == ["电话回了", "不用回", "记联系家长"]


def test_without_an_exchange_no_contact_is_offered() -> None:
    [card] = say.answer("w-1", 12, "李四妈妈", "好的", exchange=False)
    assert isinstance(card, ButtonCard)
    assert texts(card) == ["电话回了", "不用回"]


@pytest.mark.parametrize("text", ["好" * 140, "一\n二\n三\n四\n五"])
def test_what_does_not_fit_comes_whole_before_the_card(text: str) -> None:
    *whole, card = say.answer("w-1", 12, "李四妈妈", text, exchange=True)
    assert len(whole) == 1
    assert isinstance(whole[0], Text)
    assert text in whole[0].content
    assert isinstance(card, ButtonCard)
    assert card.title == "#12 李四妈妈的话在上面"
    assert "「回复 #12」" in card.text


def test_every_card_is_shown_whole() -> None:
    cards = [
        *say.answer("w-1", 999999999, LONG_LABEL, "好" * 110, exchange=True),
        say.still_waits("w", 999999999, LONG_LABEL, "好" * 999, WRITTEN, today=TODAY, exchange=True),
        say.waits_for_somebody("w", LONG_LABEL, "欧阳娜", ["欧阳娜", "诸葛亮"], WRITTEN, today=TODAY),
        say.phoned("w", 999999999, LONG_LABEL, "今天（11月24日）"),
        say.settled("w", 9, LONG_LABEL, phone=True),
        say.not_yours("w", LONG_LABEL),
        *(say.contact("w", LONG_LABEL, "古丽米热", what, "今天", waits=True, note_id=9) for what in Contact),
    ]
    for card in cards:
        assert isinstance(card, ButtonCard)
        assert len(card.title) <= LONGEST_TITLE
        assert len(card.text) <= LONGEST_TEXT


def test_the_reader_is_reminded_gently_of_the_words() -> None:
    card = say.still_waits("w", 12, "李四妈妈", "他的药\n什么时候吃？", WRITTEN, today=TODAY, exchange=True)
    assert card.title == "#12 李四妈妈的话还等着您"
    assert "11月21日（周五） 14:05 写的：「他的药 什么时候吃？」" in card.text


def test_who_helps_reads_since_when_and_who_knows_but_not_the_words() -> None:
    card = say.waits_for_somebody("w", "李四（七年级1班）妈妈", "王芳", ["王芳", "孙丽"], WRITTEN, today=TODAY)
    assert card.title == "李四（七年级1班）妈妈在等一句回话"
    assert "14:05 写给王老师，还没有人回；已经跟王老师、孙老师说过。" in card.text
    nobody = say.waits_for_somebody("w", "李四妈妈", "王芳", [], WRITTEN, today=TODAY)
    assert "还没能跟王老师说上" in nobody.text


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (Contact.RECORDED, "记好了：李四，联系家长，今天。记错了回「撤销」。"),
        (Contact.BEFORE, "李四的这次联系家长已经记过，没有重复记。"),
        (Contact.ON_FILE, "李四今天的联系家长已经记过，没有重复记。"),
        (Contact.TAKEN_BACK, "李四的这次联系家长撤销过，没有再记；要记就发「已联系家长 李四」。"),
        (Contact.NOT_IN_CARE, "李四现在不在您这儿，没有记。"),
    ],
)
def test_what_became_of_a_contact_is_said(what: Contact, said: str) -> None:
    done = say.contact("w", "李四妈妈", "李四", what, "今天", waits=False, note_id=12)
    assert done.text == said
    assert done.done == ("已记好" if what is Contact.RECORDED else "没有新记")
    waits = say.contact("w", "李四妈妈", "李四", what, "今天", waits=True, note_id=12)
    assert waits.text.startswith(said)
    assert "「回复 #12」" in waits.text
    assert not waits.done


def test_what_is_typed_is_answered() -> None:
    assert say.typed(12, "李四妈妈", "李四", phone=True) == (
        "好的，#12 李四妈妈的话不再提醒了。要记一次联系家长，发「已联系家长 李四」。"
    )
    assert say.typed(12, "李四妈妈", "李四", phone=False) == "好的，#12 李四妈妈的话不再提醒了。"
    assert say.which([(12, "李四妈妈"), (13, "张三爸爸")], "不用回") == (
        "等着回的有：#12 李四妈妈、#13 张三爸爸。\n是哪一条？发「不用回 #12」这样的号。"
    )
    assert "#9" in say.no_such(9)
