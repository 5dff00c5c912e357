"""没能做到 on a card: asks which and why, keeps the reason once, and records what the policy takes instead."""

from collections.abc import Sequence

from duty.assess import MET, STILL_WISHED, Assessment, State
from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.messages import Card
from duty.policy import Reason
from duty.reminders import Asked, Tap
from handlers.inbound_events import CardClicked, SelectedItem
from handlers.tapped import Tapped
from language.say import card_taps
from language.say import could_not as say
from language.say.card_taps import Fate, Ticked
from storage import attempts, deeds
from storage.attempts import Attempt
from storage.cards import CardItem
from storage.deeds import Source

SETTLED = (State.EXCUSED, State.SUBSTITUTED)
SEPARATOR = ":"


def ask(tapped: Tapped) -> Card:
    """Asks what could not be, and why."""
    return say.asks(tapped.given(), tapped.left())


def back(tapped: Tapped) -> Card:
    """The card as it was, with what still waits."""
    left = tapped.left()
    return card_taps.as_before(tapped.given(), left, tapped.moment.today) if left else say.nothing_left(tapped.given())


def answered(clicked: CardClicked, tapped: Tapped) -> Card | None:
    """What a tap on a button with a reason, on one for what was done instead, or on the lists brings about.

    None for what no card of ours has.
    """
    match clicked.key.split(SEPARATOR):
        case [Tap.WHY]:
            return _chosen(clicked.selected, tapped)
        case [Tap.WHY, why, option_id]:
            item = _item(tapped, option_id)
            return _reason(tapped, item, why) if item and why in set(Reason) else None
        case [Tap.INSTEAD, kind, mode, option_id]:
            item = _item(tapped, option_id)
            return _instead(tapped, item, Kind(kind), mode) if item and kind in set(Kind) else None
        case _:
            return None


def _chosen(selected: Sequence[SelectedItem], tapped: Tapped) -> Card:
    """What was chosen in the lists; where not all was, they are shown again."""
    chosen = {one.question_key: one.option_ids[0] for one in selected if one.option_ids}
    which, why = chosen.get(Asked.WHICH, ""), chosen.get(Asked.WHY, "")
    if why == Tap.BACK:
        return back(tapped)
    item = _item(tapped, which)
    if item is None or why not in set(Reason):
        return say.asks(tapped.given(), tapped.left(), which=which, why=why, again=True)
    return _reason(tapped, item, why)


def _item(tapped: Tapped, option_id: str) -> CardItem | None:
    return next((item for item in tapped.card.items if item.option_id == option_id), None)


def _reason(tapped: Tapped, item: CardItem, why: str) -> Card:
    """Keeps the reason, unless that is known, the deed was done, or nobody waits for it any more."""
    earlier, today = tapped.told().get(item, ""), tapped.moment.today
    now = _waiting(tapped, item, told=bool(earlier))
    if not isinstance(now, Assessment):
        return now
    if earlier and earlier != why:
        return say.told_before(tapped.given(), tapped.left(), tapped.child(item), item.kind, earlier)
    if not earlier:
        _keep(tapped, item, why)
    line = tapped.line(item, tapped.standing().get(item.key, now))
    return say.noted(tapped.given(), tapped.left(), line, why, today)


def _waiting(tapped: Tapped, item: CardItem, *, told: bool = False) -> Assessment | Card:
    """How the duty of a line stands, where something of it can be kept; else what is said instead.

    `told`: a reason for it is on file.
    """
    given, left, child = tapped.given(), tapped.left(), tapped.child(item)
    if item.student_id not in tapped.sender.children:
        return say.not_yours(given, left, child)
    now, deed = tapped.standing().get(item.key), tapped.recorded().get((item.student_id, item.kind))
    if (now is not None and now.state in MET) or (deed is not None and not deed.revoked):
        return say.was_done(given, left, child, item.kind)
    if now is not None and now.state in SETTLED and not told:
        return say.settled(given, left, child, now, today=tapped.moment.today)
    if now is None or not (told or now.state in STILL_WISHED):
        return say.too_late(given, left, child, item.kind)
    return now


def _keep(tapped: Tapped, item: CardItem, why: str) -> None:
    sender, moment, counts_for = tapped.sender, tapped.moment, tapped.counts_for(item)
    whose = (sender.school.id, sender.member.id, item.student_id, item.kind)
    attempt = Attempt(*whose, moment.today, why=why, counts_for=counts_for)
    attempts.save_attempts(tapped.work, [attempt], "", entered_at=moment.at, message_id=moment.message_id)


def _instead(tapped: Tapped, item: CardItem, kind: Kind, mode: str) -> Card | None:
    """Records the deed that counts instead, once; None where the policy takes no such deed."""
    child, today, given = tapped.child(item), tapped.moment.today, tapped.given()
    deed = tapped.recorded().get((item.student_id, kind))
    if deed is None:
        now = _waiting(tapped, item)
        if not isinstance(now, Assessment):
            return now
        if not any((way.kind, way.mode) == (kind, mode) for why in Reason for way in say.ways_out(now, why)):
            return None
        _save(tapped, item, RecordDeed(kind, (item.student_id,), today, mode=mode))
    elif deed.revoked:
        return card_taps.recorded(given, [Ticked(child, kind, Fate.TAKEN_BACK, today)], today)
    return say.done_instead(given, tapped.left(), child, kind, now=tapped.standing().get(item.key), today=today)


def _save(tapped: Tapped, item: CardItem, deed: RecordDeed) -> None:
    sender, moment, day = tapped.sender, tapped.moment, tapped.counts_for(item)
    source = Source(sender.school.id, sender.member.id, moment.message_id, moment.at, tapped.card.task_id)
    deeds.save(tapped.work, deed, source, {item.student_id: day} if day else None)
