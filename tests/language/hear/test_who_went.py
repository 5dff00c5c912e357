"""Whose work it was: an office's, the child's own, or the sender's after all."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import NotUnderstood, Unclear
from language.hear import hear
from language.hear.line import Line
from language.hear.masked import mask
from language.hear.pipeline import read
from language.hear.who_went import an_office_went, i_went_after_all
from tests.language.hear.classroom import CARE, TODAY, by_steps


@pytest.mark.parametrize(
    "text",
    [
        *("妇联今天上门看了许知远一家", "村委会上门慰问了许知远家", "镇里领导来许知远家慰问，送了米"),
        *("许知远在给一年级小朋友辅导功课，挺有样子", "许知远在帮低年级的同学补课", "许知远课间教学弟写字"),
        *("学校统一发的棉衣，许知远领了一件", "食堂发的月饼，许知远拿了两个", "许知远领到了学校发的棉被"),
        *("民政发的米，许知远家领了一袋", "企业捐的书包，许知远分到一个"),
    ],
)
def test_what_others_did_is_no_record(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), RecordDeed | RecordSeveral)


@pytest.mark.parametrize(
    "text",
    ["学校统一发的棉衣，给了许知远一件，许知远领到了", "送来慰问品，食堂发的月饼，许知远拿了两个"],
)
def test_a_gift_that_was_only_taken_is_others_work(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert heard.why is Unclear.OTHERS_WORK


@pytest.mark.parametrize(
    "text",
    [
        *("学校发的棉衣，我给许知远送去了一件", "民政发的米，我送到许知远家了", "基金会捐的书包，我转交给许知远了"),
        *("我和妇联的人今天上门看了许知远一家", "本来说好马老师去，结果还是我跑了一趟许知远家"),
        *("说好王主任谈，最后是我跟许知远谈的", "我给许知远辅导了功课，挺有样子"),
    ],
)
def test_what_the_sender_did_is_a_record_all_the_same(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), RecordDeed)


@pytest.mark.parametrize(
    ("text", "office", "after_all"),
    [
        ("妇联今天上门看了许知远一家", True, False),
        ("妇联今天和我上门看了许知远一家", False, False),
        ("说好妇联去，结果还是我去了许知远家", False, True),
        ("说好妇联去，结果我也没去许知远家", False, False),
        ("最后一节课我去看了许知远", False, False),
        ("后来我想去了许知远家再说", False, False),
    ],
)
def test_who_went_is_plain_from_how_it_is_told(text: str, office: bool, after_all: bool) -> None:
    message = read(text, TODAY, CARE)
    masked = mask(Line.of(message.plain.text, message.tokens))
    assert (an_office_went(masked), i_went_after_all(masked)) == (office, after_all)
