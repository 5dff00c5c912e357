"""The desk: the single writer of a process; it takes what waits and handles it in one transaction."""

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import structlog

from bot.batch import Answer, Letter, LetterBroke, handle_batch, park
from handlers.conversation import Conversation
from storage.work import Store, is_storage_trouble

LARGEST_BATCH = 64
MOST_WAITING = 4096
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0

log = structlog.get_logger()
_T = TypeVar("_T")


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


class Desk:
    """Takes letters from the event loop, handles them on its own thread, and tells the loop.

    Letters of one sender are handled in the order in which they were handed in.
    """

    def __init__(
        self, store: Store, conversation: Conversation, *, patience: float, prepare: Callable[[], None]
    ) -> None:
        """`patience` in seconds; `prepare` makes the database ready and may raise storage trouble until it is."""
        self._store, self._conversation, self._patience = store, conversation, patience
        self._prepare, self._prepared = prepare, False
        self._waiting: queue.Queue[_Waiting | None] = queue.Queue(MOST_WAITING)
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._thread.start()

    def stop(self) -> None:
        """Handles what still waits, then ends."""
        self._waiting.put(None)
        self._thread.join()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    async def hand_in(self, letter: Letter) -> Answer:
        """The answer once it is committed. Raises StorageAway after the desk's patience has run out."""
        told: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        try:
            self._waiting.put_nowait(_Waiting(letter, told, time.monotonic() + self._patience))
        except queue.Full:
            # A quick refusal would not be repeated: one of the platform's two rules repeats only time-outs.
            await asyncio.sleep(self._patience)
            raise StorageAway from None
        return await told

    def _run(self) -> None:
        try:
            self._make_ready()
        except Exception as error:
            # Not fatal: the database may come later, and with it the next letter tries again.
            log.warning("storage_not_ready", error=type(error).__name__)
        while batch := self._next_batch():
            self._settle(batch)

    def _make_ready(self) -> None:
        if not self._prepared:
            self._prepare()
            self._prepared = True

    def _next_batch(self) -> list[_Waiting]:
        """Everything that waits, up to a few dozen; empty when the desk is to stop."""
        batch: list[_Waiting] = []
        while len(batch) < LARGEST_BATCH:
            try:
                item = self._waiting.get(block=not batch)
            except queue.Empty:
                break
            if item is None:
                if batch:
                    self._waiting.put(None)
                break
            batch.append(item)
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
                log.warning("storage_trouble", error=type(error).__name__, letters=len(batch))
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
        except LetterBroke:
            with self._store.writing() as work:
                return handle_batch(work, self._conversation, letters, savepoints=True)

    def _settle_singly(self, batch: Sequence[_Waiting], error: Exception) -> None:
        log.error("batch_failed", error=type(error).__name__, letters=len(batch))
        if len(batch) > 1:
            for waiting in batch:
                self._settle([waiting])
            return
        # Even alone it breaks the transaction: keep what was said, a human must look at it.
        try:
            with self._store.writing() as work:
                answer = park(work, batch[0].letter, type(error).__name__)
            self._tell(batch, [answer])
        except Exception as again:
            log.error("letter_lost_for_now", error=type(again).__name__)
            self._refuse(batch)

    def _without_expired(self, batch: Sequence[_Waiting]) -> list[_Waiting]:
        now = time.monotonic()
        self._refuse([waiting for waiting in batch if waiting.give_up_at <= now])
        return [waiting for waiting in batch if waiting.give_up_at > now]

    def _tell(self, batch: Sequence[_Waiting], answers: Sequence[Answer]) -> None:
        pairs = list(zip(batch, answers, strict=True))
        self._on_loop(_resolve, pairs)

    def _refuse(self, batch: Sequence[_Waiting]) -> None:
        if batch:
            self._on_loop(_refuse, list(batch))

    def _on_loop(self, tell: Callable[[_T], None], what: _T) -> None:
        # One hop for a whole batch: a hop for each letter costs more than handling it.
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(tell, what)


def _resolve(pairs: list[tuple[_Waiting, Answer]]) -> None:
    for waiting, answer in pairs:
        if not waiting.told.done():
            waiting.told.set_result(answer)


def _refuse(batch: list[_Waiting]) -> None:
    for waiting in batch:
        if not waiting.told.done():
            waiting.told.set_exception(StorageAway())
