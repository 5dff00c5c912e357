"""The calendar of a school: the State Council's plan, and above it what the school has decided itself."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from duty.calendar import SchoolCalendar
from storage.circumstances import EXEMPTION, SCHOOL_DAY
from storage.holidays import is_published, public_days
from storage.people import load_school, roster_changed
from storage.work import Store
from tests.support import small_school
from tests.support.small_school import SmallSchool


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def decide(store: Store, school: SmallSchool, *days: tuple[str, str, str]) -> SchoolCalendar:
    """The school's calendar once it has decided on these days: kind, first, last."""
    with store.writing() as work:
        for kind, first, last in days:
            span = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
            work.connection.execute(insert(SCHOOL_DAY).values(school_id=school.id, kind=kind, name="", **span))
        roster_changed(work, school.id)
        return load_school(work, school.id).calendar


# Of 2025: the National Day is free from Wednesday, 1 October, to Wednesday, 8 October; 28 September, a Sunday, and
# 11 October, a Saturday, are worked for it. The winter vacation is from 24 January to 26 February 2026.
@pytest.mark.parametrize(
    ("kind", "day", "before", "after", "why"),
    [
        ("work", "2025-10-08", False, True, "a public holiday that the school works"),
        ("work", "2025-10-04", False, True, "a Saturday within the holiday that the school works"),
        ("work", "2025-11-22", False, True, "a Saturday that the school works"),
        ("rest", "2025-10-11", True, False, "a public make-up day that the school does not work"),
        ("rest", "2025-11-21", True, False, "a Friday on which the school is free"),
        ("silent", "2025-11-21", True, True, "a day of exams is worked"),
        ("work", "2026-02-10", False, False, "nothing makes a day of the vacation a working day"),
        ("rest", "2025-11-23", False, False, "a Sunday anyway"),
    ],
)
def test_a_school_s_own_day_beats_the_public_one(
    store: Store, school: SmallSchool, kind: str, day: str, before: bool, after: bool, why: str
) -> None:
    on = date.fromisoformat(day)
    assert decide(store, school).is_working_day(on) is before, why
    calendar = decide(store, school, (kind, day, day))
    assert calendar.is_working_day(on) is after, why
    assert calendar.is_reminding_day(on) is (after and kind != "silent"), why
    # The days beside it stay what they are.
    assert calendar.is_working_day(date(2025, 10, 9))
    assert not calendar.is_working_day(date(2025, 10, 3))


def test_days_are_of_their_school_alone(store: Store, school: SmallSchool) -> None:
    other = small_school.second_school(store, school.id)
    decide(store, school, ("rest", "2025-11-17", "2025-11-21"))
    with store.reading() as work:
        assert load_school(work, other).calendar.is_working_day(date(2025, 11, 21))


def test_an_exempt_child_is_owed_nothing_while_the_others_are(store: Store, school: SmallSchool) -> None:
    wang, zhang = school.members["WangFang"], school.students["20250101"]
    with store.writing() as work:
        span = {"first": date(2025, 11, 1), "last": date(2025, 11, 30), "entered_at": datetime.now(UTC)}
        work.connection.execute(insert(EXEMPTION).values(school_id=school.id, student_id=zhang, **span))
        roster_changed(work, school.id)
        found = load_school(work, school.id)
    owed = {
        one.pairing.student_id
        for one in found.pairings[wang]
        for _, window in found.engine.windows(found.policies[one.pack], one.pairing)
        if window.last == date(2025, 11, 30)
    }
    assert owed == {school.students["20250102"], school.students["20250103"]}


@pytest.mark.parametrize(("year", "published"), [(2025, True), (2090, False)])
def test_where_no_plan_is_published_the_law_is_known_and_no_make_up_days(year: int, published: bool) -> None:
    days = public_days(year, year)
    assert is_published(year) is published
    assert {date(year, 1, 1), date(year, 5, 1), date(year, 10, 1)} <= days.rest
    assert bool(days.work) is published
