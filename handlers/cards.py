"""Taps on cards: an alarm's go to its contacts; what was ticked on a reminder is recorded, and the card says so."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from duty.assess import Assessment, Record, State
from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.messages import Option
from duty.people import Child
from duty.reminders import DutyKey, Standing, Tap
from handlers import contacts, postponing
from handlers.context import Moment, Sender
from handlers.inbound_events import CardClicked, CardMenuChosen
from handlers.reply import Reply
from handlers.wishes import standings
from language.say import postponing as say_postponing
from language.say import reminders as say
from language.say.reminders import Fate, GivenCard, Ticked
from storage import alarms, attempts, cards, deeds
from storage.attempts import Attempt
from storage.cards import CardItem, StoredCard
from storage.deeds import Source
from storage.work import Work

NOTHING = Reply("")


def tap(clicked: CardClicked | CardMenuChosen, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Does what was tapped, and gives the card its next state.

    A card that is not the sender's, or that nobody knows, is left alone without a word.
    """
    if alarms.token_of(clicked.task_id):
        return Reply("", card=contacts.tap(clicked, sender, work, moment))
    card = cards.find(work, clicked.task_id)
    if card is None or card.member_id != sender.member.id:
        return NOTHING
    tapped = _Tapped(card, sender, work, moment)
    match clicked:
        case CardClicked(key=Tap.DONE):
            return tapped.done(_ticked(clicked, card))
        case CardClicked(key=Tap.LATER) | CardMenuChosen(key=Tap.LATER):
            return tapped.later()
        case CardClicked(key=Tap.COULD_NOT) if say.by_buttons(_kinds(card)):
            return tapped.could_not(card.items[0])
        case _:
            return NOTHING


def _ticked(clicked: CardClicked, card: StoredCard) -> tuple[CardItem, ...]:
    """The lines that were ticked; a card with buttons is about a single thing."""
    if say.by_buttons(_kinds(card)):
        return card.items
    chosen = {option for selected in clicked.selected for option in selected.option_ids}
    return tuple(item for item in card.items if item.option_id in chosen)


def _kinds(card: StoredCard) -> tuple[Kind, ...]:
    return tuple(item.kind for item in card.items)


@dataclass(frozen=True, slots=True)
class _Tapped:
    """One tap on a card of the sender's."""

    card: StoredCard
    sender: Sender
    work: Work
    moment: Moment

    def done(self, ticked: Collection[CardItem]) -> Reply:
        """Records what is ticked and was not recorded by an earlier tap on the same card."""
        earlier = {(deed.student_id, deed.kind): deed for deed in deeds.of_task(self.work, self.card.task_id)}
        kept = {key for key, deed in earlier.items() if not deed.revoked}
        lines = [item for item in self.card.items if item in ticked or (item.student_id, item.kind) in kept]
        if not lines:
            return Reply("", card=say.nothing_ticked(self._given()))
        standing, records = self._standing(), self._records()
        results: list[Ticked] = []
        new: list[tuple[CardItem, Fate]] = []
        for item in lines:
            deed = earlier.get((item.student_id, item.kind))
            if deed is None:
                fate, day = self._judge(item, standing.get(item.key), records), self.moment.today
                new.append((item, fate))
            else:
                made_up = Fate.MADE_UP if deed.counts_for != deed.happened_on else Fate.RECORDED
                fate, day = Fate.TAKEN_BACK if deed.revoked else made_up, deed.happened_on
            results.append(Ticked(self._child(item), item.kind, fate, day, standing.get(item.key)))
        self._save(new)
        on_file = (*say.WRITTEN, Fate.ALREADY, Fate.MET)
        checked = {item.option_id for item, one in zip(lines, results, strict=True) if one.fate in on_file}
        return Reply("", card=say.recorded(self._given(checked), results, self.moment.today))

    def later(self) -> Reply:
        """Puts off what the card speaks of and is still wished."""
        standing, keys = self._standing(), {item.key for item in self.card.items}
        spoken_of = {(key.student_id, key.kind) for key in keys}
        wished = [
            Standing(key.mentor_id, key.student_id, assessment)
            for key, assessment in standing.items()
            if postponing.is_wished(assessment)
            and (key in keys or ((key.student_id, key.kind) in spoken_of and self._has_begun(assessment)))
        ]
        put_off = postponing.put_off(wished, None, self.sender, self.work, moment=self.moment)
        return Reply("", card=say_postponing.postponed_card(self._given(), put_off, self.moment.today))

    def could_not(self, item: CardItem) -> Reply:
        """Notes an attempt, unless the card has recorded the deed."""
        if any(not deed.revoked for deed in deeds.of_task(self.work, self.card.task_id)):
            return self.done(())
        child = self._child(item)
        if item.student_id not in self.sender.children:
            gone = Ticked(child, item.kind, Fate.NOT_IN_CARE, self.moment.today)
            return Reply("", card=say.recorded(self._given(), [gone], self.moment.today))
        attempt = Attempt(self.sender.school.id, self.sender.member.id, item.student_id, item.kind, self.moment.today)
        if not attempts.has_attempt(self.work, attempt):
            attempts.save_attempts(
                self.work, [attempt], "", entered_at=self.moment.at, message_id=self.moment.message_id
            )
        return Reply("", card=say_postponing.could_not_card(self._given(), child, item.kind))

    def _judge(self, item: CardItem, assessment: Assessment | None, records: dict[int, list[Record]]) -> Fate:
        """What a first tick on a line comes to; a deed that was typed on the same day is the same deed."""
        today = self.moment.today
        if item.student_id not in self.sender.children:
            return Fate.NOT_IN_CARE
        if assessment is not None and assessment.state in (State.DONE, State.LATE):
            same_day = any(
                (record.kind, record.happened_on) == (item.kind, today) for record in records.get(item.student_id, ())
            )
            return Fate.ALREADY if same_day else Fate.MET
        overdue = assessment is not None and assessment.state is State.OVERDUE
        first, last = (item.window_first, item.window_last) if overdue else (today, today)
        for record in records.get(item.student_id, ()):
            if (record.kind, record.happened_on) == (item.kind, today) and first <= record.counts_for <= last:
                return Fate.ALREADY
        if overdue:
            return Fate.MADE_UP
        return Fate.TOO_LATE if assessment is None and today > item.window_last else Fate.RECORDED

    def _save(self, judged: Iterable[tuple[CardItem, Fate]]) -> None:
        by_kind: dict[Kind, list[int]] = defaultdict(list)
        counts_for: dict[tuple[int, Kind], date] = {}
        for item, fate in judged:
            if fate in say.WRITTEN:
                by_kind[item.kind].append(item.student_id)
            if fate is Fate.MADE_UP:
                counts_for[item.student_id, item.kind] = item.window_last
        message = (self.sender.school.id, self.sender.member.id, self.moment.message_id, self.moment.at)
        source = Source(*message, task_id=self.card.task_id)
        for kind, children in by_kind.items():
            days = {child: day for (child, of_kind), day in counts_for.items() if of_kind is kind}
            deeds.save(self.work, RecordDeed(kind, tuple(children), self.moment.today), source, days)

    def _standing(self) -> dict[DutyKey, Assessment]:
        children = {item.student_id for item in self.card.items}
        found = standings(children, self.sender, self.work, self.moment)
        return {Standing(item.mentor_id, one.child.id, item).key: item for one in found for item in one.assessments}

    def _records(self) -> dict[int, list[Record]]:
        children = list({item.student_id for item in self.card.items})
        since = min(item.window_first for item in self.card.items)
        held = deeds.records_since(self.work, children, since, self.moment.zone)
        own = self.sender.member.id
        return {child: [one for one in found if one.member_id == own] for child, found in held.items()}

    def _has_begun(self, assessment: Assessment) -> bool:
        return postponing.has_begun(assessment, self.sender, self.moment)

    def _child(self, item: CardItem) -> Child:
        return self.sender.children.get(item.student_id) or self.sender.school.children[item.student_id]

    def _given(self, checked: Collection[str] = ()) -> GivenCard:
        options = tuple(Option(item.option_id, item.text, item.option_id in checked) for item in self.card.items)
        return GivenCard(self.card.task_id, options, _kinds(self.card))
