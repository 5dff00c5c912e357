"""The pages' way to the database: reading and submitting, in threads of their own."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

import anyio
import anyio.to_thread

from storage.work import Submit, Work

T = TypeVar("T")

# Pages that wait for a slow database must not take all threads of the process.
MOST_THREADS = 8


class Books:
    """Runs jobs for endpoints; they raise what the job raised."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Work]], submit: Submit) -> None:
        self._reading, self._submit = reading, submit
        self._limiter = anyio.CapacityLimiter(MOST_THREADS)

    async def read(self, job: Callable[[Work], T]) -> T:
        return await anyio.to_thread.run_sync(self._read, job, limiter=self._limiter)

    async def write(self, job: Callable[[Work], T]) -> T:
        """What the job returned, once it is committed."""
        return await anyio.to_thread.run_sync(self._submit.submit, job, limiter=self._limiter)

    def _read(self, job: Callable[[Work], T]) -> T:
        with self._reading() as work:
            return job(work)
