"""A reminder is checked once more before it goes: what is no longer true is not said."""

from datetime import date

import pytest
from sqlalchemy import update

from duty.messages import VoteCard
from scheduler.handling import Gone, Ready
from storage import cards
from storage.people import PAIRING, roster_changed
from storage.work import Store
from tests.scheduler.ticks import (
    LI_SI,
    ZHANG_SAN,
    ZHOU,
    at,
    change,
    checked,
    leased,
    lines,
    messages,
    record,
    snooze,
    tick,
)
from tests.support import small_school
from tests.support.small_school import SmallSchool


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def test_what_is_done_before_a_message_goes_is_not_asked_for(store: Store, school: SmallSchool) -> None:
    tick(store, "2025-11-21")
    before = leased(store, "WangFang").message
    record(store, school, "WangFang", LI_SI, "2025-11-21")
    now = checked(store, "WangFang", at("2025-11-21", "12:11"))
    assert isinstance(now, Ready)
    assert now.account == "WangFang"
    assert lines(now.message) == ["张三", "周一诺"]
    assert isinstance(now.message, VoteCard)
    assert isinstance(before, VoteCard)
    assert now.message.task_id == before.task_id
    with store.reading() as work:
        given = cards.find(work, before.task_id)
    assert given is not None
    assert [item.text for item in given.items] == ["张三", "周一诺"]
    for student in (ZHANG_SAN, ZHOU):
        record(store, school, "WangFang", student, "2025-11-21")
    assert isinstance(checked(store, "WangFang", at("2025-11-21", "12:12")), Gone)


def test_a_message_is_checked_against_the_roster_and_what_was_put_off(store: Store, school: SmallSchool) -> None:
    tick(store, "2025-11-21")
    change(store, lambda work: snooze(work, school, LI_SI, "2025-11-26"))
    gone = update(PAIRING).where(PAIRING.c.student_id == school.students[ZHOU]).values(end=date(2025, 11, 20))
    change(store, lambda work: work.connection.execute(gone))
    change(store, lambda work: roster_changed(work, school.id))
    now = checked(store, "WangFang", at("2025-11-21", "12:30"))
    assert isinstance(now, Ready)
    assert lines(now.message) == ["张三"]


def test_a_checked_message_tells_namesakes_apart_as_before(store: Store, school: SmallSchool) -> None:
    tick(store, "2025-11-21")
    now = checked(store, "LiNa", at("2025-11-21", "12:30"))
    assert isinstance(now, Ready)
    assert now.message == leased(store, "LiNa").message


def test_what_could_not_go_on_its_day_is_said_by_the_next_day_s_message(store: Store, school: SmallSchool) -> None:
    tick(store, "2025-11-21")
    assert isinstance(checked(store, "WangFang", at("2025-11-24", "08:00")), Gone)
    tick(store, "2025-11-24")
    found = messages(store)
    assert lines(found["WangFang 2025-11-24"]) == ["张三", "李四", "周一诺"]
    # Those that still waited were taken back by the tick itself.
    assert [key for key in found if key.endswith("2025-11-21")] == []
