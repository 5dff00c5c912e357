"""Deeds told as a list: several in a row, under headings, with a day for each child, and lists of what is open."""

import pytest

from duty.kinds import Kind
from tests.language.hear.classroom import TODAY, by_steps, care_for
from tests.language.hear.deeds_heard import Told, told

CARE = care_for("张三", "李四", "王五", "赵小雨")
T, V, W, H, C = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三 谈心 家访 电话", {(T, 1, 0), (V, 1, 0), (C, 1, 0)}),
        ("张三今天谈心加辅导数学", {(T, 1, 0), (H, 1, 0)}),
        ("张三：谈心、家访；李四：电话、送温暖", {(T, 1, 0), (V, 1, 0), (C, 2, 0), (W, 2, 0)}),
        ("张三、李四：谈心。王五：家访", {(T, 1, 0), (T, 2, 0), (V, 3, 0)}),
        ("辅导：张三（语文）、李四（数学）。谈心：王五", {(H, 1, 0), (H, 2, 0), (T, 3, 0)}),
        ("今天联系家长的有张三、李四，谈心的有王五", {(C, 1, 0), (C, 2, 0), (T, 3, 0)}),
        ("已谈心 张三 李四；已家访 王五", {(T, 1, 0), (T, 2, 0), (V, 3, 0)}),
        ("谈心 张三 李四 家访 王五", {(T, 1, 0), (T, 2, 0), (V, 3, 0)}),
        ("跟两个孩子谈了心（张三、李四），还访了一户（王五）", {(T, 1, 0), (T, 2, 0), (V, 3, 0)}),
        ("张三 今天电话，昨天谈心，前天家访", {(C, 1, 0), (T, 1, 1), (V, 1, 2)}),
        ("今天电话张三妈妈，昨天谈心，前天家访", {(C, 1, 0), (T, 1, 1), (V, 1, 2)}),
    ],
)
def test_every_item_of_a_list_is_recorded(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("家访张三（上周六），谈心李四（今天）", {(V, 1, 6), (T, 2, 0)}),
        ("张三谈心/前天 李四谈心/昨天", {(T, 1, 2), (T, 2, 1)}),
        ("张三谈心 昨天 李四家访 前天", {(T, 1, 1), (V, 2, 2)}),
        ("昨天 张三谈心 前天 李四家访", {(T, 1, 1), (V, 2, 2)}),
        ("周二张三 周三李四 周四王五 均已谈心", {(T, 1, 3), (T, 2, 2), (T, 3, 1)}),
        ("张三昨天、李四今天，谈心都落实了", {(T, 1, 1), (T, 2, 0)}),
        ("谈心 张三11.16 李四11.17 王五11.18", {(T, 1, 4), (T, 2, 3), (T, 3, 2)}),
        ("家访：张三（周一）、李四（周二）、王五（周三）", {(V, 1, 4), (V, 2, 3), (V, 3, 2)}),
        ("张三和李四都家访了，李四家昨天，张三家今天", {(V, 1, 0), (V, 2, 1)}),
        ("张三昨天谈的，李四今天", {(T, 1, 1), (T, 2, 0)}),
        ("张三和李四都联系家长了，张三妈妈昨天，李四爸爸今天", {(C, 1, 1), (C, 2, 0)}),
        ("张三和李四都谈了，李四昨天哭了", {(T, 1, 0), (T, 2, 0)}),
    ],
)
def test_each_child_has_its_own_day(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


def test_a_day_in_figures_may_stand_right_before_a_name_that_begins_like_a_measure() -> None:
    care = care_for("毛小雨", "米雪", "路过")
    heard = by_steps("11.16毛小雨 谈心 11.17米雪 谈心 11.18路过 家访", TODAY, care)
    assert told(heard) == {(T, 1, 4), (T, 2, 3), (V, 3, 2)}


@pytest.mark.parametrize(
    "text",
    [
        "张三 谈心 家访 电话 都没做",
        "张三 谈心、家访、电话都还没做",
        "张三还差谈心 家访",
        "张三要谈心 家访 电话",
        "没谈心 张三，家访",
        "周一张三 周二李四 周三王五 都没谈",
        "周一张三、周二李四，打算都谈一遍",
        "张三昨天、李四今天，都没谈成",
        "张三昨天、李四今天，谈心都取消了",
        "谈心（张三）—— 未完成，原因：学生外出集训",
        "张三谈心，李四家访，都还没做",
        "张三谈心 李四家访 王五打电话 都还没做",
    ],
)
def test_a_list_of_what_is_open_records_nothing(text: str) -> None:
    assert told(by_steps(text, TODAY, CARE)) == set()


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三谈话已做，家访待做，家长电话已打", {(T, 1, 0), (C, 1, 0)}),
        ("谈心：张三\n家访：未做", {(T, 1, 0)}),
        ("张三：谈心。李四：没谈", {(T, 1, 0)}),
        ("张三、李四：谈心。王五：家访没去成", {(T, 1, 0), (T, 2, 0)}),
        ("张三也谈了，李四也谈了，王五也没谈", {(T, 1, 0), (T, 2, 0)}),
        ("已谈心 张三：李四：他打我", {(T, 1, 0)}),
        ("已谈心 张三：好。李四：谈心", {(T, 1, 0)}),
    ],
)
def test_what_is_open_among_what_is_done_is_left_out(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("今天跟张三谈了心，送了他一把伞", {(T, 1, 0), (W, 1, 0)}),
        ("和张三谈心后送了他两本书", {(T, 1, 0), (W, 1, 0)}),
        ("跟张三谈完心，又上他家坐了坐", {(T, 1, 0), (V, 1, 0)}),
        ("给张三讲完物理，他提起爸妈吵架，就又谈了会儿心", {(H, 1, 0), (T, 1, 0)}),
        ("给张三讲完英语作文，又打电话告诉了他妈妈", {(H, 1, 0), (C, 1, 0)}),
        ("给李四王五补了生物，晚上又给王五家里去了电话", {(H, 2, 0), (H, 3, 0), (C, 3, 0)}),
        ("张三谈了，家长也通过电话，李四只谈了话", {(T, 1, 0), (C, 1, 0), (T, 2, 0)}),
        ("张三今天谈了，家长昨天就联系过", {(T, 1, 0), (C, 1, 1)}),
        ("去张三家送米和油，顺便家访", {(W, 1, 0), (V, 1, 0)}),
        ("去张三家看望，带了一床棉絮，算家访加送温暖", {(V, 1, 0), (W, 1, 0)}),
        ("张三先谈的心，谈完我送他回家，见了他奶奶，算个家访", {(T, 1, 0), (V, 1, 0)}),
    ],
)
def test_what_was_done_besides_for_the_same_child_is_recorded_too(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    "text",
    [
        "跟张三谈了心，他送了我一张贺卡",
        "跟张三谈了心，班主任又上他家坐了坐",
        "跟张三谈了，他妈妈打电话催他回家",
        "跟张三谈了，他爸爸送了他一部手机",
        "跟张三谈了，他说周末去他家吃饭了",
        "跟张三谈了，他说他奶奶给他买了手套",
        "和张三谈完心，准备上他家坐坐",
        "张三谈了，家长还没联系",
        "张三谈了，家长也联系不上",
        "张三谈了，家长明天联系",
    ],
)
def test_what_others_did_besides_or_what_is_to_come_is_not(text: str) -> None:
    assert told(by_steps(text, TODAY, CARE)) == {(T, 1, 0)}


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("谈心：张三✅ 李四✅ 王五❌", {(T, 1, 0), (T, 2, 0)}),
        ("张三（谈心）、李四（谈心）、王五（未谈）", {(T, 1, 0), (T, 2, 0)}),
        ("谈心名单 张三 李四 已完成", {(T, 1, 0), (T, 2, 0)}),
        ("张三谈了，其他人改天", {(T, 1, 0)}),
        ("王五不在，谈的是张三和李四", {(T, 1, 0), (T, 2, 0)}),
        ("下午把张三跟李四叫到一块聊了聊", {(T, 1, 0), (T, 2, 0)}),
        ("张三和李四一起补的汉字听写", {(H, 1, 0), (H, 2, 0)}),
        ("张三、李四两户入户，前天去的，都有老人在", {(V, 1, 2), (V, 2, 2)}),
        ("回访了张三家和李四家", {(V, 1, 0), (V, 2, 0)}),
        ("张三说李四不理他，谈完他就去找李四和好了", {(T, 1, 0)}),
        ("张三说李四拿他笔，两边我都谈了", {(T, 1, 0), (T, 2, 0)}),
        ("张三、李四、不是王五，谈了", {(T, 1, 0), (T, 2, 0)}),
        ("张三、李四家里电话都通了，讲了防溺水", {(C, 1, 0), (C, 2, 0)}),
        ("张三送了台灯，也给李四送了，都是昨天发的", {(W, 1, 1), (W, 2, 1)}),
        ("给张三送了手套，给李四送了手套，都是昨天发的", {(W, 1, 1), (W, 2, 1)}),
        ("张三谈咯 李四跑山上去了没谈到", {(T, 1, 0)}),
        ("张三没谈，其他都ok", {(T, 2, 0), (T, 3, 0), (T, 4, 0)}),
        ("和张三谈了，中午谈了李四", {(T, 1, 0), (T, 2, 0)}),
    ],
)
def test_a_list_says_who_was_there(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    "text", ["张三送了一束花，李四送了贺卡", "张三送了我一本书，李四送了我一支笔", "张三送了台灯，李四没送"]
)
def test_what_children_may_have_given_is_not_recorded_unasked(text: str) -> None:
    assert told(by_steps(text, TODAY, CARE)) == set()
