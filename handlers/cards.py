"""Taps on cards: an alarm's and a digest's go to theirs; what is ticked on a reminder is recorded, the card says so."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from duty.assess import MET, Assessment, Record, State
from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.policy import Mode
from duty.reminders import Standing, Tap
from handlers import answer_taps, binding_taps, contacts, could_not_cards, deputy_taps, postponing
from handlers.context import Moment, Sender
from handlers.inbound_events import CardClicked, CardMenuChosen
from handlers.reply import Reply
from handlers.tapped import Tapped, is_wished
from language.say import card_taps as say
from language.say import postponing as say_postponing
from language.say.card_taps import Fate, Ticked
from language.say.reminders import by_buttons
from storage import alarms, answer_cards, bindings, cards, deeds, deputy_questions
from storage.cards import CardItem
from storage.deeds import Source
from storage.work import Work

NOTHING = Reply("")


@dataclass(frozen=True, slots=True)
class _Judged:
    """A line that is ticked for the first time: what it comes to, and how the deed was done."""

    item: CardItem
    fate: Fate
    mode: str


def tap(clicked: CardClicked | CardMenuChosen, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Does what was tapped, and gives the card its next state.

    A card that is not the sender's, or that nobody knows, is left alone without a word.
    """
    if alarms.token_of(clicked.task_id):
        return Reply("", card=contacts.tap(clicked, sender, work, moment))
    if bindings.asks(clicked.task_id):
        return Reply("", card=binding_taps.tap(clicked, sender, work, moment))
    if deputy_questions.asks(clicked.task_id):
        return Reply("", card=deputy_taps.tap(clicked, sender, work, moment))
    if answer_cards.is_one(clicked.task_id):
        return Reply("", card=answer_taps.tap(clicked, sender, work, moment))
    card = cards.find(work, clicked.task_id)
    if card is None or card.member_id != sender.member.id:
        return NOTHING
    tapped = Tapped(card, sender, work, moment)
    match clicked:
        case CardClicked(key=Tap.DONE):
            return _done(tapped, _ticked(clicked, tapped))
        case CardClicked(key=Tap.LATER) | CardMenuChosen(key=Tap.LATER):
            return _later(tapped)
        case CardClicked(key=Tap.COULD_NOT) if by_buttons(tapped.kinds):
            return Reply("", card=could_not_cards.ask(tapped))
        case CardMenuChosen(key=Tap.COULD_NOT):
            return Reply("", card=could_not_cards.ask(tapped))
        case CardClicked(key=Tap.BACK) | CardMenuChosen(key=Tap.BACK):
            return Reply("", card=could_not_cards.back(tapped))
        case CardClicked():
            return Reply("", card=could_not_cards.answered(clicked, tapped))
        case _:
            return NOTHING


def _ticked(clicked: CardClicked, tapped: Tapped) -> tuple[CardItem, ...]:
    """The lines that were ticked; a card with buttons is about a single thing."""
    if by_buttons(tapped.kinds):
        return tapped.card.items
    chosen = {option for selected in clicked.selected for option in selected.option_ids}
    return tuple(item for item in tapped.card.items if item.option_id in chosen)


def _done(tapped: Tapped, ticked: Collection[CardItem]) -> Reply:
    """Records what is ticked and was not recorded by an earlier tap on the same card."""
    earlier, today = tapped.recorded(), tapped.moment.today
    kept = {key for key, deed in earlier.items() if not deed.revoked}
    lines = [item for item in tapped.card.items if item in ticked or (item.student_id, item.kind) in kept]
    if not lines:
        return Reply("", card=say.nothing_ticked(tapped.given()))
    standing, records = tapped.standing(), _records(tapped)
    results: list[Ticked] = []
    new: list[_Judged] = []
    for item in lines:
        deed, assessment = earlier.get((item.student_id, item.kind)), standing.get(item.key)
        if deed is None:
            judged = _judge(tapped, item, assessment, records.get(item.student_id, ()))
            fate, day = judged.fate, today
            new.append(judged)
        else:
            made_up = Fate.MADE_UP if deed.counts_for != deed.happened_on else Fate.RECORDED
            fate, day = Fate.TAKEN_BACK if deed.revoked else made_up, deed.happened_on
        results.append(Ticked(tapped.child(item), item.kind, fate, day, assessment, tapped.owner(item)))
    _save(tapped, new)
    on_file = (*say.WRITTEN, Fate.ALREADY, Fate.MET)
    checked = {item.option_id for item, one in zip(lines, results, strict=True) if one.fate in on_file}
    return Reply("", card=say.recorded(tapped.given(checked), results, today))


def _judge(tapped: Tapped, item: CardItem, now: Assessment | None, records: Iterable[Record]) -> _Judged:
    """What a first tick on a line comes to; a deed that was typed on the same day is the same deed."""
    today, mode = tapped.moment.today, _mode(now)
    same_day = [one for one in records if (one.kind, one.happened_on) == (item.kind, today)]
    if item.student_id not in tapped.sender.children:
        return _Judged(item, Fate.NOT_IN_CARE, mode)
    if now is not None and now.state in MET:
        return _Judged(item, Fate.ALREADY if same_day else Fate.MET, mode)
    made_up = _is_made_up(now, today)
    first, last = (item.window_first, item.window_last) if made_up else (today, today)
    if any(first <= one.counts_for <= last for one in same_day if now is None or now.rule.takes(one.mode)):
        return _Judged(item, Fate.ALREADY, mode)
    gone = now.state is State.MISSED and not now.rule.nudge if now else today > item.window_last
    return _Judged(item, Fate.MADE_UP if made_up else Fate.TOO_LATE if gone else Fate.RECORDED, mode)


def _is_made_up(now: Assessment | None, today: date) -> bool:
    """Whether a deed of today makes up for a window that has gone by; what nobody owes is never made up for."""
    if now is None or now.rule.nudge or now.state in (State.WAIVED, State.MISSED):
        return False
    return now.window.last < today <= now.window.makeup_end


def _mode(now: Assessment | None) -> str:
    """How a ticked deed was done: in person, unless its rule takes only something else."""
    if now is None or now.rule.takes(""):
        return ""
    return next(mode.value for mode in Mode if now.rule.takes(mode))


def _save(tapped: Tapped, judged: Iterable[_Judged]) -> None:
    alike: dict[tuple[Kind, str], dict[int, date]] = defaultdict(dict)
    for one in judged:
        if one.fate in say.WRITTEN:
            day = one.item.window_last if one.fate is Fate.MADE_UP else tapped.moment.today
            alike[one.item.kind, one.mode][one.item.student_id] = day
    sender, moment = tapped.sender, tapped.moment
    source = Source(sender.school.id, sender.member.id, moment.message_id, moment.at, tapped.card.task_id)
    for (kind, mode), days in alike.items():
        deeds.save(tapped.work, RecordDeed(kind, tuple(days), moment.today, mode=mode), source, days)


def _records(tapped: Tapped) -> dict[int, list[Record]]:
    """What the sender recorded for the children of the card, since the first of its windows began."""
    children = list({item.student_id for item in tapped.card.items})
    since = min(item.window_first for item in tapped.card.items)
    held = deeds.records_since(tapped.work, children, since, tapped.moment.zone)
    own = tapped.sender.member.id
    return {child: [one for one in found if one.member_id == own] for child, found in held.items()}


def _later(tapped: Tapped) -> Reply:
    """Puts off what the card speaks of and is still wished."""
    standing, keys = tapped.standing(), {item.key for item in tapped.card.items}
    wished = [
        Standing(key.mentor_id, key.student_id, assessment)
        for key, assessment in standing.items()
        if key.student_id in tapped.sender.children and is_wished(assessment)
        if key in keys or postponing.has_begun(assessment, tapped.sender, tapped.moment)
    ]
    put_off = postponing.put_off(wished, None, tapped.sender, tapped.work, moment=tapped.moment)
    return Reply("", card=say_postponing.postponed_card(tapped.given(), put_off, tapped.moment.today))
