"""Questions about a child: the child's page is shown, and nothing is recorded."""

import pytest

from duty.commands import Correct, RecordDeed, ShowStudent
from duty.hearing import Confirm, NotUnderstood, Unclear, WhichStudent
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids

ASKED = """
    许知远最近咋样 许知远的档案给我看看 上次家访许知远是什么时候 许知远谈过几回 我跟许知远聊过吗 许知远这个月谈没谈
    许知远的历史记录 查许知远上学期的记录 我上次给许知远送的什么 看一下许知远的谈心 许知远辅导到哪了 调出许知远的资料
    给许知远打过几次电话 许知远是谁在带 我想看看许知远的家访记录 许知远多久没谈了 上回跟许知远聊的啥 许知远还差几次
    许知远最后一次谈心是哪天 许知远家长联系上了没 许知远的近况 许知远啥情况 打开许知远的页面 看许知远的
    翻一下许知远以前的家访 许知远谈过了没，记不得了 许知远我谈过没有哇，我忘了 我给许知远送过什么东西来着
    许知远补课补到第几次了 许知远上个月的谈心写了什么 我记得跟许知远聊过，是不是 许知远有没有啥要说的
    许知远的结对老师是谁 许知远由哪位老师负责 谁结对的许知远 许知远归哪个老师管 许知远的家访是谁做的 许知远查一下
    许知远，看看 许知远查一下呗 我要看许知远 许知远去年的帮扶情况发我一份 翻翻许知远之前的谈心 许知远家去过没得
    许知远的情况汇总一下 许知远的结对老师是我吗 许知远的记录是昨天那条吗 许知远还有几项没做 看看许知远的家访是谁去的
    许知远的记录里有没有提到他妈 许知远送温暖送过没得 许知远的谈心还差不差 许知远的历史帮扶算完成了吗
    许知远我喊来谈过心没得，你查哈看 许知远的父母我到底打过电话没有，我自己也糊涂了 许知远妈妈来过学校没有？我记下来了吗
    许知远的辅导是哪一科 许知远补课几节
"""


@pytest.mark.parametrize("text", ASKED.split())
def test_the_page_of_the_child_is_shown(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowStudent(*ids("许知远"))


@pytest.mark.parametrize(
    "text",
    [
        "许知远跟蓝小雨哪个还没谈",
        "是许知远还是蓝小雨没家访",
        "家访许知远的时候该注意点啥",
        "给许知远买件棉袄多少钱合适",
        "要不要先跟许知远谈谈再找家长？",
    ],
)
def test_several_children_and_advice_are_said_to_be_questions(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.QUESTION)


def test_of_namesakes_it_is_asked_which() -> None:
    twins = care_for("张伟", "李雷", "张伟")
    assert by_steps("张伟的家访记录", TODAY, twins) == WhichStudent(ShowStudent(0), ((1, 3),))


@pytest.mark.parametrize(
    "text",
    [
        "已谈心 许知远，他问妈妈什么时候回来",
        "去许知远家看了，怎么说呢，家里挺难的",
        "给许知远补了几何，他一直问辅助线怎么画",
        "和许知远谈心，他说什么都不怕",
        "今天家访许知远，你说巧不巧，碰上他姑姑",
        "今天跟许知远谈了心，他数学差不差不要紧",
        "跟许知远聊了，你查一下",
        "家访了许知远，问他几点睡，我没记住",
    ],
)
def test_a_deed_with_question_words_stays_a_deed(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), RecordDeed | Confirm)


def test_a_correction_is_no_question() -> None:
    assert isinstance(by_steps("不是许知远，是蓝小雨", TODAY, CARE), Correct)
