"""Corrections: a new version, the original in the history, and a plain word about what was and what is."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from duty.commands import Correct, CouldNot, MakeUp, RecordDeed, RecordSeveral, Undo
from duty.hearing import Choice
from duty.kinds import Kind
from duty.policy import Per
from storage.audit import AUDIT
from storage.deeds import DEED
from storage.people import PAIRING, SCHOOL
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, Teacher, instant
from tests.support.small_school import SmallSchool

FRIDAY = "2025-11-21"
VISIT = "家访这学期还有一次，1月23日前都来得及"


def record(teacher: Teacher, *students: str, day: str = FRIDAY, kind: Kind = Kind.TALK, note: str = "") -> None:
    teacher.told(RecordDeed(kind, teacher.ids(*students), date.fromisoformat(day), note), FRIDAY, "10:02")


def standing(teacher: Teacher) -> list[tuple[str, str, str]]:
    return [(child, kind, day) for child, kind, day, _, revoked in teacher.deeds() if not revoked]


def to(teacher: Teacher, *students: str, of: str = "", **change: object) -> Correct:
    return replace(Correct(teacher.ids(*students), of=teacher.ids(*([of] if of else []))), **change)  # type: ignore[arg-type]


def test_another_child(wang: Teacher, store: Store) -> None:
    record(wang, ZHANG_SAN, note="想家")
    assert wang.told(to(wang, LI_SI), FRIDAY).splitlines() == [
        "改好了：李四，谈心，今天（11月21日）。",
        "原来的「张三，谈心，今天（11月21日）」不算了。",
        f"{VISIT}。",
        "还不对就接着说；整条不要了回「撤销」。",
    ]
    assert wang.deeds() == [(ZHANG_SAN, "talk", FRIDAY, FRIDAY, True), (LI_SI, "talk", FRIDAY, FRIDAY, False)]
    assert wang.notes() == ["想家"]
    with store.reading() as work:
        first, second = work.connection.execute(select(DEED.c.id, DEED.c.corrects).order_by(DEED.c.id)).all()
        noted = work.connection.execute(select(AUDIT.c.action, AUDIT.c.subject)).all()
    assert (first.corrects, second.corrects) == (None, first.id)
    assert ("deed_corrected", str(first.id)) in [tuple(row) for row in noted]


def test_another_day_counts_for_that_day_and_is_known_since_it_was_first_told(wang: Teacher, store: Store) -> None:
    record(wang, ZHANG_SAN)
    assert wang.told(to(wang, happened_on=date(2025, 11, 19)), FRIDAY).startswith(
        "改好了：张三，谈心，前天（11月19日）。"
    )
    assert wang.deeds()[-1] == (ZHANG_SAN, "talk", "2025-11-19", "2025-11-19", False)
    with store.reading() as work:
        entered = work.connection.execute(select(DEED.c.entered_at).order_by(DEED.c.id)).scalars().all()
    assert entered == [instant(FRIDAY, "10:02")] * 2


def test_another_kind(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, kind=Kind.HOME_VISIT)
    answered = wang.told(to(wang, kind=Kind.CONTACT), FRIDAY)
    assert answered.startswith(
        "改好了：张三，联系家长，今天（11月21日）。\n原来的「张三，家访，今天（11月21日）」不算了。"
    )
    assert standing(wang) == [(ZHANG_SAN, "contact", FRIDAY)]


def test_all_at_once_and_again(wang: Teacher) -> None:
    record(wang, ZHANG_SAN)
    wang.told(to(wang, LI_SI, kind=Kind.HOME_VISIT, happened_on=date(2025, 11, 20)), FRIDAY)
    wang.told(to(wang, ZHOU), FRIDAY)
    assert standing(wang) == [(ZHOU, "home_visit", "2025-11-20")]


def test_words_are_added_in_a_new_version(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, note="想家")
    assert wang.told(to(wang, add="他爸爸下月回来"), FRIDAY).startswith(
        "补上了：张三，谈心，今天（11月21日），后说的也添进去了。"
    )
    assert wang.notes() == ["想家\n他爸爸下月回来"]
    assert wang.told(to(wang, add="想家"), FRIDAY) == "记的就是这样：张三，谈心，今天（11月21日）。没有动。"


def test_words_and_another_day_together(wang: Teacher) -> None:
    record(wang, ZHANG_SAN)
    answered = wang.told(to(wang, add="想家", happened_on=date(2025, 11, 20)), FRIDAY)
    assert answered.startswith("改好了：张三，谈心，昨天（11月20日），后说的也添进去了。")


def test_the_one_of_a_child_that_is_named(wang: Teacher) -> None:
    record(wang, ZHANG_SAN)
    record(wang, LI_SI)
    wang.told(to(wang, of=ZHANG_SAN, happened_on=date(2025, 11, 20)), FRIDAY)
    assert standing(wang) == [(LI_SI, "talk", FRIDAY), (ZHANG_SAN, "talk", "2025-11-20")]


def test_a_line_of_the_last_confirmation(wang: Teacher) -> None:
    told = RecordSeveral(
        (
            RecordDeed(Kind.TALK, wang.ids(ZHANG_SAN, ZHOU), date(2025, 11, 21)),
            RecordDeed(Kind.HOME_VISIT, wang.ids(ZHANG_SAN), date(2025, 11, 21)),
        )
    )
    wang.told(told, FRIDAY)
    assert "改好了：李四，家访" in wang.told(to(wang, LI_SI, number=2), FRIDAY)
    assert "改好了：张三、周一诺，谈心，昨天" in wang.told(to(wang, number=1, happened_on=date(2025, 11, 20)), FRIDAY)
    assert "上一次记的只有 2 条" in wang.told(to(wang, LI_SI, number=3), FRIDAY)
    wang.told(Undo(number=2), FRIDAY)
    assert wang.told(to(wang, ZHOU, number=2), FRIDAY) == "那条已经撤销了，没有可改的。请把对的直接发一遍。"


def test_of_several_lines_it_is_asked_which(wang: Teacher) -> None:
    told = RecordSeveral(
        (
            RecordDeed(Kind.TALK, wang.ids(ZHANG_SAN), date(2025, 11, 21)),
            RecordDeed(Kind.HOME_VISIT, wang.ids(LI_SI), date(2025, 11, 21)),
        )
    )
    wang.told(told, FRIDAY)
    assert wang.told(to(wang, happened_on=date(2025, 11, 20)), FRIDAY) == (
        "刚才记了几条：1 张三，谈心，今天（11月21日）；2 李四，家访，今天（11月21日）。\n"
        "要改哪一条？说「第 1 条改成……」，或者「张三那条改成……」。这次先没动。"
    )


def test_a_day_is_put_right_for_all_children_of_the_deed(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, LI_SI)
    wang.told(to(wang, happened_on=date(2025, 11, 20)), FRIDAY)
    assert standing(wang) == [(ZHANG_SAN, "talk", "2025-11-20"), (LI_SI, "talk", "2025-11-20")]


def test_whose_place_another_child_takes_is_asked(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, LI_SI)
    asked = wang.told(to(wang, ZHOU), FRIDAY)
    assert asked.endswith("要改的是哪一位的？回 1 或 2。您没选，我先不改。")
    assert wang.told(Choice(2), FRIDAY, text="李四").startswith("改好了：周一诺，谈心，今天")
    assert standing(wang) == [(ZHANG_SAN, "talk", FRIDAY), (ZHOU, "talk", FRIDAY)]


def test_the_children_that_it_should_have_been(wang: Teacher) -> None:
    record(wang, ZHANG_SAN, LI_SI)
    answered = wang.told(to(wang, ZHANG_SAN, ZHOU), FRIDAY)
    assert "改好了：周一诺，谈心" in answered
    assert standing(wang) == [(ZHANG_SAN, "talk", FRIDAY), (ZHOU, "talk", FRIDAY)]


def test_one_child_more_or_less(wang: Teacher) -> None:
    record(wang, ZHANG_SAN)
    assert wang.told(to(wang, ZHANG_SAN, LI_SI), FRIDAY).startswith("加上了：李四，谈心，今天（11月21日）。")
    assert standing(wang) == [(ZHANG_SAN, "talk", FRIDAY), (LI_SI, "talk", FRIDAY)]
    assert "撤销了：李四，谈心" in wang.told(Undo(), FRIDAY)
    record(wang, ZHANG_SAN, LI_SI, day="2025-11-20")
    assert wang.told(to(wang, LI_SI), FRIDAY).startswith("改好了：不算「张三，谈心，昨天（11月20日）」了，其余照旧。")
    assert standing(wang) == [(ZHANG_SAN, "talk", FRIDAY), (LI_SI, "talk", "2025-11-20")]


def test_an_undo_behind_it_takes_the_whole_deed_back(wang: Teacher) -> None:
    record(wang, ZHANG_SAN)
    wang.told(to(wang, LI_SI), FRIDAY)
    assert wang.told(Undo(), FRIDAY) == (
        "撤销了：李四，谈心，今天（11月21日）。这条不算了。改之前的那条也不算，要记就再发一句。"
    )
    assert standing(wang) == []
    assert wang.told(to(wang, ZHOU), FRIDAY) == "那条已经撤销了，没有可改的。请把对的直接发一遍。"


def test_what_would_be_on_file_twice_is_left(wang: Teacher) -> None:
    record(wang, LI_SI)
    record(wang, ZHANG_SAN)
    assert wang.told(to(wang, LI_SI), FRIDAY).startswith("「李四，谈心，今天（11月21日）」已经记过一次了，所以没有改。")
    assert len(standing(wang)) == 2


def test_no_day_to_come(wang: Teacher) -> None:
    record(wang, ZHANG_SAN)
    assert wang.told(to(wang, happened_on=date(2025, 11, 22)), FRIDAY).startswith("那天还没到，所以没有改。")
    assert standing(wang) == [(ZHANG_SAN, "talk", FRIDAY)]


def test_nothing_to_put_right(wang: Teacher, store: Store, school: SmallSchool) -> None:
    nothing = "这几天没有您记的能改的记录，什么都没动。"
    assert wang.told(to(wang, LI_SI), FRIDAY).startswith(nothing)
    assert wang.told(to(wang, LI_SI, number=1), FRIDAY).startswith(nothing)
    record(wang, ZHANG_SAN)
    assert wang.told(to(wang, of=LI_SI, happened_on=date(2025, 11, 20)), FRIDAY).startswith(nothing)
    assert wang.told(to(wang, LI_SI), "2025-11-29").startswith(nothing)
    chen = Teacher(store, school, "ChenJie")
    assert chen.told(to(chen, LI_SI), FRIDAY).startswith(nothing)
    assert standing(wang) == [(ZHANG_SAN, "talk", FRIDAY)]


def test_a_failure_told_behind_it_is_no_deed_to_put_right(wang: Teacher) -> None:
    record(wang, ZHANG_SAN)
    wang.told(CouldNot(wang.ids(LI_SI)), FRIDAY)
    assert "改好了：周一诺" in wang.told(to(wang, ZHOU), FRIDAY)


def test_only_a_child_in_care(wang: Teacher, store: Store, school: SmallSchool) -> None:
    record(wang, ZHANG_SAN)
    assert wang.told(Correct((school.students["20250107"],)), FRIDAY).startswith("这位孩子现在不在您这儿了")
    assert standing(wang) == [(ZHANG_SAN, "talk", FRIDAY)]


def test_a_deed_of_children_who_have_left_is_put_right_by_line(wang: Teacher, store: Store) -> None:
    record(wang, ZHANG_SAN, LI_SI)
    with store.writing() as work:
        gone = PAIRING.c.student_id.in_(wang.ids(ZHANG_SAN, LI_SI))
        work.connection.execute(PAIRING.update().where(gone).values(end=date(2025, 11, 20)))
        work.connection.execute(SCHOOL.update().values(roster_version=2))
    assert wang.told(to(wang, ZHOU), FRIDAY).startswith("刚才记了几条：1 张三、李四，谈心")
    assert "改好了：周一诺" in wang.told(to(wang, ZHOU, number=2), FRIDAY)


@pytest.mark.parametrize(
    ("student", "day", "counts_for"),
    [(ZHANG_SAN, 1, "2025-11-30"), (LI_SI, 2, "2025-11-30"), (ZHOU, 2, "2025-12-02")],
)
def test_what_made_up_for_last_month_still_does_where_that_is_empty(
    wang: Teacher, student: str, day: int, counts_for: str
) -> None:
    wang.record("2025-11-20", ZHOU)
    made_up = RecordDeed(Kind.TALK, wang.ids(ZHANG_SAN), date(2025, 12, 2))
    wang.told(replace(made_up, makes_up=MakeUp(date(2025, 12, 2), Per.MONTH, 1)), "2025-12-02")
    wang.told(to(wang, student, happened_on=date(2025, 12, day)), "2025-12-02")
    assert wang.deeds()[-1][3:] == (counts_for, False)
