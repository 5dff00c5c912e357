"""Who is reminded on which tick: once, of the current truth, and not at all where it is no longer true."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy import delete, insert, select, update

from duty.messages import ButtonCard, VoteCard
from scheduler.handling import Ready
from scheduler.reminders import remind
from scheduler.tools import Tools
from storage import cards, deeds, reminders
from storage.deeds import DEED
from storage.people import MEMBER, MEMBER_ROLE, PAIRING, SCHOOL, STUDENT, TERM
from storage.reminders import REMINDED
from storage.work import Store, Work
from tests.scheduler.ticks import (
    LI_SI,
    ZHANG_SAN,
    at,
    change,
    checked,
    lines,
    messages,
    record,
    sent,
    snooze,
    tick,
)
from tests.support import small_school
from tests.support.small_school import SmallSchool

T = TypeVar("T")
NOVEMBER = date(2025, 11, 1)


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def test_a_week_before_the_end_of_the_month_every_mentor_is_asked_once(store: Store, school: SmallSchool) -> None:
    tick(store, "2025-11-21", "2025-11-21")
    found = messages(store)
    assert {receiver: lines(message) for receiver, message in found.items()} == {
        "WangFang 2025-11-21": ["张三", "李四", "周一诺"],
        "LiNa 2025-11-21": ["张伟（七年级1班）", "张伟（七年级2班）"],
        "SunLi 2025-11-21": ["古丽米热·艾力"],
    }
    card = found["WangFang 2025-11-21"]
    assert isinstance(card, VoteCard)
    assert card.title == "王老师，张三、李四、周一诺等您聊聊"
    assert card.text == (
        "这个月谈心，30日（周日）前都来得及。午饭后一起走走也很好。办过的勾一下，记在今天；"
        "看不到选项、或是别的日子，就发一句，比如「昨天已谈心 张三」。忙不开点右上角「推迟」，没办成点「没能做到」。"
    )
    with store.reading() as work:
        given = cards.find(work, card.task_id)
    assert given is not None
    assert given.member_id == school.members["WangFang"]
    assert [item.option_id for item in given.items] == [option.id for option in card.options]
    assert {item.window_last for item in given.items} == {date(2025, 11, 30)}


@pytest.mark.parametrize(
    ("day", "clock", "said"),
    [
        ("2025-11-21", "12:09", False),
        ("2025-11-21", "12:10", True),
        ("2025-11-21", "20:59", True),
        ("2025-11-21", "21:00", False),
        ("2025-11-21", "03:00", False),
        # Away on Friday: said on Monday and Tuesday, dropped on Wednesday.
        ("2025-11-22", "12:10", False),
        ("2025-11-23", "12:10", False),
        ("2025-11-24", "12:10", True),
        ("2025-11-25", "12:10", True),
        ("2025-11-26", "12:10", False),
        ("2025-11-28", "12:10", True),
        ("2025-12-02", "12:10", True),
        ("2025-12-05", "12:10", False),
        # The day after the National Day that the reminder of 2 October moved to, and a Saturday that is worked.
        ("2025-10-02", "12:10", False),
        ("2025-10-09", "12:10", True),
        ("2025-10-11", "12:10", True),
        ("2025-10-18", "12:10", False),
        # A vacation, and what was left of the term on the first day of the next.
        ("2026-02-10", "12:10", False),
        ("2026-02-27", "12:10", True),
    ],
)
def test_only_at_its_hour_on_working_days_and_not_much_too_late(
    store: Store, school: SmallSchool, day: str, clock: str, said: bool
) -> None:
    tick(store, day, clock=clock)
    assert bool(messages(store)) == said


def test_ticks_in_any_order_say_each_day_once(store: Store, school: SmallSchool) -> None:
    for day in ("2025-11-24", "2025-11-21", "2025-11-25", "2025-11-24"):
        tick(store, day)
        sent(store)
    assert {key.rpartition(" ")[2] for key in messages(store)} == {"2025-11-24"}
    with store.reading() as work:
        days = work.connection.execute(select(REMINDED.c.student_id, REMINDED.c.reminder_day)).all()
    assert len(days) == len(set(days)) == 6


def test_the_next_reminder_tells_the_truth_of_its_day(store: Store, school: SmallSchool) -> None:
    tick(store, "2025-11-21")
    record(store, school, "WangFang", ZHANG_SAN, "2025-11-24")
    for day in ("2025-11-28", "2025-12-02"):
        sent(store)
        tick(store, day)
    found = messages(store)
    assert lines(found["WangFang 2025-11-28"]) == ["李四", "周一诺"]
    late = found["WangFang 2025-12-02"]
    assert lines(late) == ["李四", "周一诺"]
    assert isinstance(late, VoteCard)
    assert late.text.startswith("上个月谈心还空着，办了就算补上。办过的勾一下，记在今天；")


def test_a_single_thing_that_is_no_talk_has_buttons(store: Store, school: SmallSchool) -> None:
    for day in ("2025-09-10", "2025-10-15", "2025-11-12", "2025-12-03"):
        record(store, school, "SunLi", "20250106", day)
    tick(store, "2025-12-09")
    card = messages(store)["SunLi 2025-12-09"]
    assert isinstance(card, ButtonCard)
    assert card.title == "孙老师，古丽米热·艾力的家访等您"
    assert card.text == (
        "这学期家访，1月23日前都来得及。办好了点「已家访」，记在今天；"
        "看不到按钮、或是别的日子，就发一句，比如「昨天已家访 古丽米热·艾力」。"
    )
    assert [button.text for button in card.buttons] == ["已家访", "推迟", "没能做到"]


def test_kinds_are_named_where_a_card_has_several(store: Store, school: SmallSchool) -> None:
    tick(store, "2026-01-16")
    card = messages(store)["SunLi 2026-01-16"]
    assert isinstance(card, VoteCard)
    assert card.title == "孙老师，有 2 件事等您"
    assert lines(card) == ["古丽米热·艾力 家访", "古丽米热·艾力 谈心"]
    assert card.text.startswith("这学期家访，23日（周五）前都来得及；这个月谈心，23日（周五）前都来得及。办过的")


def test_more_than_twenty_are_told_in_words(store: Store, school: SmallSchool) -> None:
    def more(work: Work) -> None:
        for number in range(22):
            values = {"school_id": school.id, "grade": "八年级", "class_name": "2班", "sealed_details": b""}
            added = insert(STUDENT).values(student_no=f"9{number:03}", name=f"小{number:02}", **values)
            child = work.connection.execute(added.returning(STUDENT.c.id)).scalar_one()
            pairing = {"member_id": school.members["WangFang"], "student_id": child, "start": date(2025, 9, 1)}
            work.connection.execute(insert(PAIRING).values(school_id=school.id, pack="four_ones", **pairing))

    change(store, more)
    tick(store, "2025-11-21")
    card = messages(store)["WangFang 2025-11-21"]
    assert isinstance(card, VoteCard)
    assert len(card.options) == 20
    assert "没列下的还有小17等 5 个孩子，回「待办」看。" in card.text
    assert len(card.text) <= 160


def test_who_has_no_post_is_reminded_and_whose_pairing_ended_is_not(store: Store, school: SmallSchool) -> None:
    def turn_over(work: Work) -> None:
        work.connection.execute(delete(MEMBER_ROLE))
        ended = update(PAIRING).where(PAIRING.c.member_id == school.members["LiNa"])
        # On the last day of the month: what was owed stays owed, but the child is another's now.
        work.connection.execute(ended.values(end=date(2025, 11, 30)))

    change(store, turn_over)
    tick(store, "2025-12-02")
    assert sorted(messages(store)) == ["SunLi 2025-12-02", "WangFang 2025-12-02"]


def test_nothing_is_said_of_the_time_before_the_school_began(store: Store, school: SmallSchool) -> None:
    change(store, lambda work: work.connection.execute(update(SCHOOL).values(live_from=date(2025, 11, 22))))
    tick(store, "2025-11-21", "2025-11-28", "2025-12-02")
    assert messages(store) == {}


def test_what_was_put_off_is_left_out_until_its_day(store: Store, school: SmallSchool) -> None:
    change(store, lambda work: snooze(work, school, LI_SI, "2025-11-25"))
    change(store, lambda work: snooze(work, school, LI_SI, "2025-11-26"))
    for day in ("2025-11-21", "2025-11-25", "2025-11-26"):
        tick(store, day)
        sent(store)
    found = {key: lines(message) for key, message in messages(store).items() if key.startswith("WangFang")}
    # On the day to which one was put off, all that is due goes along.
    assert found == {
        "WangFang 2025-11-21": ["张三", "周一诺"],
        "WangFang 2025-11-26": ["张三", "李四", "周一诺"],
    }


class Slow:
    """Between the looking and the writing of this process another one runs a whole tick."""

    def __init__(self, store: Store, quicker: str) -> None:
        self.store, self.quicker, self.jobs = store, quicker, 0

    def submit(self, job: Callable[[Work], T]) -> T:
        self.jobs += 1
        if self.jobs == 1:
            tick(self.store, self.quicker)
        return self.store.submit(job)


def test_a_message_that_may_have_gone_is_not_said_again(store: Store, school: SmallSchool) -> None:
    tick(store, "2025-11-21")
    sent(store)
    tick(store, "2025-11-24", "2025-11-25")
    assert {key.rpartition(" ")[2] for key in messages(store)} == {"2025-11-21"}


@pytest.mark.parametrize("quicker", ["2025-11-21", "2025-11-24"])
def test_another_process_that_was_quicker_is_seen(store: Store, school: SmallSchool, quicker: str) -> None:
    slow = Slow(store, quicker)
    remind(Tools(store, slow), at("2025-11-24"))
    assert slow.jobs == 1
    assert {key.rpartition(" ")[2] for key in messages(store)} == {quicker}
    with store.reading() as work:
        rows = work.connection.execute(select(REMINDED.c.student_id, REMINDED.c.reminder_day)).all()
    assert len(rows) == len(set(rows)) == 6


def test_a_look_that_failed_is_made_again(store: Store, school: SmallSchool) -> None:
    class Away(Exception):
        pass

    class Failing:
        jobs = 0

        def submit(self, job: Callable[[Work], T]) -> T:
            self.jobs += 1
            if self.jobs == 1:
                raise Away
            return store.submit(job)

    tools = Tools(store, Failing())
    with pytest.raises(Away):
        remind(tools, at("2025-11-21"))
    remind(tools, at("2025-11-21", "12:11"))
    assert len(messages(store)) == 3


def test_only_deeds_that_can_count_today_are_asked_for(store: Store, school: SmallSchool) -> None:
    record(store, school, "WangFang", ZHANG_SAN, "2025-09-10")
    record(store, school, "WangFang", ZHANG_SAN, "2025-11-03")
    with store.writing() as work:
        work.connection.execute(DEED.update().values(counts_for=date(2024, 9, 1)).where(DEED.c.happened_on < NOVEMBER))
        # Of a kind that nobody knows: whoever reads it breaks.
        work.connection.execute(DEED.update().values(kind="nonsense").where(DEED.c.happened_on < NOVEMBER))
    tick(store, "2025-11-21")
    assert lines(messages(store)["WangFang 2025-11-21"]) == ["李四", "周一诺"]
    now = checked(store, "WangFang", at("2025-11-21", "12:30"))
    assert isinstance(now, Ready)
    assert lines(now.message) == ["李四", "周一诺"]


def test_every_school_of_the_database_is_reminded(store: Store, school: SmallSchool) -> None:
    def second(work: Work) -> None:
        corp = work.connection.execute(select(SCHOOL.c.corp_id)).scalar_one()
        values = {"trial": True, "crisis_contacts": "", "roster_version": 1, "live_from": date(2025, 9, 1)}
        added = insert(SCHOOL).values(corp_id=corp, slug="b", name="B", **values).returning(SCHOOL.c.id)
        other = work.connection.execute(added).scalar_one()
        term = {"school_year": "2025-2026", "name": "1", "first": date(2025, 9, 1), "last": date(2026, 1, 23)}
        work.connection.execute(insert(TERM).values(school_id=other, **term))
        child, mentor = school.students["20250106"], school.members["SunLi"]
        for rows, column, row_id in ((STUDENT, STUDENT.c.id, child), (MEMBER, MEMBER.c.id, mentor)):
            work.connection.execute(update(rows).where(column == row_id).values(school_id=other))
        work.connection.execute(update(PAIRING).where(PAIRING.c.member_id == mentor).values(school_id=other))

    change(store, second)
    tick(store, "2025-11-21")
    assert sorted(messages(store)) == ["LiNa 2025-11-21", "SunLi 2025-11-21", "WangFang 2025-11-21"]
    assert isinstance(checked(store, "SunLi", at("2025-11-21", "12:30")), Ready)


def test_what_comes_up_after_the_message_of_a_day_is_said_the_next_day(store: Store, school: SmallSchool) -> None:
    for student in (ZHANG_SAN, LI_SI):
        record(store, school, "WangFang", student, "2025-11-20")
    tick(store, "2025-11-24")
    assert lines(messages(store)["WangFang 2025-11-24"]) == ["周一诺"]
    with store.writing() as work:
        deeds.revoke(
            work, [deed.id for deed in deeds.newest_of_student(work, school.students[LI_SI], 1)], at("2025-11-24").at
        )
    tick(store, "2025-11-24", clock="15:00")
    tick(store, "2025-11-25")
    assert sorted(lines(messages(store)["WangFang 2025-11-25"])) == ["周一诺", "李四"]


def test_what_was_done_before_it_went_was_not_said(store: Store, school: SmallSchool) -> None:
    tick(store, "2025-11-24")
    record(store, school, "WangFang", LI_SI, "2025-11-24")
    checked(store, "WangFang", at("2025-11-24"))
    with store.reading() as work:
        said = reminders.said_of(work, [school.members["WangFang"]], date(2025, 11, 20))
    assert school.students[LI_SI] not in {key.student_id for key, _ in said}
