"""The peace of a family: when words may go home, how often, and who may hasten them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from duty.people import Child
from handlers.context import Moment, Sender
from language.say import notes as say
from storage import leaders, letters
from storage.guardians import Guardian
from storage.notes import Note
from storage.work import Work

# So many messages of the staff a day to one child's guardians; who wrote within a day is answered all the same.
MOST_A_DAY = 5
ANSWERED_WITHIN = timedelta(hours=24)
# The same words to the same guardian are a slip of the thumb.
TWICE_WITHIN = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Turn:
    """When a note goes, in the school's zone; `enough`: the family was written to often enough today."""

    due: datetime
    enough: bool


def turn(guardian: Guardian, sender: Sender, work: Work, moment: Moment) -> Turn:
    """In half a minute; at quiet hours, or where the day has brought enough already, in the morning."""
    local, day = moment.at.astimezone(moment.zone), sender.school.day
    midnight = datetime.combine(local.date(), time.min, moment.zone)
    written = letters.messages_home(work, guardian.student_id, midnight, besides=moment.message_id)
    if written >= MOST_A_DAY and not letters.wrote_since(work, guardian.id, moment.at - ANSWERED_WITHIN):
        return Turn(day.next_morning(local), enough=True)
    return Turn(day.after_quiet(local + say.WAIT), enough=False)


def may_hasten(due_at: datetime, child: Child, sender: Sender, moment: Moment) -> bool:
    """Whether the sender may let go what waits: for the morning only whoever leads the child's grade or school."""
    return due_at - moment.at <= say.WAIT or leaders.leads(sender.member, child)


def is_urgent_hour(due_at: datetime, moment: Moment) -> bool:
    """Whether who hastens it breaks the quiet."""
    return due_at - moment.at > say.WAIT


def written_before(guardian: Guardian, text: str, sender: Sender, work: Work, moment: Moment) -> Note | None:
    """The note with the same words to the same guardian of a moment ago."""
    return letters.same_words(work, sender.member.id, guardian.id, text, moment.at - TWICE_WITHIN)
