"""Hours of a school's own: what goes out waits for them, school by school."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, update

from scheduler.moment import At
from scheduler.tools import Tools
from scheduler.watching import list_children
from storage.circumstances import SCHOOL_DAY
from storage.outbox import OUTBOX, State
from storage.people import SCHOOL, roster_changed
from storage.schools import quiet_schools
from storage.work import Store
from tests.scheduler.pretend import Post, moment
from tests.scheduler.test_watching import FRIDAY, ZONE, lists, note
from tests.scheduler.ticks import messages, tick
from tests.support import small_school
from tests.support.small_school import SmallSchool, keep_hours, second_school

EARLY = {"remind_at": "11:30", "quiet_from": "18:00", "quiet_until": "07:00"}
LATE = {"quiet_from": "22:30", "quiet_until": "06:00"}


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def at(clock: str, day: str = FRIDAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [
        ("17:59", set()),
        ("18:00", {"first"}),
        ("21:30", {"first"}),
        ("22:30", {"first", "second"}),
        ("06:30", {"first"}),
        ("07:00", set()),
    ],
)
def test_each_school_is_quiet_at_its_own_hours(store: Store, school_id: int, clock: str, quiet: set[str]) -> None:
    schools = {"first": school_id, "second": second_school(store, school_id)}
    keep_hours(store, schools["first"], **EARLY)
    keep_hours(store, schools["second"], **LATE)
    with store.reading() as work:
        assert quiet_schools(work, at(clock)) == {schools[name] for name in quiet}


def test_a_quiet_school_holds_its_messages_while_others_go(store: Store, school_id: int) -> None:
    other = second_school(store, school_id)
    keep_hours(store, school_id, **EARLY)
    keep_hours(store, other, **LATE)
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=False))
    post = Post.of(store, school_id)
    post.put("calm", "U1")
    post.put("urgent", "U2", urgent=True)
    post.school_id = other
    post.put("the other's", "U3")
    post.run(moment(at("21:30").astimezone(UTC)))
    assert sorted(post.platform.texts()) == ["the other's", "urgent"]
    post.run(moment(at("07:00", "2025-11-22").astimezone(UTC)))
    assert sorted(post.platform.texts()) == ["calm", "the other's", "urgent"]


@pytest.mark.parametrize(
    ("clock", "said"), [("11:29", False), ("11:30", True), ("12:10", True), ("17:59", True), ("18:00", False)]
)
def test_reminders_come_at_the_school_s_hour(store: Store, school: SmallSchool, clock: str, said: bool) -> None:
    keep_hours(store, school.id, **EARLY)
    tick(store, FRIDAY, clock=clock)
    assert bool(messages(store)) is said


def list_at(store: Store, clock: str, day: str = FRIDAY) -> None:
    list_children(Tools(store, store), At(at(clock, day).astimezone(UTC), ZONE))


def test_the_list_of_children_to_be_watched_comes_at_the_school_s_hour(store: Store, school: SmallSchool) -> None:
    keep_hours(store, school.id, **EARLY)
    note(store, school, at("09:00").astimezone(UTC))
    list_at(store, "11:29")
    list_at(store, "18:00")
    assert lists(store) == []
    list_at(store, "11:30")
    assert len(lists(store)) == 1
    # What is noted after the hour is for the next day.
    note(store, school, at("12:00").astimezone(UTC), "20250103")
    list_at(store, "12:10")
    assert len(lists(store)) == 1
    list_at(store, "11:30", "2025-11-24")
    assert len(lists(store)) == 2


def test_what_falls_into_an_exam_week_is_said_before_it_and_not_again(store: Store, school: SmallSchool) -> None:
    """The reminders of 21 and 28 November fall together; nothing on a day of exams, then what is still empty."""
    with store.writing() as work:
        values = {"school_id": school.id, "first": date(2025, 11, 24), "last": date(2025, 11, 28), "kind": "silent"}
        work.connection.execute(insert(SCHOOL_DAY).values(name="", **values))
        roster_changed(work, school.id)
    for day in (FRIDAY, "2025-11-24", "2025-11-26", "2025-11-28", "2025-12-01", "2025-12-02"):
        tick(store, day)
        with store.writing() as work:
            work.connection.execute(update(OUTBOX).values(state=State.SENT.value))
    assert {key.rpartition(" ")[2] for key in messages(store)} == {FRIDAY, "2025-12-02"}


def test_an_exam_week_is_without_reminders_and_not_without_the_list(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        values = {"school_id": school.id, "first": date(2025, 11, 17), "last": date(2025, 11, 30), "kind": "silent"}
        work.connection.execute(insert(SCHOOL_DAY).values(name="", **values))
        roster_changed(work, school.id)
    note(store, school, at("09:00").astimezone(UTC))
    tick(store, FRIDAY)
    assert messages(store) == {}
    list_at(store, "12:10")
    assert [user for user, _ in lists(store)] == ["GaoAdmin"]
