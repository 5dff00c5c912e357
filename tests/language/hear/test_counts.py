"""Questions about the sender's own duties: what is left, and how far they are done."""

import pytest

from duty.commands import GapKind, RecordDeed, ShowGaps, ShowProgress, ShowTodo
from duty.hearing import NotUnderstood
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps

LEFT = """
    还有几个人没谈 我还要访几家 这学期还剩多少任务 有谁漏了吗 还差哪些没办完 这周该找谁聊 今天有什么安排
    未完成列表 明天该做什么 看看还差什么 我名下还有谁没访
    下一个找谁 本月任务完成了吗 有没有快过期的 剩几个没谈 查看未完成任务 谁还欠着 还有任务没
    谈心还差几个 都谈完了没 全部做完了吗 有没有遗漏 待谈名单 现在轮到谁了 我要干啥来着 还有没谈的吗
    看一眼待完成 这个月的都齐了吗 谁谈过了来着？ 还剩谁没谈 我还有谁没谈
"""
WITHOUT = [
    ("谁没谈呢", Kind.TALK),
    ("还没送温暖的有哪些", Kind.WARMTH),
    ("把没联系家长的列出来", Kind.CONTACT),
    ("哪几个还没补课", Kind.HELP),
    ("没谈的学生名单", Kind.TALK),
    ("未家访学生名单", Kind.HOME_VISIT),
    ("哪些娃还没跟他们谈", Kind.TALK),
    ("没联系家长的是哪几个", Kind.CONTACT),
    ("谁还没谈，除了许知远", Kind.TALK),
    ("谁还没家访", Kind.HOME_VISIT),
    ("还有哪些没送温暖", Kind.WARMTH),
    ("哪些孩子这周没人谈", Kind.TALK),
    ("还有哪些孩子这学期没人去过家里", Kind.HOME_VISIT),
    ("哪个的电话还没打", Kind.CONTACT),
    ("还有哪些老师没家访", Kind.HOME_VISIT),
    ("哪些老师一个都没做", None),
]
NUMBERS = [
    ("我这学期谈了几次心", Kind.TALK),
    ("本月家访次数", Kind.HOME_VISIT),
    ("谈心统计", Kind.TALK),
    ("家访完成率多少", Kind.HOME_VISIT),
    ("送了几次温暖", Kind.WARMTH),
    ("帮扶一共多少课时", Kind.HELP),
    ("张老师这个月谈了几个", Kind.TALK),
    ("谈心几次家访几次", None),
    ("出个月报", None),
    ("我做了多少了", None),
    ("看下进度", None),
    ("我的工作量", None),
    ("全年级完成情况", None),
    ("老师们完成得怎么样", None),
    ("看看我的数据", None),
    ("本周成果", None),
    ("给我本周的简报", None),
    ("出一份这个月的总结", None),
    ("和上个月比谈心多了还是少了", Kind.TALK),
    ("上个月跟这个月比，谈心多了还是少了", Kind.TALK),
    ("上个月谈心和这个月比怎么样", Kind.TALK),
    ("家访比上学期多还是少", Kind.HOME_VISIT),
]


@pytest.mark.parametrize("text", LEFT.split())
def test_what_is_left_is_shown(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowTodo()


@pytest.mark.parametrize(("text", "kind"), WITHOUT)
def test_who_is_without_a_deed_is_shown(text: str, kind: Kind | None) -> None:
    assert by_steps(text, TODAY, CARE) == ShowGaps(kind, GapKind.DEEDS)


@pytest.mark.parametrize(("text", "kind"), NUMBERS)
def test_how_far_it_is_is_shown(text: str, kind: Kind | None) -> None:
    assert by_steps(text, TODAY, CARE) == ShowProgress(kind)


@pytest.mark.parametrize("text", ["本月家访共计5次", "谁没来学校", "今天一个都没谈", "统计" + "。" * 400])
def test_what_is_told_or_about_something_else_is_no_such_question(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), NotUnderstood)


@pytest.mark.parametrize("text", ["已谈心 许知远，还有几次要谈", "已辅导 许知远 数学，统计那一章"])
def test_words_for_numbers_in_a_note_ask_nothing(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), RecordDeed)
