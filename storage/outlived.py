"""What the clock once said and what has outlived its use: found in a look, removed by id."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Table, delete, select

from storage.cards import CARD
from storage.escalations import ESCALATED
from storage.outbox import OUTBOX, Purpose
from storage.reminders import REMINDED, SNOOZE
from storage.work import Work

# What is said once a day, or again for the asking: all else is caused by somebody, and must never be made again.
DAILY = (Purpose.REMINDER, Purpose.NOTICE, Purpose.DIGEST, Purpose.TODO, Purpose.UNANSWERED)

Found = Mapping[Table, list[int]]
"""Row ids by table; tables of which there are none are left out."""


def find(work: Work, before: datetime, day: date, *, most: int) -> Found:
    """What was settled or made before an instant, or speaks of windows that ended before a day; `most` of each table.

    A message goes after the reminder days and the steps that it said.
    """
    said = (
        select(REMINDED.c.id).where(REMINDED.c.outbox_id == OUTBOX.c.id).exists()
        | select(ESCALATED.c.id).where(ESCALATED.c.outbox_id == OUTBOX.c.id).exists()
    )
    asked = {
        REMINDED: REMINDED.c.window_last < day,
        ESCALATED: ESCALATED.c.window_last < day,
        SNOOZE: (SNOOZE.c.window_last < day) & (SNOOZE.c.until < day),
        CARD: CARD.c.made_at < before,
        OUTBOX: (OUTBOX.c.settled_at < before) & OUTBOX.c.purpose.in_([one.value for one in DAILY]) & ~said,
    }
    found = {
        rows: list(work.connection.execute(select(rows.c.id).where(old).limit(most)).scalars())
        for rows, old in asked.items()
    }
    return {rows: ids for rows, ids in found.items() if ids}


def remove(work: Work, found: Found) -> None:
    for rows, ids in found.items():
        work.connection.execute(delete(rows).where(rows.c.id.in_(ids)))
