"""What is put off, and what could not be: neither is ever a record."""

from datetime import date

import pytest

from duty.commands import CouldNot, Postpone, RecordDeed
from duty.hearing import Heard, NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids

ZHI = ids("许知远")


def day(month: int, number: int) -> date:
    return date(2026 if month > 10 else 2027, month, number)


@pytest.mark.parametrize(
    ("text", "until", "kind"),
    [
        ("推迟 许知远", None, None),
        ("推迟许知远", None, None),
        ("推遲 許知遠", None, None),
        ("请推迟 许知远", None, None),
        ("帮我推迟一下许知远", None, None),
        ("推迟 许知远 谈心", None, Kind.TALK),
        ("推迟许知远的家访", None, Kind.HOME_VISIT),
        ("推迟 许知远 到 周五", day(11, 27), None),
        ("推迟许知远到周六", day(11, 21), None),
        ("推迟 许知远 到 下周三", day(11, 25), None),
        ("推迟许知远家访到12月3日", day(12, 3), Kind.HOME_VISIT),
        ("推迟许知远家访到12.3", day(12, 3), Kind.HOME_VISIT),
        ("推迟 许知远 到 2026-12-03", day(12, 3), None),
        ("推迟 许知远 到 1月8日", day(1, 8), None),
        ("推迟 许知远 到5号", day(12, 5), None),
        ("推迟 许知远 到25号", day(11, 25), None),
        ("推迟三天 许知远", day(11, 23), None),
        ("推迟 许知远 3天", day(11, 23), None),
        ("推迟许知远两周", day(12, 4), None),
        ("推迟许知远一个星期", day(11, 27), None),
        ("推迟许知远一个月", day(12, 20), None),
        ("推迟许知远半个月", day(12, 5), None),
        ("推迟 许知远 到明天", day(11, 21), None),
        ("推迟 许知远 到后天", day(11, 22), None),
        ("推迟 许知远 到下周", day(11, 23), None),
        ("推迟 许知远 到下个月", day(12, 1), None),
        ("推迟 许知远 到月底", day(11, 30), None),
        ("推迟 许知远 到周末", day(11, 21), None),
        ("推迟 许知远 到下个月5号", day(12, 5), None),
        ("延后 许知远 到 周一", day(11, 23), None),
        ("过几天再提醒 许知远", None, None),
        ("晚点提醒我 许知远 家访", None, Kind.HOME_VISIT),
        ("推迟 许知远，家长不在家", None, None),
        ("推迟 许知远 到周五，他请假了", day(11, 27), None),
        ("许知远的家访下周四再提醒我", day(11, 26), Kind.HOME_VISIT),
        ("许知远家访 12月1日提醒我", day(12, 1), Kind.HOME_VISIT),
    ],
)
def test_one_child_is_put_off(text: str, until: date | None, kind: Kind | None) -> None:
    assert by_steps(text, TODAY, CARE) == Postpone(ZHI, until, kind)


@pytest.mark.parametrize(
    ("text", "until", "kind"),
    [
        *((text, None, None) for text in ("推迟", "推迟吧", "推迟一下", "请推迟", "帮我推迟一下", "推迟。", "推遲")),
        *((text, None, None) for text in ("推迟 全部", "推迟全部", "推迟所有的", "全部推迟", "都推迟", "先推迟")),
        *(
            (text, None, None)
            for text in ("推迟，太忙了", "推迟：这周在外地", "推迟，这周太忙了", "延后", "过几天再提醒")
        ),
        *((text, day(11, 27), None) for text in ("推迟到周五", "推迟 全部 到周五", "推迟，到周五")),
        ("推迟家访", None, Kind.HOME_VISIT),
        ("推迟全部家访到周五", day(11, 27), Kind.HOME_VISIT),
    ],
)
def test_without_a_name_all_is_put_off(text: str, until: date | None, kind: Kind | None) -> None:
    assert by_steps(text, TODAY, CARE) == Postpone((), until, kind)


def test_several_children_are_put_off_at_once() -> None:
    assert by_steps("推迟 许知远、蓝小雨 到 周一", TODAY, CARE) == Postpone(ids("许知远", "蓝小雨"), day(11, 23))
    assert by_steps("推迟许知远和蓝小雨的家访", TODAY, CARE) == Postpone(ids("许知远", "蓝小雨"), None, Kind.HOME_VISIT)
    assert by_steps("推迟 许知远 许知远", TODAY, CARE) == Postpone(ZHI)


@pytest.mark.parametrize(
    ("text", "why", "names"),
    [
        ("推迟 会议", Unclear.POSTPONE_WHAT, ()),
        ("推迟 班会 到周五", Unclear.POSTPONE_WHAT, ()),
        ("推迟 许知远他们班的考试", Unclear.POSTPONE_WHAT, ("许知远",)),
        ("推迟到昨天", Unclear.NO_COMING_DAY, ()),
        ("推迟 许知远 到 明年", Unclear.TOO_FAR, ("许知远",)),
        ("推迟 许知远、蓝小雨 到 明年", Unclear.TOO_FAR, ("许知远", "蓝小雨")),
        ("推迟 许知远 到下学期", Unclear.TOO_FAR, ("许知远",)),
        ("推迟到后年", Unclear.TOO_FAR, ()),
        ("推迟 许知远 到2027年9月1日", Unclear.TOO_FAR, ("许知远",)),
        ("推迟 王五", Unclear.UNKNOWN_STUDENT, ("王五",)),
        ("推迟 许知远 到昨天", Unclear.NO_COMING_DAY, ("许知远",)),
        ("推迟 许知远 到今天", Unclear.NO_COMING_DAY, ("许知远",)),
        ("推迟 许知远 到2月30日", Unclear.NO_COMING_DAY, ("许知远",)),
        ("推迟 许知远 到11月5日", Unclear.TOO_FAR, ("许知远",)),
        ("推迟 许知远 到明年8月1日", Unclear.TOO_FAR, ("许知远",)),
        ("推迟 许知远 到周五 周六", Unclear.NO_COMING_DAY, ("许知远",)),
        ("推迟 许知远 到上周五", Unclear.NO_COMING_DAY, ("许知远",)),
    ],
)
def test_what_cannot_be_put_off_is_asked_for(text: str, why: Unclear, names: tuple[str, ...]) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(why, names)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "推迟了许知远的家访",
            "许知远的家访推迟了",
            "推迟 许知远 已和蓝小雨谈心",
            "推迟许知远他们班的考试",
            "考试推迟到周五",
        ),
        *(
            "提醒我和许知远谈心",
            "麻烦提醒我家访许知远",
            "推迟 " + "许知远" * 200,
            "许知远提醒我",
            "谁提醒我",
            "推迟是什么意思",
        ),
    ],
)
def test_what_only_looks_like_it_puts_nothing_off(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), Postpone | RecordDeed)


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("没能做到 许知远 家访 家里没人", Kind.HOME_VISIT, "家里没人"),
        ("没能做到 许知远家访，对方在外地", Kind.HOME_VISIT, "对方在外地"),
        ("没能做到 许知远 家访 家长不方便", Kind.HOME_VISIT, "家长不方便"),
        ("没能做到 许知远 家访：家长不方便", Kind.HOME_VISIT, "家长不方便"),
        ("没能做到许知远家访，家长不方便", Kind.HOME_VISIT, "家长不方便"),
        ("没能做到 许知远", None, ""),
        ("没能做到 许知远 谈心", Kind.TALK, ""),
        ("沒能做到 許知遠 家訪 家長不方便", Kind.HOME_VISIT, "家長不方便"),
        ("许知远家访没能做到", Kind.HOME_VISIT, ""),
        ("许知远的家访没能做到，家长不方便", Kind.HOME_VISIT, "家长不方便"),
        ("许知远家访还是没做成：下雨，路断了", Kind.HOME_VISIT, "下雨，路断了"),
        ("没做到 许知远 送温暖 没买到棉鞋", Kind.WARMTH, "没买到棉鞋"),
        ("没办成 许知远 家访\n他奶奶住院\n下周再去", Kind.HOME_VISIT, "他奶奶住院\n下周再去"),
        ("没能完成 许知远 家访 " + "忙" * 2_000, Kind.HOME_VISIT, "忙" * 2_000),
        ("没能做到 昨天 许知远 家访", Kind.HOME_VISIT, ""),
    ],
)
def test_what_could_not_be_is_kept_with_its_reason(text: str, kind: Kind | None, reason: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert heard == CouldNot(ZHI, kind, reason)
    assert reason in text


def test_several_children_could_not_be() -> None:
    heard = by_steps("没能做到 许知远、蓝小雨 家访 下雨", TODAY, CARE)
    assert heard == CouldNot(ids("许知远", "蓝小雨"), Kind.HOME_VISIT, "下雨")


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("没能做到", NotUnderstood(Unclear.NO_STUDENT)),
        ("没能做到 王五 家访", NotUnderstood(Unclear.UNKNOWN_STUDENT, ("王五",))),
        ("许知远家访没做到，后来打了电话", RecordDeed(Kind.CONTACT, ZHI, TODAY)),
        ("没能做到 许知远 家访，已电话联系", RecordDeed(Kind.CONTACT, ZHI, TODAY)),
        ("没去成 许知远 家访", NotUnderstood(Unclear.NOT_DONE, ("许知远",))),
        ("许知远今天班里的事没做到", NotUnderstood(Unclear.NOT_DONE, ("许知远",))),
        ("推迟 许知远 已和蓝小雨谈心", NotUnderstood(Unclear.POSTPONE_WHAT, ("许知远",))),
    ],
)
def test_what_is_less_or_more_than_that(text: str, heard: Heard) -> None:
    assert by_steps(text, TODAY, CARE) == heard


@pytest.mark.parametrize(
    ("text", "kind"),
    [("昨天没能做到，今天和许知远谈心了", Kind.TALK), ("推迟 班会，已家访许知远", Kind.HOME_VISIT)],
)
def test_what_was_done_beside_it_is_recorded(text: str, kind: Kind) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids, heard.happened_on) == (kind, ZHI, TODAY)


def test_of_namesakes_it_is_asked_which() -> None:
    twins = care_for("张伟", "李雷", "张伟")
    assert by_steps("推迟 李雷、张伟 到 周一", TODAY, twins) == WhichStudent(Postpone((2,), day(11, 23)), ((1, 3),))
    assert by_steps("没能做到 张伟 家访 下雨", TODAY, twins) == WhichStudent(
        CouldNot((), Kind.HOME_VISIT, "下雨"), ((1, 3),)
    )


def test_with_one_child_in_care_no_name_is_needed() -> None:
    one = care_for("石大勇")
    assert by_steps("推迟", TODAY, one) == Postpone((1,))
    assert by_steps("推迟 全部", TODAY, one) == Postpone(())
    assert by_steps("推迟到下周一", TODAY, one) == Postpone((1,), day(11, 23))
    assert by_steps("家访没能做到", TODAY, one) == CouldNot((1,), Kind.HOME_VISIT)
    assert isinstance(by_steps("没做到位", TODAY, one), NotUnderstood)
    assert isinstance(by_steps("没能完成作业", TODAY, one), NotUnderstood)


@pytest.mark.parametrize("today", [date(2026, 11, day) for day in range(16, 23)], ids=str)
def test_a_weekday_is_the_next_one_from_whatever_day(today: date) -> None:
    for number, name in enumerate("一二三四五六日", start=1):
        heard = by_steps(f"推迟 许知远 到周{name}", today, CARE)
        assert isinstance(heard, Postpone)
        assert heard.until is not None
        assert heard.until.isoweekday() == number
        assert 1 <= (heard.until - today).days <= 7
