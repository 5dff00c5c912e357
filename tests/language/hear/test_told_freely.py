"""What speech adds to a command: corrections while speaking, second attempts, forms, and whose deed it was."""

from datetime import date

import pytest

from duty.commands import CouldNot, RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids

TALK, VISIT = Kind.TALK, Kind.HOME_VISIT


def recorded(heard: Heard) -> tuple[RecordDeed, ...]:
    """What is recorded without a question."""
    return heard.deeds if isinstance(heard, RecordSeveral) else (heard,) if isinstance(heard, RecordDeed) else ()


@pytest.mark.parametrize(
    ("text", "kind", "name", "day"),
    [
        ("今天谈了许知远，不对，是蓝小雨", TALK, "蓝小雨", 20),
        ("和许知远，说错了，和蓝小雨谈了心", TALK, "蓝小雨", 20),
        ("昨天，不对，前天家访了许知远", VISIT, "许知远", 18),
        ("昨天哦不前天和许知远谈心了", TALK, "许知远", 18),
        ("今天和许知远，嗯不对，蓝小雨谈了心", TALK, "蓝小雨", 20),
        ("周三，错了，周四家访了许知远", VISIT, "许知远", 19),
    ],
)
def test_who_speaks_and_puts_it_right_means_the_second(text: str, kind: Kind, name: str, day: int) -> None:
    (deed,) = recorded(by_steps(text, TODAY, CARE))
    assert (deed.kind, deed.student_ids, deed.happened_on) == (kind, ids(name), date(2026, 11, day))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("昨天没去成许知远家，今天去成了", VISIT),
        ("原定昨天家访许知远，今天才去", VISIT),
        ("昨天家访许知远没人在家，今天又去了一趟，见到他奶奶了", VISIT),
        ("许知远昨天没谈成，今天谈成了", TALK),
        ("昨天没谈成，今天和许知远谈了", TALK),
        ("本来打算下周和许知远谈心，今天提前谈了", TALK),
    ],
)
def test_what_failed_before_and_was_done_today_is_recorded_for_today(text: str, kind: Kind) -> None:
    (deed,) = recorded(by_steps(text, TODAY, CARE))
    assert (deed.kind, deed.student_ids, deed.happened_on) == (kind, ids("许知远"), TODAY)


@pytest.mark.parametrize(
    ("text", "kind", "names", "day", "note"),
    [
        ("姓名：许知远\n时间：11月5日\n方式：谈心\n内容：想转学", TALK, ("许知远",), 5, "想转学"),
        ("姓名：许知远 时间：11月5日 方式：谈心 内容：想转学", TALK, ("许知远",), 5, "想转学"),
        ("学生：许知远、蓝小雨\n日期：昨天\n类型：家访\n情况：奶奶陪读", VISIT, ("许知远", "蓝小雨"), 19, "奶奶陪读"),
        ("【家访记录】\n学生姓名：许知远\n家访时间：11月18日\n家庭情况：爸妈在外", VISIT, ("许知远",), 18, "爸妈在外"),
        ("谈话对象：许知远 谈话时间：昨天 谈话内容：作业", TALK, ("许知远",), 19, "作业"),
        ("谈话记录\n姓名：许知远\n内容：第一行\n第二行", TALK, ("许知远",), 20, "第一行\n第二行"),
        ("[姓名]：许知远\n[方式]：家访", VISIT, ("许知远",), 20, ""),
        ("姓名：许知远\n被访时间：昨天", VISIT, ("许知远",), 19, ""),
    ],
)
def test_a_form_is_read_by_its_labels(text: str, kind: Kind, names: tuple[str, ...], day: int, note: str) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(kind, ids(*names), date(2026, 11, day), note)


def test_a_form_asks_which_of_two_children_of_one_name() -> None:
    heard = by_steps("姓名：张伟\n方式：谈心", TODAY, care_for("张伟", "李雷", "张伟"))
    assert heard == WhichStudent(RecordDeed(TALK, (), TODAY), ((1, 3),))


@pytest.mark.parametrize(
    "text",
    [
        "姓名：许知远\n时间：11月28日\n方式：谈心",
        "姓名：许知远\n时间：11月5日、11月6日\n方式：谈心",
        "姓名：\n方式：谈心",
        "姓名：许知远\n内容：想转学",
        "姓名：许知远\n时间：2月30日\n方式：谈心",
    ],
)
def test_a_form_with_a_gap_or_an_impossible_day_is_not_recorded(text: str) -> None:
    assert recorded(by_steps(text, TODAY, CARE)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "许知远给我送了一张贺卡",
        "许知远妈妈送来一面锦旗",
        "许知远去补课了",
        "许知远打电话给他妈妈",
        "许知远和同桌聊天被我看见",
        "许知远找班主任谈心了",
        "许知远爸爸给他辅导作业",
        "许知远奶奶给他送饭了",
        "许知远跟网友聊了一晚上",
    ],
)
def test_what_the_child_or_the_family_did_is_never_recorded_without_a_question(text: str) -> None:
    assert recorded(by_steps(text, TODAY, CARE)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "班主任家访了许知远",
        "张主任昨天慰问了许知远",
        "心理老师找许知远谈心了",
        "许知远的作业是数学老师辅导的",
        "志愿者给许知远送了米",
        "听说李老师家访了许知远",
        "村干部去了许知远家慰问",
        "王老师替我去家访了许知远",
    ],
)
def test_what_colleagues_did_is_not_recorded(text: str) -> None:
    assert recorded(by_steps(text, TODAY, CARE)) == ()


@pytest.mark.parametrize(
    ("text", "kind"), [("李老师和许知远谈了心，我家访了蓝小雨", VISIT), ("王老师家访了许知远，蓝小雨是我家访的", VISIT)]
)
def test_beside_what_colleagues_did_one_s_own_deed_is_recorded(text: str, kind: Kind) -> None:
    (deed,) = recorded(by_steps(text, TODAY, CARE))
    assert (deed.kind, deed.student_ids) == (kind, ids("蓝小雨"))


@pytest.mark.parametrize(
    "text",
    [
        "许知远的表妹来谈心了",
        "和许知远的弟弟谈了心",
        "给许知远妹妹送了书包",
        "跟许知远的同桌聊了聊",
        "和许知远的同桌聊了聊许知远的事",
        "我女儿送了我一本书",
        "我和我老公谈心了",
        "许知远妈妈的同事打电话给我",
        "和我儿子谈心了",
    ],
)
def test_what_was_done_for_somebody_else_s_relative_is_never_recorded_without_a_question(text: str) -> None:
    assert recorded(by_steps(text, TODAY, CARE)) == ()


@pytest.mark.parametrize(
    ("text", "reason"), [("家访许知远，没人在家", "没人在家"), ("去许知远家，铁将军把门", "铁将军把门")]
)
def test_an_attempt_in_vain_is_kept_with_its_reason(text: str, reason: str) -> None:
    assert by_steps(text, TODAY, CARE) == CouldNot(ids("许知远"), Kind.HOME_VISIT, reason)


def test_an_attempt_in_vain_without_a_reason_is_told_as_such() -> None:
    assert by_steps("给许知远妈妈打了三个电话都没打成", TODAY, CARE) == NotUnderstood(Unclear.NOT_DONE, ("许知远",))


@pytest.mark.parametrize(
    "text", ["去许知远家坐了坐，就当家访吧", "许知远差点没谈成，后来谈成了", "许知远找蓝小雨谈心了"]
)
def test_a_deed_that_may_have_been_one_is_confirmed_first(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), Confirm)


@pytest.mark.parametrize("sentence", ["要是{}就好了", "等{}再说", "如果{}就给你看", "本想{}"])
@pytest.mark.parametrize("deed", ["跟许知远聊过了", "和许知远谈心", "家访许知远"])
def test_what_only_might_have_been_is_no_record(sentence: str, deed: str) -> None:
    assert recorded(by_steps(sentence.format(deed), TODAY, CARE)) == ()


@pytest.mark.parametrize("hedge", ["好像", "大概", "可能"])
@pytest.mark.parametrize("deed", ["和许知远谈心了", "家访了许知远", "给许知远妈妈打了电话"])
def test_who_is_not_sure_is_asked(hedge: str, deed: str) -> None:
    assert isinstance(by_steps(hedge + deed, TODAY, CARE), Confirm)


@pytest.mark.parametrize(
    "text",
    [
        "前天没谈，今天跟许知远谈了",
        "没和蓝小雨谈，和许知远谈心了",
        "和许知远约好了谈心，今天谈了",
        "蓝小雨谈心了，不对，是许知远",
        "昨天没谈成，今天和许知远谈成了",
    ],
)
def test_what_was_done_in_the_end_is_recorded_and_what_was_not_is_not(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(TALK, ids("许知远"), TODAY)


@pytest.mark.parametrize(
    ("text", "kind", "note"),
    [
        ("谈心许知远，爸爸没空管他", TALK, "爸爸没空管他"),
        ("谈心许知远，不去上学了", TALK, "不去上学了"),
        ("家访许知远，爷爷不在家，奶奶在", VISIT, "爷爷不在家，奶奶在"),
        ("家访许知远，家里没人照顾他", VISIT, "家里没人照顾他"),
    ],
)
def test_what_the_note_denies_is_not_the_deed(text: str, kind: Kind, note: str) -> None:
    assert by_steps(text, TODAY, CARE) == RecordDeed(kind, ids("许知远"), TODAY, note)
