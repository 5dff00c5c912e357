"""What comes before everything else in a text: words that speak of danger to a child, and what contacts say of one."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from duty.commands import Report, TellEvent
from duty.danger import Grade
from duty.hearing import Heard, NotUnderstood, Unclear, WhichStudent
from duty.people import Child
from handlers import contacts, watching
from handlers.alarms import Cry, raise_alarm
from handlers.context import Moment, Sender
from handlers.reply import Reply
from language.hear import Care, hear
from language.hear.mentions import mentioned
from language.hear.risk import risk
from language.say import alarms, replies
from language.say.pages import pages
from language.say.recording import not_in_care
from storage import findings
from storage.alarms import Writer
from storage.crisis import children_of, responders, school_of_strangers
from storage.outbox import Channel
from storage.places import place_of
from storage.work import Work, is_storage_trouble

# Who reads of a danger must not have to look for it.
_APART = "\n\n"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Warned:
    """What a text's danger adds to its answer: above it what cannot wait, below it a gentle question.

    `others` are the children in nobody's care here of whom the text tells what happened: it was not noted.
    """

    above: str = ""
    below: str = ""
    others: tuple[str, ...] = ()

    def around(self, answer: str, heard: Heard, *, waiting: bool) -> str:
        """The answer where something was done or asked: a danger is not answered by that nothing was understood.

        `waiting`: a question was open, so that words that say nothing by themselves may have answered it.
        """
        alone = self.above or ("" if waiting else self.below)
        if alone and isinstance(heard, NotUnderstood):
            unknown = heard.names if heard.why is Unclear.UNKNOWN_STUDENT else self.others
            return f"{not_in_care(unknown)}\n{alone}" if unknown and not self.above else alone
        parts = [part for part in (self.above, answer, self.below) if part]
        return pages(_APART.join(parts))[0]


def from_member(text: str, sender: Sender, work: Work, moment: Moment) -> Warned:
    """Tells those who can help, and says so to a colleague; nothing where the text speaks of no danger."""
    found = sender.danger_in(text)
    if found.grade is Grade.NONE:
        return Warned()
    named = _named(text, sender)
    cry = Cry.read(found, _writer(sender), text, named, key=_key(moment))
    if found.grade is Grade.WATCH:
        return Warned(
            below=watching.noted(cry, sender, work, moment), others=_told_of_others(text, named, sender, moment)
        )
    return Warned(above=_raised(cry, sender, work, moment))


def heard_in_spite_of(text: str, sender: Sender, listen: Callable[[], Heard]) -> Heard:
    """What was heard; where the understanding of an urgent text breaks, nothing was, and it alarms all the same."""
    try:
        return listen()
    except Exception as error:
        if sender.danger_in(text).grade is not Grade.URGENT:
            raise
        log.error("hearing_broke", error=place_of(error))
        return NotUnderstood(Unclear.UNKNOWN)


def in_spite_of(work: Work, answer: Callable[[], str]) -> str:
    """The answer to a text that has alarmed: whatever breaks in it must not take the alarm with it."""
    try:
        with work.savepoint():
            return answer()
    except Exception as error:
        if is_storage_trouble(error):
            raise
        log.error("answer_broke", error=place_of(error))
        return replies.sorry()


def report(command: Report, sender: Sender, work: Work, moment: Moment) -> Reply:
    """A danger that is reported in so many words alarms whatever the words are."""
    found = sender.danger_in(command.text)
    children = tuple(sender.children[child] for child in command.student_ids)
    cry = Cry.read(found, _writer(sender), command.text, children, key=_key(moment))
    return Reply(_raised(cry, sender, work, moment))


def from_stranger(text: str, user_id: str, corp: int, work: Work, moment: Moment) -> str:
    """The same for an account that no roster knows; "" where the text speaks of no urgent danger."""
    school_id = school_of_strangers(work, corp)
    children = children_of(work, school_id) if school_id is not None else []
    found = risk(text, [child.name for child in children])
    if found.grade is not Grade.URGENT:
        return ""
    if school_id is None:
        return alarms.to_stranger(found.danger, contacts=(), duty_phone="")
    # Who is in no roster has nobody in care: whichever child of the school is named may be meant.
    named = tuple(child for child in children if child.name in text)
    cry = Cry.read(found, Writer(alarms.stranger_called(user_id), user_id), text, named, key=_key(moment))
    raised = raise_alarm(work, school_id=school_id, cry=cry, at=moment.at, zone=moment.zone)
    return alarms.to_stranger(found.danger, raised.contacts, raised.duty_phone)


def answered(text: str, sender: Sender, work: Work, moment: Moment, *, waiting: bool) -> str | None:
    """The answer to words about an alarm or a question of ours about one; None for all other texts.

    `waiting`: the chat itself waits for an answer, so that a bare 「不用」 is none to us.
    """
    said = contacts.typed(text, sender, work, moment)
    if said is None and not waiting:
        said = watching.answered(text, sender, work, moment)
    return said


def instead_of_voice(sender: Sender, work: Work) -> str:
    """A human at once, where nobody could read of a danger."""
    found = responders(work, sender.school.id, besides=(sender.member.user_id,))
    called = [alarms.contact_called(one.name, one.roles) for one in found.contacts]
    return alarms.not_by_voice(called, found.phone)


def _named(text: str, sender: Sender) -> tuple[Child, ...]:
    """The children in care who are named; where none is, whichever children of the school bear a name in it."""
    own = tuple(sender.children[child] for child in mentioned(text, sender.care))
    return own or tuple(child for child in sender.school.children.values() if child.name in text)


def _told_of_others(text: str, named: tuple[Child, ...], sender: Sender, moment: Moment) -> tuple[str, ...]:
    """The names of those of whom the text tells what would be noted, were they in the sender's care."""
    others = [child for child in named if child.id not in sender.children]
    heard = hear(text, moment.today, Care.of(others)) if others else None
    told = heard.then if isinstance(heard, WhichStudent) else heard
    return tuple(dict.fromkeys(child.name for child in others)) if isinstance(told, TellEvent) else ()


def _raised(cry: Cry, sender: Sender, work: Work, moment: Moment) -> str:
    raised = raise_alarm(work, school_id=sender.school.id, cry=cry, at=moment.at, zone=moment.zone)
    cut_off = findings.trouble(work, Channel.MEMBER, moment.at) is not None
    return alarms.to_sender(cry.danger, raised.contacts, raised.duty_phone, cut_off=cut_off)


def _writer(sender: Sender) -> Writer:
    return Writer(alarms.colleague_called(sender.member.name), sender.member.user_id, sender.member.id)


def _key(moment: Moment) -> str:
    return f"inbox:{moment.message_id}"
