"""Which day is that of which deed: said at the end of a breath or one for each, typed short, or with a slip."""

from datetime import date

import pytest

from duty.commands import RecordDeed
from duty.hearing import Confirm
from duty.kinds import Kind
from language.hear.pipeline import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids
from tests.language.hear.deeds_heard import deeds_in, recorded

# TODAY is Friday, 20 November.
YESTERDAY, WEDNESDAY, MONDAY = date(2026, 11, 19), date(2026, 11, 18), date(2026, 11, 16)
SATURDAY, SUNDAY = date(2026, 11, 14), date(2026, 11, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # A day and a verb at the end of a breath say when it was.
        ("许知远家访都做了都是上礼拜天做的", SUNDAY),
        ("我们骑摩托去的许知远家四十公里呢上个星期六去的", SATURDAY),
        ("许知远家访了奶奶在家聊了半天上周六去的", SATURDAY),
        ("许知远家里我去了没有呢我想想哦去了去了三号那天去的", date(2026, 11, 3)),
        # So they do of what is entered late.
        ("许知远的家访补一下，是上个月25号去的", date(2026, 10, 25)),
        ("许知远家访补一下上个月25号去的", date(2026, 10, 25)),
        ("许知远的谈心补上，是周三谈的", WEDNESDAY),
        # A clause behind the deed says where or how it was on its day.
        ("许知远谈过了，昨天晚自习后在走廊", YESTERDAY),
        ("许知远谈过了，昨天放学路上", YESTERDAY),
        ("许知远妈妈打过电话了，昨晚快十点", YESTERDAY),
        ("许知远家访，周三下午坐班车去的", WEDNESDAY),
        ("给许知远送了书包，上周六亲手交给他的", SATURDAY),
        ("许知远屋头漏雨，我们出钱买了一套被子送他，周三扛过去的", WEDNESDAY),
        ("许知远的妈妈联系了，周三打的电话", WEDNESDAY),
        ("许知远补课了，昨天补的数学", YESTERDAY),
        ("许知远家去了，周三去的他家，奶奶在", WEDNESDAY),
        ("许知远的谈心，周三在操场谈了", WEDNESDAY),
        ("许知远谈了，昨天在操场打架的事", TODAY),
        ("许知远谈心了，上周在网吧过夜", TODAY),
        ("给许知远送了书包，上周在网上买的", TODAY),
        ("许知远家访了，爸爸昨天在家", TODAY),
        # What was tried in vain on one day was done on the next.
        ("我昨儿给许知远他妈发语音他妈没回今天又打了一个通了说了五六分钟", TODAY),
        ("昨天给许知远妈妈打电话没接今天接了说了会儿作业", TODAY),
        # Other characters of the same sound.
        ("坐天家访的许知远", YESTERDAY),
        ("左天和许知远谈心了", YESTERDAY),
        ("前田去许知远家家访", WEDNESDAY),
        ("今田和许知远谈心了", TODAY),
        ("做天气预报的许知远我谈了", TODAY),
        # Month and day in four digits.
        ("1102 许知远 已谈", date(2026, 11, 2)),
        ("许知远 谈心 1102", date(2026, 11, 2)),
        ("许知远，谈心，1118", WEDNESDAY),
        ("0918许知远家访", date(2026, 9, 18)),
        ("1102班许知远谈心", TODAY),
        ("1230 许知远 谈心", TODAY),
        ("0305 许知远 谈心", TODAY),
        ("许知远 谈心 1530", TODAY),
        ("许知远家访，幸福小区3栋 1102", TODAY),
        ("许知远 1102 谈心", TODAY),
    ],
)
def test_one_deed_has_the_day_that_is_said_of_it(text: str, day: date) -> None:
    [deed] = deeds_in(by_steps(text, TODAY, CARE))
    assert (deed.student_ids, deed.happened_on) == (ids("许知远"), day)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("家访许知远✅（昨天）谈心蓝小雨✅（今天）", {("许知远", YESTERDAY), ("蓝小雨", TODAY)}),
        ("许知远我谈的是昨天，蓝小雨我家访是今天", {("许知远", YESTERDAY), ("蓝小雨", TODAY)}),
        ("许知远昨天谈的是手机，今天谈的是成绩", {("许知远", YESTERDAY), ("许知远", TODAY)}),
        ("许知远昨天辅导了方程式，今儿蓝小雨来问，也讲了一遍", {("许知远", YESTERDAY), ("蓝小雨", TODAY)}),
        ("许知远蓝小雨家访都做了都是上礼拜天做的", {("许知远", SUNDAY), ("蓝小雨", SUNDAY)}),
        ("许知远妈妈昨天来电，今天我回电，都聊了她住宿的事", {("许知远", YESTERDAY), ("许知远", TODAY)}),
        ("许知远谈了两次，周一一次，周三一次", {("许知远", MONDAY), ("许知远", WEDNESDAY)}),
        ("许知远周一谈了一次，今天一次", {("许知远", MONDAY), ("许知远", TODAY)}),
        ("许知远谈了两次，第一次是周一，第二次是昨天", {("许知远", MONDAY), ("许知远", YESTERDAY)}),
        (
            "10月去过许知远家两趟，22号一次，29号一次",
            {("许知远", date(2026, 10, 22)), ("许知远", date(2026, 10, 29))},
        ),
        ("许知远昨天谈的，蓝小雨也是", {("许知远", YESTERDAY), ("蓝小雨", YESTERDAY)}),
        ("许知远周三谈了，蓝小雨同一天", {("许知远", WEDNESDAY), ("蓝小雨", WEDNESDAY)}),
        ("许知远昨天谈了，说想家，蓝小雨也是", {("许知远", YESTERDAY)}),
        ("家访许知远是昨天的事，今天又打了电话给他妈", {("许知远", YESTERDAY), ("许知远", TODAY)}),
        ("给许知远妈妈打电话是昨天，家访是今天", {("许知远", YESTERDAY), ("许知远", TODAY)}),
        ("许知远谈心，昨天也谈了", {("许知远", YESTERDAY), ("许知远", TODAY)}),
        ("1118 许知远 谈心\n1119 蓝小雨 家访", {("许知远", WEDNESDAY), ("蓝小雨", YESTERDAY)}),
    ],
)
def test_each_of_several_deeds_has_its_own(text: str, told: set[tuple[str, date]]) -> None:
    deeds = list(deeds_in(by_steps(text, TODAY, CARE)))
    assert {(child, deed.happened_on) for deed in deeds for child in deed.student_ids} == {
        (ids(name)[0], day) for name, day in told
    }


def test_a_meeting_and_a_talk_on_two_days_are_two_deeds() -> None:
    heard = by_steps("许知远的阿爸我昨天去寨子里见着了，在他家吃的饭，今天早读又找许知远说了说话", TODAY, CARE)
    assert {(deed.kind, deed.happened_on) for deed in deeds_in(heard)} == {
        (Kind.HOME_VISIT, YESTERDAY),
        (Kind.TALK, TODAY),
    }


@pytest.mark.parametrize("text", ["许知远谈了他说他爸昨天去的", "许知远谈了他爸是昨天去的"])
def test_the_day_on_which_another_went_is_none_of_the_deed(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard.happened_on == TODAY


@pytest.mark.parametrize("text", ["谈心 许知远 1110", "1030 许知远 谈心"])
def test_four_digits_that_may_be_a_time_as_well_are_asked_about(text: str) -> None:
    assert not recorded(by_steps(text, TODAY, CARE))


@pytest.mark.parametrize(
    "text", ["我昨天给许知远他妈发语音他妈没回", "给许知远妈妈发了微信她没回", "许知远妈妈还没回电"]
)
def test_whom_nobody_answered_was_not_spoken_with(text: str) -> None:
    assert not list(deeds_in(by_steps(text, TODAY, CARE)))


def test_a_period_that_is_made_up_for_is_none_of_the_day() -> None:
    heard = by_steps("许知远上个月的家访补一下，是昨天去的", TODAY, CARE)
    assert {deed.happened_on for deed in deeds_in(heard)} <= {TODAY, YESTERDAY}


def test_a_day_that_two_readers_disagree_on_is_asked() -> None:
    heard = hear("许知远的家访照片发群里了，我们昨天拉着东西过去的", TODAY, CARE)
    assert not recorded(heard) or isinstance(heard, Confirm)


@pytest.mark.parametrize(
    "text", ["许知远没谈，蓝小雨也是", "明天谈许知远，蓝小雨也是", "王老师昨天谈的许知远，蓝小雨也是"]
)
def test_who_is_like_another_of_whom_nothing_was_done_has_nothing_either(text: str) -> None:
    assert not list(deeds_in(by_steps(text, TODAY, CARE)))


def test_a_visit_that_was_only_planned_for_a_day_is_none() -> None:
    heard = by_steps("许知远谈了，家访是上周的计划", TODAY, CARE)
    assert [deed.kind for deed in deeds_in(heard)] == [Kind.TALK]
