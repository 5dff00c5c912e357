"""Which process runs a job for a tick: claimed by one, free again where that one died on the way."""

from datetime import datetime

from sqlalchemy import delete, update

from storage.bulk import insert_new_rows
from storage.rows import table
from storage.sent_tables import JobRunRow
from storage.work import Work

RUN = table(JobRunRow)


def claim(work: Work, job: str, tick: str, *, at: datetime, until: datetime) -> bool:
    """Whether the tick is the caller's to run; it counts as abandoned when `until` has come without `finish`."""
    new = {"job": job, "tick": tick, "claimed_until": until}
    if insert_new_rows(work.connection, RUN, [new], unique=("job", "tick")).first() is not None:
        return True
    abandoned = (RUN.c.job == job, RUN.c.tick == tick, RUN.c.finished_at.is_(None), RUN.c.claimed_until <= at)
    return work.connection.execute(update(RUN).where(*abandoned).values(claimed_until=until)).rowcount == 1


def finish(work: Work, job: str, tick: str, at: datetime) -> None:
    """The tick was run to its end; nobody runs it again."""
    done = update(RUN).where(RUN.c.job == job, RUN.c.tick == tick)
    work.connection.execute(done.values(finished_at=at))


def forget(work: Work, before: datetime) -> None:
    """Ticks so old that no process is late enough to run them."""
    work.connection.execute(delete(RUN).where(RUN.c.claimed_until < before))
