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

from bot.batch import Letter, handle_batch, park
from bot.log import place_of
from handlers.conversation import Conversation
from storage.inbox import Answer
from storage.work import StorageTrouble, Store, Work, is_storage_trouble

LARGEST_BATCH = 64
MOST_WAITING = 4096
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0

T = TypeVar("T")

log = structlog.get_logger()


class NotReady(StorageTrouble):
    """The database could not be made ready yet."""


class StorageAway(Exception):
    """Nothing could be stored in time, so nothing may be acknowledged."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A letter, whom to tell, and until when trying makes sense (on the monotonic clock)."""

    letter: Letter
    told: asyncio.Future[Answer]
    give_up_at: float


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
        self._store, self._conversation, self._patience = store, conversation, patience
        self._prepare, self._prepared = prepare, False
        self._waiting: queue.Queue[_Waiting | _Job | None] = queue.Queue(MOST_WAITING)
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Handles what still waits, then ends."""
        self._stopping = True
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
            self._waiting.put_nowait(_Waiting(letter, told, time.monotonic() + self._patience))
            async with asyncio.timeout(self._patience):
                return await told
        except (queue.Full, TimeoutError):
            raise StorageAway from None

    def submit(self, job: Callable[[Work], T]) -> T:
        """Runs a short job on the writer's thread and waits for it; not to be called from an event loop.

        Raises what the job raised; after that nothing of it is saved, and the caller decides about trying again.
        """
        told: Future[T] = Future()
        if self._stopping:
            raise NotReady
        self._waiting.put(_Job(job, told))
        return told.result()

    def _run(self) -> None:
        with suppress(Exception):
            # Not fatal: the database may come later, and with it the next letter tries again.
            self._make_ready()
        while taken := self._next_batch():
            letters = [one for one in taken if isinstance(one, _Waiting)]
            if letters:
                self._settle(letters)
            for one in taken:
                if isinstance(one, _Job):
                    self._do(one)
        self._refuse_the_rest()

    def _refuse_the_rest(self) -> None:
        """Whoever came while the desk was closing must not wait for ever."""
        while not self._waiting.empty():
            one = self._waiting.get()
            if isinstance(one, _Job):
                one.told.set_exception(NotReady())

    def _do(self, job: _Job) -> None:
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

    def _next_batch(self) -> list[_Waiting | _Job]:
        """Everything that waits, up to a few dozen and up to the first job; empty when the desk is to stop."""
        batch: list[_Waiting | _Job] = []
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

    def _settle(self, batch: Sequence[_Waiting]) -> None:
        """Handles a batch, again and again while the database is away, singly if it fails as a whole."""
        pause = FIRST_PAUSE
        while batch:
            try:
                return self._tell(batch, self._handle(batch))
            except Exception as error:
                if not is_storage_trouble(error):
                    return self._settle_singly(batch, error)
                log.warning("storage_trouble", error=place_of(error), letters=len(batch))
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            batch = self._without_expired(batch)
        return None

    def _handle(self, batch: Sequence[_Waiting]) -> list[Answer]:
        self._make_ready()
        letters = [waiting.letter for waiting in batch]
        try:
            with self._store.writing() as work:
                return handle_batch(work, self._conversation, letters, savepoints=False)
        except Exception as error:
            if is_storage_trouble(error):
                raise
        # Something broke: the same again with savepoints, so that only that letter is parked.
        with self._store.writing() as work:
            return handle_batch(work, self._conversation, letters, savepoints=True)

    def _settle_singly(self, batch: Sequence[_Waiting], error: Exception) -> None:
        log.error("batch_failed", error=place_of(error), letters=len(batch))
        if len(batch) > 1:
            for waiting in batch:
                self._settle([waiting])
            return
        # Even alone it breaks the transaction: keep what was said, a human must look at it.
        try:
            with self._store.writing() as work:
                answer = park(work, batch[0].letter, place_of(error))
            self._tell(batch, [answer])
        except Exception as again:
            log.error("letter_not_stored", error=place_of(again))
            self._refuse(batch)

    def _without_expired(self, batch: Sequence[_Waiting]) -> list[_Waiting]:
        now = time.monotonic()
        return [waiting for waiting in batch if waiting.give_up_at > now]

    def _tell(self, batch: Sequence[_Waiting], answers: Sequence[Answer]) -> None:
        _on_loop(list(zip(batch, answers, strict=True)))

    def _refuse(self, batch: Sequence[_Waiting]) -> None:
        _on_loop([(waiting, StorageAway()) for waiting in batch])


Outcome = Answer | StorageAway


def _on_loop(outcomes: Sequence[tuple[_Waiting, Outcome]]) -> None:
    # One hop for a whole batch: a hop for each letter costs more than handling it.
    loop = outcomes[0][0].told.get_loop()
    if not loop.is_closed():
        loop.call_soon_threadsafe(_resolve, outcomes)


def _resolve(outcomes: Sequence[tuple[_Waiting, Outcome]]) -> None:
    for waiting, outcome in outcomes:
        if waiting.told.done():
            continue
        if isinstance(outcome, Answer):
            waiting.told.set_result(outcome)
        else:
            waiting.told.set_exception(outcome)
