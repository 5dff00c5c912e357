"""What is taken out after a year, and what stays for ever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Table, select, update

from duty.kinds import Kind
from duty.messages import Text
from duty.reminders import DutyKey
from scheduler.housekeeping import SAID_KEPT, tidy
from scheduler.moment import At
from scheduler.tools import Tools
from storage import cards, outbox, reminders
from storage.cards import CARD, StoredCard
from storage.outbox import OUTBOX, Channel, Draft, Purpose, State
from storage.outlived import DAILY
from storage.reminders import REMINDED, SNOOZE, Marked
from storage.work import Store, Work
from tests.scheduler.pretend import ZONE
from tests.support import small_school
from tests.support.small_school import SmallSchool

SAID = datetime(2025, 11, 21, 4, 10, tzinfo=UTC)
NOVEMBER, JULY = date(2025, 11, 30), date(2026, 7, 3)
KEPT_FOR_EVER = [purpose for purpose in Purpose if purpose not in DAILY]


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def put(work: Work, school: SmallSchool, purpose: Purpose, key: str, *, settled: bool = True) -> int:
    draft = Draft(school.id, key, Channel.MEMBER, "WangFang", purpose, Text(key), SAID)
    row_id = outbox.put(work, [draft], SAID)[key]
    if settled:
        done = update(OUTBOX).where(OUTBOX.c.id == row_id)
        work.connection.execute(done.values(state=State.SENT.value, settled_at=SAID))
    return row_id


def remind(work: Work, school: SmallSchool, last: date) -> None:
    """A reminder of a window, with all that it leaves behind."""
    key = DutyKey(school.members["WangFang"], school.students["20250101"], Kind.TALK, last)
    row_id = put(work, school, Purpose.REMINDER, f"reminder {last}")
    reminders.mark(work, [Marked(school.id, row_id, ((key, SAID.date()),))])
    reminders.snooze(work, school.id, {key: last}, SAID)
    cards.save(work, [StoredCard(f"r-{last}", school.id, key.mentor_id, ())], SAID)


def left(store: Store, rows: Table) -> int:
    with store.reading() as work:
        return len(work.connection.execute(select(rows.c.id)).all())


def tidied(store: Store, at: datetime) -> list[int]:
    """How much is left of reminders, what was put off, cards and messages."""
    steps = 0
    while tidy(Tools(store, store), At(at, ZONE)):
        steps += 1
        assert steps < 10
    return [left(store, rows) for rows in (REMINDED, SNOOZE, CARD, OUTBOX)]


def test_what_the_clock_said_is_kept_for_a_year_after_its_window(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        remind(work, school, NOVEMBER)
        remind(work, school, JULY)
        put(work, school, Purpose.NOTICE, "notice")
    assert tidied(store, SAID + SAID_KEPT) == [2, 2, 2, 3]
    # Cards are a year old, and the notice; the window of November is not over for so long.
    assert tidied(store, SAID + SAID_KEPT + timedelta(hours=1)) == [2, 2, 0, 2]
    assert tidied(store, SAID + SAID_KEPT + timedelta(days=11)) == [1, 1, 0, 1]
    assert tidied(store, SAID + SAID_KEPT + timedelta(days=300)) == [0, 0, 0, 0]


def test_what_people_caused_and_what_is_not_settled_stays(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        for purpose in KEPT_FOR_EVER:
            put(work, school, purpose, purpose.value)
        put(work, school, Purpose.REMINDER, "waiting", settled=False)
    assert tidied(store, SAID + timedelta(days=4000))[-1] == len(KEPT_FOR_EVER) + 1


def test_much_is_taken_out_in_small_steps(store: Store, school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.housekeeping.CHUNK", 2)
    with store.writing() as work:
        for number in range(5):
            put(work, school, Purpose.NOTICE, f"notice {number}")
    later = At(SAID + timedelta(days=400), ZONE)
    assert [(tidy(Tools(store, store), later), left(store, OUTBOX)) for _ in range(4)] == [
        (True, 3),
        (True, 1),
        (True, 0),
        (False, 0),
    ]
