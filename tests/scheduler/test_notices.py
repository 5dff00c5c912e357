"""A member who cannot be reached: those who look after the app hear of it, once a day."""

import pytest

from scheduler.purposes import PURPOSES
from scheduler.reminders import settled
from scheduler.sender import Delivered, Outcome, Reason, Refused
from storage.outbox import Purpose
from storage.work import Store
from tests.scheduler.ticks import at, leased, messages, tick
from tests.support import small_school
from tests.support.small_school import SmallSchool


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def settle(store: Store, outcome: Outcome, day: str = "2025-11-21") -> list[str]:
    """Whom the administrator is told of."""
    one = leased(store, "WangFang")
    store.submit(lambda work: settled(work, one, outcome, at(day)))
    return [str(message) for key, message in messages(store).items() if key.startswith("GaoAdmin ")]


def test_whoever_looks_after_the_app_hears_who_was_left_out_and_what_to_do(store: Store, school: SmallSchool) -> None:
    tick(store, "2025-11-21")
    [said] = settle(store, Refused(Reason.UNREACHABLE, 81013))
    assert "王芳老师收不到提醒" in said
    assert "可见范围" in said
    assert settle(store, Refused(Reason.UNREACHABLE, 81013)) == [said]
    assert Purpose.NOTICE in PURPOSES


@pytest.mark.parametrize("outcome", [Delivered(), Refused(Reason.UNSURE)], ids=["delivered", "unsure"])
def test_nothing_is_said_where_nobody_was_left_out_for_certain(
    store: Store, school: SmallSchool, outcome: Outcome
) -> None:
    tick(store, "2025-11-21")
    assert settle(store, outcome) == []
