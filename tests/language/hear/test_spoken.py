"""Messages that were spoken: no marks, sounds between the words, clauses that run into each other, slips put right."""

import pytest

from duty.commands import RecordDeed
from duty.hearing import Confirm
from duty.kinds import Kind
from tests.language.hear.classroom import CARE as CLASS
from tests.language.hear.classroom import TODAY, by_steps, care_for, ids
from tests.language.hear.deeds_heard import Told, told

CARE = care_for("张三", "李四", "王五", "夏雨", "诸葛明", "米雪")
T, V, W, H, C = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("嗯那个我今天呢跟张三聊了一下就是他最近上课老走神的事", {(T, 1, 0)}),
        ("张三嗯今天我找他谈了谈他说他以后会注意的", {(T, 1, 0)}),
        ("我说一下啊今天下午去了李四家他奶奶在家聊了挺久", {(V, 2, 0)}),
        ("那个谁张三今天给他妈妈打了个电话说了说作业的事", {(C, 1, 0)}),
        ("喂喂听得到吗张三今天谈心了", {(T, 1, 0)}),
        ("给张三送了那个叫什么来着保温杯对保温杯", {(W, 1, 0)}),
        ("张三今天嗯怎么说呢聊是聊了就是没聊出什么名堂", {(T, 1, 0)}),
        ("我下午在办公室和张三说了说考试的事儿他说下次努力", {(T, 1, 0)}),
    ],
)
def test_what_fills_the_gaps_of_speech_says_nothing(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("夏雨就是夏天的夏下雨的雨她今天跟我聊了快一个小时", {(T, 4, 0)}),
        ("我说一下啊诸葛明诸葛亮的诸葛今天谈心了", {(T, 5, 0)}),
        ("米雪我说的是吃的那个米下雪的雪今天我给她送了一桶米", {(W, 6, 0)}),
    ],
)
def test_how_a_name_is_written_may_be_said_behind_it(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("今天张三又没交作业我就把他叫到办公室谈了谈", {(T, 1, 0)}),
        ("张三跟李四今天打架了我就找他们俩谈了谈", {(T, 1, 0), (T, 2, 0)}),
        ("张三谈了李四也谈了王五没谈", {(T, 1, 0), (T, 2, 0)}),
        ("张三是前天谈的李四是昨天谈的王五是今天谈的", {(T, 1, 2), (T, 2, 1), (T, 3, 0)}),
        ("前天我跟张三谈的昨天跟李四谈的今天是王五", {(T, 1, 2), (T, 2, 1), (T, 3, 0)}),
        ("今天一共谈了三个一个是张三一个是李四还有一个王五", {(T, 1, 0), (T, 2, 0), (T, 3, 0)}),
        ("李四昨天晚自习的时候我给他讲了物理浮力那一章", {(H, 2, 1)}),
        ("那双鞋我昨天给张三送过去了他可高兴了", {(W, 1, 1)}),
        ("张三他昨天没来今天来了我跟他谈了话", {(T, 1, 0)}),
        ("张三昨天请假了今天补谈的", {(T, 1, 0)}),
        ("张三今天没来我跟李四谈的", {(T, 2, 0)}),
        ("今天李四是我谈的张三是李老师谈的啊我没谈张三", {(T, 2, 0)}),
        ("我今天跟张三不是谈心是补课补的是生物", {(H, 1, 0)}),
        ("我今天给张三补了补数学主要是分数应用题那一块", {(H, 1, 0)}),
        ("张三家访的事情今天总算是办了", {(V, 1, 0)}),
        ("李四只谈了话", {(T, 2, 0)}),
        ("张三家昨天去过了，今天他在办公室我又跟他聊了聊心事", {(V, 1, 1), (T, 1, 0)}),
    ],
)
def test_clauses_end_without_a_mark(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三她妈妈今天到学校来我们坐下来聊了聊", {(C, 1, 0)}),
        ("张三他爸爸打电话来问成绩我就跟他说了半天", {(C, 1, 0)}),
        ("本来说今天家访张三的结果他妈说不方便就改成打电话了电话里聊了十来分钟", {(C, 1, 0)}),
        ("张三妈妈打电话没接后来她又打回来了我们聊了几句", {(C, 1, 0)}),
        ("张三今天我没找他是他来找我的主动跟我说了好多心里话", {(T, 1, 0)}),
    ],
)
def test_who_was_spoken_with_is_who_was_spoken_of(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("昨天嗯不对前天我去了张三家", {(V, 1, 2)}),
        ("我昨天跟张三谈的心不对不对是跟李四谈的", {(T, 2, 1)}),
        ("张三家访是周三去的不对周三开会周四周四去的", set()),
        ("张三昨天还是前天谈的我记不清了", set()),
        ("我记不清了反正张三谈过", set()),
    ],
)
def test_what_was_put_right_or_is_not_sure_is_not_taken_for_the_first_that_was_said(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    "text",
    [
        "如果张三明天还迟到我就找他谈话",
        "张三要是再打架我就去他家",
        "张三需不需要我去他家一趟呀",
        "我明天要去张三家他奶奶说在家等我",
        "我今天本来想找张三谈的结果他请假了没谈成",
        "张三他妈让我给他补课我没答应",
        "张三他妈说让我去他家坐坐我还没去",
        "今天班主任跟张三聊了聊我就没再聊",
        "听李四说张三家里出事了我准备去他家看看",
        "张三跟我说李四送了他一本书",
        "张三说他跟李老师聊过了",
        "教育局来慰问，给张三发了个大礼包",
        "我今天跟张三妈妈约好了后天我去他家家访",
    ],
)
def test_what_runs_on_behind_a_wish_or_a_report_records_nothing(text: str) -> None:
    assert told(by_steps(text, TODAY, CARE)) == set()


@pytest.mark.parametrize("text", ["今天找的是许知远啊不是蓝小雨谈的话", "是许知远不是蓝小雨谈了心"])
def test_a_contrast_in_one_breath_is_asked_about(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CLASS), Confirm)


@pytest.mark.parametrize("text", ["今天找的是许知远，不对，是蓝小雨谈的话", "昨天跟许知远啊不是蓝小雨聊了聊"])
def test_who_was_meant_after_all_is_recorded(text: str) -> None:
    heard = by_steps(text, TODAY, CLASS)
    assert isinstance(heard, RecordDeed)
    assert heard.student_ids == ids("蓝小雨")
