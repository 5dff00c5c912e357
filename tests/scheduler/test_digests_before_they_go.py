"""A digest is checked once more before it goes: what is no longer true is not said, and was not said."""

from datetime import date

import pytest
from sqlalchemy import event, select, update

from duty.people import Role
from scheduler.digests import escalate
from scheduler.housekeeping import SAID_KEPT, tidy
from scheduler.moment import At
from scheduler.sender import Perhaps, Refused
from scheduler.sender import Reason as Refusal
from scheduler.tools import Tools
from storage import deeds, escalations
from storage.deeds import DEED
from storage.escalations import ESCALATED
from storage.outbox import OUTBOX, Purpose, State
from storage.people import PAIRING
from storage.work import Store
from tests.scheduler.leading import Days
from tests.scheduler.test_digests import snooze
from tests.scheduler.ticks import LI_SI, ZHANG_SAN, ZHOU, at

FRIDAY, MONDAY = "2025-12-05", "2025-12-08"
ALL = (ZHANG_SAN, LI_SI, ZHOU)


@pytest.fixture
def days(store: Store, school_id: int) -> Days:
    """Friday's digest is down and has not gone."""
    found = Days.of(store, school_id)
    found.appoint("GaoAdmin", Role.COORDINATOR)
    found.tick("2025-12-02")
    found.tick(FRIDAY, deliver=False)
    return found


def remaining(days: Days) -> list[str]:
    return [line for text in days.texts() for line in text.splitlines()[1:]]


def test_what_is_done_before_it_goes_is_left_out(days: Days) -> None:
    days.talked("WangFang", ZHANG_SAN, "2025-11-28")
    days.deliver(FRIDAY)
    assert "。还有 2 位：王老师的李四、周一诺。" in remaining(days)[0]
    assert [child for child, _, _ in days.steps()] == [LI_SI, ZHOU]


def test_where_nothing_is_left_nothing_goes(days: Days) -> None:
    for student in ALL:
        days.talked("WangFang", student, "2025-11-28")
    days.deliver(FRIDAY)
    assert (days.digests(), days.steps()) == ([], [])
    assert [row.state for row in days.rows(Purpose.DIGEST)] == ["dropped"]


def test_what_was_taken_back_after_all_is_said_later(days: Days) -> None:
    for student in ALL:
        days.talked("WangFang", student, "2025-11-28")
    days.deliver(FRIDAY)
    with days.store.writing() as work:
        new = select(DEED.c.id).where(DEED.c.happened_on == date(2025, 11, 28))
        deeds.revoke(work, list(work.connection.execute(new).scalars()), at(FRIDAY).at)
    days.tick(MONDAY)
    assert days.digests() == [("ChenJie", MONDAY)]


def test_put_off_over_and_excused_duties_are_left_out(days: Days) -> None:
    snooze(days, LI_SI, MONDAY)
    days.part(ZHOU, FRIDAY[:-2] + "04")
    days.deliver(FRIDAY)
    assert "。要跟您说的有 1 位：王老师的张三。" in remaining(days)[0]


def test_a_child_that_went_to_another_mentor_is_left_out(days: Days) -> None:
    for student in ALL:
        days.part(student, "2025-11-30")
    days.deliver(FRIDAY)
    assert (days.digests(), days.steps()) == ([], [])


def test_who_leads_no_more_hears_nothing_and_who_does_hears_it(days: Days) -> None:
    days.dismiss("ChenJie")
    days.appoint("SunLi", Role.GRADE_LEAD, "七年级")
    days.deliver(FRIDAY)
    assert (days.digests(), days.steps()) == ([], [])
    days.tick(FRIDAY, "12:20")
    assert days.digests() == [("SunLi", FRIDAY)]


def test_whom_the_platform_does_not_reach_is_not_waited_for(days: Days) -> None:
    days.platform.answer = lambda account: Refused(Refusal.UNREACHABLE, 81013) if account == "ChenJie" else None
    days.deliver(FRIDAY)
    assert days.steps() == []
    days.tick(FRIDAY, "12:20")
    assert days.digests() == [("ChenJie", FRIDAY), ("GaoAdmin", FRIDAY)]
    # Those who look after the app hear whom it does not reach; after a week it is tried again.
    days.tick(FRIDAY, "12:40")
    assert [text for text in days.platform.reached if text.startswith("陈杰老师没收到")]
    assert unreached(days, FRIDAY) == {"chenjie"}
    assert unreached(days, "2025-12-13") == set()


def unreached(days: Days, day: str) -> set[str]:
    with days.store.reading() as work:
        return escalations.unreached(work, days.school.id, at(day).at)


def test_nobody_reached_is_tried_again_the_next_day(days: Days) -> None:
    days.platform.answer = lambda account: None if account == "WangFang" else Refused(Refusal.UNREACHABLE, 81013)
    days.between(FRIDAY, "2025-12-09")
    assert days.steps() == []
    days.platform.answer = lambda _account: None
    days.tick("2025-12-10")
    assert [child for child, _, _ in days.steps()] == [ZHANG_SAN, LI_SI, ZHOU]


def test_one_of_two_leads_who_is_not_reached_leaves_it_said_by_the_other(days: Days) -> None:
    days.deliver(FRIDAY)
    with days.store.writing() as work:
        work.connection.execute(ESCALATED.delete())
        work.connection.execute(update(OUTBOX).values(unique_key=OUTBOX.c.unique_key + " old"))
    days.appoint("SunLi", Role.GRADE_LEAD, "七年级")
    days.platform.answer = lambda account: Refused(Refusal.UNREACHABLE, 81013) if account == "ChenJie" else None
    days.tick(MONDAY)
    days.tick(MONDAY, "13:00")
    assert [user for user, day in days.digests() if day == MONDAY] == ["ChenJie", "SunLi"]
    assert len(days.steps()) == 3


def test_what_may_have_arrived_is_not_said_again(days: Days) -> None:
    days.platform.answer = lambda account: Perhaps() if account == "ChenJie" else None
    days.deliver(FRIDAY)
    days.between("2025-12-06", "2025-12-11")
    assert [row.state for row in days.rows(Purpose.DIGEST)] == [State.UNSURE.value]
    assert len(days.steps()) == 3


def test_what_could_not_go_on_its_day_is_said_by_the_next_days_digest(days: Days) -> None:
    days.deliver(MONDAY, "08:00")
    assert (days.digests(), days.steps()) == ([], [])
    days.tick(MONDAY)
    assert days.digests() == [("ChenJie", MONDAY)]


def test_what_still_waited_is_taken_back_by_the_next_days_tick(days: Days) -> None:
    days.tick(MONDAY, deliver=False)
    assert [row.state for row in days.rows(Purpose.DIGEST)] == ["cancelled", "waiting"]
    assert days.steps() == [(student, 1, MONDAY) for student in ALL]


def test_a_quiet_tick_costs_a_few_questions_however_many_pairings_there_are(days: Days) -> None:
    days.deliver(FRIDAY)
    tools, asked = Tools(days.store, days.store), []

    def note(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
        asked.append(statement)

    event.listen(days.store.engine, "before_cursor_execute", note)
    escalate(tools, at(FRIDAY, "12:30"))
    few = len(asked)
    with days.store.writing() as work:
        work.connection.execute(update(PAIRING).values(touched=PAIRING.c.touched + 1))
    asked.clear()
    escalate(tools, at(FRIDAY, "12:31"))
    event.remove(days.store.engine, "before_cursor_execute", note)
    assert len(asked) == few <= 12


def test_a_year_later_it_is_taken_out(days: Days) -> None:
    days.deliver(FRIDAY)
    later = At(at("2025-11-30").at + SAID_KEPT * 1.1, at(FRIDAY).zone)
    while tidy(Tools(days.store, days.store), later):
        pass
    assert (days.steps(), days.rows(Purpose.DIGEST)) == ([], [])
