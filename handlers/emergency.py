"""What comes before everything else in a text: words that speak of danger to a child."""

from duty.hearing import Heard, NotUnderstood
from handlers.alarms import Alarm, raise_alarm
from handlers.context import Moment, Sender
from language.hear.danger import danger
from language.hear.mentions import mentioned
from language.say import alarms
from language.say.pages import pages
from storage import findings
from storage.crisis import children_of, school_of_strangers
from storage.outbox import Channel
from storage.work import Work

# Who reads of a danger must not have to look for it.
_APART = "\n\n"


def from_member(text: str, sender: Sender, work: Work, moment: Moment) -> str:
    """Tells those who can help, and says so to a colleague; "" where the text speaks of no danger."""
    category = danger(text)
    if category is None:
        return ""
    about = Alarm(
        category,
        alarms.colleague_called(sender.member.name),
        tuple(sender.children[child] for child in mentioned(text, sender.care)),
        _key(moment),
        sender.member.user_id,
    )
    raised = raise_alarm(work, school_id=sender.school.id, about=about, at=moment.at, zone=moment.zone)
    cut_off = findings.trouble(work, Channel.MEMBER, moment.at) is not None
    return alarms.to_sender(category, raised.contacts, raised.duty_phone, cut_off=cut_off)


def from_stranger(text: str, user_id: str, corp: int, work: Work, moment: Moment) -> str:
    """The same for an account that no roster knows."""
    category = danger(text)
    if category is None:
        return ""
    school_id = school_of_strangers(work, corp)
    # Who is in no roster has nobody in care: whichever child of the school is named may be meant.
    named = tuple(child for child in children_of(work, school_id) if child.name in text)
    about = Alarm(category, alarms.stranger_called(user_id), named, _key(moment), user_id)
    raised = raise_alarm(work, school_id=school_id, about=about, at=moment.at, zone=moment.zone)
    return alarms.to_stranger(category, raised.contacts, raised.duty_phone)


def above(warning: str, answer: str, heard: Heard) -> str:
    """The warning, and under it the answer where something was done or asked: not that nothing was understood."""
    if not warning or isinstance(heard, NotUnderstood):
        return warning or answer
    return pages(f"{warning}{_APART}{answer}")[0]


def _key(moment: Moment) -> str:
    return f"inbox:{moment.message_id}"
