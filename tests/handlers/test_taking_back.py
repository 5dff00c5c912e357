"""Taking back by name, by kind, by number, and what was tried in vain; nothing older goes without being asked."""

from datetime import date

import pytest

from duty.commands import CouldNot, RecordDeed, RecordSeveral, Undo
from duty.hearing import Choice, Confirm, NotUnderstood, Unclear
from duty.kinds import Kind
from handlers.reply import Reply
from handlers.taking_back import on_file_all_the_same
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, Teacher, attempts

FRIDAY = "2025-11-21"


def record(teacher: Teacher, student: str, day: str, kind: Kind = Kind.TALK, clock: str = "10:00") -> None:
    teacher.told(RecordDeed(kind, teacher.ids(student), date.fromisoformat(day)), day, clock)


def standing(teacher: Teacher) -> list[tuple[str, str]]:
    return [(child, kind) for child, kind, _, _, revoked in teacher.deeds() if not revoked]


def named(teacher: Teacher, *students: str, kind: Kind | None = None) -> Undo:
    return Undo(student_ids=teacher.ids(*students), kind=kind)


def test_by_name_an_older_message_of_these_days_is_taken_back(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, "2025-11-20")
    record(wang, LI_SI, FRIDAY)
    assert wang.told(named(wang, ZHANG_SAN), FRIDAY) == "撤销了：张三，谈心，昨天（11月20日）。这条不算了。"
    assert standing(wang) == [(LI_SI, "talk")]


def test_by_name_and_kind_only_that_one(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, FRIDAY)
    record(wang, ZHANG_SAN, FRIDAY, Kind.HOME_VISIT)
    wang.told(named(wang, ZHANG_SAN, kind=Kind.TALK), FRIDAY)
    assert standing(wang) == [(ZHANG_SAN, "home_visit")]


def test_two_names_take_back_the_newest_of_each(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, "2025-11-20")
    record(wang, ZHOU, FRIDAY)
    record(wang, LI_SI, FRIDAY)
    wang.told(named(wang, ZHANG_SAN, LI_SI), FRIDAY)
    assert standing(wang) == [(ZHOU, "talk")]


def test_twice_by_the_same_name_asks_before_an_older_one_goes(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, "2025-11-20")
    record(wang, ZHANG_SAN, FRIDAY)
    wang.told(named(wang, ZHANG_SAN), FRIDAY)
    asked = wang.told(named(wang, ZHANG_SAN), FRIDAY)
    assert asked.startswith("最近一条已经撤销过了。再往前是：张三，谈心，昨天（11月20日）。")
    assert len(standing(wang)) == 1
    wang.told(Choice(1), FRIDAY, text="1")
    assert standing(wang) == []


def test_what_is_older_than_a_week_is_asked_about(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, "2025-11-10")
    record(wang, LI_SI, FRIDAY)
    asked = wang.told(named(wang, ZHANG_SAN), FRIDAY)
    assert asked.startswith("最近一条是：张三，谈心，11月10日（周一）。\n要撤销它吗？")
    assert wang.told(Choice(2), FRIDAY, text="留着") == "好的，那条留着。"
    assert len(standing(wang)) == 2


def test_an_answer_takes_back_only_what_was_asked_about(wang: Teacher) -> None:
    both = (RecordDeed(Kind.TALK, wang.ids(ZHANG_SAN, LI_SI), date(2025, 11, 10)),)
    wang.told(RecordSeveral(both), "2025-11-10")
    wang.told(named(wang, ZHANG_SAN), FRIDAY)
    wang.told(Choice(1), FRIDAY, text="1")
    assert standing(wang) == [(LI_SI, "talk")]


@pytest.mark.parametrize(
    ("student", "kind", "says"),
    [
        (ZHOU, None, "最近没有您记的周一诺的记录，什么都没动。"),
        (ZHANG_SAN, Kind.WARMTH, "最近没有您记的张三的送温暖，什么都没动。"),
    ],
)
def test_what_is_not_there_is_said(wang: Teacher, student: str, kind: Kind | None, says: str) -> None:
    record(wang, ZHANG_SAN, FRIDAY)
    assert wang.told(named(wang, student, kind=kind), FRIDAY) == says
    assert len(standing(wang)) == 1


def test_with_nothing_on_file_there_is_nothing_to_take_back(wang: Teacher) -> None:
    for undo in (Undo(), Undo(number=1), Undo(message_id=99), Confirm(Undo())):
        assert wang.told(undo, FRIDAY) == "没有可以撤销的记录。"
    assert wang.told(Confirm(Undo(kind=Kind.TALK)), FRIDAY) == "最近没有您记的谈心，什么都没动。"


def test_a_doubtful_undo_names_what_it_would_take_back(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, "2025-11-20")
    record(wang, LI_SI, FRIDAY)
    asked = wang.told(Confirm(named(wang, ZHANG_SAN)), FRIDAY)
    assert asked.startswith("最近一条是：张三，谈心，昨天（11月20日）。")
    assert "撤销了：张三" in wang.told(Choice(1), FRIDAY, text="撤吧")
    assert standing(wang) == [(LI_SI, "talk")]


def said_in_vain(teacher: Teacher, text: str, day: str = FRIDAY) -> Reply | None:
    """What is asked where the teacher says of 张三 that nothing was done."""
    with teacher.turn(day, "15:00") as (sender, work, moment):
        return on_file_all_the_same(NotUnderstood(Unclear.NOT_DONE, ("张三",)), text, sender, work, moment=moment)


@pytest.mark.parametrize("text", ["张三没谈", "没谈 张三", "张三没弄成", "昨天没和张三谈心"])
def test_what_was_recorded_and_is_denied_now_is_named_and_may_be_taken_back(wang: Teacher, text: str) -> None:
    both = RecordDeed(Kind.TALK, wang.ids(ZHANG_SAN, LI_SI), date(2025, 11, 20))
    wang.told(both, FRIDAY)
    asked = said_in_vain(wang, text)
    assert asked is not None
    assert asked.text == (
        "没有新记。不过之前记了一条，还在：张三，谈心，昨天（11月20日）。\n要撤销它吗？回 1 撤销，回 2 留着。"
    )
    assert isinstance(asked.question, Confirm)
    assert isinstance(asked.question.command, Undo)
    assert wang.told(asked.question.command, FRIDAY).startswith("撤销了：张三，谈心，昨天（11月20日）。")
    assert standing(wang) == [(LI_SI, "talk")]


@pytest.mark.parametrize(
    ("text", "day"), [("张三没家访", FRIDAY), ("今天没和张三谈心", FRIDAY), ("张三没谈", "2025-11-24")]
)
def test_another_deed_another_day_or_one_long_recorded_is_not_what_is_denied(
    wang: Teacher, text: str, day: str
) -> None:
    record(wang, ZHANG_SAN, "2025-11-20", clock="16:00")
    assert said_in_vain(wang, text, day) is None


def test_of_what_was_taken_back_nothing_is_asked(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, FRIDAY)
    wang.told(Undo(), FRIDAY)
    assert said_in_vain(wang, "张三没谈") is None


def test_an_undo_without_a_name_says_that_what_was_recorded_before_stands(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, FRIDAY)
    record(wang, LI_SI, FRIDAY)
    stands = "更早记的没有动，也不要了就再回「撤销」。"
    assert wang.told(Undo(), FRIDAY).splitlines() == ["撤销了：李四，谈心，今天（11月21日）。这条不算了。", stands]
    assert wang.told(Undo(), FRIDAY).startswith("最近一条已经撤销过了。再往前是：张三")
    assert wang.told(Choice(1), FRIDAY, text="1") == "撤销了：张三，谈心，今天（11月21日）。这条不算了。"


def test_a_failure_told_last_is_what_an_undo_means(wang: Teacher, store: Store) -> None:
    record(wang, ZHANG_SAN, FRIDAY)
    wang.told(CouldNot(wang.ids(LI_SI), Kind.HOME_VISIT, "家长不方便"), FRIDAY)
    assert wang.told(Undo(), FRIDAY).startswith("撤销了：李四没办成家访的那条。这条不算了。")
    assert standing(wang) == [(ZHANG_SAN, "talk")]
    assert attempts(store) == []
    assert wang.told(Undo(), FRIDAY).startswith("最近一条已经撤销过了。再往前是：张三")


def test_a_failure_is_taken_back_by_name(wang: Teacher, store: Store) -> None:
    wang.told(CouldNot(wang.ids(LI_SI)), FRIDAY)
    record(wang, ZHANG_SAN, FRIDAY)
    assert wang.told(named(wang, LI_SI), FRIDAY) == "撤销了：李四没办成的那条。这条不算了。"
    assert attempts(store) == []


def test_what_only_a_question_stands_for_takes_nothing_older_with_it(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, FRIDAY)
    wang.told(Confirm(RecordDeed(Kind.TALK, wang.ids(LI_SI), date(2025, 11, 21))), FRIDAY)
    assert wang.told(Undo(), FRIDAY, text="撤销") == "好的，刚才问的那句不记了。要撤销之前记好的，再回一次「撤销」。"
    assert standing(wang) == [(ZHANG_SAN, "talk")]
    assert "撤销了：张三" in wang.told(Undo(), FRIDAY, text="撤销")


def test_nobody_takes_back_what_another_recorded(wang: Teacher, sun: Teacher) -> None:
    record(wang, LI_SI, FRIDAY)
    assert sun.told(named(sun, LI_SI), FRIDAY) == "最近没有您记的李四的记录，什么都没动。"
