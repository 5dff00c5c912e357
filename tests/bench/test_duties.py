"""The school of the duties' benchmark is what it says it is, and every way to assess it comes to the same."""

from bench import duties, duty_probe
from bench.duty_school import BUSY, MENTEES, ZONE, fill
from duty.assess import State
from storage.duties import school_duties
from storage.schools import default_school
from storage.work import Store

PAIRINGS = 25


def test_on_the_busy_day_every_mentor_is_reminded_and_on_the_quiet_one_nobody(store: Store) -> None:
    fill(store, PAIRINGS)
    mentors = -(-PAIRINGS // MENTEES)
    assert duty_probe.busy_day(store)["reminders"] == mentors
    assert duty_probe.quiet_day(store)["reminders"] == mentors


def test_four_fifths_of_what_is_over_is_done_by_either_way_to_count(store: Store) -> None:
    fill(store, PAIRINGS)
    found = duty_probe.whole_school(store)
    assert found["states"] == duty_probe.naive(store)["states"]
    states = found["states"]
    over = states[State.DONE] + states[State.MISSED] + states[State.OVERDUE]
    # Who began some days later has a first week that is too short for a deed in its middle.
    assert over * 0.79 <= states[State.DONE] <= over * 0.8
    with store.reading() as work:
        owed = list(school_duties(work, default_school(work) or 0, BUSY, ZONE))
    assert len({(one.assessment.kind, one.assessment.per) for one in owed}) == 4


def test_a_todo_is_measured_for_some_mentors(store: Store) -> None:
    fill(store, PAIRINGS)
    assert duty_probe.todo(store)["seconds"] > 0


def test_there_is_a_table_a_database_with_a_column_a_school() -> None:
    step = {"seconds": 0.5, "cpu": 0.4, "rss_mb": 100, "reminders": 3, "first": 0.1, "states": {}}
    small = {"pairings": 1000} | dict.fromkeys(duties.STEPS, step)
    large = {name: found for name, found in small.items() if name != duties.NAIVE}
    results = [{"database": kind, **one} for kind in ("sqlite", "postgresql") for one in (small, large)]
    tables = list(duties.as_tables({"results": results}))
    assert [len(table.columns) for table in tables] == [3, 3]
    assert tables[0].row_count == len(duties.ROWS)
