"""What became of an alarm, for whoever wrote it or was told of it and asks."""

from datetime import timedelta

from duty.alarm import Outcome
from handlers.context import Moment, Sender
from language.hear.alarm_words import asks_what_became
from language.say import alarms as say
from storage import alarms
from storage.alarms import Alarm
from storage.crisis import contacts_by_id
from storage.schools import school_settings
from storage.work import Work

# For how long after it was written, or after it was closed, somebody may ask.
ASKED_WITHIN = timedelta(days=3)
_MOST = 5


def answered(text: str, sender: Sender, work: Work, moment: Moment) -> str | None:
    """How the newest alarms of the sender stand, never the words themselves; None where it is no such question."""
    if not asks_what_became(text, [child.name for child in sender.school.children.values()]):
        return None
    found = alarms.known_to(work, sender.member.id, moment.at - ASKED_WITHIN)
    if any(child.name in text for child in sender.school.children.values()):
        found = [one for one in found if any(child.name in text for child in one.facts.children)]
    if not found:
        return None
    lines = [_state(one, work, moment) for one in found[:_MOST]]
    waiting = [one.school_id for one in found if one.waits]
    if waiting:
        lines.append(say.call(school_settings(work, waiting[0]).duty_phone))
    return "\n".join(lines)


def _state(alarm: Alarm, work: Work, moment: Moment) -> str:
    local = alarm.facts.raised_at.astimezone(moment.zone)
    about = say.case(alarm.facts, local)
    if alarm.taken_by is None:
        return say.nobody_yet(about, [_called(work, one) for one in alarm.told])
    contact = _called(work, alarm.taken_by)
    if alarm.closed_at is None:
        taken_at = (alarm.taken_at or moment.at).astimezone(moment.zone)
        return say.has_it(about, contact, taken_at)
    if alarm.outcome is Outcome.FALSE_ALARM:
        return say.was_nothing(about, contact)
    return say.is_closed(about, contact)


def _called(work: Work, member_id: int) -> str:
    [one] = contacts_by_id(work, [member_id])
    return say.contact_called(one.name, one.roles)
