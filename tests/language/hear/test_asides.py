"""Messages that neither ask nor tell of a deed: kind words alone."""

import pytest

from duty.commands import RecordDeed
from duty.hearing import NotUnderstood, Unclear
from tests.language.hear.classroom import CARE, TODAY, by_steps


@pytest.mark.parametrize(
    "text",
    [
        *(
            "谢谢",
            "收到",
            "好的",
            "你好",
            "哈哈哈",
            "hello",
            "😀😀",
            "👍🏽",
            "[微笑]",
            "[强][强]",
            "早上好！",
            "在吗？",
        ),
        *("好的，谢谢", "收到～", "辛苦了🙏", "嗯嗯", "OK", "晚安", "老师好", "谢谢[玫瑰]", "是的"),
    ],
)
def test_kind_words_alone_are_small_talk(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.SMALL_TALK)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "不想活了",
            "我想死",
            "[自杀]",
            "哈哈，想死",
            "你好，有孩子要跳楼",
            "谢谢，被打了",
            "割腕",
            "离家出走",
            "[被打]",
        ),
        *("谢谢许知远", "你好，许知远", "好的，知道怎么办了", "。。。", "[图片]", "哈" * 290 + "想", "好" * 400),
    ],
)
def test_what_says_more_is_no_small_talk(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert heard.why is not Unclear.SMALL_TALK


def test_a_child_whose_name_is_a_kind_word_is_no_small_talk() -> None:
    heard = by_steps("高兴", TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert (heard.why, heard.names) == (Unclear.NO_KIND, ("高兴",))


@pytest.mark.parametrize("text", ["谈心 许知远，他做错了题", "辅导许知远 改错题", "已谈心 许知远：不是故意的，是误会"])
def test_a_note_about_a_mistake_is_no_correction(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), RecordDeed)
