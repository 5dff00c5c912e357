"""What was heard in a sentence: a Command, half a Command that needs an answer, or nothing certain."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duty.commands import (
    Command,
    NameDeputy,
    NamesStudent,
    RecordDeed,
    RecordSeveral,
    Undo,
)
from duty.kinds import Kind
from duty.relaying import Letters, Relay, ReplyToParent

MOST_OFFERED = 12
"""So many children are offered by number at most; of more the name is asked."""


@dataclass(frozen=True, slots=True)
class WhichStudent:
    """A name that fits several children in the sender's care: ask, record nothing yet.

    `groups` holds, for each name still open, the ids to choose among; the first group is asked first.
    `then` is what happens once all are chosen: a command with several children gains them, one with a
    single child has a `student_id` of 0 until then. With `doubt` a deed is confirmed before it happens.
    Of a RecordSeveral `places` says for each group to which of its deeds the child belongs. `similar` is the name as
    typed where no name fits and only similar ones are offered. `unnamed`: no name was said, so that every child in
    care is meant by the question.
    """

    then: NamesStudent
    groups: tuple[tuple[int, ...], ...]
    doubt: bool = False
    places: tuple[int, ...] = ()
    similar: str = ""
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class WhichDay:
    """A deed whose day was said in two ways, or impossibly: ask; `days` are offered, and may be none."""

    then: RecordDeed
    days: tuple[date, ...] = ()
    why: "Unclear | None" = None


@dataclass(frozen=True, slots=True)
class WhichKind:
    """Something was done for a child, and not said what: ask; the day and the note are known already."""

    then: RecordDeed
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Confirm:
    """A sentence that can be read in two ways, one of which would record: ask first.

    `command` is what happens on yes; nothing happens on no.
    """

    command: RecordDeed | RecordSeveral | Undo


@dataclass(frozen=True, slots=True)
class WhichGuardian:
    """A note that several guardians could be meant by; `guardian_ids` in the order in which they are offered.

    `called`: how each is called, 「李四妈妈」. `numbers`: of the note of theirs that waits for an
    answer, where they are offered by these.
    """

    then: Relay | ReplyToParent
    guardian_ids: tuple[int, ...]
    called: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MaySend:
    """Words to families that wait for the sender's word; `careful`: what might hurt was shown, so that a mere yes
    is not enough.
    """

    then: Letters
    careful: bool


@dataclass(frozen=True, slots=True)
class WhichDeputy:
    """A name that fits several colleagues; `member_ids` in the order in which they are offered, with their `names`."""

    then: NameDeputy
    member_ids: tuple[int, ...]
    names: tuple[str, ...]


class Unclear(StrEnum):
    """Why nothing could be done with a sentence."""

    NO_STUDENT = "no_student"
    UNKNOWN_STUDENT = "unknown_student"
    NO_KIND = "no_kind"
    FUTURE_DAY = "future_day"
    BAD_DAY = "bad_day"
    NOT_DONE = "not_done"
    OTHERS_WORK = "others_work"
    CORRECTION = "correction"
    NO_TEXT = "no_text"
    NO_ADDRESSEE = "no_addressee"
    MAKE_UP = "make_up"  # for which child, which deed or which period
    DONE_WHAT = "done_what"
    NO_COMING_DAY = "no_coming_day"
    TOO_FAR = "too_far"
    POSTPONE_WHAT = "postpone_what"
    SMALL_TALK = "small_talk"
    QUESTION = "question"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing certain was heard, so nothing is done; `why` chooses the kind answer.

    `names` are the names as typed that fit nobody, or the children's names that the answer may
    repeat because they are in the sender's care. `then` is the deed as far as it was said, where it lacks only its
    children (NO_STUDENT), its kind (NO_KIND) or a day that can be (FUTURE_DAY, BAD_DAY): the answer may bring them.
    """

    why: Unclear
    names: tuple[str, ...] = ()
    then: RecordDeed | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A bare number: the answer to a numbered question."""

    number: int


Heard = Command | WhichStudent | WhichDay | WhichKind | Confirm | NotUnderstood | Choice
