"""The day of a deed that is said apart from its words: in a clause, in brackets, in a field, at the end of an item."""

from datetime import date, timedelta

import pytest

from duty.commands import RecordDeed
from duty.hearing import Confirm
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids
from tests.language.hear.deeds_heard import deeds_in

# TODAY is Friday, 20 November.
YESTERDAY, BEFORE = TODAY - timedelta(days=1), TODAY - timedelta(days=2)
MONDAY, TUESDAY, SATURDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 14)

ONE = [
    ("许知远家长电话联系，11月2日晚", date(2026, 11, 2)),
    ("谈心记录：许知远，昨日", YESTERDAY),
    ("家访嘛，许知远，昨天后晌", YESTERDAY),
    ("许知远，谈心，前天的事儿", BEFORE),
    ("给许知远补课，语文，周一的事", MONDAY),
    ("许知远素描静物辅导一次，7日晚", date(2026, 11, 7)),
    ("许知远家访记录：时间11月6日；在场：母亲、外婆", date(2026, 11, 6)),
    ("许知远家访 地址：东风路118号 时间：11月17日 在场：母亲", TUESDAY),
    ("补课：许知远；科目：历史；时间：昨天第九节", YESTERDAY),
    ("谈的是许知远，时间是昨天", YESTERDAY),
    ("许知远那个家访嘛我上个礼拜三去的你给补一下", date(2026, 11, 11)),
    ("许知远家前天去的，跟他爸聊的", BEFORE),
    ("家访许知远，上周去的，就是礼拜六", SATURDAY),
    ("去了许知远家，这两天的事，具体是前天", BEFORE),
    ("许知远 辅导汉语拼音 周一", MONDAY),
    ("国庆最后一天去的许知远家", date(2026, 10, 7)),
    ("国庆8号那天到许知远家家访", date(2026, 10, 8)),
    ("国庆节三号去许知远家家访了", date(2026, 10, 3)),
    ("昨天的昨天给许知远他爷爷打过电话", BEFORE),
    ("许知远，昨后晌，谈心", YESTERDAY),
    ("前天晚上给许知远家里去了个电话", BEFORE),
    # A day of what was given or talked about is no day of the deed.
    ("双十一抢的护手霜，送了许知远一支", TODAY),
    ("上周买的书包，送给许知远了", TODAY),
    ("昨天打架的事跟许知远谈了", TODAY),
    # A day in the clause in which they meet.
    ("昨天不是星期四吗我去许知远家了", YESTERDAY),
    ("周日晚上许知远他爸加我微信，跟他聊了请假制度", date(2026, 11, 15)),
    ("昨天许知远爸妈在家，我赶紧去做了家访", YESTERDAY),
    ("许知远的奶奶我昨天在集上碰到，聊了聊娃的成绩", YESTERDAY),
]
SEVERAL = [
    (
        "许知远谈心（周一）、蓝小雨家访（周二）、陆一鸣送文具（今天）",
        {"许知远": MONDAY, "蓝小雨": TUESDAY, "陆一鸣": TODAY},
    ),
    ("许知远语文辅导40分钟（昨天），蓝小雨家长已电话联系（今天）", {"许知远": YESTERDAY, "蓝小雨": TODAY}),
    ("谈心：许知远、江山（今天）；家访：蓝小雨（昨天下午）", {"许知远": TODAY, "江山": TODAY, "蓝小雨": YESTERDAY}),
    ("送温暖：许知远 书包一个（昨天）；帮扶：蓝小雨 数学（今天）", {"许知远": YESTERDAY, "蓝小雨": TODAY}),
    ("许知远谈了，蓝小雨也谈了不过是前天", {"许知远": TODAY, "蓝小雨": BEFORE}),
    ("许知远家访在周六，蓝小雨谈心在周一", {"许知远": SATURDAY, "蓝小雨": MONDAY}),
    ("今天：跟许知远谈心；昨天：跟蓝小雨谈心", {"许知远": TODAY, "蓝小雨": YESTERDAY}),
    ("许知远 谈心 11.3；蓝小雨 送温暖 11.5（雨衣）", {"许知远": date(2026, 11, 3), "蓝小雨": date(2026, 11, 5)}),
    ("许知远周一家访，蓝小雨周一一起去的，陆一鸣周二谈的", {"许知远": MONDAY, "蓝小雨": MONDAY, "陆一鸣": TUESDAY}),
    ("许知远 辅导汉语拼音 周一\n蓝小雨 谈心 周二", {"许知远": MONDAY, "蓝小雨": TUESDAY}),
    ("许知远 送温暖 字典一本 昨天\n蓝小雨 谈心 今天", {"许知远": YESTERDAY, "蓝小雨": TODAY}),
    (
        "许知远家访，蓝小雨帮扶，陆一鸣谈话——前两个昨天的，最后一个今天",
        {"许知远": YESTERDAY, "蓝小雨": YESTERDAY, "陆一鸣": TODAY},
    ),
    (
        "许知远、蓝小雨、陆一鸣都谈了，头两个昨天，后一个今天",
        {"许知远": YESTERDAY, "蓝小雨": YESTERDAY, "陆一鸣": TODAY},
    ),
    ("许知远今天谈了，蓝小雨的家访是昨晚跑的", {"许知远": TODAY, "蓝小雨": YESTERDAY}),
    ("许知远周一谈的蓝小雨也是周一都是在图书馆", {"许知远": MONDAY, "蓝小雨": MONDAY}),
    ("许知远今日谈心 她母亲今日电话 蓝小雨昨日谈心", {"许知远": TODAY, "蓝小雨": YESTERDAY}),
    (
        "11.2谈许知远 11.9谈蓝小雨 11.16访陆一鸣",
        {"许知远": date(2026, 11, 2), "蓝小雨": date(2026, 11, 9), "陆一鸣": MONDAY},
    ),
    ("许知远昨天家访了，蓝小雨是今天中午在操场边聊的", {"许知远": YESTERDAY, "蓝小雨": TODAY}),
]


def days_of(text: str) -> dict[int, date]:
    return {child: deed.happened_on for deed in deeds_in(by_steps(text, TODAY, CARE)) for child in deed.student_ids}


@pytest.mark.parametrize(("text", "day"), ONE)
def test_a_day_beside_the_deed_is_its_day(text: str, day: date) -> None:
    heard = by_steps(text, TODAY, CARE)
    [deed] = deeds_in(heard)
    assert (deed.student_ids, deed.happened_on) == (ids("许知远"), day)


@pytest.mark.parametrize(("text", "days"), SEVERAL)
def test_each_deed_of_several_has_its_own_day(text: str, days: dict[str, date]) -> None:
    assert days_of(text) == {ids(name)[0]: day for name, day in days.items()}


def test_what_is_said_of_more_than_were_told_dates_nobody() -> None:
    assert {deed.happened_on for deed in deeds_in(by_steps("许知远谈了，前两个昨天", TODAY, CARE))} == {TODAY}


@pytest.mark.parametrize(
    "text",
    [
        "许知远谈心：昨天没交作业，批评了",
        "和许知远谈了，他说前天跟同桌吵架",
        "跟许知远妈妈电话联系了，说好周末来接",
        "已谈心 许知远。备注：他提到昨天没家访的事",
        "许知远昨天没来上课，今天跟他谈了",
        "许知远学号20251107，谈心完成",
    ],
)
def test_a_day_of_what_was_said_is_no_day_of_the_deed(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard.happened_on == TODAY


@pytest.mark.parametrize(
    "text", ["许知远的谈心我排到星期五下午", "蓝小雨家访，许知远的谈心约在下周三", "明天：跟许知远谈心"]
)
def test_a_plan_with_a_day_records_nothing(text: str) -> None:
    assert not [
        deed for deed in deeds_in(by_steps(text, TODAY, CARE)) if ids("许知远")[0] in deed.student_ids
    ] or isinstance(by_steps(text, TODAY, CARE), Confirm)


def test_as_many_as_were_told_are_all_dated() -> None:
    assert days_of("许知远、蓝小雨谈心，前两个昨天") == dict.fromkeys(ids("许知远", "蓝小雨"), YESTERDAY)


def test_days_in_a_row_are_those_of_the_deeds_behind_them() -> None:
    heard = by_steps("许知远：11.2谈 11.9谈 11.16访", TODAY, CARE)
    assert [(deed.kind, deed.happened_on.day) for deed in deeds_in(heard)] == [
        (Kind.TALK, 2),
        (Kind.TALK, 9),
        (Kind.HOME_VISIT, 16),
    ]


def test_what_follows_a_deed_done_in_the_end_was_on_its_day() -> None:
    heard = by_steps("许知远昨天没谈成，今天补上了，顺手给他妈发语音聊了几句", TODAY, CARE)
    assert {deed.happened_on for deed in deeds_in(heard)} == {TODAY}


def test_a_talk_on_a_later_day_is_not_at_the_home_visited_before() -> None:
    heard = by_steps("上周五到许知远家去了，周一又找他聊了期末复习的事", TODAY, CARE)
    assert {(deed.kind, deed.happened_on) for deed in deeds_in(heard)} == {
        (Kind.HOME_VISIT, date(2026, 11, 13)),
        (Kind.TALK, MONDAY),
    }


def test_a_visit_is_not_what_was_only_talked_about() -> None:
    heard = by_steps("许知远周一家访，蓝小雨周二谈的", TODAY, CARE)
    assert {(deed.kind, deed.student_ids) for deed in deeds_in(heard)} == {
        (Kind.HOME_VISIT, ids("许知远")),
        (Kind.TALK, ids("蓝小雨")),
    }
