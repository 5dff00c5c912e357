"""A deed that equals one on file: the question whether it is the same, and what was answered."""

from dataclasses import dataclass

from duty.commands import RecordDeed


@dataclass(frozen=True, slots=True)
class SameDeed:
    """Each of these equals a standing deed of the sender in child, kind and day: the same told twice, or another?"""

    deeds: tuple[RecordDeed, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The sender has said it: `another` deed of that day, to be recorded as well, or the one that is on file."""

    deeds: tuple[RecordDeed, ...]
    another: bool
