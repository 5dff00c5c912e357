"""A tap on a card: what the platform pushes for it, and what its answer makes of the card."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException

from sandbox.cards import BadCard, Card, updated
from sandbox.envelope import Field
from sandbox.journal import Entry, Journal
from sandbox.outbox import Outbox
from sandbox.phones import Phones
from sandbox.replies import Reply


@dataclass(frozen=True, slots=True)
class Choice:
    """What a finger left chosen: the ticked options, and of each list one, by the list's key."""

    options: Sequence[str] = ()
    selects: Mapping[str, str] = field(default_factory=dict)


class Taps:
    """Taps on the cards of all phones; refusals are what a phone would not let a finger do."""

    def __init__(self, journal: Journal, outbox: Outbox, phones: Phones, clock: Callable[[], float]) -> None:
        self._journal = journal
        self._outbox = outbox
        self._phones = phones
        self._clock = clock

    async def tap(self, entry: Entry, key: str, chosen: Choice) -> list[Entry]:
        """Push a tap on button `key` with what is `chosen`; the card in its new state, then what was shown."""
        card = dict(entry.line.card or {})
        message = self._outbox.message_of(entry.id)
        if message is None or not card.get("task_id"):
            raise HTTPException(409, "这一条上没有可以点的")
        in_menu = any(action["key"] == key for action in card["menu"])
        if not in_menu:
            card = _with_choice(_tappable(card, key), chosen)
            entry = self._phones.change(entry, card)
        code = self._outbox.new_code(message.msgid, self._clock())
        event = self._phones.inbound(entry.userid, "event", _fields(card, key, code, in_menu=in_menu))
        attempts, notes = await self._phones.push(event)
        answer = self._phones.show_answer(entry.userid, attempts, can_repeat=False)
        # The card may have been changed by another call while the bot thought.
        entry = self._journal.by_id(entry.id) or entry
        entry, complaints = self._apply(entry, attempts[-1].reply, code)
        return [entry, *notes, *answer, *complaints]

    def _apply(self, entry: Entry, reply: Reply, code: str) -> tuple[Entry, list[Entry]]:
        """Change the card as the reply says, which uses the code up."""
        card: Card = dict(entry.line.card or {})
        try:
            changed = updated(card, reply.card, reply.button)
        except BadCard as error:
            return entry, [self._phones.complain(entry.userid, str(error))]
        if changed == card:
            return entry, []
        self._outbox.spend(code)
        return self._phones.change(entry, changed), []


def _tappable(card: Card, key: str) -> Card:
    if card["replace_text"]:
        raise HTTPException(409, "这张卡片已经处理过了")
    keys = [button["key"] for button in card["buttons"]] + ([card["submit"]["key"]] if card["submit"] else [])
    if key not in keys:
        raise HTTPException(409, "这张卡片上没有这个按钮")
    return card


def _with_choice(card: Card, chosen: Choice) -> Card:
    """The card with what the finger left chosen; what is disabled keeps its own."""
    return _with_ticks(card, chosen.options) | {"selects": [_with_line(one, chosen.selects) for one in _lists(card)]}


def _lists(card: Card) -> Sequence[Card]:
    """The lists of a card; one that an older sandbox wrote down has none."""
    found: Sequence[Card] = card.get("selects", [])
    return found


def _with_line(select: Card, chosen: Mapping[str, str]) -> Card:
    line = chosen.get(select["key"], select["chosen"])
    if select["disabled"]:
        return select
    if line not in [option["id"] for option in select["options"]]:
        raise HTTPException(409, "这张卡片上没有这个选项")
    return {**select, "chosen": line}


def _with_ticks(card: Card, chosen: Sequence[str]) -> Card:
    if card["disabled"] or not card["options"]:
        return card
    if set(chosen) - {option["id"] for option in card["options"]}:
        raise HTTPException(409, "这张卡片上没有这个选项")
    if card["mode"] == 0 and len(set(chosen)) > 1:
        raise HTTPException(409, "只能选一个")
    return {**card, "options": [{**option, "checked": option["id"] in chosen} for option in card["options"]]}


def _fields(card: Card, key: str, code: str, *, in_menu: bool) -> tuple[Field, ...]:
    fields: tuple[Field, ...] = (
        ("Event", "template_card_menu_event" if in_menu else "template_card_event"),
        ("EventKey", key),
        ("TaskId", card["task_id"]),
        ("CardType", card["type"]),
        ("ResponseCode", code),
    )
    if in_menu or not (card["options"] or _lists(card)):
        return fields
    items = [_item(one["key"], [one["chosen"]]) for one in _lists(card)]
    if card["options"]:
        items.append(_item(card["question_key"], [one["id"] for one in card["options"] if one["checked"]]))
    return (*fields, ("SelectedItems", tuple(items)))


def _item(question: str, chosen: Sequence[str]) -> Field:
    ids: tuple[Field, ...] = tuple(("OptionId", one) for one in chosen)
    return "SelectedItem", (("QuestionKey", question), ("OptionIds", ids))
