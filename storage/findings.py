"""Findings: what the running service last learned about its surroundings, for `jiedui doctor`; nothing personal."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.rows import table
from storage.sent_tables import FindingRow
from storage.work import Work

FINDING = table(FindingRow)


@dataclass(frozen=True, slots=True)
class Finding:
    """The newest value under a name, and when it was found."""

    name: str
    value: str
    at: datetime


def note(work: Work, name: str, value: str, at: datetime) -> None:
    """Remembers the newest value under a name."""
    inserting = postgresql.insert(FINDING) if work.postgresql else sqlite.insert(FINDING)
    changed = {"value": value, "at": at}
    upsert = inserting.values(name=name, **changed)
    work.connection.execute(upsert.on_conflict_do_update(index_elements=[FINDING.c.name], set_=changed))


def forget(work: Work, name: str) -> None:
    """What was found is mended."""
    work.connection.execute(delete(FINDING).where(FINDING.c.name == name))


def all(work: Work) -> list[Finding]:
    """Everything that was found, by name."""
    rows = work.connection.execute(select(FINDING).order_by(FINDING.c.name))
    return [Finding(row.name, row.value, row.at) for row in rows]
