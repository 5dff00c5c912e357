"""Messages that ask the bot for something, or answer its question."""

import pytest

from duty.commands import (
    NextPage,
    ShowHelp,
    ShowRecording,
    ShowRelaying,
    ShowStudent,
    ShowTodo,
    Undo,
)
from duty.hearing import Choice, NotUnderstood, Unclear, WhichStudent
from duty.relaying import SendNow
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids


@pytest.mark.parametrize(
    "text",
    [
        "待办",
        "待办。",
        "我的待办",
        "还有什么",
        "还有什么没做",
        "还有谁",
        "还有哪些没做",
        "我还剩什么没办",
        "還有什麼",
        "查一下待办",
        "任务清单",
    ],
)
def test_asking_for_what_is_left(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowTodo()


@pytest.mark.parametrize(
    "text",
    [
        "查 许知远",
        "查许知远",
        "查一下许知远",
        "查询 许知远",
        "看看许知远",
        "看一下许知远的谈心记录",
        "看看知远同学最近怎么样",
        "许知远情况",
        "许知远的情况",
        "许知远谈心记录",
        "许知远怎么样",
        "查 許知遠",
        "查 许知远 这个月家访了吗",
        "查 许知远 知远",
    ],
)
def test_asking_for_one_child(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowStudent(*ids("许知远"))


def test_a_child_whose_name_begins_with_the_word_for_asking() -> None:
    for text in ("查 查慎行", "查查慎行", "看看查慎行", "查慎行情况"):
        assert by_steps(text, TODAY, CARE) == ShowStudent(*ids("查慎行"))


def test_asking_for_several_children_offers_the_choice() -> None:
    assert by_steps("查 许知远 蓝小雨", TODAY, CARE) == WhichStudent(ShowStudent(0), (ids("许知远", "蓝小雨"),))


@pytest.mark.parametrize(
    ("text", "why", "names"),
    [
        ("查 王五", Unclear.UNKNOWN_STUDENT, ("王五",)),
        ("查王五。", Unclear.UNKNOWN_STUDENT, ("王五",)),
        ("查 萨拉·艾山", Unclear.UNKNOWN_STUDENT, ("萨拉·艾山",)),
        ("查", Unclear.NO_STUDENT, ()),
        ("看看", Unclear.NO_STUDENT, ()),
        ("查 一下今天谁没来学校上课", Unclear.UNKNOWN, ()),
    ],
)
def test_asking_for_nobody_known(text: str, why: Unclear, names: tuple[str, ...]) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(why, names)


@pytest.mark.parametrize(
    "text",
    [
        "撤销",
        "撤回",
        "撤掉",
        "撤銷",
        "记错了",
        "刚才记错了",
        "刚才那条撤掉",
        "上一条撤回",
        "撤销。",
        "取消",
        "删除",
        "撤 销",
        "撤销吧",
        "撤销一下",
        "帮我撤销上一条",
        "👉撤销",
    ],
)
def test_taking_back(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == Undo()


@pytest.mark.parametrize(
    "text",
    [
        "帮助",
        "怎么用",
        "?",
        "？",
        "使用说明",
        "help",
        "HELP",
        "你会什么",
        "帮助 许知远",
    ],
)
def test_asking_for_help(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowHelp()


@pytest.mark.parametrize(
    "text",
    [
        *("登记", "怎么登记", "怎么登记？", "如何登记", "登记。", "送温暖怎么登记", "家访要怎么记？"),
        *("怎麼登記", "怎么登记 许知远"),
    ],
)
def test_asking_how_to_record(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowRecording()


@pytest.mark.parametrize(
    "text",
    ["怎么转告", "怎么转告？", "转告", "轉告", "如何转告呢", "给家长捎句话", "请问怎么给家长捎话", "怎么回复家长"],
)
def test_asking_how_to_write_to_a_family(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowRelaying()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "确认",
            "确认。",
            "确认发送",
            "確認",
            "马上发",
            "发吧",
            "好的，发吧",
            "好，马上发送",
            "发送",
            "确认发送吧",
            "确 认",
        ),
        *("現在發", "现在就发！", "发出去吧", "可以发了", "👌确认", "\u200b确认\u200b"),
    ],
)
def test_letting_a_note_go_at_once(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == SendNow()


@pytest.mark.parametrize(
    "text",
    [
        "确认一下时间",
        "已确认",
        "确认谈心",
        "发了",
        "发给谁",
        "发烧了",
        "发送给许知远妈妈",
        "不发",
        "先别发",
        "确认" + "。" * 400,
    ],
)
def test_what_only_begins_like_it_lets_nothing_go(text: str) -> None:
    assert by_steps(text, TODAY, CARE) != SendNow()


@pytest.mark.parametrize("text", ["下一页", "继续", "更多", "继续。"])
def test_asking_for_the_rest(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == NextPage()


@pytest.mark.parametrize("text", ["撤销 帮助", "继续辅导", "更多 待办 撤销", "撤销那个学生会的事", "帮助" * 200])
def test_what_asks_for_two_things_is_not_understood(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), NotUnderstood)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2),
        ("２", 2),
        ("②", 2),
        ("二", 2),
        ("两", 2),
        (" 2 ", 2),
        ("2.", 2),
        ("2。", 2),
        ("(2)", 2),
        ("第2个", 2),
        ("第二个", 2),
        ("第三位吧", 3),
        ("选2", 2),
        ("我选2", 2),
        ("回 2", 2),
        ("回复 2", 2),
        ("回复：2", 2),
        ("回复2", 2),
        ("十二", 12),
        ("99", 99),
    ],
)
def test_a_bare_number_is_a_choice(text: str, number: int) -> None:
    assert by_steps(text, TODAY, CARE) == Choice(number)


@pytest.mark.parametrize("text", ["0", "100", "2号", "2 3", "2个人", "2" + "。" * 400])
def test_other_numbers_are_no_choice(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), NotUnderstood)
