"""The alarm on its way: told to those who can help, again and to more of them until somebody has taken it over."""

from collections.abc import Sequence
from functools import partial

from duty.alarm import WIDER_FROM, again_at
from language.say import alarm_cards
from language.say.alarms import contact_called, contact_not_reached, somebody_of_school, still_waiting
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.sender import Delivered, Outcome
from scheduler.tools import Tools
from storage import alarm_mail, alarms, audit, phones
from storage.alarm_mail import Trail
from storage.alarms import Alarm, Round
from storage.crisis import Contact, contacts_by_id, everybody, responders
from storage.leases import Leased
from storage.schools import school_settings
from storage.work import Work

# In the audit, where nobody of the school acts.
ACTOR = "delivery"
TAKEN, OVERTAKEN = "taken", "overtaken"


def tell_again(tools: Tools, moment: At) -> bool:
    """Tells once more of every alarm that nobody has taken over and whose time has come, whatever the hour."""
    with tools.store.reading() as work:
        found = alarms.due(work, moment.at)
    for one in found:
        tools.submit.submit(partial(_tell_again, due=one, moment=moment))
    return False


def _tell_again(work: Work, due: Round, moment: At) -> None:
    """To all who were told, and from the third time on to all who can help but those whom the text accuses."""
    told_now = due.rounds + 1
    if not alarms.begin_round(work, due, again_at(told_now, moment.at)):
        return
    alarm = alarms.one(work, due.alarm_id)
    if alarm is None:
        return
    writer = alarm.writer.user_id
    more = (
        everybody(work, alarm.school_id, alarm.barred)
        if told_now >= WIDER_FROM
        else responders(work, alarm.school_id, besides=(writer,), barred=alarm.barred).contacts
    )
    known = contacts_by_id(work, alarm.told)
    new = [one for one in more if one.id not in alarm.told and one.user_id.casefold() != writer.casefold()]
    _tell(work, alarm, known + new, moment)
    if writer and known + new and told_now <= WIDER_FROM:
        _nobody_yet(work, alarm, known + new, moment)


def _nobody_yet(work: Work, alarm: Alarm, contacts: Sequence[Contact], moment: At) -> None:
    """Whoever wrote it hears that it was told again, and calls; not each time, for a danger leaves no time to read."""
    phone = school_settings(work, alarm.school_id).duty_phone
    text = still_waiting(_all_called(alarm, contacts), moment.at - alarm.facts.raised_at, phone)
    alarm_mail.still_waits(work, alarm, text, moment.at)


def _tell(work: Work, alarm: Alarm, contacts: Sequence[Contact], moment: At) -> None:
    """The newest telling, to these; from then on they may take it over."""
    local, waited = alarm.facts.raised_at.astimezone(moment.zone), moment.at - alarm.facts.raised_at
    cards = [(one, alarm_cards.alert(alarms.task_id(alarm, one.id), alarm.facts, local, waited)) for one in contacts]
    alarms.tell(work, alarm.id, [one.id for one in contacts], moment.at)
    alarm_mail.alerts(work, alarm, cards, moment.at)


def ready(work: Work, leased: Leased, _at: At) -> Ready | Gone:
    """A telling goes as long as nobody has taken the alarm over and no later telling has followed.

    That nobody has it yet goes as long as it is true, and every other word always.
    """
    trail, waits = _trail(leased), leased.about.get(alarm_mail.WAITS)
    alarm_id = trail.alarm if trail else waits
    if alarm_id is not None:
        alarm = alarms.one(work, alarm_id)
        if alarm is None or not alarm.waits:
            return Gone(TAKEN)
        if trail and trail.round != alarm.rounds:
            return Gone(OVERTAKEN)
    return Ready(leased.recipient, leased.message)


def settled(work: Work, leased: Leased, outcome: Outcome, at: At) -> None:
    """Beside whom the platform does not reach, the next who can help are told, and the writer is told to call."""
    if isinstance(outcome, Delivered):
        return
    trail, words_of = _trail(leased), leased.about.get("words")
    if trail is not None and (alarm := alarms.one(work, trail.alarm)) is not None and alarm.waits:
        _not_reached(work, alarm, trail.member, at)
    elif words_of is not None and (alarm := alarms.one(work, words_of)) is not None:
        _without_words(work, alarm, leased.recipient, at)


def _not_reached(work: Work, alarm: Alarm, member_id: int, at: At) -> None:
    writer = alarm.writer.user_id
    known = {one.user_id for one in contacts_by_id(work, alarm.told)}
    found = responders(work, alarm.school_id, besides=(*known, writer), barred=alarm.barred).contacts
    others = [one for one in found if one.user_id not in known and one.user_id.casefold() != writer.casefold()]
    _tell(work, alarm, others, at)
    if writer:
        [lost] = contacts_by_id(work, [member_id])
        text = contact_not_reached(_called(alarm, lost), _all_called(alarm, others))
        alarm_mail.say(work, alarm, writer, text, what=f"{alarm_mail.LOST}-{member_id}", at=at.at)
    _note(work, alarm, "alarm_not_delivered", str(len(others)), at)


def _without_words(work: Work, alarm: Alarm, user_id: str, at: At) -> None:
    """What the platform would not bring, the taker must ask for: the words may have been too plain for it."""
    phone = phones.of_writer(work, alarm.writer)
    duty_phone = school_settings(work, alarm.school_id).duty_phone
    text = alarm_cards.sentence_lost(alarm.facts, phone=phone, duty_phone=duty_phone)
    alarm_mail.say(work, alarm, user_id, text, what=alarm_mail.LOST, at=at.at)
    _note(work, alarm, "alarm_words_not_delivered", "", at)


def _all_called(alarm: Alarm, contacts: Sequence[Contact]) -> list[str]:
    return list(dict.fromkeys(_called(alarm, one) for one in contacts))


def _called(alarm: Alarm, contact: Contact) -> str:
    """As the writer may know them: no name of the staff is said to a stranger."""
    known = alarm.writer.member_id is not None
    return contact_called(contact.name, contact.roles) if known else somebody_of_school()


def _note(work: Work, alarm: Alarm, action: str, subject: str, at: At) -> None:
    said = f"{alarm.id} {subject}".strip()
    audit.note(work, school_id=alarm.school_id, at=at.at, actor=ACTOR, action=action, subject=said)


def _trail(leased: Leased) -> Trail | None:
    return Trail(**leased.about) if "round" in leased.about else None


ALERT = Handling(ready, settled)
