"""The desk: the single writer of a process; it takes what waits and handles it in one transaction."""

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from bot.batch import Letter
from bot.settling import NotReady, Settler, StorageAway, Waiting
from handlers.conversation import Conversation
from storage.inbox import Answer
from storage.places import place_of
from storage.work import Store, Work

LARGEST_BATCH = 64
MOST_WAITING = 4096
# Seconds until a job knocks again where everything is full.
FULL_PAUSE = 0.05

T = TypeVar("T")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Job:
    """Something else that must be written, and whom to tell."""

    run: Callable[[Work], Any]
    told: Future[Any]


class Desk:
    """Takes letters from the event loop, handles them on its own thread, and tells the loop.

    Letters of one sender are handled in the order in which they were handed in. Whatever else must be
    written (a tick, a page) is submitted from other threads and gets a transaction of its own.
    """

    def __init__(
        self, store: Store, conversation: Conversation, *, patience: float, prepare: Callable[[], object]
    ) -> None:
        """`patience` in seconds; `prepare` makes the database ready, and is tried again until it does not raise."""
        self._store, self._patience = store, patience
        self._settler = Settler(store, conversation, self._make_ready)
        self._prepare, self._prepared = prepare, False
        self._waiting: queue.Queue[Waiting | _Job | None] = queue.Queue(MOST_WAITING)
        self._stopping = False
        # Held by whoever puts a job down: once it is closed, nobody is behind it.
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Handles what still waits, then ends."""
        self._close()
        self._waiting.put(None)
        self._thread.join()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    async def hand_in(self, letter: Letter) -> Answer:
        """The answer once it is committed. Raises StorageAway if that is not before the patience is over.

        It may still be committed later: then the platform's repeat finds the stored answer.
        """
        told: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        try:
            self._waiting.put_nowait(Waiting(letter, told, time.monotonic() + self._patience))
            async with asyncio.timeout(self._patience):
                return await told
        except (queue.Full, TimeoutError):
            raise StorageAway from None

    def submit(self, job: Callable[[Work], T]) -> T:
        """Runs a short job on the writer's thread and waits for it; not to be called from an event loop.

        Raises what the job raised; after that nothing of it is saved, and the caller decides about trying again.
        """
        told: Future[T] = Future()
        while not self._let_in(_Job(job, told)):
            time.sleep(FULL_PAUSE)
        return told.result()

    def _let_in(self, job: _Job) -> bool:
        """Whether there was room. What is let in is done, or refused by the last act of the thread."""
        with self._door:
            if self._stopping:
                raise NotReady
            with suppress(queue.Full):
                self._waiting.put_nowait(job)
                return True
        return False

    def _close(self) -> None:
        with self._door:
            self._stopping = True

    def _run(self) -> None:
        try:
            self._work()
        finally:
            # However it ended: whoever came before must not wait for ever.
            self._close()
            self._refuse_the_rest()

    def _work(self) -> None:
        with suppress(Exception):
            # Not fatal: the database may come later, and with it the next letter tries again.
            self._make_ready()
        while taken := self._next_batch():
            try:
                self._settler.settle([one for one in taken if isinstance(one, Waiting)])
            finally:
                self._do_all([one for one in taken if isinstance(one, _Job)])

    def _refuse_the_rest(self) -> None:
        while not self._waiting.empty():
            one = self._waiting.get()
            if isinstance(one, _Job):
                one.told.set_exception(NotReady())

    def _do_all(self, jobs: Sequence[_Job]) -> None:
        for job in jobs:
            try:
                self._make_ready()
                job.told.set_result(self._store.submit(job.run))
            except Exception as error:
                job.told.set_exception(error)

    def _make_ready(self) -> None:
        if self._prepared:
            return
        try:
            self._prepare()
            self._prepared = True
        except Exception as error:
            log.warning("storage_not_ready", error=place_of(error))
            raise NotReady from error

    def _next_batch(self) -> list[Waiting | _Job]:
        """Everything that waits, up to a few dozen and up to the first job; empty when the desk is to stop."""
        batch: list[Waiting | _Job] = []
        while len(batch) < LARGEST_BATCH and not (batch and isinstance(batch[-1], _Job)):
            try:
                item = self._waiting.get(block=not batch and not self._stopping)
            except queue.Empty:
                break
            if item is not None:
                batch.append(item)
            elif not batch:
                break
        return batch
