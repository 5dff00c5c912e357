"""Questions how the bot is used, whether something counts, and whether one may."""

import pytest

from duty.commands import RecordDeed, ShowHelp, ShowRecording, ShowRelaying
from duty.hearing import Confirm
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for

HOW = """
    如何撤销 发错了怎么撤 怎么修改日期 写错了能改吗 记错人了咋改 日期写错怎么弄 记录发错人怎么撤
    怎么绑定学生 怎样添加学生 怎么导出记录 怎么查记录 怎么推迟 怎么取消提醒 怎么设置提醒的时间 怎么换手机号 怎么退出
    可以发图片吗 能发语音吗 语音可以吗 支持语音不 能不能用拼音 能一次记两个人吗 一条消息记两个学生行吗 能识别方言吗
    能补录吗 过期了还能补吗 可以改昨天的记录吗 记录能删吗 能不能让别的老师代谈
    电话算谈心吗 视频家访算不算 微信聊天算谈心吗 家里没人算不算家访 视频能顶一次家访吗 一个人去家访行吗
    家访要拍照吗 家访一定得两个老师去么 已谈心后面要不要写日期 谈心必须当面吗 节假日要谈吗 需要家长签字吗
    谈心要写多少字 家访要写什么格式 有没有教程 命令大全 有哪些命令 格式是什么 给个例子 菜单在哪里
    家访和走访有什么区别 帮扶是啥意思 你有什么功能 你是干嘛的 你能帮我做什么 你是机器人吗
    我不会用 第一次用 教我用 多久要谈一次 任务是几次 什么时候截止
    记录会给家长看吗 校长能看到吗 谁能看到我写的 别人会不会看到 安全吗 收费吗
    应记为联系家长还是家访？ 他来找我聊，要得不要得记成谈心嘛
    为什么查不到学生 为什么不能记明天的家访 在哪看待办 在哪里设置 记录保存多久
"""


@pytest.mark.parametrize("text", HOW.split())
def test_a_question_about_the_bot_gets_help(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowHelp()


@pytest.mark.parametrize("text", ["怎么记录家访", "谈心怎么记", "家访记录怎么填", "怎样登记谈心"])
def test_how_to_record_is_shown_with_the_sender_s_children(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowRecording()


@pytest.mark.parametrize("text", ["怎样给家长发消息", "怎么才能给家长捎句话呢", "咋给家长写便条"])
def test_how_to_write_to_a_family_is_shown(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowRelaying()


@pytest.mark.parametrize("text", ["给许知远送文具要不要拍照", "去许知远家要不要写记录"])
def test_whether_one_must_may_be_asked_with_a_child_named(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowHelp()


@pytest.mark.parametrize(
    "text",
    [
        "辅导许知远英语，讲了how怎么用",
        "给许知远补课，讲了格式怎么写",
        "今天和许知远谈心，他问我怎么学好数学",
        "跟许知远聊了，他问能不能换座位",
        "已谈心 许知远，问他为什么迟到",
        "送许知远一套《十万个为什么》",
    ],
)
def test_question_words_in_what_was_done_ask_nothing(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), RecordDeed | Confirm)


def test_who_has_one_child_in_care_may_ask_as_well() -> None:
    one = care_for("石大勇")
    assert by_steps("电话算谈心吗", TODAY, one) == ShowHelp()
    assert by_steps("怎么改日期", TODAY, one) == ShowHelp()


def test_what_is_too_long_to_be_read_whole_is_no_question() -> None:
    assert by_steps("能发语音吗" + "。" * 400, TODAY, CARE) != ShowHelp()
