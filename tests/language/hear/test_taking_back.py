"""What was sent by mistake is taken back, whatever is said of why; and what only sounds so is not."""

from datetime import date

import pytest

from duty.commands import Correct, Undo
from duty.hearing import NotUnderstood, Unclear
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids


@pytest.mark.parametrize(
    "text",
    [
        *("顺手点错了，不要记", "点快了，取消刚才的记录", "哎呀发错啦🙈撤回撤回", "我眼睛花按错了，不要记这个"),
        *("刚那条误发，请忽略", "記錄有誤，撤销本条", "前面发的当我没说", "重复了，后面一条删了哈", "还原！刚点错了"),
        *("打错了删掉删掉🙏", "不对不对，重来，刚那条别要了", "頭先嗰條搞錯咗，唔要", "錯咗，撤銷", "发错群了，别记"),
        *(
            "莫记莫记，我发错群了",
            "算了，还是不要了",
            "刚才发的那句作废",
            "倒回去，刚才那下我没想发",
            "手误，撤回刚才那条",
        ),
        *("刚那条发早了，撤", "撤一步", "刚才那句回滚", "眼花了，发给你的那句不作数哈"),
        *("啊啊啊记错了，前一条不要", "取消取消，按早了", "撤销一下下", "记重了，少一条吧", "刚刚那句不要存！"),
        *("后悔了，刚才那条抹掉行不", "发急了，收回"),
    ],
)
def test_why_it_is_taken_back_may_be_anything(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == Undo()


def test_of_whom_it_was_may_be_said() -> None:
    assert by_steps("算了，许知远那个记录还是不要了", TODAY, CARE) == Undo(student_ids=ids("许知远"))
    assert by_steps("许知远那次谈心去掉吧，其实只是打了个招呼", TODAY, CARE) == Undo(None, ids("许知远"), Kind.TALK)
    assert by_steps("陆一鸣那次家访不作数，只在村口望了望", TODAY, CARE) == Undo(None, ids("陆一鸣"), Kind.HOME_VISIT)
    assert by_steps("许知远没去成，刚记的家访请撤", TODAY, CARE) == Undo(None, ids("许知远"), Kind.HOME_VISIT)
    assert by_steps("许知远的送温暖记录删了，东西他没要", TODAY, CARE) == Undo(None, ids("许知远"), Kind.WARMTH)
    assert by_steps("不算不算，刚才那个谈心别算数", TODAY, CARE) == Undo(kind=Kind.TALK)
    assert by_steps("把许知远那条删掉，他根本没来", TODAY, CARE) == Undo(student_ids=ids("许知远"))
    assert by_steps("许知远那条谈心麻烦撤掉，重名看岔了", TODAY, CARE) == Undo(
        student_ids=ids("许知远"), kind=Kind.TALK
    )


@pytest.mark.parametrize(
    "text",
    [
        *("下雨了，取消", "下雨了，撤销", "许知远家访取消了", "作业发错了，讲了一遍", "错了，是许知远，撤销家访"),
        *("记错了吗，还是别记", "便条发错了，撤回", "跟许知远谈心了，他把游戏删了", "许知远没来，谈心取消了"),
        *("许知远请假了，撤了", "蓝小雨请假了，刚才许知远那条撤掉"),
        *("许知远那次家访取消了，他爸不在", "许知远后悔了，谈了半天"),
        *("这条不要紧，许知远谈了", "许知远说不要", "那次谈心不存在问题"),
    ],
)
def test_with_more_in_it_nothing_is_taken_back_at_once(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), Undo)


@pytest.mark.parametrize(
    "text", ["发错群了不好意思", "打错了，发错群了", "打错了，不是发给你的", "发错了，不好意思，是给我对象的"]
)
def test_what_was_not_meant_for_us_is_let_be(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.SMALL_TALK)


@pytest.mark.parametrize(
    ("text", "correct"),
    [
        ("应该是许知远，我写成蓝小雨了", Correct(ids("许知远"), of=ids("蓝小雨"))),
        ("江山，不是许知远！刚写反了", Correct(ids("江山"), of=ids("许知远"))),
        ("种类错了，应该记成联系家长", Correct(kind=Kind.CONTACT)),
        ("不对不对，送的是许知远", Correct(ids("许知远"))),
        ("晕，把许知远记成蓝小雨了，换回来", Correct(ids("许知远"), of=ids("蓝小雨"))),
        ("哈？我说的是许知远不是蓝小雨啊", Correct(ids("许知远"), of=ids("蓝小雨"))),
        ("把今天许知远的家访改到前天", Correct(happened_on=date(2026, 11, 18), of=ids("许知远"))),
        ("将许知远昨天的谈心改成家访", Correct(kind=Kind.HOME_VISIT, of=ids("许知远"))),
        ("许知远那个不是谈心啦是补课", Correct(kind=Kind.HELP, of=ids("许知远"))),
        ("许知远那条是谈心不是家访", Correct(kind=Kind.TALK, of=ids("许知远"))),
        ("许知远那条，类型选成送温暖了，正确：联系家长", Correct(kind=Kind.CONTACT, of=ids("许知远"))),
        (
            "刚记的许知远辅导，科目写错了，是化学",
            Correct(add="刚记的许知远辅导，科目写错了，是化学", of=ids("许知远")),
        ),
    ],
)
def test_what_is_right_may_stand_before_what_was_wrong(text: str, correct: Correct) -> None:
    assert by_steps(text, TODAY, CARE) == correct


def test_what_it_was_instead_is_asked() -> None:
    heard = by_steps("许知远那条记成辅导了，其实是带他玩", TODAY, CARE)
    assert heard == NotUnderstood(Unclear.CORRECTION)
