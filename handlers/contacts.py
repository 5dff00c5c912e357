"""Those who were told of a danger: what they tap and type, and how their cards look next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from duty.alarm import AlarmTap, Outcome
from duty.messages import ButtonCard
from duty.people import Role
from handlers import what_became
from handlers.context import Moment, Sender
from handlers.held_notes import held_for, release, withhold
from handlers.inbound_events import CardClicked, CardMenuChosen
from handlers.taking_over import Stand, close_false, close_handled, take
from language.hear.alarm_words import AlarmWords, alarm_words
from language.say import alarm_cards
from language.say.alarm_cards import Listed
from storage import alarms
from storage.alarms import Alarm
from storage.work import Work

# For how long after closing an alarm its taker may still say what was done.
AFTERWARDS = timedelta(days=1)
# What was done is for few: beside whoever took it over for these.
_MAY_READ = frozenset({Role.PRINCIPAL, Role.COUNSELLOR})
_ABOUT_NOTES = (AlarmTap.RELEASE, AlarmTap.WITHHOLD)


def tap(clicked: CardClicked | CardMenuChosen, sender: Sender, work: Work, moment: Moment) -> ButtonCard | None:
    """Does what was tapped, and gives the card its next state; None where it is not the sender's to tap."""
    alarm = alarms.by_token(work, alarms.token_of(clicked.task_id))
    if alarm is None or sender.member.id not in alarm.told:
        return None
    stand = Stand(alarm, sender, work, moment)
    said = ""
    match clicked.key:
        case AlarmTap.TAKE:
            take(stand)
        case AlarmTap.HANDLED if not alarm.waits:
            close_handled(stand, "")
        case AlarmTap.FALSE_ALARM if not alarm.waits:
            close_false(stand)
        case AlarmTap.RELEASE if not alarm.waits:
            said = release(stand)
        case AlarmTap.WITHHOLD if not alarm.waits:
            said = withhold(stand)
    card = _card(stand.again(), clicked.task_id)
    return alarm_cards.with_word(card, said) if said else card


def typed(text: str, sender: Sender, work: Work, moment: Moment) -> str | None:
    """Does what a contact typed about an alarm; None where the words are about none that the sender was told of."""
    asked = what_became.answered(text, sender, work, moment)
    if asked is not None:
        return asked
    said = alarm_words(text)
    if said is None:
        return None
    meant = _meant(said, sender, work, moment)
    if not isinstance(meant, _Meant):
        return meant
    return _done(said.tap, meant, Stand(meant.alarm, sender, work, moment))


def _done(tapped: AlarmTap, meant: "_Meant", stand: Stand) -> str:
    if tapped is AlarmTap.TAKE:
        return _take(stand)
    if stand.alarm.waits:
        return alarm_cards.take_it_first(stand.alarm.facts)
    match tapped:
        case AlarmTap.HANDLED:
            close_handled(stand, meant.rest)
            return alarm_cards.you_handled_it(stand.alarm.facts, described=bool(meant.rest))
        case AlarmTap.FALSE_ALARM:
            close_false(stand)
            return alarm_cards.it_was_false()
        case AlarmTap.RELEASE:
            return release(stand)
        case _:
            return withhold(stand)


@dataclass(frozen=True, slots=True)
class _Meant:
    """The one alarm that is meant, and what was said besides."""

    alarm: Alarm
    rest: str


def _take(stand: Stand) -> str:
    take(stand)
    alarm = stand.again().alarm
    if alarm.taken_by == stand.me:
        return alarm_cards.you_took_it(alarm.facts, held_for(stand.work, alarm.note_id))
    taken_at = alarm.taken_at or stand.moment.at
    contact = stand.called(alarm.taken_by) if alarm.taken_by is not None else ""
    return alarm_cards.other_took_it(alarm.facts, contact, taken_at.astimezone(stand.moment.zone))


def _meant(said: AlarmWords, sender: Sender, work: Work, moment: Moment) -> _Meant | str | None:
    """The alarm that is meant, a question which of them is, or None."""
    me = sender.member.id
    found = _candidates(said.tap, me, work, moment)
    if said.number is not None:
        return _by_number(said, said.number, found, (me, work, moment))
    named = [one for one in found if any(child.name in said.rest for child in one.facts.children)]
    if said.tap is not AlarmTap.HANDLED:
        # Whoever says more than which one speaks of something else: 「接手了新班级」.
        found = named if said.rest else found
        rest = ""
    else:
        found, rest = named or found, said.rest
    if len(found) == 1:
        return _Meant(found[0], rest)
    return alarm_cards.which(_listed(found, moment), alarm_cards.TYPED[said.tap]) if found else None


def _by_number(
    said: AlarmWords, number: int, found: Sequence[Alarm], given: tuple[int, Work, Moment]
) -> _Meant | str | None:
    """The alarm of this number, whatever list it was read in; where it is none of the member's, a word on that."""
    me, work, moment = given
    word, listed = alarm_cards.TYPED[said.tap], _listed(found, moment)
    mine = {one.id: one for one in found}
    if said.tap not in _ABOUT_NOTES:
        mine |= {one.id: one for one in alarms.open_to(work, me)}
    if said.tap is AlarmTap.HANDLED:
        mine |= {one.id: one for one in alarms.handled_by(work, me, moment.at - AFTERWARDS)}
    if number in mine:
        if said.rest and said.tap is not AlarmTap.HANDLED:
            return alarm_cards.one_at_a_time(listed, word)
        return _Meant(mine[number], said.rest)
    closed = alarms.one(work, number)
    if closed is not None and me in closed.told and closed.closed_at is not None:
        return alarm_cards.already_closed(number)
    known = found or alarms.known_to(work, me, moment.at - AFTERWARDS)
    return alarm_cards.no_such(number, listed, word) if known else None


def _listed(found: Sequence[Alarm], moment: Moment) -> list[Listed]:
    return [Listed(one.id, one.facts, one.facts.raised_at.astimezone(moment.zone)) for one in found]


def _candidates(tapped: AlarmTap, member_id: int, work: Work, moment: Moment) -> list[Alarm]:
    """To which alarms of this member the words can apply, the oldest first."""
    if tapped in _ABOUT_NOTES:
        return alarms.holding_notes(work, member_id)
    found = alarms.open_to(work, member_id)
    if tapped is AlarmTap.TAKE:
        return [one for one in found if one.waits] or found
    mine = [one for one in found if one.taken_by == member_id] or [one for one in found if not one.waits] or found
    if not mine and tapped is AlarmTap.HANDLED:
        return alarms.handled_by(work, member_id, moment.at - AFTERWARDS)[-1:]
    return mine


def _card(stand: Stand, task_id: str) -> ButtonCard:
    """The card as this member must see it now."""
    alarm, zone = stand.alarm, stand.moment.zone
    if alarm.taken_by is None:
        local = alarm.facts.raised_at.astimezone(zone)
        return alarm_cards.alert(task_id, alarm.facts, local, stand.moment.at - alarm.facts.raised_at)
    contact, mine = stand.called(alarm.taken_by), alarm.taken_by == stand.me
    note_to = held_for(stand.work, alarm.note_id) if mine else ""
    if alarm.outcome is None:
        taken_at = (alarm.taken_at or stand.moment.at).astimezone(zone)
        if mine:
            return alarm_cards.taken_by_you(task_id, alarm.facts, note_to)
        return alarm_cards.taken_by_other(task_id, alarm.facts, contact, taken_at)
    if alarm.outcome is Outcome.FALSE_ALARM:
        card = alarm_cards.false_alarm(task_id)
    else:
        closing = alarm.closing if mine or _may_read(stand) else ""
        card = alarm_cards.handled(task_id, alarm.facts, contact, closing, may_add=mine)
    return alarm_cards.still_held(card, note_to) if note_to else card


def _may_read(stand: Stand) -> bool:
    return any(post.role in _MAY_READ for post in stand.sender.member.posts)
