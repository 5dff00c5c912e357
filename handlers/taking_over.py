"""Taking an alarm over and closing it: each step happens once, whoever tries at the same moment."""

from dataclasses import dataclass

from duty.alarm import Outcome
from handlers.context import Moment, Sender
from language.say import alarm_cards
from language.say import alarms as say
from storage import alarm_mail, alarms, audit, phones
from storage.alarms import Alarm
from storage.crisis import Contact, contacts_by_id
from storage.schools import school_settings
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Stand:
    """One of those who were told, who now does something about an alarm."""

    alarm: Alarm
    sender: Sender
    work: Work
    moment: Moment

    @property
    def me(self) -> int:
        return self.sender.member.id

    def again(self) -> "Stand":
        """With the alarm as it stands now."""
        alarm = alarms.one(self.work, self.alarm.id)
        return Stand(alarm or self.alarm, self.sender, self.work, self.moment)

    def called(self, member_id: int) -> str:
        return called(self.work, member_id)

    def note(self, action: str, subject: str = "") -> None:
        """In the audit; never with the child, of whom nothing must stay after a false alarm."""
        audit.note(
            self.work,
            school_id=self.alarm.school_id,
            at=self.moment.at,
            actor=self.sender.member.user_id,
            action=action,
            subject=f"{self.alarm.id} {subject}".strip(),
        )


def called(work: Work, member_id: int) -> str:
    """How somebody who was told is called."""
    [one] = contacts_by_id(work, [member_id])
    return say.contact_called(one.name, one.roles)


def take(stand: Stand) -> bool:
    """Takes it over, if nobody else has: the words go to this one alone, and all who wait for it hear who it is."""
    alarm, at = stand.alarm, stand.moment.at
    if not alarms.take(stand.work, alarm.id, stand.me, at):
        return False
    stand.note("alarm_taken")
    _send_words(stand)
    mine, local = stand.called(stand.me), at.astimezone(stand.moment.zone)
    known = alarm.writer.member_id is not None
    danger = alarm.facts.danger
    text = say.taken_over(mine, alarm.facts, local) if known else say.taken_over_for_stranger(danger, local)
    _to_writer(stand, text, alarm_mail.TAKEN)
    for other in _others(stand):
        text = alarm_cards.others_told(alarm.facts, mine)
        alarm_mail.say(stand.work, alarm, other.user_id, text, what=alarm_mail.TAKEN, at=at)
    return True


def close_handled(stand: Stand, closing: str) -> bool:
    """Closes it as handled; what was done may also be said later by whoever took it over. False where it was closed."""
    closed = alarms.close(stand.work, stand.alarm.id, Outcome.HANDLED, stand.moment.at)
    if closed:
        stand.note("alarm_closed", Outcome.HANDLED)
        facts = stand.alarm.facts if stand.alarm.writer.member_id is not None else None
        _to_writer(stand, say.handled(_signed(stand), facts), alarm_mail.CLOSED, urgent=False)
    if closing:
        alarms.describe(stand.work, stand.alarm.id, closing)
    return closed


def close_false(stand: Stand) -> bool:
    """Closes it as a false alarm, of which nothing stays but that there was one. False where it was closed."""
    alarm, at = stand.alarm, stand.moment.at
    if not alarms.close(stand.work, alarm.id, Outcome.FALSE_ALARM, at):
        return False
    stand.note("alarm_closed", Outcome.FALSE_ALARM)
    told = [one.user_id for one in contacts_by_id(stand.work, alarm.told)]
    alarm_mail.forget(stand.work, alarm, [*told, alarm.writer.user_id], at)
    alarms.forget(stand.work, alarm.id)
    _to_writer(stand, say.was_false(_signed(stand)), alarm_mail.CLOSED, urgent=False)
    return True


def _send_words(stand: Stand) -> None:
    alarm, moment = stand.alarm, stand.moment
    texts = alarm_cards.sentence(
        alarm.facts,
        alarm.text,
        alarm.facts.raised_at.astimezone(moment.zone),
        phone=phones.of_writer(stand.work, alarm.writer),
        duty_phone=school_settings(stand.work, alarm.school_id).duty_phone,
    )
    alarm_mail.words(stand.work, alarm, stand.sender.member.user_id, texts, moment.at)


def _signed(stand: Stand) -> str:
    """Who closes it, as the writer may read it: a stranger reads no names of staff."""
    return stand.called(stand.me) if stand.alarm.writer.member_id is not None else say.somebody_of_school()


def _to_writer(stand: Stand, text: str, what: str, *, urgent: bool = True) -> None:
    """Nothing goes to a parent by itself, and nobody is told what they did themselves."""
    user_id, own = stand.alarm.writer.user_id, stand.sender.member.user_id
    if user_id and user_id.casefold() != own.casefold():
        alarm_mail.say(stand.work, stand.alarm, user_id, text, what=what, at=stand.moment.at, urgent=urgent)


def _others(stand: Stand) -> list[Contact]:
    """All who were told, but for this one and whoever wrote it."""
    writer = stand.alarm.writer.user_id.casefold()
    others = [member for member in stand.alarm.told if member != stand.me]
    return [one for one in contacts_by_id(stand.work, others) if one.user_id.casefold() != writer]
