"""What a sender wants to be reminded of later, in free words."""

from datetime import date

import pytest

from duty.commands import Correct, Postpone
from duty.hearing import NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids

ZHI = ids("许知远")


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("text", "until", "kind"),
    [
        ("许知远的谈心推到下周一", day(11, 23), Kind.TALK),
        ("下周一提醒我找许知远", day(11, 23), None),
        ("许知远的过两天再提醒我", day(11, 22), None),
        ("许知远谈心推后", None, Kind.TALK),
        ("周末提醒我给许知远家打电话", day(11, 21), Kind.CONTACT),
        ("许知远家访推迟到月底", day(11, 30), Kind.HOME_VISIT),
        ("晚上提醒我联系许知远妈妈", None, Kind.CONTACT),
        ("明早八点叫我谈许知远", day(11, 21), Kind.TALK),
        ("许知远先缓缓", None, None),
        ("设置提醒：11月28日家访许知远", day(11, 28), Kind.HOME_VISIT),
        ("我后天要去许知远家，到时候提醒我", day(11, 22), None),
        ("许知远请假了，下周二再提醒我跟他谈", day(11, 24), Kind.TALK),
        ("帮我定个提醒，后天联系许知远妈妈", day(11, 22), Kind.CONTACT),
        ("别催了，许知远的我后天办", day(11, 22), None),
        ("今天不行，明天再说许知远", day(11, 21), None),
        ("许知远家访先放一放，以后再说", None, Kind.HOME_VISIT),
        ("帮我记着下周二找许知远谈", day(11, 24), Kind.TALK),
        ("许知远的家访延一延", None, Kind.HOME_VISIT),
        ("许知远请假，他的推到下周三", day(11, 25), None),
        ("许知远的物理辅导，下礼拜三晌午之前提个醒儿", day(11, 25), Kind.HELP),
        ("许知远的谈心，后天早上闹我", day(11, 22), Kind.TALK),
        ("许知远的家访，下周一敲敲我", day(11, 23), Kind.HOME_VISIT),
        ("许知远的事情礼拜六再给俺说一声", day(11, 21), None),
        ("许知远家访今儿去不成了，雪太大，你明天再喊我一声", day(11, 21), Kind.HOME_VISIT),
        ("后天提醒我问问许知远怎么样了", day(11, 22), None),
        ("假期结束再提醒许知远的事，定在12月1号吧", day(12, 1), None),
        ("给我上个闹钟，明早七点，喊许知远谈话", day(11, 21), Kind.TALK),
        ("许知远的事情缓一个礼拜", day(11, 27), None),
        ("帮我设个后天的闹钟，给许知远妈妈打电话", day(11, 22), Kind.CONTACT),
        ("下周一晚自习前提醒我，给许知远讲错题", day(11, 23), None),
        ("下周给许知远补课，到时候你吱一声", day(11, 23), Kind.HELP),
    ],
)
def test_one_child_is_put_off(text: str, until: date | None, kind: Kind | None) -> None:
    assert by_steps(text, TODAY, CARE) == Postpone(ZHI, until, kind)


@pytest.mark.parametrize(
    ("text", "until", "kind"),
    [
        ("明天提醒我", day(11, 21), None),
        ("晚点再提醒", None, None),
        ("今天先别提醒", None, None),
        ("家访延到下周", day(11, 23), Kind.HOME_VISIT),
        ("三天后叫我", day(11, 23), None),
        ("都推到周五吧", day(11, 27), None),
        ("等放假再提醒我", None, None),
        ("延期一周", day(11, 27), None),
        ("先跳过，明天再说", day(11, 21), None),
        ("提醒先关到下周一", day(11, 23), None),
        ("往后推两天", day(11, 22), None),
        ("忙，推后", None, None),
        ("冬至这天别提醒，后天再说", day(11, 22), None),
        ("这两天别催", None, None),
        ("先别响，两天以后再响", day(11, 22), None),
    ],
)
def test_without_a_name_all_is_put_off(text: str, until: date | None, kind: Kind | None) -> None:
    assert by_steps(text, TODAY, CARE) == Postpone((), until, kind)


def test_several_children_are_put_off_at_once() -> None:
    both = ids("许知远", "蓝小雨")
    assert by_steps("许知远、蓝小雨，都改下周四吧", TODAY, CARE) == Postpone(both, day(11, 26))
    assert by_steps("许知远和蓝小雨的谈心提醒改到下周三", TODAY, CARE) == Postpone(both, day(11, 25), Kind.TALK)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("改成星期三", Correct(happened_on=day(11, 18))),
        ("改到周三", Correct(happened_on=day(11, 18))),
        ("改周三", Correct(happened_on=day(11, 18))),
        ("那条改到周三", Correct(happened_on=day(11, 18))),
        ("改成昨天", Correct(happened_on=day(11, 19))),
        ("全部改成周二", Correct(happened_on=day(11, 17))),
        ("许知远改成周三", Correct(happened_on=day(11, 18), of=ids("许知远"))),
        ("改成明天", NotUnderstood(Unclear.FUTURE_DAY)),
        ("改到下周三", NotUnderstood(Unclear.FUTURE_DAY)),
    ],
)
def test_a_day_in_place_of_another_is_that_of_the_last_record(text: str, meant: Correct | NotUnderstood) -> None:
    assert by_steps(text, TODAY, CARE) == meant


@pytest.mark.parametrize("text", ["提醒改到周三", "许知远的谈心改到下周三", "都改到下周三", "改期到周三", "推到周三"])
def test_a_reminder_that_is_named_is_still_put_off(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, Postpone)
    assert heard.until == day(11, 25)


def test_of_namesakes_it_is_asked_which() -> None:
    twins = care_for("张伟", "李雷", "张伟")
    assert by_steps("明天提醒我找张伟", TODAY, twins) == WhichStudent(Postpone((), day(11, 21)), ((1, 3),))


@pytest.mark.parametrize(
    "text",
    [
        "已提醒我了",
        "提醒许知远明天交作业",
        "家访推迟了",
        "考试推迟到周五",
        "谁提醒我",
        "能提醒我吗",
        "许知远谈了，明天再提醒我看蓝小雨",
        "没谈成，改天再说",
        "日期改到周三",
        "许知远妈妈说推到下周",
        "明天提醒我" + "。" * 400,
        "许知远妈妈叫我明天再打电话",
        "许知远妈妈周六再给我说一声",
        "许知远周五再给我讲一遍题",
        "昨天给许知远补课，他提我说的话",
        "我给许知远提了个醒，跟他谈了",
        "提醒我一下这个怎么用",
        "许知远家访去不成了，下雪",
        "那个你给我说一下这个月我还有哪几个学生没有谈",
    ],
)
def test_what_is_told_asked_or_said_of_others_puts_nothing_off(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), Postpone)


@pytest.mark.parametrize("text", ["许知远的谈心下周再说", "许知远的家访下周再说", "许知远的谈心明天再说"])
def test_a_deed_that_is_left_for_a_later_day_is_no_record(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.NOT_DONE, ("许知远",))
