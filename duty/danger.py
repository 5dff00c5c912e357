"""The dangers to a child that must reach a responsible person at once."""

from enum import StrEnum


class Danger(StrEnum):
    """What kind of danger a text speaks of."""

    SELF_HARM = "self_harm"
    SEXUAL_ABUSE = "sexual_abuse"
    VIOLENCE = "violence"
    MISSING = "missing"
    MEDICAL = "medical"
    CALL_FOR_HELP = "call_for_help"
