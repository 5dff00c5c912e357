"""A batch of letters handled inside one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from handlers.conversation import Conversation, Reading
from handlers.inbound import Inbound
from language.say import replies
from storage import inbox, schools
from storage.inbox import Answer, Arrival, Handled, InboxState, Key
from storage.people import Senders
from storage.places import place_of
from storage.work import Work, is_storage_trouble

log = structlog.get_logger()


# Before there was a platform, or so far ahead that no clock is merely wrong: a number without sense.
EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)
FURTHEST_AHEAD = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that was opened: as values, and whole (`body`, the decrypted XML)."""

    inbound: Inbound
    body: str
    received_at: datetime

    @property
    def sent_at(self) -> datetime:
        """When it was sent by the platform's clock; when it came, where that clock says what cannot be."""
        sent_at = datetime.fromtimestamp(self.inbound.sent_at, UTC)
        return sent_at if EARLIEST <= sent_at <= self.received_at + FURTHEST_AHEAD else self.received_at


def handle_batch(
    work: Work, conversation: Conversation, letters: Sequence[Letter], *, savepoints: bool = True
) -> list[Answer]:
    """Answers in the order of the letters.

    1. One turn per sender, so that two processes do not handle the same person at once.
    2. Store what is new; what is known already gets the answer that was stored.
    3. Handle the new ones in the order in which they came: with `savepoints` each in its own, so that
       one that breaks is parked; without them, two statements fewer a letter, it raises.
    """
    corps = {corp_id: schools.corp_row(work, corp_id) for corp_id in {letter.inbound.corp_id for letter in letters}}
    keys = [(corps[letter.inbound.corp_id], letter.inbound.key) for letter in letters]
    first = dict(reversed(list(zip(keys, letters, strict=True))))  # of two equal letters the one that came first
    ordered = {key: first[key] for key in dict.fromkeys(keys)}
    inbox.take_turns(work, {(key[0], letter.inbound.sender.casefold()) for key, letter in ordered.items()})
    new = inbox.accept(work, [_arrival(key, letter) for key, letter in ordered.items()])
    senders = Senders(work, [(key[0], ordered[key].inbound.sender) for key in new])
    handling = _Handling(work, conversation, senders, {key: (ordered[key], new[key]) for key in ordered if key in new})
    handled = handling.safely() if savepoints else handling.boldly()
    if handled:
        inbox.finish(work, list(handled.values()))
    answers = {key: one.answer for key, one in handled.items()}
    repeats = [key for key in ordered if key not in new]
    if repeats:
        answers |= inbox.stored_answers(work, repeats)
    # A stored answer that cannot be opened any more must not keep the others waiting.
    return [answers.get(key, Answer(replies.sorry())) for key in keys]


def park(work: Work, letter: Letter, error: str) -> Answer:
    """Stores a letter that cannot be handled, with an honest apology as its answer."""
    key = (schools.corp_row(work, letter.inbound.corp_id), letter.inbound.key)
    new = inbox.accept(work, [_arrival(key, letter)])
    sorry = Answer(replies.sorry())
    if key not in new:
        return inbox.stored_answers(work, [key]).get(key, sorry)
    inbox.finish(work, [Handled(new[key], InboxState.PARKED, sorry, error)])
    return sorry


@dataclass(frozen=True, slots=True)
class _Handling:
    """The new letters of a batch, each with the id under which the inbox keeps it, and what answering them needs."""

    work: Work
    conversation: Conversation
    senders: Senders
    letters: dict[Key, tuple[Letter, int]]

    def boldly(self) -> dict[Key, Handled]:
        """All of them understood first, so that what they will ask for can be asked for at once."""
        readings = {key: self._read(key) for key in self.letters}
        self.conversation.read_ahead(self.work, readings.values())
        return {key: self._answer(key, reading) for key, reading in readings.items()}

    def safely(self) -> dict[Key, Handled]:
        """Each on its own in a savepoint; whatever breaks is parked."""
        return {key: self._answer_or_park(key) for key in self.letters}

    def _answer_or_park(self, key: Key) -> Handled:
        try:
            with self.work.savepoint():
                return self._answer(key, self._read(key))
        except Exception as error:
            if is_storage_trouble(error):
                raise
            where, message_id = place_of(error), self.letters[key][1]
            log.error("letter_parked", message=message_id, error=where)
            return Handled(message_id, InboxState.PARKED, Answer(replies.sorry()), where)

    def _read(self, key: Key) -> Reading:
        letter, message_id = self.letters[key]
        return self.conversation.read(
            self.work, self.senders, key[0], letter.inbound, message_id=message_id, sent_at=letter.sent_at
        )

    def _answer(self, key: Key, reading: Reading) -> Handled:
        answer = self.conversation.answer(self.work, self.senders, reading)
        return Handled(self.letters[key][1], InboxState.ANSWERED, answer)


def _arrival(key: Key, letter: Letter) -> Arrival:
    content = type(letter.inbound.content).__name__
    return Arrival(key, letter.inbound.sender, content, letter.sent_at, letter.received_at, letter.body)
