"""The deeds inside what was heard, whether they are recorded or still asked about."""

from collections.abc import Iterator

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, WhichDay, WhichKind, WhichStudent


def deeds_in(heard: Heard) -> Iterator[RecordDeed]:
    """The deeds that a reading records, or would record on a yes."""
    match heard:
        case RecordDeed():
            yield heard
        case RecordSeveral(deeds):
            yield from deeds
        case Confirm(inner) | WhichStudent(inner) | WhichDay(inner) | WhichKind(inner):
            yield from deeds_in(inner)


def recorded(heard: Heard) -> bool:
    """Whether something is recorded without a question."""
    return isinstance(heard, (RecordDeed, RecordSeveral))
