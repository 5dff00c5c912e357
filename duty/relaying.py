"""What a member of staff can ask to be written to families, or to know of what was written, as values."""

from dataclasses import dataclass
from enum import StrEnum

from duty.people import Kin


@dataclass(frozen=True, slots=True)
class Relay:
    """Write to a guardian of a child. `kin` None: to whichever guardian; `guardian_id`: the one that was chosen.

    With `kins` to each of these guardians, with `to_all` to all of the child's, each by themselves. `text` is the
    sender's own wording, untouched but for surrounding space; never empty. `progress`: good news of the child.
    `as_is`: the sender was shown what might hurt, and sends it all the same.
    """

    student_id: int
    kin: Kin | None
    text: str
    guardian_id: int | None = None
    kins: tuple[Kin, ...] = ()
    to_all: bool = False
    progress: bool = False
    as_is: bool = False


class Families(StrEnum):
    """Families that are named together: of whom the sender mentors, of the sender's class, or of the own children,
    whichever these are.
    """

    OWN = "own"
    MENTEES = "mentees"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class Addressed:
    """One family of several; `kin` and `guardian_id` as in Relay, `student_id` 0 while it is asked who is meant."""

    student_id: int
    kin: Kin | None = None
    guardian_id: int | None = None


@dataclass(frozen=True, slots=True)
class RelaySeveral:
    """Write the same to several families, each by itself: those named in `to`, or all `families` of a kind.

    `confirmed`: the sender was shown to whom it goes, and what in it might hurt.
    """

    text: str
    to: tuple[Addressed, ...] = ()
    families: Families | None = None
    progress: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ReplyToParent:
    """Answer the guardian who wrote to the sender last; `guardian_id`: the one that was chosen.
    With `student_id` a guardian of that child, `kin` None: whichever. `note_id`: the guardian's note that is answered.
    `as_is` as in Relay.
    """

    text: str
    guardian_id: int | None = None
    student_id: int | None = None
    kin: Kin | None = None
    note_id: int | None = None
    as_is: bool = False


@dataclass(frozen=True, slots=True)
class SendNow:
    """Send the notes of the newest message that still wait, without waiting any longer; with `student_id` the one to
    that child's guardian.
    """

    student_id: int | None = None
    kin: Kin | None = None


@dataclass(frozen=True, slots=True)
class CallBack:
    """Do not send the note to a guardian of this child; where none waits, take back what was recorded of the child.

    Without `student_id` the notes of the newest message, and never what was recorded.
    """

    student_id: int | None = None
    kin: Kin | None = None


@dataclass(frozen=True, slots=True)
class ShowLetters:
    """What became of the sender's notes; with `student_id` of those to that child's guardians, `kin` to this one."""

    student_id: int | None = None
    kin: Kin | None = None


Letters = Relay | RelaySeveral | ReplyToParent
"""What puts words on their way to a family."""
