"""Children named in clauses of their own: what is told next is told of all of them, or it is asked."""

import pytest

from duty.hearing import Confirm, NotUnderstood, Unclear
from duty.kinds import Kind
from tests.language.hear.classroom import TODAY, by_steps, care_for
from tests.language.hear.deeds_heard import Told, told

CARE = care_for("张三", "李四", "王五", "赵小雨")
T, V, W, H, C = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三，李四，王五，赵小雨。全谈了。", {(T, 1, 0), (T, 2, 0), (T, 3, 0), (T, 4, 0)}),
        ("张三，李四，王五，各送月饼一盒", {(W, 1, 0), (W, 2, 0), (W, 3, 0)}),
        ("张三，李四已谈心，王五请假了没谈", {(T, 1, 0), (T, 2, 0)}),
        ("张三，李四，今天挨个聊了一遍，都担心中考", {(T, 1, 0), (T, 2, 0)}),
        ("张三 李四\n王五\n以上三人昨天谈心", {(T, 1, 1), (T, 2, 1), (T, 3, 1)}),
        ("一是张三，二是李四，两人都谈了", {(T, 1, 0), (T, 2, 0)}),
        ("张三、李四，还有王五，昨晚在宿舍和她们仨聊到熄灯", {(T, 1, 1), (T, 2, 1), (T, 3, 1)}),
        ("张三谈心，李四，王五家访", {(T, 1, 0), (V, 2, 0), (V, 3, 0)}),
        ("张三，李四没谈，王五谈了", {(T, 3, 0)}),
        ("今天谈了三个，张三，李四，还有王五", {(T, 1, 0), (T, 2, 0), (T, 3, 0)}),
        ("已谈心：张三；李四", {(T, 1, 0), (T, 2, 0)}),
        ("已谈心：1. 张三 2. 李四 3. 王五", {(T, 1, 0), (T, 2, 0), (T, 3, 0)}),
        ("谈心：张三。李四下周", {(T, 1, 0)}),
        ("谈心张三，李四，家访王五", {(T, 1, 0), (T, 2, 0), (V, 3, 0)}),
        ("已谈心 张三，李四，王五", {(T, 1, 0), (T, 2, 0), (T, 3, 0)}),
    ],
)
def test_names_that_stand_alone_belong_to_the_deed_beside_them(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三很真诚，李四很能侃，两人都谈了", {(T, 1, 0), (T, 2, 0)}),
        ("张三数学，李四英语，都补了", {(H, 1, 0), (H, 2, 0)}),
        ("张三一箱牛奶，李四一袋米，都送到了", {(W, 1, 0), (W, 2, 0)}),
        ("张三妈妈来了，李四奶奶来了，都聊了", {(C, 1, 0), (C, 2, 0)}),
        ("张三没来，李四来了，都谈了", {(T, 2, 0)}),
        ("买了两床电热毯，张三一床，李四一床，都交到手上了", {(W, 1, 0), (W, 2, 0)}),
        ("张三：上课走神，已谈。李四：同桌矛盾，也谈了", {(T, 1, 0), (T, 2, 0)}),
        ("张三谈心了，说李四最近老找他，也聊了游戏的事", {(T, 1, 0)}),
        ("张三：谈心。李四：没谈", {(T, 1, 0)}),
        ("张三和李四，前者家访，后者谈心，均于昨天完成", {(V, 1, 1), (T, 2, 1)}),
    ],
)
def test_what_is_said_of_all_is_said_of_those_before(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    "text",
    [
        "张三很闷，李四很闹，三个都谈了",
        "张三，今天和李四谈了",
        "张三谈心，李四",
        "张三，这次月考退步了，今天跟李四一起谈的",
    ],
)
def test_of_whom_nothing_clear_is_told_it_is_asked(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), Confirm)


@pytest.mark.parametrize(
    "text",
    [
        "张三，李四，今天要谈",
        "张三，李四，你们今天谈了吗",
        "张三，李四，王老师都谈过了",
        "张三，李四，下周家访",
        "提醒我：张三，李四，王五谈心",
        "张三很闷，李四很闹，两个都没谈成",
    ],
)
def test_names_that_stand_alone_are_not_recorded_where_one_would_not_be(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), NotUnderstood)


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三跟李四聊过，王五还没有", {(T, 1, 0), (T, 2, 0)}),
        ("张三联系家长了，李四的还没", {(C, 1, 0)}),
        ("张三跟李四谈过话了，王五请假没在", {(T, 1, 0), (T, 2, 0)}),
        ("张三谈心，李四还没", {(T, 1, 0)}),
        ("张三谈了，李四改天", {(T, 1, 0)}),
    ],
)
def test_whoever_sets_one_against_others_tells_of_them(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize("text", ["张三谈了吗，李四还没呢", "明天找张三谈，李四还没", "张三没谈，李四还没"])
def test_what_was_done_with_none_of_them_is_not_recorded(text: str) -> None:
    assert not told(by_steps(text, TODAY, CARE))


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三爸妈我都打过电话了，跟张三也当面谈了", {(C, 1, 0), (T, 1, 0)}),
        ("张三他妈来学校了，张三本人我也谈了", {(C, 1, 0), (T, 1, 0)}),
        ("给张三妈妈打了电话，聊了聊张三的进步", {(C, 1, 0)}),
        ("给张三妈妈打了电话，张三本人没谈", {(C, 1, 0)}),
        ("张三的事跟他爸视频说了，回头又找张三本人谈了一下", {(C, 1, 0), (T, 1, 0)}),
        ("给张三妈妈打了电话，回头再找张三谈", {(C, 1, 0)}),
        ("昨天去张三家家访了，今天又把他叫到办公室谈了心", {(V, 1, 1), (T, 1, 0)}),
        ("张三昨天家访的，李四今天谈的", {(V, 1, 1), (T, 2, 0)}),
        ("张三周一家访，李四周一一起去的", {(V, 1, 4), (V, 2, 4)}),
        ("张三中午聊了，晚上又给她妈打了视频", {(T, 1, 0), (C, 1, 0)}),
        ("李四辅导了数学，张三是今天找他谈的", {(H, 2, 0), (T, 1, 0)}),
    ],
)
def test_a_second_deed_behind_the_first_is_heard(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


def test_of_another_number_of_children_it_is_asked_who_they_were() -> None:
    care = care_for("张大勇", "李小雨", "张小雨", "王强")
    heard = by_steps("三个都谈了", TODAY, care)
    assert isinstance(heard, NotUnderstood)
    assert heard.why is Unclear.NO_STUDENT


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("三个都谈了", {1, 2, 3}),
        ("三个娃今天挨个谈了一遍", {1, 2, 3}),
        ("仨娃都谈了", {1, 2, 3}),
        ("张家两个都谈了", {1, 3}),
        ("两个姓张的都谈了", {1, 3}),
        ("两个小雨都谈了", {3, 2}),
        ("除了李小雨，其他几个今天都谈过了", {1, 3}),
        ("四个都谈了", set()),
        ("前三个都谈了", set()),
        ("三个谈了俩", set()),
        ("三个都没谈", set()),
        ("三个都要谈", set()),
        ("隔壁班三个孩子都谈了", set()),
        ("王三都谈了", set()),
        ("小雨谈了", set()),
        ("其他几个谈了吗", set()),
    ],
)
def test_a_number_of_children_means_them_where_there_are_so_many(text: str, children: set[int]) -> None:
    care = care_for("张大勇", "李小雨", "张小雨")
    assert {child for _, child, _ in told(by_steps(text, TODAY, care))} == children


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("全谈了，就张三这周还没", {(T, 2, 0), (T, 3, 0)}),
        ("三个里头谈了两个，张三请假没谈", {(T, 2, 0), (T, 3, 0)}),
        ("我名下三个娃，只剩张三没家访，别的都去过了，今天跑的", {(V, 2, 0), (V, 3, 0)}),
        ("三个人里头就张三没谈，别的俩妥了", {(T, 2, 0), (T, 3, 0)}),
        ("只剩张三没家访，别的两户昨天下午都去了", set()),
        ("除了张三请假，其他两个都谈了", {(T, 2, 0), (T, 3, 0)}),
        ("除了张三请假，其他四个都谈了", set()),
        ("四个里头谈了三个，张三没谈", set()),
        ("张三√ 李四√ 张小雨× 谈心", {(T, 1, 0), (T, 2, 0)}),
        ("张三家访✅ 李四电话✅ 张小雨谈心❌（请假）", {(V, 1, 0), (C, 2, 0)}),
        ("张三跟李四都谈了", {(T, 1, 0), (T, 2, 0)}),
        ("张三跟李四一起喊到办公室谈的", {(T, 1, 0), (T, 2, 0)}),
        ("张三跟李四谈了，两个人和好了", set()),
        ("谈了，张三还没", set()),
    ],
)
def test_who_is_left_out_of_all_of_them_is_not_recorded(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, care_for("张三", "李四", "张小雨"))) == deeds
