"""Questions that are asked every minute, or on the writer's thread, find their rows by an index."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, text

from duty.calendar import SchoolCalendar
from duty.danger import Grade
from duty.quiet import USUAL_DAY
from duty.school import Engine
from storage import (
    absences,
    alarms,
    attempts,
    deeds,
    escalations,
    leases,
    looks,
    missed,
    reminders,
    stand_in_mail,
)
from storage.people import School
from storage.work import Store, Work
from tests.storage.test_outbox import TERMS

ZONE = ZoneInfo("Asia/Shanghai")
DAY, NOW = date(2025, 11, 21), datetime(2025, 11, 21, 4, tzinfo=UTC)
NOBODY = School(1, 1, "", Engine(SchoolCalendar(())), {}, {}, {}, {}, USUAL_DAY, {})
QUESTIONS: dict[str, tuple[str, Callable[[Work], object]]] = {
    "who must be looked at": ("pairing", lambda work: looks.mentors_to_look_at(work, 1, DAY)),
    "what was said of a mentor's duties": ("reminded", lambda work: reminders.said_of(work, [1], DAY)),
    "what was done for a child": ("deed", lambda work: deeds.records_since(work, [1], DAY, ZONE)),
    "what a message was to say": ("reminded", lambda work: reminders.unmark(work, 1)),
    "what a mentor put off": ("snooze", lambda work: reminders.snoozed(work, [1], DAY)),
    "what could not be for a child": ("attempt", lambda work: attempts.outcomes_of(work, [1], ZONE)),
    "what was tried": ("attempt", lambda work: attempts.reasons_on(work, 1, DAY)),
    "what waits since yesterday": ("outbox", lambda work: reminders.has_unsent(work, NOW)),
    "what waits while a school is quiet": (
        "outbox",
        lambda work: leases.anything_due(work, NOW, replace(TERMS, quiet=frozenset({1}))),
    ),
    "who was missed": ("outbox", lambda work: missed.since(work, 1, NOW)),
    "which alarms are to be told again": ("alarm", lambda work: alarms.due(work, NOW)),
    "of which alarms somebody was told": ("alarm", lambda work: alarms.open_to(work, 1)),
    "whose notes are held": ("alarm", lambda work: alarms.holding_notes(work, 1)),
    "what somebody wrote of danger": ("alarm", lambda work: alarms.raised_by(work, 1, NOW, Grade.WATCH)),
    "what is on no list yet": ("alarm", lambda work: alarms.schools_to_list(work, NOW)),
    "who was told that a duty is empty": ("reminded", lambda work: escalations.told(work, 1, DAY)),
    "what leaders heard": ("escalated", lambda work: escalations.said_of(work, 1, DAY)),
    "which digests wait since yesterday": ("outbox", lambda work: escalations.has_unsent(work, NOW)),
    "whom digests do not reach": ("outbox", lambda work: escalations.unreached(work, 1, NOW)),
    "who had a digest today": ("outbox", lambda work: escalations.have_digest(work, [1], DAY)),
    "who is still to be asked to stand in": ("outbox", lambda work: stand_in_mail.still_waits(work, 1, 2)),
    "what was tried in vain": ("attempt", lambda work: attempts.tried(work, [1], DAY)),
    "who is on leave": ("absence", lambda work: absences.leaves_of(work, NOBODY, 1, DAY)),
    "who stands in": ("absence", lambda work: absences.named_deputies(work, NOBODY, DAY)),
    "whether a notice still gathers": ("outbox", lambda work: missed.still_gathers(work, "k")),
}


def plans(work: Work, question: Callable[[Work], object]) -> list[str]:
    """How the database goes about the statements of a question."""
    asked: list[tuple[str, Any]] = []

    def listen(*given: Any) -> None:
        asked.append((given[2], given[3]))

    event.listen(work.direct, "before_cursor_execute", listen)
    question(work)
    event.remove(work.direct, "before_cursor_execute", listen)
    explain = "EXPLAIN " if work.postgresql else "EXPLAIN QUERY PLAN "
    return [str(row) for sql, values in asked for row in work.direct.exec_driver_sql(explain + sql, values)]


@pytest.mark.parametrize(("rows", "question"), QUESTIONS.values(), ids=QUESTIONS)
def test_nobody_goes_through_a_whole_table(store: Store, rows: str, question: Callable[[Work], object]) -> None:
    with store.writing() as work:
        if work.postgresql:
            # Of the few rows of a test it would rather read all.
            work.direct.execute(text("SET LOCAL enable_seqscan = off"))
        found = plans(work, question)
    assert found
    assert [plan for plan in found if f"SCAN {rows}" in plan or f"Seq Scan on {rows}" in plan] == []
