"""Words about notes that were written: whether they arrived, that one is not to go, or is to go now."""

import pytest

from duty.commands import Undo
from duty.hearing import WhichStudent
from duty.people import Kin
from duty.relaying import CallBack, SendNow, ShowLetters
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, care_for, ids

ZHI = ids("许知远")[0]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "去信",
            "我的去信",
            "查去信",
            "去信记录",
            "我发的话送到了吗",
            "我刚才发的消息送到了吗？",
            "我今天写给家长的话看到了吗",
        ),
        *("我发的便条都收到了吗", "家长回了没有", "家长们看到了吗", "我发的话家长看到没"),
    ],
)
def test_what_became_of_the_notes(text: str) -> None:
    assert hear(text, TODAY, CARE) == ShowLetters()


@pytest.mark.parametrize(
    ("text", "kin"),
    [
        *(("许知远妈妈看到了吗", Kin.MOTHER), ("许知远爸爸回了没", Kin.FATHER), ("许知远家长收到了没有", None)),
        *(("去信 许知远", None), ("去信 许知远妈妈", Kin.MOTHER), ("许知远奶奶打开过吗", Kin.PATERNAL_GRANDMOTHER)),
    ],
)
def test_what_became_of_the_notes_to_a_childs_family(text: str, kin: Kin | None) -> None:
    assert hear(text, TODAY, CARE) == ShowLetters(ZHI, kin)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "许知远妈妈来了吗",
            "许知远妈妈同意了吗",
            "许知远看到了吗",
            "去信 许知远 说了作业的事",
            "去信 许知远妈妈 说了作业的事",
        ),
        *("我发的作业收到了吗", "家长会开了没有", "去信王小明", "去信 "),
    ],
)
def test_what_only_sounds_alike(text: str) -> None:
    heard = hear(text, TODAY, CARE)
    assert not isinstance(heard, ShowLetters) or text.strip() == "去信"


@pytest.mark.parametrize(
    "text",
    [
        "撤回 许知远妈妈",
        "撤回给许知远妈妈的话",
        "不发 许知远妈妈",
        "别发给许知远妈妈了",
        "撤销许知远妈妈那条",
        "收回写给许知远妈妈的消息",
    ],
)
def test_a_note_is_called_back_by_name(text: str) -> None:
    assert hear(text, TODAY, CARE) == CallBack(ZHI, Kin.MOTHER)


@pytest.mark.parametrize(
    "text", ["别发了", "先别发", "不发了", "等等，先别发", "不要发", "算了，不发了", "还是别发了！", "先不要发出去"]
)
def test_what_was_written_last_is_not_to_go(text: str) -> None:
    assert hear(text, TODAY, CARE) == CallBack()


@pytest.mark.parametrize("text", ["不发烧了", "别发呆", "不发作业了", "发了", "别发给我"])
def test_what_is_no_word_about_sending(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), CallBack)


@pytest.mark.parametrize("text", ["撤回", "撤回 许知远", "撤销 许知远家访", "撤回 " + "好" * 400])
def test_what_else_is_taken_back(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), CallBack)


def test_without_a_guardian_it_may_be_a_deed() -> None:
    assert hear("撤回 许知远", TODAY, CARE) == Undo(student_ids=(ZHI,))


@pytest.mark.parametrize("text", ["确认 许知远妈妈", "马上发给许知远妈妈", "现在就发 许知远妈妈"])
def test_a_note_is_hastened_by_name(text: str) -> None:
    assert hear(text, TODAY, CARE) == SendNow(ZHI, Kin.MOTHER)


def test_of_namesakes_it_is_asked_which() -> None:
    twins = care_for("张伟", "李雷", "张伟")
    assert hear("撤回 张伟妈妈", TODAY, twins) == WhichStudent(CallBack(0, Kin.MOTHER), ((1, 3),))
    assert hear("去信 张伟", TODAY, twins) == WhichStudent(ShowLetters(0), ((1, 3),))
    assert hear("张伟妈妈看到了吗", TODAY, twins) == WhichStudent(ShowLetters(0, Kin.MOTHER), ((1, 3),))
