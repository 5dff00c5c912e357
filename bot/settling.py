"""Settling a batch: again while the database is away, singly where it fails as a whole, and whom to tell."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from bot.batch import Letter, handle_batch, park
from handlers.conversation import Conversation
from storage.inbox import Answer
from storage.places import place_of
from storage.work import StorageTrouble, Store, is_storage_trouble

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0

log = structlog.get_logger()


class NotReady(StorageTrouble):
    """The database could not be made ready yet."""


class StorageAway(Exception):
    """Nothing could be stored in time, so nothing may be acknowledged."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter, whom to tell, and until when trying makes sense (on the monotonic clock)."""

    letter: Letter
    told: asyncio.Future[Answer]
    give_up_at: float


@dataclass(frozen=True, slots=True)
class Settler:
    """Handles letters until each has its answer, or until its patience is over. `make_ready` raises NotReady."""

    store: Store
    conversation: Conversation
    make_ready: Callable[[], None]

    def settle(self, batch: Sequence[Waiting]) -> None:
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

    def _handle(self, batch: Sequence[Waiting]) -> list[Answer]:
        self.make_ready()
        letters = [waiting.letter for waiting in batch]
        try:
            with self.store.writing() as work:
                return handle_batch(work, self.conversation, letters, savepoints=False)
        except Exception as error:
            if is_storage_trouble(error):
                raise
        # Something broke: the same again with savepoints, so that only that letter is parked.
        with self.store.writing() as work:
            return handle_batch(work, self.conversation, letters, savepoints=True)

    def _settle_singly(self, batch: Sequence[Waiting], error: Exception) -> None:
        log.error("batch_failed", error=place_of(error), letters=len(batch))
        if len(batch) > 1:
            for waiting in batch:
                self.settle([waiting])
            return
        # Even alone it breaks the transaction: keep what was said, a human must look at it.
        try:
            with self.store.writing() as work:
                answer = park(work, batch[0].letter, place_of(error))
            self._tell(batch, [answer])
        except Exception as again:
            log.error("letter_not_stored", error=place_of(again))
            self._refuse(batch)

    def _without_expired(self, batch: Sequence[Waiting]) -> list[Waiting]:
        now = time.monotonic()
        return [waiting for waiting in batch if waiting.give_up_at > now]

    def _tell(self, batch: Sequence[Waiting], answers: Sequence[Answer]) -> None:
        _on_loop(list(zip(batch, answers, strict=True)))

    def _refuse(self, batch: Sequence[Waiting]) -> None:
        _on_loop([(waiting, StorageAway()) for waiting in batch])


Outcome = Answer | StorageAway


def _on_loop(outcomes: Sequence[tuple[Waiting, Outcome]]) -> None:
    # One hop for a whole batch: a hop for each letter costs more than handling it.
    loop = outcomes[0][0].told.get_loop()
    if not loop.is_closed():
        loop.call_soon_threadsafe(_resolve, outcomes)


def _resolve(outcomes: Sequence[tuple[Waiting, Outcome]]) -> None:
    for waiting, outcome in outcomes:
        if waiting.told.done():
            continue
        if isinstance(outcome, Answer):
            waiting.told.set_result(outcome)
        else:
            waiting.told.set_exception(outcome)
