"""What is said while speaking on: a name once more, thinking aloud, what failed first, a guess at the day."""

import pytest

from duty.commands import Correct, RecordDeed, ShowHelp
from duty.hearing import Confirm, Heard, NotUnderstood
from duty.kinds import Kind
from tests.language.hear.classroom import TODAY, by_steps, care_for
from tests.language.hear.deeds_heard import Told, told

CARE = care_for("张三", "李四", "王小雨", "张伟", "苏合", "苏合拉")
T, V, W, H, C = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT


def hear(text: str) -> Heard:
    return by_steps(text, TODAY, CARE)


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三张三今天谈了谈得挺好", {(T, 1, 0)}),
        ("王小雨嗯王小雨今天跟我聊了半天", {(T, 3, 0)}),
        ("张伟张伟的伟是伟大的伟今天谈过了", {(T, 4, 0)}),
        ("苏合苏合拉都谈了", {(T, 5, 0), (T, 6, 0)}),
        ("我今天跟张三张三妈妈都谈了", {(C, 1, 0)}),
        ("张三李四这俩呢我都是今天谈的", {(T, 1, 0), (T, 2, 0)}),
        ("张三呢我谈完了李四呢我明天谈", {(T, 1, 0)}),
        ("我去了趟张三他们家他们家在山上", {(V, 1, 0)}),
    ],
)
def test_a_name_said_once_more_is_one_child(text: str, deeds: Told) -> None:
    assert told(hear(text)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("李四他妈没接今天又打通了聊了几句", {(C, 2, 0)}),
        ("前天打了李四妈妈没接昨天打通了", {(C, 2, 1)}),
        ("给张三爸爸打了三遍都没接最后一遍通了聊了会儿", {(C, 1, 0)}),
        ("给李四他爸打了四个没人接第五个接了他说晓得了", {(C, 2, 0)}),
        ("本来不想去的最后还是去了李四家", {(V, 2, 0)}),
        ("想了想还是和张三谈了", {(T, 1, 0)}),
        ("不得不和李四谈心了", {(T, 2, 0)}),
        ("犹豫了半天还是给张三他爸打了电话", {(C, 1, 0)}),
        ("张三谈了没有呢哦谈了谈了", {(T, 1, 0)}),
        ("哎我跟你说我今天总算把张三他爸给等来了在校门口聊了半个多小时", {(C, 1, 0)}),
        ("王小雨她妈来开家长会完了我留她说了会儿", {(C, 3, 0)}),
        ("给张三妈打电话问为什么没交作业她说忘了", {(C, 1, 0)}),
        ("李四呢是这样他家搬了我找到新家去的今天也算家访完了", {(V, 2, 0)}),
        ("跟张三聊了个把小时吧", {(T, 1, 0)}),
    ],
)
def test_what_came_about_in_the_end_was_done(text: str, deeds: Told) -> None:
    assert told(hear(text)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("应该是前天吧我去的李四家", {(V, 2, 2)}),
        ("我应该是昨天跟张三谈的", {(T, 1, 1)}),
        ("今天是礼拜五我昨天跟张三谈的", {(T, 1, 1)}),
        ("今天是二十号我是十八号去的张三家", {(V, 1, 2)}),
        ("我们骑摩托去的张三家四十公里呢前天去的", {(V, 1, 2)}),
        ("张三李四家访都做了都是前天做的", {(V, 1, 2), (V, 2, 2)}),
        ("张三家里我去了没有呢我想想哦去了去了十八号那天去的", {(V, 1, 2)}),
    ],
)
def test_the_day_is_the_one_that_is_thought_of_last(text: str, deeds: Told) -> None:
    assert told(hear(text)) == deeds


@pytest.mark.parametrize(
    "text",
    [
        "给张三爸打电话没接今天又打还是没接",
        "想了想还是不和张三谈了",
        "想了想还是明天和张三谈",
        "张三我谈了没有呢想不起来了",
        "张三我谈了没有谈了就帮我记上",
        "准备把李四他妈叫来聊聊",
        "明天把张三他爸叫来谈谈",
        "给张三妈打电话问她怎么没来没接",
        "别提了张三没谈成",
        "张三的书包是妇联给的，不是我",
        "跟张三不是我谈的",
    ],
)
def test_what_did_not_come_about_is_none(text: str) -> None:
    assert not isinstance(hear(text), RecordDeed | Confirm)


@pytest.mark.parametrize("text", ["应该是前天跟张三谈的", "应该是李四"])
def test_a_day_put_right_is_a_correction(text: str) -> None:
    assert isinstance(hear(text), Correct)


@pytest.mark.parametrize(
    "text",
    [
        "在校门口碰见张三爸爸聊了几句，这种要不要记",
        "跟李四在食堂聊了会儿，这种能记谈心吗",
        "课间跟王小雨聊了聊，这个记哪一类",
        "跟张三聊了两句用不用登记",
    ],
)
def test_who_asks_whether_to_record_has_not_recorded(text: str) -> None:
    assert hear(text) == ShowHelp()


def test_who_asks_for_a_record_is_given_one() -> None:
    assert not isinstance(hear("今天给张三送了两箱奶，能记上不？"), ShowHelp | NotUnderstood)


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("我昨儿给李四他妈发语音他妈没回今天又打了一个通了说了五六分钟", {(C, 2, 0)}),
        ("张三昨儿给他妈发语音没回今天又打了一个通了说了五六分钟", {(C, 1, 0)}),
        ("给李四爸发消息没回我就打过去了说了几句", {(C, 2, 0)}),
        ("昨天找张三谈他请假今天谈了", {(T, 1, 0)}),
        ("我今天跟张三谈了谈完以后他说老师我还想跟你聊", {(T, 1, 0)}),
        ("陪王小雨在操场坐了会儿开导开导她", {(T, 3, 0)}),
        ("我跟张三啊不对我跟李四谈的", {(T, 2, 0)}),
        ("今天补记：前天家访李四", {(V, 2, 2)}),
        ("补录：11月18日 给李四补数学", {(H, 2, 2)}),
        ("李四妈妈回电了，说知道了", {(C, 2, 0)}),
        ("张三他咪打来电话了", {(C, 1, 0)}),
    ],
)
def test_what_is_tried_again_or_entered_late_counts_when_it_came_about(text: str, deeds: Told) -> None:
    assert told(hear(text)) == deeds


@pytest.mark.parametrize(
    "text",
    [
        "张三收的那套文具是妇联送的，不是我送的",
        "李四妈妈没回电",
        "前天给张三爸打没人接昨天又没人接",
        "给张三妈妈发微信一直没回我就没再打",
        "上周去李四家没人昨天又去还是没人",
        "陪张三坐了会儿打算开导开导他",
    ],
)
def test_what_failed_again_or_was_given_by_others_is_none(text: str) -> None:
    assert not isinstance(hear(text), RecordDeed | Confirm)
