"""What the platform told of its directories and is not in the books yet: applied in order, each once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, select, update

from storage.relay_tables import DirectoryChangeRow
from storage.rows import table
from storage.work import Work

CHANGE = table(DirectoryChangeRow)
BODY, SUBJECT = "directory_change.body", "directory_change.subject"
# So many that wait are looked at; of one subject only the oldest goes.
MOST = 200
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300, 900, 3600, 3600, 3600))


class Subject(StrEnum):
    """What a change is about, and how it is applied."""

    STUDENT = "student"
    PARENT = "parent"
    DEPARTMENT = "department"
    MEMBER = "member"


class Became(StrEnum):
    """What became of a change. `refused`: the platform does not show us whom it is about."""

    APPLIED = "applied"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DirectoryChange:
    """A change that waits; `body` holds the id on the platform and what else was told, by name."""

    id: int
    corp: int
    subject: Subject
    gone: bool
    attempts: int
    body: Mapping[str, str]

    @property
    def account(self) -> str:
        return self.body["id"]


def note(work: Work, corp: int, subject: Subject, body: Mapping[str, str], *, gone: bool, at: datetime) -> None:
    """Puts a change down; `gone`: whom it is about is there no more. `body` has at least `id`."""
    values: dict[str, Any] = {
        "corp_id": corp,
        "subject": subject.value,
        "subject_mark": work.vault.mark(f"{subject}\0{body['id'].casefold()}", SUBJECT),
        "gone": gone,
        "noted_at": at,
        "next_try_at": at,
        "attempts": 0,
        "became": "",
        "sealed_body": work.vault.seal_json(dict(body), BODY),
    }
    work.connection.execute(insert(CHANGE).values(values))


def due(work: Work, now: datetime) -> list[DirectoryChange]:
    """Of each subject the oldest change that waits, if its time has come."""
    asked = select(CHANGE).where(CHANGE.c.done_at.is_(None)).order_by(CHANGE.c.id).limit(MOST)
    first: dict[tuple[int, bytes], Any] = {}
    for row in work.connection.execute(asked):
        first.setdefault((row.corp_id, bytes(row.subject_mark)), row)
    return [
        DirectoryChange(
            row.id,
            row.corp_id,
            Subject(row.subject),
            row.gone,
            row.attempts,
            work.vault.open_json(row.sealed_body, BODY),
        )
        for row in first.values()
        if row.next_try_at <= now
    ]


def done(work: Work, change: DirectoryChange, became: Became, at: datetime) -> bool:
    """Whether it is done by this very transaction, and not before by another."""
    waits = update(CHANGE).where(CHANGE.c.id == change.id, CHANGE.c.done_at.is_(None))
    return work.connection.execute(waits.values(done_at=at, became=became.value)).rowcount == 1


def later(work: Work, change: DirectoryChange, at: datetime) -> None:
    """The platform could not be asked: again after a pause that grows."""
    pause = PAUSES[min(change.attempts, len(PAUSES) - 1)]
    values = {"attempts": change.attempts + 1, "next_try_at": at + pause}
    waits = (CHANGE.c.id == change.id, CHANGE.c.done_at.is_(None), CHANGE.c.attempts == change.attempts)
    work.connection.execute(update(CHANGE).where(*waits).values(values))


def forget(work: Work, before: datetime) -> None:
    """Takes out what was done before an instant; the message that told it stays in the inbox."""
    work.connection.execute(delete(CHANGE).where(CHANGE.c.done_at < before))
