"""Several children and days in one breath, with or without marks: each deed keeps its child, its day and its mood."""

import pytest

from duty.commands import CouldNot, RecordSeveral
from duty.hearing import Heard, NotUnderstood, Unclear
from duty.kinds import Kind
from language.hear.pipeline import hear
from tests.language.hear.classroom import TODAY, by_steps, care_for
from tests.language.hear.deeds_heard import Told, recorded, told

CARE = care_for("张三", "李四", "王五", "赵小雨")
T, V, W, H, C = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT


def steps(text: str) -> Heard:
    return by_steps(text, TODAY, CARE)


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三：前天家访。李四：昨天补焊接理论。王五：刚谈完", {(V, 1, 2), (H, 2, 1), (T, 3, 0)}),
        ("张三：昨天谈的。李四：前天补数控。", {(T, 1, 1), (H, 2, 2)}),
        ("张三李四王五，前两个昨天谈的，王五是刚刚", {(T, 1, 1), (T, 2, 1), (T, 3, 0)}),
        ("张三李四王五三个，头两个前天谈的，最后一个今天谈的", {(T, 1, 2), (T, 2, 2), (T, 3, 0)}),
        ("张三李四王五，前两个昨天家访了，王五还没", {(V, 1, 1), (V, 2, 1)}),
        ("先去张三家，又拐去李四家，昨天的事；今天在学校又跟李四聊了一下", {(V, 1, 1), (V, 2, 1), (T, 2, 0)}),
        ("给张三补了数学，又跟李四谈了，前天的事", {(H, 1, 2), (T, 2, 2)}),
        ("王五谈了。去了张三家，昨天的事", {(T, 3, 0), (V, 1, 1)}),
        ("张三跟李四，一个谈了一个补了课（张三谈，李四补的PLC）", {(T, 1, 0), (H, 2, 0)}),
        ("张三、李四，一个家访了，一个打的电话：张三家访，李四电话", {(V, 1, 0), (C, 2, 0)}),
        ("给张三李四一人一袋米，王五那边是谈心，没送东西", {(W, 1, 0), (W, 2, 0), (T, 3, 0)}),
        ("张三谈心两次，昨天一次，今天又一次（反复得很这小子", {(T, 1, 1), (T, 1, 0)}),
        ("已谈心 张三；已电话 李四爸爸；已送温暖 王五 保温杯", {(T, 1, 0), (C, 2, 0), (W, 3, 0)}),
        ("王五 谈心 11.16\n张三 家访 11.17\n李四 电话家长 11.18", {(T, 3, 4), (V, 1, 3), (C, 2, 2)}),
        ("张三今天谈过啦 她妈妈我也顺便电话了", {(T, 1, 0), (C, 1, 0)}),
        ("给张三妈妈语音了半小时。。完了去他家坐了一会", {(C, 1, 0), (V, 1, 0)}),
        ("帮张三改了简历，又跟她阿妈通了个微信视频", {(H, 1, 0), (C, 1, 0)}),
        ("张三妈妈昨天来校面谈，李四今天我约到操场走了两圈谈心", {(C, 1, 1), (T, 2, 0)}),
        ("张三昨晚哭着来敲门，谈了很久", {(T, 1, 1)}),
        ("张三昨天红着眼睛跑来办公室，聊了半天", {(T, 1, 1)}),
        ("张三昨天没来找我，今天聊了半天", {(T, 1, 0)}),
        ("张三昨天哭着来找我，聊了一节课；今天跟她爸讲了电话", {(T, 1, 1), (C, 1, 0)}),
    ],
)
def test_each_deed_keeps_its_child_and_its_day(text: str, deeds: Told) -> None:
    assert told(steps(text)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三和李四这俩孩子还剩张三没谈李四今儿谈完了", {(T, 2, 0)}),
        ("张三李四还有王五都没谈就谈了个赵小雨", {(T, 4, 0)}),
        ("张三今天没有谈时间来不及李四谈了十五分钟说的是戒烟", {(T, 2, 0)}),
        ("就剩张三没访李四昨天访了", {(V, 2, 1)}),
        ("没谈张三谈了李四", {(T, 2, 0)}),
        ("张三谈了李四请假了", {(T, 1, 0)}),
        ("张三谈了李四没谈王五谈了", {(T, 1, 0), (T, 3, 0)}),
        ("没让张三走就在门口跟他谈了", {(T, 1, 0)}),
        ("张三家在四楼没电梯我爬得半死家访完了", {(V, 1, 0)}),
        ("张三数学不行我今天中午给她补了会儿二元一次方程组", {(H, 1, 0)}),
        ("那个谁张三吧今天找她谈了啊不对是昨天谈的", {(T, 1, 1)}),
        ("今天上午和张三用咱们朝鲜话唠了一会儿他爸妈都在韩国", {(T, 1, 0)}),
        ("李四说张三最近老翘课然后我今天找的张三谈", {(T, 1, 0)}),
        ("李四啊不是我说的是张三昨天语文给她补了文言文虚词", {(H, 1, 1)}),
        ("我都想今天谈来着的结果只谈了张三", {(T, 1, 0)}),
    ],
)
def test_speech_without_marks_begins_anew_with_another(text: str, deeds: Told) -> None:
    assert told(steps(text)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三家访这个事儿呢我前天去了昨天又去了一次前天没人昨天才见着他爷爷", {(V, 1, 1)}),
        ("周二去张三家锁着门，周三又去才见着他妈", {(V, 1, 2)}),
        ("周二去张三家锁着门，周三又打通了他妈电话", {(C, 1, 2)}),
        ("周二去张三家锁着门，今天碰到李四妈妈聊了聊", {(C, 2, 0)}),
        ("昨天跟张三谈了，前天没人", {(T, 1, 1)}),
        ("给李四妈妈打电话，总算通了", {(C, 2, 0)}),
    ],
)
def test_what_was_tried_the_day_before_has_the_day_on_which_it_came_about(text: str, deeds: Told) -> None:
    assert told(steps(text)) == deeds


@pytest.mark.parametrize(
    "text",
    [
        "跟张三喧了一阵",
        "和张三谝了谝",
        "跟张三喧了个关",
        "今儿前晌跟张三拉了阵话",
        "和张三冲了会儿壳子",
        "我们两个讲了好久，我和张三",
    ],
)
def test_the_words_for_a_talk_are_of_many_places(text: str) -> None:
    assert told(steps(text)) == {(T, 1, 0)}


def test_a_spoken_mark_is_one() -> None:
    assert told(steps("张三今天谈完了逗号他想家句号")) == {(T, 1, 0)}


@pytest.mark.parametrize(
    "text",
    [
        "没轮到我跟张三谈",
        "没通知我家访张三",
        "不用我家访张三了",
        "没车我准备明天家访张三",
        "没空我没家访张三",
        "张三没谈李四谈完了吗",
        "张三没谈李四也没谈",
        "先去张三家，再去李四家，明天的事",
        "前两个明天谈，张三李四王五",
        "别跟张三喧了",
        "我说了半天他才肯写作业",
        "张三昨晚讲电话讲到十二点",
        "等下打张三妈妈电话",
        "明天找的张三谈",
        "张三昨天哭着来找我，还没谈",
        "张三昨天来敲门，今天要谈",
        "张三李四都没谈就谈了吗",
        "张三李四，前两个没谈",
        "张三妈妈那边没电话",
    ],
)
def test_what_was_not_done_is_none(text: str) -> None:
    assert not recorded(hear(text, TODAY, CARE))


def test_which_of_two_it_was_is_asked() -> None:
    assert steps("张三李四一个谈了一个补了课") == NotUnderstood(Unclear.NO_STUDENT)


def test_what_was_tried_besides_is_kept() -> None:
    heard = steps("张三今天谈了；李四本来也要谈，人没来，改打她妈电话，通了")
    assert told(heard) == {(T, 1, 0), (C, 2, 0)}
    assert isinstance(heard, RecordSeveral)
    assert heard.could_not == (CouldNot((2,), T, "人没来"),)
