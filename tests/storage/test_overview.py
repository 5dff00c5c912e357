"""The counts that tell an operator what is stuck, and which families can be reached."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from storage.outbox import State
from storage.overview import GUARDIAN, Backlog, Reach, backlog, reach
from storage.people import SCHOOL, STUDENT
from storage.work import Store
from tests.bot.clinic import fitting, message

NOW = datetime(2025, 11, 21, 4, tzinfo=UTC)
SINCE, DUE_BY = NOW - timedelta(days=7), NOW - timedelta(minutes=10)
LONG_AGO, JUST_NOW, EARLIER = NOW - timedelta(days=8), NOW - timedelta(minutes=1), NOW - timedelta(hours=1)


def counted(store: Store, *rows: dict[str, Any], quiet: bool = False) -> Backlog:
    with store.writing() as work:
        for number, row in enumerate(rows):
            work.connection.execute(message(number, **row))
        schools = work.connection.execute(select(SCHOOL.c.id)).scalars()
        return backlog(work, since=SINCE, due_by=DUE_BY, quiet=set(schools) if quiet else ())


@pytest.mark.usefixtures("school_id")
class TestBacklog:
    """What waits, and what ended badly in the last days."""

    def test_an_empty_outbox_counts_nothing(self, store: Store) -> None:
        assert counted(store) == Backlog()

    def test_what_is_leased_waits_too_and_what_stopped_it_is_told(self, store: Store) -> None:
        found = counted(
            store,
            {"due_at": JUST_NOW},
            {"due_at": NOW + timedelta(minutes=1), "error": "not_trusted 60020"},
            {"due_at": EARLIER, "state": State.LEASED.value, "error": "perhaps"},
            {"due_at": NOW + timedelta(minutes=1), "error": "not_trusted 60020"},
        )
        assert found == Backlog(waiting=4, held={"not_trusted 60020": 2, "perhaps": 1})

    @pytest.mark.parametrize(("quiet", "overdue"), [(False, 2), (True, 1)])
    def test_in_quiet_hours_only_what_is_urgent_is_overdue(self, store: Store, quiet: bool, overdue: int) -> None:
        rows = [{"due_at": EARLIER, "urgent": urgent} for urgent in (True, False)]
        assert counted(store, *rows, {"due_at": JUST_NOW}, quiet=quiet) == Backlog(waiting=3, overdue=overdue)

    def test_what_ended_is_forgotten_after_some_days(self, store: Store) -> None:
        ended = [
            {"state": state, "error": error, "settled_at": at}
            for at in (LONG_AGO, JUST_NOW)
            for state, error in (("failed", "unlicensed"), ("failed", None), ("unsure", "unsure"))
        ]
        assert counted(store, *ended) == Backlog(failed={"unlicensed": 1, "": 1}, unsure=1)

    def test_what_ended_as_it_should_counts_nothing(self, store: Store) -> None:
        ended = [{"state": state, "settled_at": JUST_NOW} for state in ("sent", "dropped", "cancelled")]
        assert counted(store, *ended) == Backlog()


def test_families_are_counted_by_whether_they_follow(store: Store, school_id: int) -> None:
    families = [(True, False, b"a"), (True, False, b"b"), (False, False, b"c"), (None, False, b"d")]
    # Those who want nothing, and those of whom the platform knows nothing, cannot be reached anyway.
    others = [(True, True, b"e"), (None, False, None)]
    with store.writing() as work:
        student = fitting(STUDENT, school_id=school_id, student_no="1", name="张三")
        work.connection.execute(insert(STUDENT).values(**student))
        for follows, no_contact, account in (*families, *others):
            given = {"follows": follows, "no_contact": no_contact, "platform_mark": account}
            mark = repr((follows, account)).encode()
            ids = {"school_id": school_id, "student_id": select(STUDENT.c.id).scalar_subquery()}
            row = fitting(GUARDIAN, **ids, identity_mark=mark, **given)
            work.connection.execute(insert(GUARDIAN).values(**row))
        assert reach(work, school_id) == Reach(everybody=5, with_account=4, following=2, not_following=1)
        assert reach(work, school_id + 1) == Reach(0, 0, 0, 0)
