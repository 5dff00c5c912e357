"""What a person can ask of the product, as values: every way in (chat, card, page) submits these."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duty.family_links import OfFamilyLinks
from duty.kinds import Kind
from duty.policy import EventKind, Per
from duty.reach import ShowReach
from duty.relaying import CallBack, Relay, RelaySeveral, ReplyToParent, SendNow, ShowLetters


@dataclass(frozen=True, slots=True)
class MakeUp:
    """The period that a deed is to count for: `ago` periods before the one in which it was said.

    Less than 0 is a period that is still to come. `per` None: whichever is still empty.
    """

    said_on: date
    per: Per | None = None
    ago: int = 0


@dataclass(frozen=True, slots=True)
class RecordDeed:
    """One deed, done for each of the children on one day.

    `student_ids` are the resolved children, in the order in which they were said, without repeats.
    `unresolved` are names as typed that fit nobody in the sender's care: told back, never recorded.
    `note` is the sender's own wording, untouched but for surrounding space; `topic` the words in it for what was
    taught or given, "" where none were found. Without `makes_up` it counts for the day on which it happened.
    `within`: only a stretch of days was said (「上周」), of which `happened_on` is one that the sender must be told.
    `mode` is a `duty.policy.Mode`, "" where nobody said how.
    `done_by`: who did it in the sender's stead, as typed, where that is somebody without an account (代记).
    """

    kind: Kind
    student_ids: tuple[int, ...]
    happened_on: date
    note: str = ""
    unresolved: tuple[str, ...] = ()
    makes_up: MakeUp | None = None
    topic: str = ""
    within: tuple[date, date] | None = None
    done_by: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class RecordSeveral:
    """Several deeds of one message, in the order in which they were said: recorded together or not at all.

    `could_not` are the deeds that the same message says were tried in vain, with the reason.
    """

    deeds: tuple[RecordDeed, ...]
    could_not: tuple["CouldNot", ...] = ()


@dataclass(frozen=True, slots=True)
class ShowTodo:
    """What is still wished of the sender, most urgent first."""


@dataclass(frozen=True, slots=True)
class ShowStudent:
    """One child: what was done, what is still wished."""

    student_id: int


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back what the sender's newest recording message recorded.

    `message_id` names the message whose deeds are meant, where that was asked and answered. With children or a
    kind only the newest deeds of those are taken back, with `number` (from 1) that line of the last confirmation.
    """

    message_id: int | None = None
    student_ids: tuple[int, ...] = ()
    kind: Kind | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Correct:
    """Put right what the sender recorded last; the original stays in the history.

    What is None or empty stays as it was. `student_ids`: done for these children instead; `of`: the children whose
    newest deed is meant (「张三那条改成李四」); `number` (from 1): that line of the last confirmation; `add` is
    added to the note in the sender's own words.
    """

    student_ids: tuple[int, ...] = ()
    kind: Kind | None = None
    happened_on: date | None = None
    add: str = ""
    of: tuple[int, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ShowProgress:
    """How far duties are done: the sender's own, for who looks after others theirs; `kind` None: of all kinds.

    `grade` and `class_name` as typed where one was named (`language.hear.classes.of_class` finds its children), the
    other is "" then; both "" for all that the sender looks after. `names`: asked who it is, and not how many.
    """

    kind: Kind | None = None
    grade: str = ""
    class_name: str = ""
    names: bool = False


class GapKind(StrEnum):
    """What nobody should be without."""

    DEEDS = "deeds"
    PAIRING = "pairing"


@dataclass(frozen=True, slots=True)
class ShowGaps:
    """Who is still without: a deed of `kind` (None: of any), or a mentor and for a mentor a child (PAIRING).
    `grade` and `class_name` as in ShowProgress.
    """

    kind: Kind | None
    what: GapKind
    grade: str = ""
    class_name: str = ""


@dataclass(frozen=True, slots=True)
class ShowLedger:
    """The book of deeds as a file; `kind` None: of all kinds."""

    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A danger to a child that the sender reports in so many words, whatever the words are; `text` is the report."""

    student_ids: tuple[int, ...]
    text: str


class RosterWish(StrEnum):
    """What a sender wishes that only the roster can change."""

    PAIR = "pair"
    UNPAIR = "unpair"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class ChangeRoster:
    """A child to be paired, let go, or that leaves the school; `names` are those as typed who are not in care."""

    wish: RosterWish
    student_ids: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """How to speak with the bot."""


@dataclass(frozen=True, slots=True)
class NextPage:
    """The rest of an answer that was too long for one message."""


@dataclass(frozen=True, slots=True)
class ShowRecording:
    """How to record a deed, with the sender's own children as examples."""


@dataclass(frozen=True, slots=True)
class ShowRelaying:
    """How to write to a parent."""


@dataclass(frozen=True, slots=True)
class Postpone:
    """Do not remind of these children before `until` (None: some working days from now); `kind` None: of anything.
    Without `student_ids` of all of the sender's, as far as it is time to speak of them.
    """

    student_ids: tuple[int, ...]
    until: date | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class CouldNot:
    """A deed was tried and did not come about; `reason` in the sender's own words, `why` the `duty.policy.Reason` that
    they say; "" where none was given."""

    student_ids: tuple[int, ...]
    kind: Kind | None = None
    reason: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TakeLeave:
    """The sender is away from `first` to `last`, which may by a slip lie before it: others do what is owed meanwhile.
    `deputy`: who stands in, as typed, 「王芳」 or 「李老师」; "" where nobody was named. `student_ids`: only these
    children are the deputy's, and all others those of `others`, as typed, too; none: all of the sender's.
    """

    first: date
    last: date
    deputy: str = ""
    student_ids: tuple[int, ...] = ()
    others: str = ""


@dataclass(frozen=True, slots=True)
class ShowLeave:
    """How to say from when to when one is away, and who stands in."""


@dataclass(frozen=True, slots=True)
class EndLeave:
    """The sender is back, or will not be away; `first` to `last`: the days of the leave that is meant, if named."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class NameDeputy:
    """Who stands in while the sender is away, as typed: an addition to a leave that was said before.

    `member_id` is who of several was meant, 0 where the name decides; `student_ids` as in TakeLeave.
    """

    deputy: str
    member_id: int = 0
    student_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TellEvent:
    """What happened to the children on a day: it may open a duty and is no deed. `note` is the sender's own wording."""

    student_ids: tuple[int, ...]
    kind: EventKind
    on: date
    note: str = ""


Told = RecordDeed | RecordSeveral | Correct | Undo | CouldNot | TellEvent | Report
Asked = (
    ShowTodo | ShowStudent | ShowProgress | ShowGaps | ShowLedger | ShowHelp | ShowRecording | ShowRelaying | NextPage
)
Written = Relay | RelaySeveral | ReplyToParent | SendNow | CallBack | ShowLetters | OfFamilyLinks
Arranged = Postpone | ChangeRoster | TakeLeave | ShowLeave | EndLeave | NameDeputy
Command = Told | Asked | ShowReach | Written | Arranged
"""All that can be asked: what was done or happened, what is to be shown, written, or arranged."""

NamesOne = ShowStudent | Relay | CallBack | ShowLetters | SendNow
"""The commands that are about one child only."""

NamesStudent = NamesOne | RecordDeed | RecordSeveral | RelaySeveral | Postpone | CouldNot | Correct | TellEvent
"""The commands that are about children and can wait for the sender to say which."""
