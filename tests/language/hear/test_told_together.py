"""Several children, days or deeds in one breath: nobody is dropped, and nothing taken back is kept."""

from datetime import date

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.kinds import Kind
from tests.language.hear.classroom import TODAY, by_steps, care_for
from tests.language.hear.deeds_heard import Told, deeds_in, told

CARE = care_for("张三", "李四", "王五", "赵小雨")
T, V, W, H, C = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("今日：①张三谈心 ②李四辅导数学 ③王五家长来访", {(T, 1, 0), (H, 2, 0), (C, 3, 0)}),
        ("①谈心：张三 ②家访：李四 ③王五爸爸来校", {(T, 1, 0), (V, 2, 0), (C, 3, 0)}),
        ("给张三谈心并送了书包", {(T, 1, 0), (W, 1, 0)}),
        ("张三谈了，李四的妈妈来电话，说好了下周开证明", {(T, 1, 0), (C, 2, 0)}),
        ("张三跟我谈完，我马上给张三爸打了个电话", {(T, 1, 0), (C, 1, 0)}),
        ("早上张三，中午李四，都是谈心；下午王五，是补课", {(T, 1, 0), (T, 2, 0), (H, 3, 0)}),
        ("张三谈心，李四谈心，王五家访，赵小雨待定", {(T, 1, 0), (T, 2, 0), (V, 3, 0)}),
        ("张三和李四家都跑到了，王五家路断了没过去", {(V, 1, 0), (V, 2, 0)}),
        ("联系家长：张三（妈妈）、李四（爸爸）、王五（外婆）", {(C, 1, 0), (C, 2, 0), (C, 3, 0)}),
        ("张三、李四的妈妈都来学校见了我", {(C, 1, 0), (C, 2, 0)}),
        ("张三跟李四的英语作文我给面批了", {(H, 1, 0), (H, 2, 0)}),
        ("今天任务：张三谈✔️李四谈✔️王五明天", {(T, 1, 0), (T, 2, 0)}),
        ("张三家访，李四也是", {(V, 1, 0), (V, 2, 0)}),
        ("张三补了数学，李四英语", {(H, 1, 0), (H, 2, 0)}),
        ("给张三送了书包，李四一件棉衣", {(W, 1, 0), (W, 2, 0)}),
        ("张三谈了，李四数学", {(T, 1, 0)}),
        ("张三谈了，成绩不好，李四也是", {(T, 1, 0)}),
        ("张三补了数学，李四英语没补", {(H, 1, 0)}),
        ("张三谈了，李四她爸电话也打通了说下周来学校", {(T, 1, 0), (C, 2, 0)}),
        ("张三今天谈了，顺便把上学期攒的书送了他三本", {(T, 1, 0), (W, 1, 0)}),
        ("四个孩子家我一天全跑下来了", {(V, 1, 0), (V, 2, 0), (V, 3, 0), (V, 4, 0)}),
    ],
)
def test_each_item_of_a_list_is_told_of_its_child(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三谈了，李四谈了，又一人送了一个保温杯", {(T, 1, 0), (T, 2, 0), (W, 1, 0), (W, 2, 0)}),
        ("张三谈了，李四家访了，两人都送了手套", {(T, 1, 0), (V, 2, 0), (W, 1, 0), (W, 2, 0)}),
        ("张三谈了，李四谈了，每个人都送了我一张贺卡", {(T, 1, 0), (T, 2, 0)}),
        ("张三谈了，李四谈了，准备一人送一个保温杯", {(T, 1, 0), (T, 2, 0)}),
        ("张三谈了，李四没谈，送了一个杯子", {(T, 1, 0), (W, 1, 0)}),
        ("张三说李四老抢他笔，我把李四也叫来，两个都谈了", {(T, 1, 0), (T, 2, 0)}),
        ("跟张三谈完，又把李四叫来，也谈了", {(T, 1, 0), (T, 2, 0)}),
        ("我跟张三谈的时候李四也在，一起聊了", {(T, 1, 0), (T, 2, 0)}),
        ("跟张三谈的时候李四也在，没跟他聊", {(T, 1, 0)}),
        ("跟张三谈的时候说到李四，一起聊了很久", {(T, 1, 0)}),
    ],
)
def test_who_comes_to_it_and_whom_all_of_them_means(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三昨天谈的是手机，今天谈的是成绩", {(T, 1, 1), (T, 1, 0)}),
        ("张三昨天谈的是手机，今天没谈", {(T, 1, 1)}),
        ("张三我谈的是昨天，李四我家访是今天", {(T, 1, 1), (V, 2, 0)}),
        ("张三妈妈昨天来电，今天我回电", {(C, 1, 1), (C, 1, 0)}),
        ("家访张三✅（昨天）谈心李四✅（今天）", {(V, 1, 1), (T, 2, 0)}),
        ("张三昨天辅导了一下化学，今天李四来问，也讲了一遍", {(H, 1, 1), (H, 2, 0)}),
        ("张三11月3日和11月10日各谈一次", {(T, 1, 17), (T, 1, 10)}),
        ("周一和周三分别给张三补了数学", {(H, 1, 4), (H, 1, 2)}),
        ("去过张三家两趟，上周一一次，上周三一次", {(V, 1, 11), (V, 1, 9)}),
        ("张三谈了两次，一次周一，一次周三", {(T, 1, 4), (T, 1, 2)}),
        ("前天我去了张三家，昨天他阿爸又打电话问住校的事，我跟他说清楚了", {(V, 1, 2), (C, 1, 1)}),
        ("谈心 张三 11.18\n送温暖 李四 11.19 棉衣", {(T, 1, 2), (W, 2, 1)}),
        ("张三谈心 昨天 聊了手机的事", {(T, 1, 1)}),
        ("昨天：①张三谈心②李四家访", {(T, 1, 1), (V, 2, 1)}),
        ("10月去过张三家两趟，22号一次，29号一次", {(V, 1, 29), (V, 1, 22)}),
        ("补记一下：张三11月12日谈心，李四11月13日谈心，王五11月14日家访", {(T, 1, 8), (T, 2, 7), (V, 3, 6)}),
        ("今天张三，昨天李四，都是谈心", {(T, 1, 0), (T, 2, 1)}),
        ("张三的爸爸我昨天去寨子里见着了，在他家吃的饭，今天又找张三谈了心", {(V, 1, 1), (T, 1, 0)}),
    ],
)
def test_each_day_has_its_deed(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("张三谈了，李四谈到一半上课铃响了不算，王五谈了", {(T, 1, 0), (T, 3, 0)}),
        ("张三谈到一半，铃响了，不算，李四谈了", {(T, 2, 0)}),
        ("张三谈了，聊了聊考试成绩作废，李四谈了", {(T, 1, 0), (T, 2, 0)}),
        ("张三昨天家访，今天她请假没来，谈话没谈成", {(V, 1, 1)}),
    ],
)
def test_what_is_taken_back_of_one_child_is_kept_of_the_others(text: str, deeds: Told) -> None:
    assert told(by_steps(text, TODAY, CARE)) == deeds


@pytest.mark.parametrize(
    "text",
    [
        "张三谈心，李四家访，做了吗",
        "待联系家长：张三（妈妈）、李四（爸爸）",
        "明天联系家长：张三（妈妈）、李四（爸爸）",
        "明天早上张三，中午李四，都是谈心；下午王五，是补课",
        "早上张三，中午李四，都是要谈心",
        "今天任务：张三谈，李四谈，王五明天",
        "明天和后天各谈一次张三",
        "张三周一和周三都没谈",
        "张三家长明天来访",
        "张三没谈，李四也是",
        "张三打算谈心，李四也是",
        "马上要给张三打电话了",
        "张三家访，明天去",
    ],
)
def test_what_is_asked_planned_or_denied_of_several_is_not_recorded(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed | RecordSeveral)


@pytest.mark.parametrize("text", ["上周三个都谈了", "上个星期三个孩子全谈了"])
def test_three_of_last_week_are_no_wednesday(text: str) -> None:
    (deed,) = deeds_in(by_steps(text, TODAY, care_for("张三", "李四", "王五")))
    assert (deed.student_ids, deed.within) == ((1, 2, 3), (date(2026, 11, 9), date(2026, 11, 15)))
