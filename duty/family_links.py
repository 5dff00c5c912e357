"""What a member of staff can ask about the links by which families are reached without the platform, as values."""

from dataclasses import dataclass

from duty.people import Kin


@dataclass(frozen=True, slots=True)
class ShowFamilyLinks:
    """The links and codes of all families that the sender writes to."""


@dataclass(frozen=True, slots=True)
class RenewLink:
    """Let the links of a child's guardians open nothing any more. `kin` None: of whichever guardian.

    `student_ids` are all children of the name that was said, in order, empty where none was; `stranger` is a name as
    typed that fits nobody.
    """

    student_ids: tuple[int, ...]
    kin: Kin | None = None
    stranger: str = ""


OfFamilyLinks = ShowFamilyLinks | RenewLink
