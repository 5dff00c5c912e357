"""The kinds of deed that a teacher does for a child."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of deed; the values stand in the database and in every JSON answer."""

    TALK = "talk"
    HOME_VISIT = "home_visit"
    WARMTH = "warmth"
    HELP = "help"
    CONTACT = "contact"
