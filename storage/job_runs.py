"""Which process runs a job for a tick; where it dies on the way, the next tick does what it left."""

from datetime import datetime

from sqlalchemy import delete

from storage.bulk import insert_new_rows
from storage.rows import table
from storage.sent_tables import JobRunRow
from storage.work import Work

RUN = table(JobRunRow)


def claim(work: Work, job: str, tick: str, until: datetime) -> bool:
    """Whether the tick, which ends at `until`, is the caller's to run: the first who asks has it."""
    new = {"job": job, "tick": tick, "claimed_until": until}
    return insert_new_rows(work.connection, RUN, [new], unique=("job", "tick")).first() is not None


def forget(work: Work, before: datetime) -> None:
    """Ticks so old that no process is late enough to run them."""
    work.connection.execute(delete(RUN).where(RUN.c.claimed_until < before))
