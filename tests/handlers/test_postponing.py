"""Typed: not now, and not at all; what is put off is left out, what was tried counts for nothing."""

from datetime import date

import pytest

from duty.kinds import Kind
from duty.reminders import DutyKey
from storage import reminders
from storage.work import Store
from tests.handlers.teacher import Teacher, attempts, snoozes

ZHANG_SAN, LI_SI = "20250101", "20250102"


def test_typed_what_is_due_is_put_off_to_the_day_that_was_said(wang: Teacher, store: Store) -> None:
    said = wang.postpone("2025-11-24", ZHANG_SAN, LI_SI, until="2025-11-28")
    assert said == "好的，张三、李四的谈心，11月28日（周五）再提醒您。这之前办好了，发「已谈心 张三」就行。"
    assert snoozes(store) == [("talk", "2025-11-28")] * 2


def test_without_names_all_that_it_is_time_for_is_put_off_and_named(wang: Teacher, store: Store) -> None:
    wang.record("2025-11-20", "20250103")
    said = wang.postpone("2025-11-24")
    assert said == "好的，张三、李四的谈心，11月27日（周四）再提醒您。这之前办好了，发「已谈心 张三」就行。"
    assert snoozes(store) == [("talk", "2025-11-27")] * 2


@pytest.mark.parametrize(
    ("day", "kind", "says"),
    [
        ("2025-11-12", None, "眼下没有急着办的事，不用推，到时候我再提醒您。"),
        ("2025-11-24", Kind.HOME_VISIT, "眼下没有急着办的事，不用推，到时候我再提醒您。"),
        ("2025-12-10", Kind.HOME_VISIT, "好的，张三、李四、周一诺的家访，12月15日（周一）再提醒您。"),
    ],
)
def test_without_names_nothing_is_guessed_beyond_that(
    wang: Teacher, store: Store, day: str, kind: Kind | None, says: str
) -> None:
    assert says in wang.postpone(day, kind=kind)
    assert bool(snoozes(store)) == says.startswith("好的")


def test_without_names_a_day_that_is_wished_is_kept_free_of_reminders(wang: Teacher, store: Store) -> None:
    assert "没有急着办的事" in wang.postpone("2025-11-20")
    said = wang.postpone("2025-11-20", until="2025-11-28")
    assert said.startswith("好的，张三、李四、周一诺的谈心，11月28日（周五）再提醒您。")
    assert snoozes(store) == [("talk", "2025-11-28")] * 3


def test_what_is_empty_is_put_off_with_the_words_that_make_up_for_it(wang: Teacher) -> None:
    said = wang.postpone("2025-12-02", ZHANG_SAN)
    assert said.endswith("这之前办好了，发「补上个月谈心 张三」就行。")


@pytest.mark.parametrize(
    ("day", "until", "kind", "says", "stored"),
    [
        ("2025-11-24", None, None, "11月27日（周四）再提醒您", ["2025-11-27"]),
        ("2025-11-24", "2025-11-29", None, "12月1日（周一）再提醒您", ["2025-12-01"]),
        (
            "2025-12-02",
            "2025-12-31",
            None,
            "再晚就补不上了，所以不往后拖。",
            ["2025-12-05", "2025-12-31", "2025-12-31"],
        ),
        ("2025-12-02", "2025-12-08", None, "张三的谈心，12月5日（周五）再提醒您", ["2025-12-05"]),
        # Nothing has been said of it yet, and its first reminder would come before the day that is wished.
        ("2025-11-20", "2025-11-28", None, "好的，张三的谈心，11月28日（周五）再提醒您", ["2025-11-28"]),
        ("2025-11-20", None, None, "好的，张三的谈心，11月25日（周二）再提醒您", ["2025-11-25"]),
        ("2025-11-12", "2025-11-21", None, "张三眼下没有急着办的事，不用推", []),
        ("2025-12-05", None, None, "没法再往后推", []),
        ("2025-11-24", "2025-11-24", None, "得是今天之后的日子", []),
        ("2025-11-24", "2025-11-03", None, "得是今天之后的日子", []),
        ("2025-11-12", None, None, "张三眼下没有急着办的事，不用推", []),
        ("2025-11-12", "2025-12-15", Kind.HOME_VISIT, "张三的家访，12月15日（周一）再提醒您", ["2025-12-15"]),
        ("2025-11-24", None, Kind.HELP, "不用推", []),
        ("2025-12-10", None, None, "张三的家访，12月15日（周一）再提醒您", ["2025-12-15"]),
    ],
)
def test_how_far_a_typed_postponement_goes(
    wang: Teacher, store: Store, *, day: str, until: str | None, kind: Kind | None, says: str, stored: list[str]
) -> None:
    assert says in wang.postpone(day, ZHANG_SAN, until=until, kind=kind)
    assert [until for _, until in snoozes(store)] == stored


@pytest.mark.parametrize(
    ("kind", "reason", "says"),
    [
        (
            Kind.HOME_VISIT,
            "家长不方便",
            "好的，今天没去成张三家，不算家访，原因我记下了：家长不方便。"
            "先打个电话也好，打完发「已联系家长 张三」；哪天去成了再发「已家访 张三」。",
        ),
        (
            Kind.TALK,
            "",
            "好的，今天没和张三聊成，不算谈心，我记下了。方便就补一句原因，比如「没能做到 张三 谈心 大人不在」。"
            "改天路上聊几句也行，聊成了发「已谈心 张三」。",
        ),
        (None, "下雨", "好的，张三这次没办成，不算记录，原因我记下了：下雨。办成了发一句，比如「已谈心 张三」。"),
    ],
)
def test_an_attempt_is_kept_with_its_reason_and_counts_for_nothing(
    wang: Teacher, store: Store, kind: Kind | None, reason: str, says: str
) -> None:
    assert wang.could_not("2025-11-24", ZHANG_SAN, kind=kind, reason=reason) == says
    assert attempts(store) == [(kind.value if kind else None, reason)]
    assert wang.deeds() == []


def test_a_later_question_finds_what_was_put_off(wang: Teacher, store: Store) -> None:
    wang.postpone("2025-11-24", ZHANG_SAN)
    key = DutyKey(wang.school.members["WangFang"], wang.school.students[ZHANG_SAN], Kind.TALK, date(2025, 11, 30))
    with store.reading() as work:
        found = reminders.snoozed(work, [wang.school.members["WangFang"]], date(2025, 11, 24))
    assert found == {key: date(2025, 11, 27)}


def test_the_example_is_of_what_is_open(wang: Teacher) -> None:
    assert "「已谈心 张三」" in wang.could_not("2025-11-24", ZHANG_SAN, kind=None, reason="下雨")
    wang.record("2025-11-24", ZHANG_SAN)
    said = wang.could_not("2025-11-24", ZHANG_SAN, kind=None, reason="生病")
    assert said.endswith("办成了发一句，比如「已家访 张三」。")
