"""A child to be watched: noted for the counsellor's list, and whether the counsellor should look sooner."""

from collections.abc import Iterable
from datetime import timedelta

from duty.alarm import Outcome
from duty.danger import Grade
from handlers.alarms import Cry, watch, watch_key
from handlers.context import Moment, Sender
from language.hear.alarm_words import wants_counsellor
from language.say import watching as say
from language.say.alarms import contact_called
from storage import alarm_mail, alarms
from storage.crisis import Contact, watchers
from storage.events import SavedEvent
from storage.work import Work

# How long the question stands.
ANSWERED_WITHIN = timedelta(minutes=30)


def noted(cry: Cry, sender: Sender, work: Work, moment: Moment) -> str:
    """Puts it on the list, and asks the sender one gentle question; "" where the sender is who gets the list."""
    listed = watchers(work, sender.school.id)
    if sender.member.id in [one.id for one in listed]:
        return ""
    watch(work, school_id=sender.school.id, cry=cry, at=moment.at, zone=moment.zone)
    if not cry.children:
        return say.nobody_named(cry.danger, _called(listed))
    return say.noted(cry.danger, _called(listed), cry.children)


def answered(text: str, sender: Sender, work: Work, moment: Moment) -> str | None:
    """What follows from 「请」 or 「不用」; None where the sender was not asked."""
    wanted = wants_counsellor(text)
    if wanted is None:
        return None
    since = moment.at - ANSWERED_WITHIN
    # Without a child nothing was asked.
    found = [one for one in alarms.raised_by(work, sender.member.id, since, Grade.WATCH) if one.facts.children]
    if not found:
        return None
    if not wanted:
        return say.left()
    noted_last = found[0]
    alarms.close(work, noted_last.id, Outcome.LISTED, moment.at)
    asked = [one for one in watchers(work, sender.school.id) if one.id not in noted_last.barred]
    for one in asked:
        text = say.please_look(noted_last.facts)
        alarm_mail.say(work, noted_last, one.user_id, text, what=alarm_mail.ASKED, at=moment.at, urgent=False)
    quiet = sender.school.day.is_quiet(moment.at.astimezone(moment.zone))
    return say.asked(_called(asked), say.at_once(quiet=quiet))


def still_listed(happened: Iterable[SavedEvent], sender: Sender, work: Work) -> str:
    """That the list keeps what the messages of these events put on it; "" where they put nothing there.

    A message may have said more of the child than what is taken back: only a human takes a child off.
    """
    kept: dict[int, Contact] = {}
    for event in happened:
        noted_then = alarms.by_key(work, watch_key(f"inbox:{event.message_id}"))
        if noted_then and event.student_id in [child.id for child in noted_then.facts.children]:
            listed = watchers(work, sender.school.id)
            kept |= {one.id: one for one in listed if one.id not in noted_then.barred}
    return say.still_listed(_called(list(kept.values()))) if kept else ""


def _called(found: list[Contact]) -> list[str]:
    return [contact_called(one.name, one.roles) for one in found]
