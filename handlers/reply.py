"""What a handler answers: a text or a card's new state, and what the chat then waits for."""

from dataclasses import dataclass

from duty.messages import Card
from language.hear.answering import Question

__all__ = ["Question", "Reply"]


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` goes to the sender; with `question` set, what comes next may answer it.

    The answer to a tap is no text: `card` takes the place of the card that was tapped.
    """

    text: str
    question: Question | None = None
    card: Card | None = None
