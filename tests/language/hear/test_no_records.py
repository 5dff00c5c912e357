"""Sentences that must not record: not done, planned, asked, somebody else's, somebody unknown."""

from datetime import timedelta

import pytest

from duty.commands import CouldNot, RecordDeed, ShowStudent
from duty.hearing import NotUnderstood, Unclear
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids
from tests.language.hear.deeds_heard import deeds_in


@pytest.mark.parametrize(
    "text",
    [
        "已谈心 许知远 没谈成",
        "已谈心 许知远，没谈成",
        "已谈心 许知远 还是没谈上",
        "没谈成 许知远",
        "没和许知远谈心",
        "没有和许知远谈心",
        "许知远没谈",
        "许知远还没谈",
        "许知远还没有谈心",
        "许知远今天没谈成",
        "还没家访许知远",
        "未谈心 许知远",
        "不和许知远谈心了",
        "许知远不愿意谈心",
        "许知远家不让家访",
        "去许知远家家访，没见到人",
        "许知远家没人",
        "家访许知远没人在家",
        "已家访 许知远，没人在家",
        "已家访 许知远 家里没人",
        "已电话 许知远妈妈 没接",
        "许知远妈妈电话占线",
        "许知远家长电话没打通",
        "已电话 许知远妈妈，打不通",
        "许知远的谈心取消了",
        "许知远的谈心不算",
        "许知远的家访推迟了",
        "忘了谈 许知远",
        "明天和许知远谈心",
        "后天家访许知远",
        "大后天家访许知远",
        "下周家访许知远",
        "下周三家访许知远",
        "下个月家访许知远",
        "下个月5号家访许知远",
        "打算和许知远谈心",
        "准备家访许知远",
        "想和许知远谈心",
        "要去许知远家家访",
        "计划家访 许知远",
        "改天和许知远谈心",
        "等会儿和许知远谈",
        "许知远家访改天",
        "和许知远约好了谈心",
        "请让许知远来谈心",
        "后天打算去许知远家看看",
        "如果许知远在就谈心",
        "要是许知远来了就谈心",
        "许知远来的话就谈心",
        "一会儿和许知远谈心",
        "正在和许知远谈心",
        "在和许知远谈心",
        "月底家访许知远",
        "许知远 谈心 ×",
        "已谈心 许知远 ❌",
        "已谈心 许知远 ✖️",
        "许知远谈心失败",
        "许知远家访未果",
        "许知远 谈心 未完成",
        "电话联系不上许知远妈妈",
        "家访许知远蓝小雨，都没人",
        "今天忙，没和许知远谈心",
        "早上作业太多没谈心",
        "请和许知远谈心",
        "请家访许知远",
        "通知许知远家访",
        "谈心 许知远 待定",
    ],
)
def test_what_was_not_done_by_the_sender_is_not_recorded(text: str) -> None:
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood | CouldNot)
    if isinstance(heard, NotUnderstood):
        assert heard.why is Unclear.NOT_DONE


def test_what_was_not_done_names_the_child_in_the_roster_s_spelling() -> None:
    assert hear("没谈成 苏韵", TODAY, CARE) == NotUnderstood(Unclear.NOT_DONE, ("蘇韻",))


@pytest.mark.parametrize(
    "text",
    [
        "许知远谈心了吗",
        "许知远谈心了吗？",
        "许知远谈过了没",
        "许知远谈过没有",
        "许知远这个月谈过没有呀",
        "许知远谈心了没有？",
        "许知远家访了么",
        "许知远谈心呢",
        "有没有和许知远谈心",
        "谁和许知远谈心了",
        "什么时候家访许知远",
        "已谈心 许知远？",
        "许知远谈了吧",
        "许知远还有什么没做",
        "辅导员见了许知远吗",
    ],
)
def test_a_question_about_one_child_shows_the_child(text: str) -> None:
    assert hear(text, TODAY, CARE) == ShowStudent(*ids("许知远"))


@pytest.mark.parametrize("text", ["许知远、蓝小雨谈心了吗", "谈心了吗", "王小二谈心了吗", "校门口谈心了吗"])
def test_a_question_about_no_one_child_is_only_a_question(text: str) -> None:
    assert hear(text, TODAY, CARE) == NotUnderstood(Unclear.QUESTION)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("已谈心 王五", ("王五",)),
        ("王五谈心了", ("王五",)),
        ("给王五送了棉被", ("王五",)),
        ("给小红送了棉被", ("小红",)),
        ("已谈心 王五、赵六", ("王五", "赵六")),
        ("已谈心 王五、王五", ("王五",)),
        ("已谈心 江山美", ("江山美",)),
        ("江山美谈心了", ("江山美",)),
        ("已谈心 江山好", ("江山好",)),
        ("已谈心 周一诺", ("周一诺",)),
        ("已谈心 欧阳小川", ("欧阳小川",)),
        ("已谈心 萨拉·艾山", ("萨拉·艾山",)),
        ("已谈心 小红", ("小红",)),
        ("已谈心 王和平", ("王和平",)),
        ("已谈心：王五", ("王五",)),
    ],
)
def test_a_name_that_fits_nobody_is_told_back(text: str, names: tuple[str, ...]) -> None:
    assert hear(text, TODAY, CARE) == NotUnderstood(Unclear.UNKNOWN_STUDENT, names)


def test_with_one_child_in_care_another_name_is_still_another_child() -> None:
    for text in ("已谈心 王五", "王五谈心了", "已谈心 小红", "已谈心 周一诺"):
        heard = hear(text, TODAY, care_for("石大勇"))
        assert isinstance(heard, NotUnderstood)
        assert heard.why is Unclear.UNKNOWN_STUDENT


@pytest.mark.parametrize(
    ("text", "note"),
    [("已谈心", ""), ("刚聊完一位", ""), ("和他聊过了", ""), ("谈心了：最近上课很认真", "最近上课很认真")],
)
def test_without_a_name_and_with_several_children_it_asks_for_the_name(text: str, note: str) -> None:
    deed = RecordDeed(Kind.TALK, (), TODAY, note)
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.NO_STUDENT, then=deed)


@pytest.mark.parametrize(("text", "ago"), [("许知远", 0), ("许知远同学", 0), ("昨天 许知远", 1), ("许知远。", 0)])
def test_a_name_alone_asks_for_the_kind(text: str, ago: int) -> None:
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert (heard.why, heard.names) == (Unclear.NO_KIND, ("许知远",))
    assert heard.then is not None
    assert (heard.then.student_ids, heard.then.happened_on) == (ids("许知远"), TODAY - timedelta(days=ago))


@pytest.mark.parametrize(
    "text",
    [
        "今天天气真好",
        "许知远哭了",
        "家访记录 蓝",
        "谈心谈话",
        "1. 许知远在谈心室哭",
        "和许知远谈恋爱",
        "许知远的电话号码",
        "。。。",
        "王五",
        "家访表 已填",
        "家访 表格",
    ],
)
def test_what_is_no_command_is_never_guessed(text: str) -> None:
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert heard.why in {Unclear.UNKNOWN, Unclear.NO_STUDENT, Unclear.QUESTION, Unclear.NOT_DONE}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("11月28日已家访 许知远", Unclear.FUTURE_DAY),
        ("已家访 许知远 11月28日", Unclear.FUTURE_DAY),
        ("明天已谈心 许知远", Unclear.FUTURE_DAY),
        ("2月30日家访 许知远", Unclear.BAD_DAY),
        ("2024年11月5日家访 许知远", Unclear.BAD_DAY),
        ("11月5日 11月6日 谈心 许知远", Unclear.BAD_DAY),
        ("昨天谈心 许知远 前天", Unclear.BAD_DAY),
    ],
)
def test_a_day_that_cannot_be_is_asked_for(text: str, why: Unclear) -> None:
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert (heard.why, heard.names) == (why, ("许知远",))
    assert heard.then is not None
    assert heard.then.student_ids == ids("许知远")


def test_two_days_in_one_word_are_asked_about() -> None:
    heard = hear("3、5号谈心许知远", TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert heard.why is Unclear.BAD_DAY


@pytest.mark.parametrize(
    "text",
    [
        "班主任和许知远谈了",
        "李老师家访了许知远",
        "听说许知远谈过心了",
        "心理老师谈了许知远",
        "许知远说谈过了",
        "别人已谈心 许知远",
        "校长昨天慰问了许知远",
        "王老师给许知远补课了",
        "社工去许知远家家访了",
    ],
)
def test_the_work_of_others_is_not_recorded(text: str) -> None:
    assert hear(text, TODAY, CARE) == NotUnderstood(Unclear.OTHERS_WORK, ("许知远",))


def test_the_work_of_others_may_be_told_in_a_sentence_that_makes_no_sense_as_a_command() -> None:
    assert hear("值周的班主任家访了许知远", TODAY, CARE) == NotUnderstood(Unclear.OTHERS_WORK, ("许知远",))


def test_what_was_done_together_is_recorded() -> None:
    heard = by_steps("我和李老师家访了许知远", TODAY, CARE)
    assert heard == RecordDeed(Kind.HOME_VISIT, ids("许知远"), TODAY, "我和李老师家访了许知远")


@pytest.mark.parametrize(
    "text",
    [
        "提醒我和许知远谈心",
        "能不能帮我记一下许知远谈心",
        "麻烦提醒我家访许知远",
        "可不可以记许知远家访",
        "机器人提醒我家访许知远",
    ],
)
def test_a_request_is_no_record(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood)
    assert heard.why in {Unclear.QUESTION, Unclear.NOT_DONE}
    assert not list(deeds_in(hear(text, TODAY, CARE)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("11月5日和许知远没谈成，今天也没谈", Unclear.NOT_DONE),
        ("没谈成许知远，改天再谈", Unclear.NOT_DONE),
        ("没和许知远谈心，因为他请假了", Unclear.NOT_DONE),
    ],
)
def test_what_follows_a_deed_that_was_not_done_makes_no_record_of_it(text: str, why: Unclear) -> None:
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, NotUnderstood | CouldNot)
    assert isinstance(heard, CouldNot) or heard.why is why
