"""What a handler answers: a text or a card's new state, and what the chat then waits for."""

from dataclasses import dataclass

from duty.hearing import Confirm, WhichGuardian, WhichStudent
from duty.messages import Card

Question = WhichStudent | WhichGuardian | Confirm


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` goes to the sender; with `question` set, a number that comes next answers it.

    The answer to a tap is no text: `card` takes the place of the card that was tapped.
    """

    text: str
    question: Question | None = None
    card: Card | None = None
