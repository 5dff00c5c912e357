"""Several deeds of one message: one answer, lines with numbers, each of which can be taken back by itself."""

from dataclasses import replace
from datetime import date

from duty.commands import CouldNot, MakeUp, RecordDeed, RecordSeveral, Undo
from duty.hearing import Confirm, NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from duty.policy import Per
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, Teacher, attempts
from tests.support.small_school import SmallSchool

FRIDAY = "2025-11-21"
FIRST, SECOND = "20250104", "20250105"
SMALL_TALK = NotUnderstood(Unclear.SMALL_TALK)


def deed(teacher: Teacher, kind: Kind, day: int, *students: str, note: str = "") -> RecordDeed:
    return RecordDeed(kind, teacher.ids(*students), date(2025, 11, day), note)


def standing(teacher: Teacher) -> list[tuple[str, str, str]]:
    return [(child, kind, day) for child, kind, day, _, revoked in teacher.deeds() if not revoked]


def three(teacher: Teacher) -> RecordSeveral:
    return RecordSeveral(
        (
            deed(teacher, Kind.TALK, 21, ZHANG_SAN, LI_SI, note="都想家"),
            deed(teacher, Kind.HOME_VISIT, 20, ZHOU),
            deed(teacher, Kind.CONTACT, 21, ZHANG_SAN),
        )
    )


def test_they_are_recorded_together_and_listed_with_numbers(wang: Teacher) -> None:
    assert wang.told(three(wang), FRIDAY).splitlines() == [
        "记好了 3 条：",
        "1 张三、李四，谈心，今天（11月21日），说的也记下了",
        "2 周一诺，家访，昨天（11月20日）",
        "3 张三，联系家长，今天（11月21日）",
        "记错了回「撤销」；只撤一条回「撤销 2」这样的号。",
    ]
    assert len(standing(wang)) == 4


def test_one_undo_takes_all_of_them_back(wang: Teacher) -> None:
    wang.told(three(wang), FRIDAY)
    assert wang.told(Undo(), FRIDAY) == (
        "撤销了：张三、李四，谈心，今天（11月21日）；周一诺，家访，昨天（11月20日）；张三，联系家长，今天（11月21日）。这几条不算了。"
    )
    assert standing(wang) == []


def test_a_number_takes_its_line_back_and_the_numbers_stay(wang: Teacher) -> None:
    wang.told(three(wang), FRIDAY)
    assert wang.told(Undo(number=2), FRIDAY) == "撤销了：周一诺，家访，昨天（11月20日）。这条不算了。"
    assert wang.told(Undo(number=2), FRIDAY) == "这条已经撤销过了。"
    assert wang.told(Undo(number=4), FRIDAY) == "上一次记的只有 3 条，没有这个号，什么都没动。"
    assert "张三，联系家长" in wang.told(Undo(number=3), FRIDAY)
    assert standing(wang) == [(ZHANG_SAN, "talk", FRIDAY), (LI_SI, "talk", FRIDAY)]


def test_a_name_or_a_kind_takes_back_what_is_meant(wang: Teacher) -> None:
    wang.told(three(wang), FRIDAY)
    assert "撤销了：李四，谈心" in wang.told(Undo(student_ids=wang.ids(LI_SI)), FRIDAY)
    assert "撤销了：周一诺，家访" in wang.told(Undo(kind=Kind.HOME_VISIT), FRIDAY)
    assert standing(wang) == [(ZHANG_SAN, "talk", FRIDAY), (ZHANG_SAN, "contact", FRIDAY)]


def test_of_one_deed_for_several_children_the_numbers_count_the_children(wang: Teacher) -> None:
    answered = wang.told(deed(wang, Kind.TALK, 21, ZHANG_SAN, LI_SI, ZHOU), FRIDAY)
    assert answered.splitlines()[-1] == "记错了回「撤销」；只撤一位回「撤销 周一诺」。"
    assert "撤销了：李四，谈心" in wang.told(Undo(number=2), FRIDAY)
    assert [child for child, _, _ in standing(wang)] == [ZHANG_SAN, ZHOU]


def test_what_could_not_be_done_is_told_beside_it_and_kept(wang: Teacher, store: Store) -> None:
    told = RecordSeveral(
        (deed(wang, Kind.TALK, 21, ZHANG_SAN),), (CouldNot(wang.ids(LI_SI), Kind.HOME_VISIT, "家长不方便"),)
    )
    lines = wang.told(told, FRIDAY).splitlines()
    assert lines[:2] == [
        "记好了：张三，谈心，今天（11月21日）。",
        "今天没去成李四家，不算家访，原因记下了：家长不方便。",
    ]
    assert lines[-1] == "记错了回「撤销」。"
    assert attempts(store) == [("home_visit", "家长不方便")]
    assert wang.told(Undo(), FRIDAY) == ("撤销了：张三，谈心，今天（11月21日）；李四没办成家访的那条。这几条不算了。")


def test_nothing_but_failures_records_nothing(wang: Teacher, store: Store) -> None:
    told = RecordSeveral((), (CouldNot(wang.ids(LI_SI), Kind.TALK), CouldNot(wang.ids(ZHOU), None, "请假")))
    assert wang.told(told, FRIDAY) == (
        "今天没和李四聊成，不算谈心，记下了。\n周一诺这次没办成，不算记录，原因记下了：请假。"
    )
    assert attempts(store) == [("talk", ""), (None, "请假")]
    assert standing(wang) == []


def test_more_than_a_few_go_one_behind_the_other(wang: Teacher) -> None:
    many = RecordSeveral(tuple(deed(wang, Kind.CONTACT, day, ZHANG_SAN) for day in (17, 18, 19, 20, 21)))
    answered = wang.told(many, FRIDAY)
    assert answered.startswith("记好了 5 条：1 张三，联系家长，11月17日（周一），补录；2 张三")
    assert len(answered.splitlines()) <= 4


def test_deeds_of_one_kind_and_day_are_one_line(wang: Teacher) -> None:
    apart = RecordSeveral(
        (deed(wang, Kind.TALK, 21, ZHANG_SAN, note="想家"), deed(wang, Kind.TALK, 21, LI_SI, note="数学进步了"))
    )
    assert wang.told(apart, FRIDAY).startswith("记好了：张三、李四，谈心，今天（11月21日），说的也记下了。")
    assert "撤销了：李四" in wang.told(Undo(number=2), FRIDAY)


def test_a_child_that_is_told_of_twice_is_recorded_once_with_all_words(wang: Teacher) -> None:
    twice = RecordSeveral(
        (
            deed(wang, Kind.TALK, 21, ZHANG_SAN, LI_SI, note="想家"),
            deed(wang, Kind.TALK, 21, ZHANG_SAN, note="数学进步了"),
            deed(wang, Kind.TALK, 21, LI_SI),
        )
    )
    wang.told(twice, FRIDAY)
    assert standing(wang) == [(ZHANG_SAN, "talk", FRIDAY), (LI_SI, "talk", FRIDAY)]
    assert wang.notes() == ["想家\n数学进步了"] * 2


def test_one_of_them_may_make_up_for_last_month(wang: Teacher) -> None:
    made_up = replace(deed(wang, Kind.TALK, 21, ZHANG_SAN), happened_on=date(2025, 12, 2))
    told = RecordSeveral(
        (
            replace(made_up, makes_up=MakeUp(date(2025, 12, 2), Per.MONTH, 1)),
            replace(made_up, student_ids=wang.ids(LI_SI), kind=Kind.HOME_VISIT, unresolved=("赵六",)),
            replace(made_up, student_ids=wang.ids(LI_SI), makes_up=MakeUp(date(2025, 12, 2), Per.MONTH, 4)),
        )
    )
    lines = wang.told(told, "2025-12-02").splitlines()
    assert lines[:5] == [
        "记好了 2 条：",
        "1 张三，谈心，今天（12月2日），算11月的",
        "2 李四，家访，今天（12月2日）",
        "8月没有要您办的谈心，先没记。是今天办的就发「已谈心 李四」。",
        "「赵六」不在您这儿，没有记。",
    ]
    assert [(child, counts) for child, _, _, counts, _ in wang.deeds()] == [
        (ZHANG_SAN, "2025-11-30"),
        (LI_SI, "2025-12-02"),
    ]


def test_a_doubtful_message_is_confirmed_whole(wang: Teacher) -> None:
    asked = wang.told(Confirm(three(wang)), FRIDAY)
    assert asked.startswith("我没太拿准，先问一句：要记「张三、李四，谈心，今天（11月21日）；周一诺，家访，昨天")
    assert standing(wang) == []
    assert wang.told(SMALL_TALK, FRIDAY, text="好的，记上").startswith("记好了 3 条")


def test_which_child_of_one_of_them_is_asked_and_the_others_are_kept(store: Store, school: SmallSchool) -> None:
    lina = Teacher(store, school, "LiNa")
    visit, call = deed(lina, Kind.HOME_VISIT, 20, FIRST), deed(lina, Kind.CONTACT, 21)
    which = WhichStudent(RecordSeveral((visit, call)), (lina.ids(FIRST, SECOND),), places=(1,))
    assert lina.told(which, FRIDAY).endswith("联系家长的是哪一位？回 1 或 2。您没选，我先不记。")
    assert lina.told(SMALL_TALK, FRIDAY, text="2班的").startswith("记好了 2 条")
    assert standing(lina) == [(FIRST, "home_visit", "2025-11-20"), (SECOND, "contact", FRIDAY)]
