"""How far the families of a school can be written to, and the question for it."""

from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """How far a family can be written to, the best of its guardians first."""

    REACHED = "reached"  # somebody follows the school's notices
    UNKNOWN = "unknown"  # the directory has somebody; nobody has asked it yet who follows
    NOT_FOLLOWING = "not_following"  # the directory has somebody, who does not follow yet
    NOT_LISTED = "not_listed"  # the directory has nobody of this family
    NOT_WISHED = "not_wished"  # nobody of them gets notes, as the school or they themselves wish


@dataclass(frozen=True, slots=True)
class ShowReach:
    """The code that parents scan to follow, and whose family can be reached; `grade` and `class_name` as typed where
    one was named, as in ShowProgress.
    """

    grade: str = ""
    class_name: str = ""
