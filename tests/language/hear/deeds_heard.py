"""The deeds inside what was heard, whether they are recorded or still asked about."""

from collections.abc import Iterator
from datetime import timedelta

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, WhichDay, WhichKind, WhichStudent
from duty.kinds import Kind
from tests.language.hear.classroom import TODAY

# Kind, child, and how many days ago.
Told = set[tuple[Kind, int, int]]


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


def told(heard: Heard) -> Told:
    """Kind, child and days ago of all that is recorded for certain."""
    deeds = heard.deeds if isinstance(heard, RecordSeveral) else (heard,) if isinstance(heard, RecordDeed) else ()
    return {
        (deed.kind, child, (TODAY - deed.happened_on) // timedelta(1)) for deed in deeds for child in deed.student_ids
    }
