"""What a person can ask of the product, as values: every way in (chat, card, page) submits these."""

from dataclasses import dataclass
from datetime import date

from duty.kinds import Kind


@dataclass(frozen=True, slots=True)
class RecordDeed:
    """One deed, done for each of the children on one day.

    `student_ids` are the resolved children, in the order in which they were said, without repeats.
    `unresolved` are names as typed that fit nobody in the sender's care: told back, never recorded.
    `note` is the sender's own wording, untouched but for surrounding space. With `more` it seems to
    speak of a further deed, which is not recorded: the sender must be told.
    """

    kind: Kind
    student_ids: tuple[int, ...]
    happened_on: date
    note: str = ""
    unresolved: tuple[str, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class ShowTodo:
    """What is still wished of the sender, most urgent first."""


@dataclass(frozen=True, slots=True)
class ShowStudent:
    """One child: what was done, what is still wished."""

    student_id: int


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back what the sender's newest recording message recorded.

    `message_id` names the message whose deeds are meant, where that was asked and answered.
    """

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """How to speak with the bot."""


@dataclass(frozen=True, slots=True)
class NextPage:
    """The rest of an answer that was too long for one message."""


Command = RecordDeed | ShowTodo | ShowStudent | Undo | ShowHelp | NextPage
