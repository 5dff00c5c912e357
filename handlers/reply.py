"""What a handler answers: a text, and what the chat then waits for."""

from dataclasses import dataclass

from duty.hearing import Confirm, WhichStudent

Question = WhichStudent | Confirm


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` goes to the sender; with `question` set, a number that comes next answers it."""

    text: str
    question: Question | None = None
