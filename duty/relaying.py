"""What a member of staff can ask to be written to a family, as values."""

from dataclasses import dataclass

from duty.people import Kin


@dataclass(frozen=True, slots=True)
class Relay:
    """Write to a guardian of a child. `kin` None: to whichever guardian; `guardian_id`: the one that was chosen.

    `text` is the sender's own wording, untouched but for surrounding space; never empty.
    """

    student_id: int
    kin: Kin | None
    text: str
    guardian_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReplyToParent:
    """Answer the guardian who wrote to the sender last; `guardian_id`: the one that was chosen.
    With `student_id` a guardian of that child, `kin` None: whichever.
    """

    text: str
    guardian_id: int | None = None
    student_id: int | None = None
    kin: Kin | None = None


@dataclass(frozen=True, slots=True)
class SendNow:
    """Send the note that still waits, without waiting any longer."""
